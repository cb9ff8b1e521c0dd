import { auditKinds, type AuditKind, type AuditLine } from '@guichet/protocol'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { read } from '../api/client.ts'
import { useDesk } from '../desk.tsx'
import { More } from '../parts/more.tsx'
import { Unreadable } from '../parts/problem.tsx'
import { datedInstant } from '../parts/short.ts'
import { Skeleton } from '../parts/skeleton.tsx'
import { apiPath } from '../place.ts'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { administeredQuery } from './queries.ts'
import { adminTexts } from './texts.ts'

interface Filter { agentId: string; kind: AuditKind | ''; from: string; to: string }
interface Page { rows: AuditLine[]; next: string | null }

const queryOf = (filter: Filter, more: Record<string, string | null> = {}) =>
  new URLSearchParams(Object.entries({ ...filter, ...more }).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')).toString()

/** Who changed what of the provider itself, and when. */
export function AuditPage() {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const t = adminTexts(lang)
  const [filter, setFilter] = useState<Filter>({ agentId: '', kind: '', from: '', to: '' })
  const change = (part: Partial<Filter>) => setFilter((before) => ({ ...before, ...part }))
  const agents = useQuery(administeredQuery).data ?? []
  const query = useInfiniteQuery({
    queryKey: ['admin', 'audit', filter, lang], queryFn: ({ pageParam, signal }) => read<Page>(`admin/audit?${queryOf(filter, { cursor: pageParam, limit: '50' })}`, signal), initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next, placeholderData: (before) => before,
  })
  useEffect(() => {
    document.title = `${t.audit} · ${providerHere.name}`
  }, [t])
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className="pane pane-wide">
      <h1>{t.audit}</h1>
      <p className="quiet">{t.auditAbout}</p>
      <form className="admin-row" onSubmit={(event) => event.preventDefault()}>
        <label className="field"><span>{t.person}</span><select value={filter.agentId} onChange={(event) => change({ agentId: event.target.value })}><option value="">{t.anybody}</option>{agents.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>
        <label className="field"><span>{t.kind}</span><select value={filter.kind} onChange={(event) => change({ kind: event.target.value as AuditKind | '' })}><option value="">{t.anything}</option>{auditKinds.map((kind) => <option key={kind} value={kind}>{t.kinds[kind]}</option>)}</select></label>
        <label className="field"><span>{t.from}</span><input type="date" value={filter.from} max={filter.to || undefined} onChange={(event) => change({ from: event.target.value })} /></label>
        <label className="field"><span>{t.to}</span><input type="date" value={filter.to} min={filter.from || undefined} onChange={(event) => change({ to: event.target.value })} /></label>
        <a className="button" href={apiPath(`admin/audit.csv?${queryOf(filter, { lang })}`)} download>{t.csv}</a>
      </form>
      {query.isPending && <Skeleton kind="rows" lines={8} />}
      {query.isError && !query.isFetchNextPageError && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data && (!query.isError || query.isFetchNextPageError) && rows.length === 0 && <div className="empty"><p><strong>{t.auditNone[0]}</strong></p><p>{t.auditNone[1]}</p></div>}
      {rows.length > 0 && (
        <div className="table-box" role="region" aria-label={t.audit} tabIndex={0} aria-busy={query.isPlaceholderData}>
          <table className="table">
            <caption className="visually-hidden">{t.audit}</caption>
            <thead><tr>{(['at', 'who', 'what', 'detail'] as const).map((head) => <th key={head} scope="col">{t.auditHeads[head]}</th>)}</tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className="figure nowrap"><time dateTime={row.at} title={row.at}>{datedInstant(Date.parse(row.at), { zone, lang })}</time></td>
                  <td>{row.actor.name ?? t.desk}</td>
                  <td>{row.words}</td>
                  <td className="admin-detail">{row.detail}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <More query={query} />
    </section>
  )
}
