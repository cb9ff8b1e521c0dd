import { at, Page, type Frame } from '../frame.tsx'
import { AskButtons, CountingHours, NotOffered, PromisedTable, type AskWays, type PromisedRow } from '../parts/promised.tsx'
import { servicesTexts } from '../texts/areas/services.ts'
import { OpenTickets, type OpenTicket } from './account.tsx'
import type { WeekView } from './home.tsx'

/** Something said of a service or a contract. */
export interface Said { label: string; values: readonly string[]; href?: string; quiet?: boolean }
export interface ServiceView {
  name: string
  kind: string
  said: readonly Said[]
  /** Why nothing is asked about it any more, or not yet. */
  outOfUse?: string
  ways?: AskWays
  promised: readonly PromisedRow[]
  weeks: readonly WeekView[]
  always: boolean
  tickets: readonly OpenTicket[]
  ticketsHref?: string
}

/** One service: what it is, how to ask about it, what is promised for it, what was asked. */
export function ServicePage({ frame, view }: { frame: Frame; view: ServiceView }) {
  const t = servicesTexts(frame.lang)
  return (
    <Page frame={frame} title={view.name} wide>
      <p className="back"><a href={at(frame, '/services')}>{t.services}</a></p>
      <div className="heading-line">
        <h1>{view.name} <small className="quiet">{view.kind}</small></h1>
        {view.ways && <AskButtons frame={frame} ways={view.ways} />}
      </div>
      {view.outOfUse && <p className="notice">{view.outOfUse}</p>}
      <div className="ticket">
        <aside className="ticket-side" aria-label={view.kind}><SaidList said={view.said} /></aside>
        <div>
          {view.ways && <NotOffered frame={frame} ways={view.ways} />}
          {view.promised.length > 0 && <section aria-labelledby="promised"><h2 id="promised">{t.promised}</h2><PromisedTable frame={frame} rows={view.promised} /></section>}
          <section aria-labelledby="tickets">
            <h2 id="tickets">{t.ticketsOfService}</h2>
            {view.tickets.length === 0 ? <p className="quiet">{t.noTickets}</p> : <OpenTickets frame={frame} tickets={view.tickets} caption={t.ticketsOfService} />}
            {view.ticketsHref && <p><a href={view.ticketsHref}>{t.moreTickets}</a></p>}
          </section>
          <CountingHours frame={frame} weeks={view.weeks} always={view.always} />
        </div>
      </div>
    </Page>
  )
}

/** Facts with their names; several values each on its own line. */
export function SaidList({ said }: { said: readonly Said[] }) {
  return (
    <dl>
      {said.map(({ label, values, href, quiet }) => (
        <div key={label}>
          <dt>{label}</dt>
          {values.map((value) => <dd key={value} className={quiet ? 'quiet' : 'breaks'}>{href ? <a href={href}>{value}</a> : value}</dd>)}
        </div>
      ))}
    </dl>
  )
}

