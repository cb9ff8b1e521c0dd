import type { MessageView } from '@guichet/protocol'
import { useTexts } from '../preferences.tsx'

type Verdict = NonNullable<NonNullable<MessageView['sender']>['verdict']>

/** What we checked ourselves about a mail, for who wants to know. */
export function MailChecks({ verdict }: { verdict: Verdict }) {
  const t = useTexts()
  const lines = [`SPF : ${verdict.spf}`, ...verdict.dkim.map(({ domain, result, aligned }) => `DKIM ${domain} : ${result}${aligned ? ' =' : ' ≠'}`), `DMARC : ${verdict.dmarc}`]
  return (
    <details className="checks">
      <summary>{t.trust.checks}</summary>
      <code>{lines.join(' · ')}</code>
    </details>
  )
}
