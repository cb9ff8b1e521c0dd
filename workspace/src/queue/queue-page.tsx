import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { viewsQuery } from '../api/queries.ts'
import { useTexts } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { QueueList } from './queue-list.tsx'
import { readSearch, savedOf, viewOf } from './views.ts'

/** A view of the queue, and beside it the ticket that is open. */
export function QueuePage() {
  const t = useTexts()
  const navigate = useNavigate()
  const params = useParams({ strict: false })
  const { q = '', order } = readSearch(useSearch({ strict: false }))
  const view = params.view ?? 'todo'
  const savedId = savedOf(view)
  const saved = useQuery({ ...viewsQuery, enabled: savedId !== undefined }).data?.views.find(({ id }) => id === savedId)
  const number = params.number === undefined ? undefined : Number(params.number)
  const known = viewOf(view)
  const name = saved?.name ?? (known && t.views[known]) ?? ''
  useEffect(() => {
    if (number === undefined) document.title = `${name} · ${providerHere.name}`
  }, [name, number])
  return (
    <div className={number === undefined ? 'panes panes-list' : 'panes panes-ticket'}>
      <QueueList
        key={view} list={{ view, q, order }} saved={saved} open={number}
        go={(to) => void navigate({ to: '/$view/$number', params: { view, number: String(to) }, search: true })}
        change={(to) => void navigate({
          replace: true, search: { ...(to.q === '' ? {} : { q: to.q }), ...(to.order === undefined ? {} : { order: to.order }) },
          ...(number === undefined ? { to: '/$view', params: { view } } : { to: '/$view/$number', params: { view, number: String(number) } }),
        })}
      />
      {number === undefined ? (
        <div className="pane pane-empty">
          <p>{t.queue.choose}</p>
          <p className="quiet">{t.queue.chooseHint}</p>
        </div>
      ) : <Outlet />}
    </div>
  )
}
