import type { Instant } from '@guichet/policy'
import type { TicketState } from '@guichet/protocol'
import { instantInWords } from '#ui/formats.ts'
import { at, Page, type Frame } from '../frame.tsx'
import { AskButtons, NotOffered, type AskWays } from '../parts/promised.tsx'
import { servicesTexts } from '../texts/areas/services.ts'
import { textsIn } from '../texts/texts.ts'
import { State, type WayView } from './home.tsx'
import { ServiceLines, type ServiceLine } from './services.tsx'

/** A request in a short list: what is promised, and how long is left. */
export interface OpenTicket { number: number; subject: string; state: TicketState; changedAt: Instant; zone: string; promise?: string; left?: string; late: boolean; unread: boolean; service?: string }
export interface ContractLine { id: string; href: string; name: string; state: string; period: string; summary: readonly string[] }
export interface AccountView {
  customer: { name: string; number: string }
  ways?: AskWays
  tickets: readonly OpenTicket[]
  services: readonly ServiceLine[]
  servicesCount: number
  contracts: readonly ContractLine[]
  channels: readonly WayView[]
}

/** One's own space: what runs, what one has, how to be helped now. */
export function AccountPage({ frame, view }: { frame: Frame; view: AccountView }) {
  const t = servicesTexts(frame.lang)
  return (
    <Page frame={frame} title={t.space} wide>
      <div className="heading-line">
        <h1>{t.space} <small className="quiet">{view.customer.name} · {t.number(view.customer.number)}</small></h1>
        {view.ways && <AskButtons frame={frame} ways={view.ways} />}
      </div>
      <div className="account">
        <div>
          <section aria-labelledby="open">
            <h2 id="open">{t.openTickets}</h2>
            {view.tickets.length === 0 ? <p className="quiet">{t.noOpenTickets}</p> : <OpenTickets frame={frame} tickets={view.tickets} caption={t.openTickets} />}
            <p><a href={at(frame, '/tickets')}>{t.allTickets}</a></p>
          </section>
          <section aria-labelledby="services">
            <h2 id="services">{t.yourServices}</h2>
            {view.services.length === 0 ? <p className="quiet">{t.noServices}</p> : <ServiceLines frame={frame} lines={view.services} caption={t.yourServices} />}
            {view.servicesCount > view.services.length && <p><a href={at(frame, '/services')}>{t.allServices(view.servicesCount)}</a></p>}
          </section>
        </div>
        <div>
          <section aria-labelledby="now" className="account-side">
            <h2 id="now">{t.waysNow}</h2>
            {view.channels.length === 0 ? <p className="quiet">{t.noWays}</p> : <ul className="plain">{view.channels.map((way) => <Channel key={way.channel} way={way} />)}</ul>}
          </section>
          <section aria-labelledby="contracts" className="account-side">
            <h2 id="contracts">{t.yourContracts}</h2>
            {view.contracts.length === 0 ? <p className="quiet">{t.noContracts}</p> : <ul className="plain">{view.contracts.map((contract) => <Contract key={contract.id} contract={contract} />)}</ul>}
          </section>
          {view.ways && <NotOffered frame={frame} ways={view.ways} />}
        </div>
      </div>
    </Page>
  )
}

function Channel({ way }: { way: WayView }) {
  return (
    <li>
      <strong>{way.label}</strong>
      <State way={way} />
      {way.action && <a className="action" href={way.action.href}>{way.action.label}</a>}
    </li>
  )
}

function Contract({ contract }: { contract: ContractLine }) {
  return (
    <li>
      <a href={contract.href}><strong>{contract.name}</strong></a> <span className="quiet">{contract.state}</span>
      <small className="quiet">{contract.period}</small>
      {contract.summary.map((line) => <small key={line}>{line}</small>)}
    </li>
  )
}

/** Open requests with what is promised for each. */
export function OpenTickets({ frame, tickets, caption }: { frame: Frame; tickets: readonly OpenTicket[]; caption: string }) {
  const t = textsIn(frame.lang)
  return (
    <table className="folding requests facts-first">
      <caption className="visually-hidden">{caption}</caption>
      <thead><tr><th scope="col">{t.number}</th><th scope="col">{t.subjectHead}</th><th scope="col">{t.state}</th><th scope="col">{t.promise}</th></tr></thead>
      <tbody>
        {tickets.map((ticket) => (
          <tr key={ticket.number}>
            <td className="figure" data-label={t.number}>{ticket.number}</td>
            <th scope="row"><a href={at(frame, `/tickets/${ticket.number}`)}>{ticket.subject}</a>{ticket.service && <small className="quiet">{ticket.service}</small>}</th>
            <td data-label={t.state}>{t.states[ticket.state]}<small className="quiet">{instantInWords(ticket.changedAt, { zone: ticket.zone, lang: frame.lang, now: frame.now })}</small></td>
            <td data-label={t.promise} className={ticket.late ? 'late' : undefined}>{ticket.promise ?? '—'}{ticket.left && <small>{ticket.left}</small>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
