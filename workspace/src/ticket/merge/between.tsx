import type { TicketPage } from '@guichet/protocol'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useStillHere } from '../../parts/here.ts'
import { later } from '../../parts/later.tsx'
import { useSoon } from '../../parts/soon.ts'
import { inWords } from '../../parts/problem.tsx'
import { useShortcuts } from '../../keys/shortcuts.ts'
import { usePreferences } from '../../preferences.tsx'
import '../../styles/merge.css'
import { useBetween } from './doing.ts'
import { useOpenedBetween } from './open.ts'
import { mergeTexts } from './texts.ts'

const Panels = later(() => import('./panels.tsx').then((module) => module.Panels))

/** Where a ticket goes on, what goes on in it, what it is made of: said above the conversation, each with its way back. */
export function BetweenTickets({ page, start }: { page: TicketPage; start: () => void }) {
  useSoon(Panels)
  const opened = useOpenedBetween()
  const mine = opened?.number === page.number ? opened : null
  useShortcuts({ merge: start })
  const { mergedInto, absorbed, hidden, splitFrom, splitTo } = page.relations
  const any = mergedInto !== null || absorbed.length > 0 || hidden > 0 || splitFrom !== null || splitTo.length > 0
  return (
    <>
      {any && <Notices page={page} />}
      {mine && <Panels key={`${mine.number}-${mine.what}`} what={mine.what} page={page} />}
    </>
  )
}

function Notices({ page }: { page: TicketPage }) {
  const { t: general, lang } = usePreferences()
  const t = mergeTexts(lang)
  const { view = 'all' } = useParams({ strict: false })
  const navigate = useNavigate()
  const between = useBetween()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const here = useStillHere()
  const { mergedInto, absorbed, hidden, splitFrom, splitTo } = page.relations
  // An observer reads; undoing is an act.
  const may = page.acts.some(({ act, why, allowed }) => act === 'link' && (allowed || why === 'ticket-merged'))
  async function undo(number: number, path: 'unmerge' | 'unsplit', version: number | undefined, said: (n: number) => string) {
    if (busy) return
    setBusy(true)
    setProblem(null)
    const answer = await between(number, { path, version }, (acted) => said(acted.number))
    setBusy(false)
    if (!answer.ok) return setProblem(inWords(answer.refusal, general))
    if (path === 'unsplit' && here()) await navigate({ to: '/$view/$number', params: { view, number: String(answer.value.number) } })
  }
  const link = (number: number, words: string) => <Link to="/$view/$number" params={{ view, number: String(number) }}>{words}</Link>
  const button = (words: string, does: () => Promise<void>) => may && <button type="button" className="button" aria-disabled={busy} onClick={() => void does()}>{words}</button>
  return (
    <div className="between" role="note">
      {problem !== null && <p className="problem" role="alert">{problem}</p>}
      {mergedInto && (
        <p className="between-line between-away">
          <span><strong>{mergedInto.number === null ? t.mergedHidden : t.mergedInto(mergedInto.number)}</strong> {mergedInto.by !== null && t.mergedBy(mergedInto.by)}</span>
          {mergedInto.number !== null && link(mergedInto.number, t.open(mergedInto.number))}
          {mergedInto.number !== null && button(t.unmerge, () => undo(page.number, 'unmerge', page.version, t.done.unmerge))}
        </p>
      )}
      {absorbed.map((one) => (
        <p key={one.number} className="between-line">
          <span>{t.absorbed(one.number, one.subject)}{one.contact !== null && ` · ${one.contact}`}{!one.direct && ` · ${t.through}`}</span>
          {link(one.number, t.open(one.number))}
          {button(t.detach(one.number), () => undo(one.number, 'unmerge', one.version, t.done.unmerge))}
        </p>
      ))}
      {hidden > 0 && <p className="quiet">{t.hidden(hidden)}</p>}
      {splitFrom && !mergedInto && (
        <p className="between-line">
          <span>{t.splitFrom(splitFrom.number)}</span>
          {link(splitFrom.number, t.open(splitFrom.number))}
          {button(t.unsplit, () => undo(page.number, 'unsplit', page.version, t.done.unsplit))}
        </p>
      )}
      {splitTo.map((one) => <p key={one.number} className="between-line"><span>{t.splitTo(one.number)}</span>{link(one.number, t.open(one.number))}</p>)}
    </div>
  )
}
