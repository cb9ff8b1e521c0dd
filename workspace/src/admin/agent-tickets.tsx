import type { AdministeredAgent } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { ask, read, type Refusal } from '../api/client.ts'
import { agentsQuery } from '../api/queries.ts'
import { Problem, Unreadable } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { adminPaths } from './queries.ts'
import { adminTexts } from './texts.ts'

interface Open { rows: { number: number; subject: string; state: string }[]; more: boolean }

/** The open tickets of an agent, and the way to give them all to somebody else. */
export function OpenTickets({ agent, renewed }: { agent: AdministeredAgent; renewed: () => Promise<void> }) {
  const { lang } = usePreferences()
  const t = adminTexts(lang)
  const open = useQuery({ queryKey: ['admin', 'tickets', agent.id], queryFn: ({ signal }) => read<Open>(adminPaths.act(agent.id, 'tickets'), signal) })
  const colleagues = (useQuery(agentsQuery).data ?? []).filter(({ id }) => id !== agent.id)
  const [to, setTo] = useState('')
  const [left, setLeft] = useState<number | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (left !== null) return
    setRefusal(null)
    setLeft(agent.open)
    let all = 0
    // A hundred at a time, until none is left or none can be given.
    for (;;) {
      const done = await ask<{ given: number; left: number }>(adminPaths.act(agent.id, 'hand-over'), { body: { to: to === '' ? null : to } })
      if (!done.ok) {
        setRefusal(done.refusal)
        break
      }
      all += done.value.given
      setLeft(done.value.left)
      if (done.value.left === 0 || done.value.given === 0) break
    }
    setLeft(null)
    if (all > 0) say(t.handed(all))
    await renewed()
  }

  if (open.isError && !open.data) return <Unreadable what={t.openTickets} error={open.error} retry={() => void open.refetch()} />
  if (!open.data) return null
  return (
    <section className="record">
      <h2>{t.openTickets} <span className="figure">({agent.open})</span></h2>
      {open.data.rows.length === 0 ? <p className="quiet">{t.openNone}</p> : (
        <>
          <ul className="admin-tickets">
            {open.data.rows.map(({ number, subject }) => <li key={number}><Link to="/$view/$number" params={{ view: 'all', number: String(number) }} search={{}}>#{number}</Link> {subject}</li>)}
          </ul>
          {open.data.more && <p className="quiet">{t.openMore}</p>}
          <form className="admin-row" onSubmit={(event) => void submit(event)}>
            <Problem refusal={refusal} />
            <label className="field"><span>{t.handTo}</span><select value={to} onChange={(event) => setTo(event.target.value)}><option value="">{t.everybody}</option>{colleagues.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>
            <button type="submit" className="button" aria-disabled={left !== null}>{left === null ? t.hand : t.handing(left)}</button>
          </form>
        </>
      )}
    </section>
  )
}
