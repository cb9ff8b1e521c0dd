import type { PolicyExample, PolicyPlayed } from '@guichet/protocol'
import { usePreferences } from '../preferences.tsx'
import { policyTexts } from './texts.ts'

/** The examples as they are played: what does not hold first, with what was expected, what came, and by which clauses. */
export function Examples({ played, go }: { played: PolicyPlayed | undefined; go: (line: number, column?: number) => void }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  if (!played) return <p className="quiet">{t.checking}</p>
  const { sound, findings, results } = played
  const failing = results.filter(({ ok }) => !ok)
  const holding = results.filter(({ ok }) => ok)
  return (
    <>
      {findings.length > 0 && (
        <ol className="policy-findings">
          {findings.map((one) => (
            <li key={`${one.line} ${one.column} ${one.message.en}`} className={`policy-finding policy-${one.severity}`}>
              <button type="button" className="link" onClick={() => go(one.line, one.column)}>{t.severity[one.severity]}, {t.line(one.line, null)}</button>
              <p>{one.message[lang]}</p>
              <p className="quiet">{one.wayOut[lang]}</p>
            </li>
          ))}
        </ol>
      )}
      <p role="status">{!sound ? t.unsound : results.length === 0 ? t.noExamples : t.held(holding.length, results.length)}</p>
      {failing.length > 0 && (
        <>
          <h2>{t.failing}</h2>
          <ol className="policy-findings">{failing.map((one) => <Failing key={`${one.id} ${one.row ?? 0} ${one.line}`} example={one} go={go} />)}</ol>
        </>
      )}
      {holding.length > 0 && (
        <details>
          <summary>{t.holding(holding.length)}</summary>
          <ul className="policy-outline">{holding.map((one) => <li key={`${one.id} ${one.row ?? 0} ${one.line}`}><button type="button" className="link" onClick={() => go(one.line)}>{one.id}{one.row !== null && t.row(one.row)}</button> {one.name}</li>)}</ul>
        </details>
      )}
    </>
  )
}

function Failing({ example: { id, name, row, line, differences }, go }: { example: PolicyExample; go: (line: number) => void }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  return (
    <li className="policy-finding policy-error">
      <button type="button" className="link" onClick={() => go(line)}>{id}{row !== null && t.row(row)}</button>
      {name !== null && <p>{name}</p>}
      {differences.map((one) => (
        <dl key={one.key} className="policy-difference">
          <dt>{one.key} {one.clauses.length > 0 && <small>{t.byClauses(one.clauses.join(', '))}</small>}</dt>
          <dd><span>{t.expected}</span> <code>{one.expected || t.nothing}</code></dd>
          <dd><span>{t.got}</span> <code>{one.actual || t.nothing}</code></dd>
        </dl>
      ))}
    </li>
  )
}
