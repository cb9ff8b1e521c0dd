import type { Quarantined } from '@guichet/protocol'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { read } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { useDesk } from '../desk.tsx'
import { useShortcuts } from '../keys/shortcuts.ts'
import { More } from '../parts/more.tsx'
import { Unreadable } from '../parts/problem.tsx'
import { shortInstant } from '../parts/short.ts'
import { Skeleton } from '../parts/skeleton.tsx'
import { TrustMark } from '../parts/trust-mark.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { useNow } from '../time.ts'
import { Placing } from './placing.tsx'
import { quarantineTexts } from './texts.ts'

interface Page { rows: Quarantined[]; next: string | null }

/** What could not be placed by itself: a list, and the message that is open beside it. */
export function QuarantinePage() {
  const { t, lang } = usePreferences()
  const own = quarantineTexts(lang)
  const navigate = useNavigate()
  const { requestId } = useParams({ strict: false })
  const query = useInfiniteQuery({
    queryKey: ['quarantine'], queryFn: ({ pageParam, signal }) => read<Page>(paths.quarantine(pageParam), signal), initialPageParam: null as string | null, getNextPageParam: (page) => page.next,
  })
  useEffect(() => {
    document.title = `${own.title} · ${providerHere.name}`
  }, [own])
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const at = rows.findIndex((row) => row.requestId === requestId)
  const open = rows[at]
  const go = (row: Quarantined | undefined) => void (row ? navigate({ to: '/quarantine/$requestId', params: { requestId: row.requestId } }) : navigate({ to: '/quarantine' }))
  useShortcuts({ down: () => rows[at + 1] && go(rows[at + 1]), up: () => at > 0 && go(rows[at - 1]), leave: () => go(undefined) })

  return (
    <div className={open === undefined ? 'panes panes-list' : 'panes panes-ticket'}>
      <section className="pane pane-list" aria-labelledby="list-title">
        <header className="list-head"><h1 id="list-title">{own.title}</h1></header>
        {query.isPending && <Skeleton kind="rows" lines={5} />}
        {query.isError && !query.data && <Unreadable what={t.listProblem} error={query.error} retry={() => void query.refetch()} />}
        {query.data && rows.length === 0 && <div className="empty"><p><strong>{t.empty.quarantine[0]}</strong></p><p>{t.empty.quarantine[1]}</p></div>}
        {requestId !== undefined && query.data && open === undefined && <p className="list-further" role="status">{t.problems['already-handled']}</p>}
        <ul className="aside-rows">{rows.map((row) => <Row key={row.requestId} row={row} />)}</ul>
        <More query={query} />
      </section>
      {open ? <Placing key={open.requestId} message={open} leave={() => go(undefined)} placed={() => go(rows[at + 1] ?? rows[at - 1])} />
        : <div className="pane pane-empty"><p>{own.choose}</p></div>}
    </div>
  )
}

function Row({ row }: { row: Quarantined }) {
  const { lang } = usePreferences()
  const own = quarantineTexts(lang)
  const { zone } = useDesk()
  const now = useNow()
  return (
    <li>
      <Link to="/quarantine/$requestId" params={{ requestId: row.requestId }} className="aside-row" activeProps={{ 'aria-current': 'true' }}>
        <span className="row-subject">{row.subject || own.noSubject}</span>
        <time dateTime={row.receivedAt}>{shortInstant(Date.parse(row.receivedAt), { now, zone, lang })}</time>
        <span className="row-about"><TrustMark trust={row.sender.trust} /> <span className="row-customer">{row.sender.name ?? row.sender.address}</span> <span className="row-tier">{own.why[row.why]}</span></span>
      </Link>
    </li>
  )
}
