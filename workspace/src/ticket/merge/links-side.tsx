import type { TicketPage } from '@guichet/protocol'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { inWords } from '../../parts/problem.tsx'
import { usePreferences } from '../../preferences.tsx'
import { useBetween } from './doing.ts'
import { openBetween } from './open.ts'
import { mergeTexts } from './texts.ts'

/** The tickets that have to do with this one, what each is to it, and how it stands. */
export function LinksSide({ page }: { page: TicketPage }) {
  const { t: general, lang } = usePreferences()
  const t = mergeTexts(lang)
  const { view = 'all' } = useParams({ strict: false })
  const between = useBetween()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { links } = page.relations
  const may = page.acts.some(({ act, allowed }) => act === 'link' && allowed)
  const open = links.filter(({ state }) => state !== 'solved' && state !== 'closed').length
  const over = page.state === 'solved' || page.state === 'closed'
  async function unlink(number: number, as: string) {
    if (busy) return
    setBusy(true)
    setProblem(null)
    const answer = await between(page.number, { path: `links/${number}?as=${as}`, method: 'DELETE', version: page.version }, t.done.unlink(number))
    setBusy(false)
    if (!answer.ok) setProblem(answer.refusal.detail ?? inWords(answer.refusal, general))
  }
  return (
    <>
      {problem !== null && <p className="problem" role="alert">{problem}</p>}
      {links.length === 0 && <p className="quiet">{t.noLinks}</p>}
      {over && open > 0 && <p className="warning">{t.stillOpen(open)}</p>}
      <ul className="others linked">
        {links.map((one) => (
          <li key={`${one.number}-${one.as}`}>
            <Link to="/$view/$number" params={{ view, number: String(one.number) }}><span><span className="figure">{one.number}</span> {one.subject}<br /><small>{t.kinds[one.as]}</small></span> <span className="quiet">{general.states[one.state]}</span></Link>
            {may && <button type="button" className="button button-bare" aria-label={t.unlink(one.number)} title={t.unlink(one.number)} aria-disabled={busy} onClick={() => void unlink(one.number, one.as)}>×</button>}
          </li>
        ))}
      </ul>
      {may && <p><button type="button" className="link" onClick={() => openBetween(page.number, 'link')}>{t.acts.link}</button></p>}
    </>
  )
}
