import type { QueueRow, View } from '@guichet/protocol'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { queueQuery } from '../api/queries.ts'
import { useShortcuts } from '../keys/shortcuts.ts'
import { matches } from '../parts/match.ts'
import { Unreadable } from '../parts/problem.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { useTexts } from '../preferences.tsx'
import { offerNeighbours } from './neighbours.ts'
import { QueueRows } from './queue-rows.tsx'
import type { Steady } from './steady.ts'
import { useSteady } from './use-steady.ts'

/** One view of the queue as a list: filter, rows, what is new. `open` is the ticket shown beside it. */
export function QueueList({ view, open, go }: { view: View; open: number | undefined; go: (number: number) => void }) {
  const t = useTexts()
  const query = useInfiniteQuery(queueQuery(view))
  const [sought, setSought] = useState('')
  const filter = useRef<HTMLInputElement>(null)
  const latest = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const { shown, using, renew } = useSteady(latest)
  const rows = useMemo(
    () => (sought.trim() === '' ? shown.rows : shown.rows.filter((row) => matches(sought, row.subject, row.customer?.name, row.customer?.number, row.contact?.name, row.contact?.email, row.assignee?.name, String(row.number)))),
    [shown.rows, sought],
  )
  offerNeighbours(shown.rows)
  useShortcuts({ filter: () => filter.current?.focus() })

  return (
    <section className="pane pane-list" aria-labelledby="list-title" {...using}>
      <header className="list-head">
        <h1 id="list-title">{t.views[view]}</h1>
        <p className="list-order">{view === 'all' ? t.order.changed : t.order.rank}</p>
        <input
          ref={filter} type="search" className="list-filter" value={sought} aria-label={t.queue.filter} aria-keyshortcuts="/" placeholder={t.queue.filterHint}
          onChange={(event) => setSought(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && sought === '') filter.current?.blur()
            if (event.key === 'Escape') setSought('')
            if (event.key === 'Enter' && rows[0]) go(rows[0].number)
          }}
        />
      </header>
      {query.isPending && <Skeleton kind="rows" lines={8} />}
      {query.isError && !query.data && <Unreadable what={t.listProblem} error={query.error} retry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && <Empty words={sought.trim() === '' ? t.empty[view] : [t.queue.noMatch]} clear={sought.trim() === '' ? undefined : () => setSought('')} />}
      {rows.length > 0 && (
        <QueueRows
          label={t.queue.list(t.views[view])} rows={rows} gone={shown.gone} open={open} go={go}
          more={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined}
        />
      )}
      <News shown={shown} renew={renew} />
    </section>
  )
}

/** What is there that the list does not show yet, over the list's foot so that nothing moves. */
function News({ shown, renew }: { shown: Steady<QueueRow>; renew: () => void }) {
  const t = useTexts()
  const news = shown.fresh > 0 ? t.queue.fresh(shown.fresh) : shown.moved || shown.gone.size > 0 ? t.queue.moved : ''
  return (
    <>
      <p className="visually-hidden" role="status">{news}</p>
      {news !== '' && (
        <button type="button" className="news" onClick={renew}>
          <span>{news}</span> <span className="news-do">{t.queue.showFresh}</span>
        </button>
      )}
    </>
  )
}

function Empty({ words, clear }: { words: readonly string[]; clear?: (() => void) | undefined }) {
  const t = useTexts()
  return (
    <div className="empty">
      <p><strong>{words[0]}</strong></p>
      {words[1] !== undefined && <p>{words[1]}</p>}
      {clear && <button type="button" className="button" onClick={clear}>{t.queue.clear}</button>}
    </div>
  )
}
