import type { PolicyChecked } from '@guichet/protocol'
import { usePreferences } from '../preferences.tsx'
import { policyTexts } from './texts.ts'

/** Everything wrong with the draft, each with the way to where it stands. */
export function Findings({ checked, go }: { checked: PolicyChecked | undefined; go: (line: number, column: number) => void }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  if (!checked) return <p className="quiet">{t.checking}</p>
  const { findings, sound } = checked
  const count = (severity: string) => findings.filter((one) => one.severity === severity).length
  return (
    <>
      <p role="status">{findings.every(({ severity }) => severity === 'info') ? t.noFinding : t.findings(count('error'), count('warning'))} {sound && t.counts(sound.counts.run, sound.counts.prose, sound.counts.later)}</p>
      <ol className="policy-findings">
        {findings.map((one) => (
          <li key={`${one.code} ${one.line} ${one.column} ${one.message.en}`} className={`policy-finding policy-${one.severity}`}>
            <button type="button" className="link" onClick={() => go(one.line, one.column)}>{t.severity[one.severity]}, {t.line(one.line, one.clause)}</button>
            <p>{one.message[lang]}</p>
            <p className="quiet">{one.wayOut[lang]}</p>
          </li>
        ))}
      </ol>
    </>
  )
}
