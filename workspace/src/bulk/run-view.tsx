import type { BulkRunPage } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { instantInWords } from '#ui/formats.ts'
import { apiPath } from '../place.ts'
import { ask, Refused, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { useDesk } from '../desk.tsx'
import { useNow } from '../time.ts'
import { Problem, Unreadable } from '../parts/problem.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { farOf, runQuery } from './queries.ts'
import { RefusedGroups } from './refused.tsx'
import { bulkTexts } from './texts.ts'

/** How far an act on many has come, the ways to stop and to undo it, and what was refused. */
export function RunView({ id }: { id: string }) {
  const { lang } = usePreferences()
  const t = bulkTexts(lang)
  const { zone } = useDesk()
  const now = useNow()
  const client = useQueryClient()
  const query = useQuery(runQuery(id))
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const run = query.data
  if (!run) {
    if (!query.isError) return <Skeleton kind="text" lines={4} />
    return query.error instanceof Refused && query.error.refusal.status === 404 ? <div className="empty" role="alert"><p><strong>{t.gone}</strong></p></div> : <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />
  }
  const doing = async (what: 'stop' | 'undo') => {
    if (busy) return
    setBusy(true)
    const answer = await ask<BulkRunPage>(paths.bulkDo(id, what), { method: 'POST' })
    setBusy(false)
    setRefusal(answer.ok ? null : answer.refusal)
    if (answer.ok) client.setQueryData(['bulk', id], answer.value)
    void client.invalidateQueries({ queryKey: ['bulk'] })
  }
  const { n, of } = farOf(run)
  const percent = of === 0 ? 100 : Math.floor((100 * n) / of)
  const over = !run.mayStop
  const waiting = run.total - run.done - run.unchanged - run.refused - run.undone - run.kept
  const sums = (['done', 'unchanged', 'refused', 'undone', 'kept'] as const).filter((name) => run[name] > 0 || name === 'done').map((name) => ({ name, count: run[name] as number }))
  return (
    <div className="bulk-run">
      <p className="bulk-state"><strong>{t.states[run.state]}</strong> <span>{t.far(n, of)}</span></p>
      <progress className="bulk-progress" aria-label={t.progress} max={Math.max(1, of)} value={of === 0 ? 1 : n} />
      {/* Heard at each quarter: a voice that tells every step tells nothing. */}
      <p className="visually-hidden" role="status">{over ? `${t.states[run.state]}. ${t.far(n, of)}` : percent < 25 ? t.states[run.state] : t.heard(percent - (percent % 25), Math.floor((of * (percent - (percent % 25))) / 100), of)}</p>
      {run.why !== null && <p className="warning">{t.stoppedWhy}</p>}
      <ul className="bulk-sums">
        {sums.map(({ name, count }) => <li key={name}><span className="figure">{count.toLocaleString(lang)}</span> {t.sums[name]}</li>)}
        {over && waiting > 0 && <li><span className="figure">{waiting.toLocaleString(lang)}</span> {t.sums.waiting}</li>}
      </ul>
      {run.held !== null && <p className="bulk-held">{run.held.until === null ? t.heldBack(run.held.count) : t.held(run.held.count, instantInWords(Date.parse(run.held.until), { zone, lang, now }))}</p>}
      <Problem refusal={refusal} />
      <p className="bulk-ways">
        {run.mayStop && <button type="button" className="button button-main" aria-disabled={busy} onClick={() => void doing('stop')}>{t.stop}</button>}
        {over && <a className="button" href={apiPath(paths.bulkOutcome(id, lang))} download>{t.csv}</a>}
        {run.mayUndo && <button type="button" className="button" aria-disabled={busy} onClick={() => void doing('undo')}>{t.undo(run.done)}</button>}
      </p>
      <RefusedGroups title={t.refused} groups={run.refusals} />
      <RefusedGroups title={t.keptTitle} groups={run.keptGroups} />
    </div>
  )
}
