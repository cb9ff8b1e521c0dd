import type { AddressTaskView, NoticeRow } from '@guichet/protocol'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ask, read, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { useDesk } from '../desk.tsx'
import { More } from '../parts/more.tsx'
import { Problem, Unreadable } from '../parts/problem.tsx'
import { shortInstant } from '../parts/short.ts'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { wordsIn } from '../texts/texts.ts'
import { useNow } from '../time.ts'
import { noticeTexts } from './texts.ts'

interface Page { rows: NoticeRow[]; next: string | null }

/** What customers were told without having asked, and the addresses of theirs that refuse mail. */
export function NoticesPage() {
  const { lang } = usePreferences()
  const ours = noticeTexts(lang)
  const { me } = useDesk()
  const query = useInfiniteQuery({
    queryKey: ['notices'], queryFn: ({ pageParam, signal }) => read<Page>(paths.notices(pageParam), signal), initialPageParam: null as string | null, getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.rows.some((row) => row.telling)) ? 2_000 : 30_000),
  })
  useEffect(() => {
    document.title = `${ours.title} · ${providerHere.name}`
  }, [ours])
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className="pane pane-wide">
      <h1>{ours.title}</h1>
      {me.may.includes('notices:write') && <p><Link to="/notices/new" className="button button-main">{ours.write}</Link></p>}
      {query.isPending && <Skeleton kind="rows" lines={6} />}
      {query.isError && !query.data && <Unreadable what={ours.problem} error={query.error} retry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && <div className="empty"><p><strong>{ours.none[0]}</strong></p><p>{ours.none[1]}</p></div>}
      {rows.length > 0 && (
        <div className="table-box" role="region" aria-label={ours.title} tabIndex={0}>
          <table className="table">
            <caption className="visually-hidden">{ours.list}</caption>
            <thead><tr>{(['title', 'type', 'lasts', 'customers', 'state', 'said'] as const).map((head) => <th key={head} scope="col">{ours.heads[head]}</th>)}</tr></thead>
            <tbody>{rows.map((row) => <Line key={row.id} row={row} />)}</tbody>
          </table>
        </div>
      )}
      <More query={query} />
      <Addresses />
    </section>
  )
}

/** A type in the words of the policy. */
export function useTypes(): readonly { name: string; label: string }[] {
  const { vocabulary } = useDesk()
  const { lang } = usePreferences()
  return (vocabulary?.facts.find(({ name }) => name === 'notification')?.values ?? []).map(({ name, label }) => ({ name, label: wordsIn(label, lang, name) }))
}

/** What is to be said of where a notice stands. */
export function stateOf(row: NoticeRow, now: number, lang: 'fr' | 'en'): string {
  const { states } = noticeTexts(lang)
  if (row.telling) return states.telling
  if (row.outcome === 'public') return states.public
  if (row.customers === 0) return states.nobody
  return row.endedAt !== null || (row.until !== null && Date.parse(row.until) <= now) ? states.over : states.current
}

function Line({ row }: { row: NoticeRow }) {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const now = useNow()
  const types = useTypes()
  const when = (at: string) => shortInstant(Date.parse(at), { now, zone, lang })
  return (
    <tr>
      <th scope="row"><Link to="/notices/$noticeId" params={{ noticeId: row.id }}>{wordsIn(row.title, lang, row.code)}</Link></th>
      <td>{types.find(({ name }) => name === row.type)?.label ?? row.type}</td>
      <td className="figure nowrap">{[row.from, row.until].flatMap((at) => (at === null ? [] : [when(at)])).join(' – ') || '—'}</td>
      <td className="figure">{row.customers}</td>
      <td>{stateOf(row, now, lang)}</td>
      <td className="figure nowrap"><time dateTime={row.createdAt}>{when(row.createdAt)}</time> {row.by !== null && <small>{row.by}</small>}</td>
    </tr>
  )
}

function Addresses() {
  const { lang } = usePreferences()
  const ours = noticeTexts(lang)
  const { me } = useDesk()
  const client = useQueryClient()
  const types = useTypes()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const query = useQuery({ queryKey: ['address-tasks'], queryFn: ({ signal }) => read<AddressTaskView[]>(paths.addressTasks, signal) })
  if (query.isError && !query.data) return <Unreadable what={ours.addressTitle} error={query.error} retry={() => void query.refetch()} />
  if (!query.data || query.data.length === 0) return null
  async function finish(id: string) {
    const done = await ask(paths.addressTaskDone(id), { method: 'POST' })
    setRefusal(done.ok ? null : done.refusal)
    await client.invalidateQueries({ queryKey: ['address-tasks'] })
  }
  return (
    <section>
      <h2 id="addresses">{ours.addressTitle}</h2>
      <p className="quiet">{ours.addressWhy}</p>
      <Problem refusal={refusal} />
      <div className="table-box" role="region" aria-labelledby="addresses" tabIndex={0}>
        <table className="table">
          <caption className="visually-hidden">{ours.addressTitle}</caption>
          <thead><tr><th scope="col">{ours.addresses}</th><th scope="col">{ours.heads.type}</th><th scope="col">{ours.person}</th><th scope="col">{ours.heads.state}</th></tr></thead>
          <tbody>
            {query.data.map((task) => (
              <tr key={task.id}>
                <th scope="row" className="break">{task.address}</th>
                <td>{types.find(({ name }) => name === task.type)?.label ?? task.type}</td>
                <td>{task.contact.name} <small>{task.customer.name}, {task.customer.number}</small></td>
                <td>{task.doneAt !== null ? ours.addressSeen(task.doneBy ?? '') : !me.may.includes('notices:write') ? '—' : <button type="button" className="button" onClick={() => void finish(task.id)}>{ours.addressDone}<span className="visually-hidden"> {task.address}</span></button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
