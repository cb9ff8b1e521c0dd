import type { FigurePart, FigureTicket } from '@guichet/protocol'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useDesk } from '../desk.tsx'
import { More } from '../parts/more.tsx'
import { Unreadable } from '../parts/problem.tsx'
import { shortInstant } from '../parts/short.ts'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { useNow } from '../time.ts'
import { amountInWords } from './amount.ts'
import { figureTicketsQuery, ticketsFile, type Wanted, type WantedTickets } from './queries.ts'
import { overviewTexts } from './texts.ts'

const parts: readonly FigurePart[] = ['within', 'over', 'open', 'running', 'excluded']

/** The tickets behind a line, with what each took, and the way to each. */
export function TicketsPanel({ wanted, which, name, close }: { wanted: Wanted; which: WantedTickets; name: string; close: () => void }) {
  const { lang } = usePreferences()
  const t = overviewTexts(lang)
  const [part, setPart] = useState<FigurePart | ''>('')
  const chosen = part === '' ? which : { ...which, part }
  const query = useInfiniteQuery(figureTicketsQuery(wanted, chosen))
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className="overview-tickets" aria-label={t.ticketsOf(name)}>
      <div className="overview-head">
        <h4 ref={title} tabIndex={-1}>{t.ticketsOf(name)}</h4>
        <span className="row-of-buttons overview-screen">
          {which.line !== undefined && <label className="overview-choice"><span>{t.outcome}</span><select value={part} onChange={(event) => setPart(event.target.value as FigurePart | '')}><option value="">{t.everyPart}</option>{parts.map((one) => <option key={one} value={one}>{t.parts[one]}</option>)}</select></label>}
          <a className="button" href={ticketsFile(wanted, chosen, lang)} download>{t.csv}</a>
          <button type="button" className="button" onClick={close}>{t.close}</button>
        </span>
      </div>
      {query.isPending && <Skeleton kind="rows" lines={4} />}
      {query.isError && !query.data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && <p className="quiet">{t.noTickets}</p>}
      {rows.length > 0 && (
        <div className="table-box">
          <table className="table overview-table">
            <caption className="visually-hidden">{t.ticketsOf(name)}</caption>
            <thead><tr><th scope="col">{t.ticketHeads.ticket}</th><th scope="col">{t.ticketHeads.customer}</th><th scope="col">{t.ticketHeads.agent}</th><th scope="col">{t.ticketHeads.outcome}</th><th scope="col">{t.ticketHeads.counted}</th><th scope="col">{t.ticketHeads.times}</th></tr></thead>
            <tbody>{rows.map((row) => <TicketLine key={`${row.number}-${row.metric}-${row.cycle}`} row={row} />)}</tbody>
          </table>
        </div>
      )}
      <More query={query} />
    </section>
  )
}

const shapes: Readonly<Record<'within' | 'over' | 'other', string>> = { within: 'M2 6l3 3 5-6', over: 'M6 1 11 10.5H1Z', other: 'M6 .5 11.5 6 6 11.5.5 6Z' }

function TicketLine({ row }: { row: FigureTicket }) {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const now = useNow()
  const t = overviewTexts(lang)
  const shape = row.part === 'within' || row.part === 'over' ? row.part : row.part === 'open' ? 'over' : 'other'
  const counted = row.counted === null ? '—' : amountInWords(row.counted, row.unit, lang)
  const instant = (at: string) => <time dateTime={at} title={at}>{shortInstant(Date.parse(at), { now, zone, lang })}</time>
  return (
    <tr>
      <th scope="row"><Link to="/tickets/$number" params={{ number: String(row.number) }}>{row.number} {row.subject}</Link>{row.part === 'excluded' && <small>{t.metrics[row.metric] ?? row.metric}</small>}</th>
      <td>{row.customer ?? '—'}</td>
      <td>{row.assignee ?? '—'}</td>
      <td className="nowrap"><svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true" className={`overview-shape overview-shape-${shape}`}><path d={shapes[shape]} /></svg> {row.why === null ? t.parts[row.part] : t.why[row.why]}</td>
      <td className="figure">{row.part === 'open' ? t.atLeast(counted) : counted}<TimeBar row={row} /></td>
      <td className="figure nowrap">{instant(row.startedAt)} → {row.stoppedAt === null ? '…' : instant(row.stoppedAt)}</td>
    </tr>
  )
}

/** What was counted against the target, on one scale: the flag is the target. */
function TimeBar({ row }: { row: FigureTicket }) {
  if (row.counted === null || row.part === 'excluded') return null
  const most = Math.max(row.counted, row.value)
  const x = (amount: number) => 1 + (amount / most) * 94
  return (
    <svg viewBox="0 0 100 10" width="100" height="10" aria-hidden="true" className="overview-time">
      <path d={`M1 5H${x(Math.min(row.counted, row.value))}`} className="overview-time-within" />
      {row.counted > row.value && <path d={`M${x(row.value)} 5H${x(row.counted)}`} className="overview-time-over" />}
      <path d={`M${x(row.value)} 0v10`} className="gauge-target" />
    </svg>
  )
}
