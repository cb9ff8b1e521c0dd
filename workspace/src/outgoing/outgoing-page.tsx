import type { Outgoing } from '@guichet/protocol'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { read } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { useDesk } from '../desk.tsx'
import { More } from '../parts/more.tsx'
import { Unreadable } from '../parts/problem.tsx'
import { shortInstant } from '../parts/short.ts'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { useNow } from '../time.ts'
import { outgoingTexts } from './texts.ts'

interface Page { rows: Outgoing[]; next: string | null }

/** Every mail that leaves, will, or did, with its state in words. */
export function OutgoingPage() {
  const { t, lang } = usePreferences()
  const own = outgoingTexts(lang)
  const query = useInfiniteQuery({
    queryKey: ['outgoing'], queryFn: ({ pageParam, signal }) => read<Page>(paths.outgoing(pageParam), signal), initialPageParam: null as string | null, getNextPageParam: (page) => page.next,
  })
  useEffect(() => {
    document.title = `${own.title} · ${providerHere.name}`
  }, [own])
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className="pane pane-wide">
      <h1>{own.title}</h1>
      {query.isPending && <Skeleton kind="rows" lines={6} />}
      {query.isError && !query.data && <Unreadable what={t.listProblem} error={query.error} retry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && <div className="empty"><p><strong>{t.empty.outgoing[0]}</strong></p><p>{t.empty.outgoing[1]}</p></div>}
      {rows.length > 0 && (
        <div className="table-box" role="region" aria-label={own.title} tabIndex={0}>
          <table className="table">
            <caption className="visually-hidden">{own.list}</caption>
            <thead>
              <tr><th scope="col">{own.when}</th><th scope="col">{own.to}</th><th scope="col">{own.subject}</th><th scope="col">{own.state}</th><th scope="col">{own.ticket}</th></tr>
            </thead>
            <tbody>{rows.map((row) => <Line key={row.id} row={row} />)}</tbody>
          </table>
        </div>
      )}
      <More query={query} />
    </section>
  )
}

function Line({ row }: { row: Outgoing }) {
  const { t, lang } = usePreferences()
  const own = outgoingTexts(lang)
  const { zone } = useDesk()
  const now = useNow()
  const when = (at: string) => shortInstant(Date.parse(at), { now, zone, lang })
  return (
    <tr>
      <td className="figure nowrap"><time dateTime={row.sentAt ?? row.createdAt}>{when(row.sentAt ?? row.createdAt)}</time></td>
      <td className="break">{row.to.join(', ')}</td>
      <td>{row.subject}</td>
      <td>
        <span className={`delivery delivery-${row.state}`}>{t.ticket.deliveries[row.state]}</span>
        {row.state === 'pending' && row.attempts > 0 && <small> {own.attempts(row.attempts)}{row.nextAt !== null && `, ${own.next(when(row.nextAt))}`}</small>}
        {row.error !== null && <small className="break"> {row.error}</small>}
      </td>
      <td>{row.number !== null && <Link to="/$view/$number" params={{ view: 'all', number: String(row.number) }}>{row.number}</Link>}</td>
    </tr>
  )
}
