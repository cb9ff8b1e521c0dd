import { Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTexts } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { QueueList } from './queue-list.tsx'
import { viewOf } from './views.ts'

/** A view of the queue, and beside it the ticket that is open. */
export function QueuePage() {
  const t = useTexts()
  const navigate = useNavigate()
  const params = useParams({ strict: false })
  const view = viewOf(params.view) ?? 'todo'
  const number = params.number === undefined ? undefined : Number(params.number)
  useEffect(() => {
    if (number === undefined) document.title = `${t.views[view]} · ${providerHere.name}`
  }, [t, view, number])
  return (
    <div className={number === undefined ? 'panes panes-list' : 'panes panes-ticket'}>
      <QueueList key={view} view={view} open={number} go={(to) => void navigate({ to: '/$view/$number', params: { view, number: String(to) } })} />
      {number === undefined ? (
        <div className="pane pane-empty">
          <p>{t.queue.choose}</p>
          <p className="quiet">{t.queue.chooseHint}</p>
        </div>
      ) : <Outlet />}
    </div>
  )
}
