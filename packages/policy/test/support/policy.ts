/** Small policies for tests: a sound frame, and the part that a test speaks of. */
import { compile } from '../../src/compile.ts'
import type { Finding } from '../../src/model.ts'
import type { Policy } from '../../src/policy.ts'

export interface Parts {
  /** Lines of `facts:`. */
  facts?: string
  /** Lines of the `means:` of clause 1. */
  means?: string
  /** Whole clauses after it. */
  more?: string
}

const indent = (text: string, by: number): string => text.trim().split('\n').map((line) => ' '.repeat(by) + line).join('\n')

/** Two channels open to all, a calendar, and the given parts. */
export function policyText({ facts = '', means = '', more = '' }: Parts = {}): string {
  return `guichet: 1
policy: acme-support
provider: { id: acme, name: Acme }
title: { fr: Assistance, en: Support }
version: "1"
effective: 2026-01-01
zone: Europe/Paris
languages: { authoritative: fr, published: [fr, en] }
facts:
  kind: { values: { technical: Technique, billing: Facturation, urgent: Urgence } }
  tier: { values: { pro: PRO, plus: PLUS, free: Libre } }
${facts ? indent(facts, 2) : ''}
clauses:
  - id: "1"
    says: { fr: "Ce que nous faisons.", en: "What we do." }
    means:
      channels:
        portal: { label: Portail, medium: portal }
        mail: { label: Courrier, medium: mail }
      calendars:
        office: { days: weekdays, hours: ["09:00-18:00"], holidays: none }
        night: { complement: office }
${means ? indent(means, 6) : ''}
${more ? indent(more, 2) : ''}
  - id: "access"
    says: { fr: "Tous les canaux sont ouverts.", en: "All channels are open." }
    means:
      access: [ { answer: open } ]
  - id: "changes"
    says: { fr: "Les demandes ouvertes gardent leurs règles.", en: "Open requests keep their rules." }
    means: { policy_changes: { applies_to_open_tickets: keep, on_tier_change: from_opening } }
`
}

export function findingsOf(text: string): Finding[] {
  return compile([{ file: 'policy.yaml', text }]).findings
}

/** The codes of errors and warnings. */
export function problemsOf(text: string): string[] {
  return findingsOf(text).filter((finding) => finding.severity !== 'info').map((finding) => finding.code)
}

/** The policy of a text that must be sound. */
export function policyOf(text: string): Policy {
  const { policy, findings } = compile([{ file: 'policy.yaml', text }])
  if (policy) return policy
  throw new Error(findings.map((finding) => `${finding.line}: ${finding.code} ${finding.message.en}`).join('\n'))
}

/** An instant of Paris: `2026-05-12 22:00`. */
export function paris(text: string): number {
  return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime('Europe/Paris').epochMilliseconds
}
