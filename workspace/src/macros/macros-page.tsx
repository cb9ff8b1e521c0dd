import '../styles/macros.css'
import type { MacroView } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ask, read, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { focusAfter } from '../parts/focus.ts'
import { Problem, Unreadable } from '../parts/problem.tsx'
import { brief } from '../parts/brief.ts'
import { say } from '../parts/say.tsx'
import { shortInstant } from '../parts/short.ts'
import { Skeleton } from '../parts/skeleton.tsx'
import { Sure } from '../parts/sure.tsx'
import { usePreferences } from '../preferences.tsx'
import { useDesk } from '../desk.tsx'
import { providerHere } from '../provider-here.ts'
import { useNow } from '../time.ts'
import { useBesideWords } from '../ticket/besides.ts'
import { MacroForm } from './macro-form.tsx'
import { macroTexts } from './texts.ts'

export interface Macros { rows: MacroView[]; placeholders: string[] }
const macrosQuery = { queryKey: ['macros'], queryFn: ({ signal }: { signal: AbortSignal }) => read<Macros>(paths.macros, signal) }

/** The ready-made texts: one's own for every agent, those of all and of teams for whoever leads. */
export function MacrosPage() {
  const { lang } = usePreferences()
  const words = macroTexts(lang)
  const query = useQuery(macrosQuery)
  // What is being written stands under the list; another version of it read meanwhile does not touch it.
  const [editing, setEditing] = useState<MacroView | 'new' | null>(null)
  useEffect(() => {
    document.title = `${words.title} · ${providerHere.name}`
  }, [words])
  const make = useRef<HTMLButtonElement>(null)
  const close = () => {
    setEditing(null)
    setTimeout(() => focusAfter(make.current, null), 0)
  }
  const rows = query.data?.rows ?? []
  return (
    <section className="pane pane-wide">
      <h1>{words.title}</h1>
      <p className="quiet">{words.why}</p>
      {editing === null && <p><button ref={make} type="button" className="button button-main" onClick={() => setEditing('new')}>{words.make}</button></p>}
      {editing !== null && query.data && (
        <MacroForm key={editing === 'new' ? 'new' : `${editing.id} ${editing.version}`} macro={editing === 'new' ? null : editing} placeholders={query.data.placeholders} close={close} />
      )}
      {query.isPending && <Skeleton kind="rows" lines={6} />}
      {query.isError && !query.data && <Unreadable what={words.problem} error={query.error} retry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && editing === null && <div className="empty"><p><strong>{words.none[0]}</strong></p><p>{words.none[1]}</p></div>}
      {rows.length > 0 && (
        <div className="table-box" role="region" aria-label={words.title} tabIndex={0}>
          <table className="table">
            <caption className="visually-hidden">{words.list}</caption>
            <thead><tr><th scope="col">{words.name}</th><th scope="col">{words.tab}</th><th scope="col">{words.whose}</th><th scope="col">{words.usedHead}</th><td /></tr></thead>
            <tbody>{rows.map((row) => <Line key={row.id} row={row} edit={() => setEditing(row)} />)}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Line({ row, edit }: { row: MacroView; edit: () => void }) {
  const { lang } = usePreferences()
  const words = macroTexts(lang)
  const { zone } = useDesk()
  const now = useNow()
  const client = useQueryClient()
  const besides = useBesideWords(row.acts.fields !== undefined)(row.acts).map((one) => one.words).join(', ')
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function retire() {
    const answer = await ask(paths.macro(row.id), { method: 'DELETE' })
    if (!answer.ok) return setRefusal(answer.refusal)
    say(words.retired)
    await client.invalidateQueries({ queryKey: ['macros'] })
  }
  return (
    <tr>
      <th scope="row" className="macro-line"><strong>{row.name}</strong><br /><small>{brief(row.texts[lang] ?? row.texts.fr ?? row.texts.en ?? words.bare, 90)}</small>{besides !== '' && <><br /><small>{besides}</small></>}{row.gone.length > 0 && <><br /><small className="warning">{words.goneRow}</small></>}</th>
      <td>{words.tabs[row.tab]}</td>
      <td>{words.whoses[row.whose]}</td>
      <td>{words.used(row.used)}{row.usedAt !== null && <><br /><small>{words.last(shortInstant(Date.parse(row.usedAt), { now, zone, lang }))}</small></>}</td>
      <td>
        {!row.mine ? <small>{words.notYours}</small> : (
          <span className="row-of-buttons">
            <button type="button" className="button" aria-label={`${words.edit}, ${row.name}`} onClick={edit}>{words.edit}</button>
            <Sure label={words.retire} name={`${words.retire}, ${row.name}`} question={words.retireSure(row.name)} yes={words.retire} act={retire} />
          </span>
        )}
        <Problem refusal={refusal} />
      </td>
    </tr>
  )
}
