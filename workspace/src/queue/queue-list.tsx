import type { QueueOrder, SavedView } from '@guichet/protocol'
import { useEffect } from 'react'
import { Refused } from '../api/client.ts'
import { useOwn } from '../own-preferences.ts'
import { Unreadable } from '../parts/problem.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences, useTexts } from '../preferences.tsx'
import { BulkDoor } from '../bulk/door.tsx'
import { ListHead } from './list-head.tsx'
import { offerNeighbours } from './neighbours.ts'
import { QueueRows } from './queue-rows.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { knownRows, rowAt, type Shown } from './sheet.ts'
import { queueTexts } from './texts.ts'
import { useList } from './use-list.ts'
import { viewOf, type ListName } from './views.ts'

interface Props {
  list: ListName
  /** The view that was saved, when it is one. */
  saved: SavedView | undefined
  /** The ticket shown beside the list. */
  open: number | undefined
  go: (number: number) => void
  change: (to: { q: string; order: QueueOrder | undefined }) => void
}

/** One view of the queue as a list: filter, rows, what is new. */
export function QueueList({ list, saved, open, go, change }: Props) {
  const { t, lang } = usePreferences()
  const own = queueTexts(lang)
  const { density } = useOwn()
  const { query, shown, using, renew, look } = useList(list)
  const view = viewOf(list.view)
  const title = saved?.name ?? (view ? t.views[view] : own.saved)
  useEffect(() => {
    if (shown) offerNeighbours(knownRows(shown.sheet))
  }, [shown])

  const refusal = query.error instanceof Refused ? query.error.refusal : null
  const unclear = refusal?.code === 'filter-unreadable' ? refusal : null
  const size = shown ? own.total(shown.sheet.total, shown.sheet.more) : ''
  return (
    <section className="pane pane-list" aria-labelledby="list-title" aria-busy={query.isFetching && shown === undefined} {...using}>
      <ListHead
        title={title} list={list} usual={saved?.order} base={saved?.filter ?? ''} size={size} refusal={unclear} change={change}
        enter={() => { const first = shown && rowAt(shown.sheet, 0); if (first) go(first.number) }}
      />
      {query.isPending && <Skeleton kind="rows" lines={8} />}
      {query.isError && !unclear && (refusal?.status === 404
        ? <div className="empty" role="alert"><p><strong>{own.gone[0]}</strong></p><p>{own.gone[1]}</p></div>
        : !query.data && <Unreadable what={t.listProblem} error={query.error} retry={() => void query.refetch()} />)}
      {shown && shown.sheet.total === 0 && !unclear && (
        list.q === '' ? <Empty words={view ? t.empty[view] : own.empty} /> : <Empty words={[own.noMatch]} clear={() => change({ q: '', order: list.order })} />
      )}
      {shown && shown.sheet.total > 0 && <QueueRows label={t.queue.list(title)} shown={shown} density={density} open={open} go={go} look={look} />}
      {shown?.sheet.more && <p className="list-further">{own.further}</p>}
      {shown && <SelectionBar key={`${list.view} ${list.q}`} total={shown.sheet.total} />}
      {shown && <BulkDoor key={`bulk ${list.view} ${list.q}`} list={list} total={shown.sheet.total} />}
      {shown && <News shown={shown} renew={renew} />}
    </section>
  )
}

/** What is there that the list does not show yet, over the list's foot so that nothing moves. */
function News({ shown, renew }: { shown: Shown; renew: () => void }) {
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
