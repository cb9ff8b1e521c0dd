import type { Instant } from '@guichet/policy'
import type { TicketState } from '@guichet/protocol'
import { instantInWords } from '#ui/formats.ts'
import { at, Page, type Frame } from '../frame.tsx'
import { textsIn } from '../texts/texts.ts'

export interface TicketLine { number: number; subject: string; state: TicketState; openedAt: Instant; promise?: string; late: boolean }
export interface TicketsView { open: readonly TicketLine[]; done: readonly TicketLine[]; zone: string; olderHref?: string }

/** The requests of a contact, those in progress first. */
export function TicketsPage({ frame, view }: { frame: Frame; view: TicketsView }) {
  const t = textsIn(frame.lang)
  const none = view.open.length === 0 && view.done.length === 0
  return (
    <Page frame={frame} title={t.ticketsTitle} wide>
      <div className="heading-line">
        <h1>{t.ticketsTitle}</h1>
        <a className="button" href={at(frame, '/ask')}>{t.ask}</a>
      </div>
      {none && <p className="empty">{t.ticketsEmpty}</p>}
      {view.open.length > 0 && <Lines frame={frame} zone={view.zone} title={t.ticketsOpen} lines={view.open} />}
      {view.done.length > 0 && <Lines frame={frame} zone={view.zone} title={t.ticketsDone} lines={view.done} />}
      {view.olderHref && <p><a href={view.olderHref}>{t.ticketsOlder}</a></p>}
    </Page>
  )
}

function Lines({ frame, zone, title, lines }: { frame: Frame; zone: string; title: string; lines: readonly TicketLine[] }) {
  const t = textsIn(frame.lang)
  return (
    <table className="folding requests">
      <caption>{title}</caption>
      <thead><tr><th scope="col">{t.number}</th><th scope="col">{t.subjectHead}</th><th scope="col">{t.state}</th><th scope="col">{t.promise}</th><th scope="col">{t.opened}</th></tr></thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.number}>
            <td className="figure" data-label={t.number}>{line.number}</td>
            <th scope="row"><a href={at(frame, `/tickets/${line.number}`)}>{line.subject}</a></th>
            <td data-label={t.state}>{t.states[line.state]}</td>
            <td data-label={t.promise} className={line.late ? 'late' : undefined}>{line.promise ?? '—'}</td>
            <td data-label={t.opened}>{instantInWords(line.openedAt, { zone, lang: frame.lang, now: frame.now })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
