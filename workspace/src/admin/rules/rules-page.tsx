import '../../styles/rules.css'
import type { Rule } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ask, type Refusal } from '../../api/client.ts'
import { agentsQuery, teamsQuery } from '../../api/queries.ts'
import { focusAfter } from '../../parts/focus.ts'
import { Problem, Unreadable } from '../../parts/problem.tsx'
import { say } from '../../parts/say.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useDesk } from '../../desk.tsx'
import { usePreferences } from '../../preferences.tsx'
import { providerHere } from '../../provider-here.ts'
import { rulePaths, rulesQuery } from './queries.ts'
import { RuleForm } from './rule-form.tsx'
import { RuleHistory } from './rule-history.tsx'
import { RuleLine } from './rule-line.tsx'
import { refusedInWords } from './rule-words.ts'
import { ruleTexts } from './texts.ts'

type Open = { what: 'form'; rule: Rule | null } | { what: 'history'; rule: Rule } | null

/** What the desk does by itself, beside the policy. */
export function RulesPage() {
  const { t: general, lang } = usePreferences()
  const { me } = useDesk()
  const mayWrite = me.may.includes('admin')
  const t = ruleTexts(lang)
  const client = useQueryClient()
  const query = useQuery(rulesQuery)
  const agents = useQuery(agentsQuery).data ?? []
  const teams = useQuery(teamsQuery).data ?? []
  // What is being written stays as it is, whatever is read of the list meanwhile.
  const [open, setOpen] = useState<Open>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const make = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    document.title = `${t.title} · ${providerHere.name}`
  }, [t])
  const rows = query.data ?? []
  const waiting = rows.filter(({ trouble, onSince }) => trouble !== null && onSince !== null).length
  const called = { agent: (id: string) => agents.find((one) => one.id === id)?.name, team: (id: string) => teams.find((one) => one.id === id)?.name }
  const close = () => {
    setOpen(null)
    setTimeout(() => focusAfter(make.current, null), 0)
  }
  async function move(at: number, to: number) {
    const order = rows.map((rule, index) => (index === at ? rows[to]! : index === to ? rows[at]! : rule))
    client.setQueryData(rulesQuery.queryKey, order)
    const answer = await ask(rulePaths.order, { method: 'PUT', body: { ids: order.map(({ id }) => id) } })
    setRefusal(answer.ok ? null : answer.refusal)
    if (answer.ok) say(t.moved(rows[at]!.name, to + 1))
    await client.invalidateQueries({ queryKey: rulesQuery.queryKey, exact: true })
  }
  return (
    <section className="pane pane-wide">
      <h1>{t.title}</h1>
      <p className="quiet">{t.about}</p>
      {!mayWrite && <p className="quiet">{t.readOnly}</p>}
      {waiting > 0 && <p className="warning">{t.trouble(waiting)}</p>}
      {mayWrite && open?.what !== 'form' && <p><button ref={make} type="button" className="button button-main" onClick={() => setOpen({ what: 'form', rule: null })}>{t.make}</button></p>}
      <Problem refusal={refusal === null ? null : refusedInWords(refusal, t, general)} />
      {open?.what === 'form' && <RuleForm key={open.rule?.id ?? 'new'} rule={open.rule} agents={agents} teams={teams} close={close} />}
      {open?.what === 'history' && <RuleHistory key={open.rule.id} rule={open.rule} close={close} />}
      {query.isPending && <Skeleton kind="rows" lines={5} />}
      {query.isError && !query.data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && open === null && <div className="empty"><p><strong>{t.none[0]}</strong></p><p>{t.none[1]}</p></div>}
      {rows.length > 0 && (
        <div className="table-box" role="region" aria-label={t.list} tabIndex={0}>
          <table className="table rules">
            <caption className="visually-hidden">{t.list}</caption>
            <thead><tr><th scope="col">{t.heads.name}</th><th scope="col">{t.heads.does}</th><th scope="col">{t.heads.state}</th><td /></tr></thead>
            <tbody>
              {rows.map((rule, index) => (
                <RuleLine
                  key={rule.id} rule={rule} called={called} mayWrite={mayWrite} refused={setRefusal} edit={() => setOpen({ what: 'form', rule })} history={() => setOpen({ what: 'history', rule })}
                  up={!mayWrite || index === 0 ? null : () => void move(index, index - 1)} down={!mayWrite || index === rows.length - 1 ? null : () => void move(index, index + 1)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
