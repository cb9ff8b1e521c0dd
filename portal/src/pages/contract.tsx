import { at, Page, type Frame } from '../frame.tsx'
import { ClauseRefs } from '../parts/clauses.tsx'
import { CountingHours, PromisedTable, type PromisedRow } from '../parts/promised.tsx'
import { servicesTexts } from '../texts/areas/services.ts'
import type { WeekView } from './home.tsx'
import { SaidList, type Said } from './service.tsx'
import { ServiceLines, type ServiceLine } from './services.tsx'

export interface MovementLine { id: string; when: string; what: string; quantity: string; author: string; note?: string; corrected?: string; ticket?: { number: number; href: string; label: string } }
/** A counted right: what is left of it, and what made it so. */
export interface BankView { name: string; label: string; sums: string; outcome: string; more: readonly string[]; clauses: readonly string[]; movements: readonly MovementLine[] }
export interface ContractView {
  name: string
  state: string
  period: string
  values: readonly Said[]
  promised: readonly PromisedRow[]
  weeks: readonly WeekView[]
  always: boolean
  banks: readonly BankView[]
  services: readonly ServiceLine[]
}

/** One contract: what it says, what it promises in words, the hours it counts in, what is left of what was bought. */
export function ContractPage({ frame, view }: { frame: Frame; view: ContractView }) {
  const t = servicesTexts(frame.lang)
  return (
    <Page frame={frame} title={view.name} wide>
      <p className="back"><a href={at(frame, '/account')}>{t.space}</a></p>
      <h1>{view.name} <small className="quiet">{view.state}, {view.period}</small></h1>
      <section aria-labelledby="values">
        <h2 id="values">{t.values}</h2>
        {view.values.length === 0 ? <p className="quiet">{t.noValues}</p> : <div className="contract-values"><SaidList said={view.values} /></div>}
      </section>
      {view.promised.length > 0 && <section aria-labelledby="promised"><h2 id="promised">{t.promised}</h2><PromisedTable frame={frame} rows={view.promised} /></section>}
      {view.banks.map((bank) => <Bank key={bank.name} frame={frame} bank={bank} />)}
      {view.services.length > 0 && <section aria-labelledby="services"><h2 id="services">{t.servicesOfContract}</h2><ServiceLines frame={frame} lines={view.services} caption={t.servicesOfContract} /></section>}
      <CountingHours frame={frame} weeks={view.weeks} always={view.always} />
    </Page>
  )
}

function Bank({ frame, bank }: { frame: Frame; bank: BankView }) {
  const t = servicesTexts(frame.lang)
  return (
    <section aria-labelledby={`bank-${bank.name}`} className="bank">
      <h2 id={`bank-${bank.name}`}>{bank.label}</h2>
      <p className="promise-sentence">{bank.sums}</p>
      <p>{bank.outcome}</p>
      {bank.more.map((line) => <p key={line} className="quiet">{line}</p>)}
      <ClauseRefs frame={frame} ids={bank.clauses} />
      {bank.movements.length === 0 ? <p className="quiet">{t.bankEmpty}</p> : (
        <table className="folding facts-first">
          <caption>{t.movements}</caption>
          <thead><tr><th scope="col">{t.when}</th><th scope="col">{t.what}</th><th scope="col">{t.quantity}</th><th scope="col">{t.author}</th></tr></thead>
          <tbody>
            {bank.movements.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.when}</th>
                <td data-label={t.what}>{one.what}{one.note && <small className="quiet">{one.note}</small>}{one.ticket && <small><a href={one.ticket.href}>{one.ticket.label}</a></small>}</td>
                <td data-label={t.quantity} className="figure">{one.quantity}{one.corrected && <small className="quiet">{one.corrected}</small>}</td>
                <td data-label={t.author}>{one.author}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
