import type { LoadRow } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Unreadable } from '../parts/problem.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { useNow } from '../time.ts'
import { figuresNowQuery } from './queries.ts'
import { overviewTexts } from './texts.ts'

const due = ['late', 'hour', 'today', 'tomorrow'] as const
const load = ['open', 'waiting'] as const
type Column = (typeof due)[number] | (typeof load)[number]

/** What is late and will be, and who bears it: each number opens the list that it counts. */
export function NowPart() {
  const { lang } = usePreferences()
  const t = overviewTexts(lang)
  const query = useQuery(figuresNowQuery)
  const now = useNow()
  const { data } = query
  return (
    <section className="overview-part">
      <div className="overview-head">
        <h2>{t.nowTitle}</h2>
        {data && <p className="quiet figure">{t.ago(Math.max(0, Math.round((now - data.at) / 1000)))}</p>}
      </div>
      {query.isPending && <Skeleton kind="rows" lines={6} />}
      {query.isError && !data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {data && data.figures.total.open.n === 0 && <div className="empty"><p><strong>{t.quietTitle}</strong></p><p>{t.quiet}</p></div>}
      {data && (
        <>
          <p className="quiet overview-hint">{t.nowWhy}</p>
          <div className="table-box" role="region" aria-label={t.nowTitle} tabIndex={0}>
            <table className="table overview-table">
              <caption className="visually-hidden">{t.nowTitle}</caption>
              <thead>
                <tr><th rowSpan={2} scope="col">{t.who}</th><th colSpan={4} scope="colgroup">{t.due}</th><th colSpan={2} scope="colgroup">{t.load}</th><th rowSpan={2} scope="col">{t.solvedToday}</th><th rowSpan={2} scope="col">{t.solvedWeek}</th></tr>
                <tr>{[...due, ...load].map((column) => <th key={column} scope="col">{t[column]}</th>)}</tr>
              </thead>
              <tbody>
                <Row row={data.figures.total} />
                {data.figures.rows.map((row) => <Row key={row.id ?? row.who} row={row} />)}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}

function Row({ row }: { row: LoadRow }) {
  const { lang } = usePreferences()
  const t = overviewTexts(lang)
  const name = row.who === 'all' ? t.all : row.who === 'none' ? t.nobody : (row.name ?? '')
  return (
    <tr className={row.who === 'all' ? 'overview-total' : undefined}>
      <th scope="row">{name}{row.who === 'team' && <small> {t.team}</small>}</th>
      {[...due, ...load].map((column) => <td key={column} className="figure"><Counted row={row} column={column} name={name} /></td>)}
      <td className="figure">{row.solvedToday}</td>
      <td className="figure">{row.solvedWeek}</td>
    </tr>
  )
}

function Counted({ row, column, name }: { row: LoadRow; column: Column; name: string }) {
  const { lang } = usePreferences()
  const t = overviewTexts(lang)
  const { n, q } = row[column]
  if (n === 0 || q === null) return <span className="overview-zero">{n}</span>
  return (
    <Link to="/$view" params={{ view: 'all' }} search={{ q, order: 'policy' }} className={column === 'late' ? 'overview-number overview-late' : 'overview-number'} aria-label={t.numberOf(t[column], name, n)}>
      {column === 'late' && <svg viewBox="0 0 12 12" width="8" height="8" aria-hidden="true"><path d="M6 1 11 10.5H1Z" /></svg>}{n}
    </Link>
  )
}
