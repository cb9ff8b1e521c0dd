import '../../styles/fields.css'
import type { Field } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ask, type Refusal } from '../../api/client.ts'
import { inWords, Problem, Unreadable } from '../../parts/problem.tsx'
import { say } from '../../parts/say.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { usePreferences } from '../../preferences.tsx'
import { providerHere } from '../../provider-here.ts'
import { wordsIn } from '../../texts/texts.ts'
import { FieldForm } from './field-form.tsx'
import { FieldLine } from './field-line.tsx'
import { adminFieldsQuery, fieldPaths } from './queries.ts'
import { fieldsPageTexts } from './texts.ts'

/** What the provider's own desk notes of requests, beside what the policy asks. */
export function FieldsPage() {
  const { t: general, lang } = usePreferences()
  const t = fieldsPageTexts(lang)
  const client = useQueryClient()
  const query = useQuery(adminFieldsQuery)
  // What is being written stays as it is, whatever is read of the list meanwhile.
  const [open, setOpen] = useState<{ field: Field | null } | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const make = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    document.title = `${t.title} · ${providerHere.name}`
  }, [t])
  const rows = (query.data ?? []).filter(({ retiredAt }) => retiredAt === null)
  const gone = (query.data ?? []).filter(({ retiredAt }) => retiredAt !== null)
  const called = (field: Field) => wordsIn(field.label, lang, field.name)
  const said = (refused: Refusal) => t.problems[refused.code] ?? inWords(refused, general)
  const close = () => {
    setOpen(null)
    setTimeout(() => make.current?.focus(), 0)
  }
  async function change(path: string, asking: { method: 'PUT' | 'DELETE'; body?: object }, done: string) {
    const answer = await ask(path, asking)
    setRefusal(answer.ok ? null : said(answer.refusal))
    if (answer.ok) say(done)
    await client.invalidateQueries({ queryKey: adminFieldsQuery.queryKey })
  }
  async function move(from: number, to: number) {
    const order = rows.map((field, index) => (index === from ? rows[to]! : index === to ? rows[from]! : field))
    client.setQueryData(adminFieldsQuery.queryKey, [...order, ...gone])
    await change(fieldPaths.order, { method: 'PUT', body: { ids: order.map(({ id }) => id) } }, t.moved(called(rows[from]!), to + 1))
  }
  const line = (field: Field, up: (() => void) | null, down: (() => void) | null) => (
    <FieldLine
      key={field.id} field={field} edit={() => setOpen({ field })} up={up} down={down}
      retire={(retired) => change(fieldPaths.retired(field.id), { method: 'PUT', body: { retired } }, retired ? t.retired : t.restored)} remove={() => change(fieldPaths.field(field.id), { method: 'DELETE' }, t.removed)}
    />
  )
  const table = (label: string, lines: React.ReactNode) => (
    <div className="table-box" role="region" aria-label={label} tabIndex={0}>
      <table className="table fields-table">
        <caption className="visually-hidden">{label}</caption>
        <thead><tr><th scope="col">{t.heads.name}</th><th scope="col">{t.heads.asked}</th><th scope="col">{t.heads.shown}</th><th scope="col">{t.heads.tickets}</th><th scope="col"><span className="visually-hidden">{t.heads.change}</span></th></tr></thead>
        <tbody>{lines}</tbody>
      </table>
    </div>
  )
  return (
    <section className="pane pane-wide">
      <h1>{t.title}</h1>
      <p className="quiet">{t.about}</p>
      {open === null && <p><button ref={make} type="button" className="button button-main" onClick={() => setOpen({ field: null })}>{t.make}</button></p>}
      <Problem refusal={refusal} />
      {open !== null && <FieldForm key={open.field?.id ?? 'new'} field={open.field} close={close} />}
      {query.isPending && <Skeleton kind="rows" lines={5} />}
      {query.isError && !query.data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data?.length === 0 && open === null && <div className="empty"><p><strong>{t.none[0]}</strong></p><p>{t.none[1]}</p></div>}
      {rows.length > 0 && table(t.list, rows.map((field, index) => line(field, index === 0 ? null : () => void move(index, index - 1), index === rows.length - 1 ? null : () => void move(index, index + 1))))}
      {gone.length > 0 && (
        <>
          <h2>{t.retiredList}</h2>
          <p className="quiet">{t.retiredWhy}</p>
          {table(t.retiredList, gone.map((field) => line(field, null, null)))}
        </>
      )}
    </section>
  )
}
