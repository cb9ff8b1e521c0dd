import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Refused } from '../api/client.ts'
import { ticketQuery } from '../api/queries.ts'
import { Unreadable } from '../parts/problem.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { useTexts } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { besideOf } from '../queue/neighbours.ts'
import { useReadNext } from '../live/prefetch.ts'
import { focusList } from '../queue/focus-list.ts'
import { markSeen } from '../queue/seen.ts'
import { Gone } from './gone.tsx'
import { Ticket } from './ticket.tsx'

/** The ticket of the address, beside the list it was opened from. */
export function TicketPage() {
  const t = useTexts()
  const params = useParams({ strict: false })
  const number = Number(params.number)
  const view = params.view ?? 'all'
  const navigate = useNavigate()
  const query = useQuery({ ...ticketQuery(number), enabled: Number.isSafeInteger(number) && number > 0 })
  const page = query.data

  useEffect(() => {
    if (!page) return
    document.title = `${t.number(page.number)} ${page.subject} · ${providerHere.name}`
    markSeen(page.number, page.version)
  }, [page, t])

  useReadNext(() => [besideOf(number, 1), besideOf(number, -1)], page?.number)

  // Beside a search the way back, and to the next, is within it.
  const found = useRouterState({ select: (state) => state.matches.some((match) => match.routeId === '/search/$number') })
  const leave = () => {
    void (found ? navigate({ to: '/search', search: true }) : navigate({ to: '/$view', params: { view }, search: true })).then(() => setTimeout(focusList, 0))
  }
  const goTo = (next: number | undefined) => {
    if (next === undefined) return leave()
    void navigate(found ? { to: '/search/$number', params: { number: String(next) }, search: true } : { to: '/$view/$number', params: { view, number: String(next) }, search: true })
  }

  // What was handed to those whose requests one does not see is there no more: the copy that one had shows nothing either.
  const gone = query.error instanceof Refused && query.error.refusal.status === 404
  if (page && !gone) return <Ticket key={page.number} page={page} leave={leave} goTo={goTo} />
  // Whether it is there nobody knows who was refused for another reason.
  const missing = !Number.isSafeInteger(number) || number <= 0 || (query.error instanceof Refused && [400, 404, 422].includes(query.error.refusal.status))
  return (
    <section className="pane pane-ticket pane-waiting" aria-busy={query.isPending}>
      <button type="button" className="button back" onClick={leave}>← {t.back}</button>
      {gone && page ? <Gone page={page} /> : missing ? <div className="empty" role="alert"><h1>{t.ticket.notFound[0]}</h1><p>{t.ticket.notFound[1]}</p></div>
        : query.isError ? <Unreadable what={t.ticketProblem} error={query.error} retry={() => void query.refetch()} />
        : <Skeleton kind="text" lines={6} />}
    </section>
  )
}
