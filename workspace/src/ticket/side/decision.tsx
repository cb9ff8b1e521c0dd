import type { TicketPage } from '@guichet/protocol'
import { useDesk } from '../../desk.tsx'
import { factName, factValue } from '../../facts.ts'
import { usePreferences } from '../../preferences.tsx'
import { ClauseRefs } from '../clauses.tsx'

/** What the policy answered, by which clauses, and behind "Why?" each step of it. */
export function DecisionSide({ page: { decision }, page }: { page: TicketPage }) {
  const { t, lang } = usePreferences()
  const { vocabulary } = useDesk()
  const { words } = decision
  const stepFact = (name: string, value: unknown) => `${page.labels[name] ?? factName(vocabulary, name, lang)} = ${value === null ? '—' : (page.labels[`${name}=${String(value)}`] ?? factValue(vocabulary, name, value, lang, t))}`
  return (
    <>
      <p className={`outcome outcome-${decision.outcome}`}><strong>{t.ticket.outcomes[decision.outcome]}</strong></p>
      <p>{words.headline}</p>
      {words.because !== null && <p className="quiet">{words.because}</p>}
      {words.remarks.map((remark) => <p key={remark} className="quiet">{remark}</p>)}
      {words.asks.length > 0 && (
        <>
          <h3>{t.ticket.asks}</h3>
          <ul>{words.asks.map((one) => <li key={one}>{one}</li>)}</ul>
        </>
      )}
      <ClauseRefs page={page} ids={[...new Set([...decision.decisive, ...decision.clauses.map((clause) => clause.id)])]} />
      <details className="why">
        <summary>{t.ticket.why}</summary>
        <h3>{t.ticket.steps}</h3>
        <ol className="steps">
          {decision.steps.map((step, index) => (
            <li key={index}>
              <p><strong>{t.ticket.stages[step.stage] ?? step.stage}</strong> {step.result}</p>
              {Object.keys(step.facts).length > 0 && (
                <p className="step-facts">{Object.entries(step.facts).map(([name, value]) => stepFact(name, value)).join(' · ')}</p>
              )}
              <ClauseRefs page={page} ids={step.clauses} />
            </li>
          ))}
        </ol>
        <p className="quiet">{t.ticket.onPolicy(decision.version)}</p>
      </details>
    </>
  )
}
