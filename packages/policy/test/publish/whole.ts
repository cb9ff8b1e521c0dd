/** A policy with everything that its page has tables for. */
import { compile } from '../../src/compile.ts'
import type { Policy } from '../../src/policy.ts'
import { policyText } from '../support/policy.ts'

export const wholeText = policyText({
  facts: `
priority: { label: { fr: Priorité, en: Priority }, values: { high: { fr: Haute, en: High }, normal: { fr: Normale, en: Normal } } }
work: { label: { fr: Travail, en: Work }, values: { advice: { fr: Conseil, en: Advice }, repair: { fr: Dépannage, en: Repair }, install: { fr: Installation, en: Installation }, signup: { fr: Inscription, en: Registration } } }
call_length: { type: duration, from: channel, label: { fr: Durée de l'appel, en: Length of the call } }
contract.monthly_fee: { type: money, required: yes, label: { fr: Abonnement mensuel, en: Monthly fee } }
`,
  means: `
priority: [ { is: normal }, { when: { kind: urgent }, is: high } ]
figures: { rate: { money: "60.00", tax: excluded, vat: "20", gross: "72.00" } }
targets:
  - name: reply
    metric: first_reply
    within: { by: [tier, priority], rows: { pro: { high: 15min, normal: 2h }, plus: { high: 1h, normal: 4h }, free: { high: 1d, normal: none } } }
    counted: { by: tier, pro: office, plus: office, free: elapsed }
    bond: { by: tier, pro: guaranteed, plus: objective, free: objective }
    statistic: each
    late_when: counted_over_target
  - { name: restored, label: { fr: Remise en service, en: Restoration }, metric: restoration, within: 4h, counted: elapsed, statistic: each, bond: guaranteed }
`,
  more: `
- id: "prices"
  title: { fr: Nos prix, en: Our prices }
  says: { fr: "L'heure coûte {figure.rate}, et le dépannage se compte ainsi.", en: "An hour costs {figure.rate}, and repairs count so." }
  means:
    calendars: { small_hours: { label: { fr: Nuit, en: Night }, days: every, hours: ["22:00-06:00"], holidays: none } }
    prices:
      - { when: { work: advice }, is: free }
      - { when: { work: signup }, is: barred }
      - { name: install, label: { fr: Installation complète, en: Whole installation }, when: { work: install }, is: flat, amount: "90.00" }
      - { name: repair, when: { work: repair }, is: hourly, rate: figure.rate, free_time: 15min, unit: 30min, cap: estimate, order: [round, cap], quote: required }
    surcharges: { combine: highest, rules: [ { name: night, during: small_hours, percent: "50" } ] }
    factors: [ { when: { tier: pro }, percent: "90" } ]
    taxes: [ { name: TVA, rates: { 2000-04-01: "19.6", 2014-01-01: "20" } } ]
- id: "fees"
  says: { fr: "Un appel pour rien peut coûter.", en: "A call for nothing may cost." }
  means:
    fees:
      - { name: misuse, label: { fr: Appel abusif, en: Misused call }, when: { channel: mail }, amount: "350.00", nature: price, per: call, unless: none, never_for: { consumer: yes }, decided_by: { fr: la responsable du support, en: the head of support }, evidence: [call_length], contest: 15d }
    credits:
      - { name: late, target: restored, per: 1h, started: yes, percent: "10", of: contract.monthly_fee, at_most: "100" }
      - { name: uptime, measure: availability, period: month, of: contract.monthly_fee, steps: [ { below: "99.9", percent: "10" }, { below: "99.0", percent: "25" } ], claim_within: 30d }
    quotas:
      - { name: pack, label: { fr: Carnet d'heures, en: Hour bank }, of: time, holds: 10h, unit: 5min, minimum: 15min, per: purchase, expires: 12 months, when_empty: priced }
      - { name: included, when: { tier: free }, of: requests, holds: 10, per: month, carry_over: { at_most: 5, for: 1 }, when_empty: ask_quote }
`,
})

/** The same, compiled; what is wrong in it is told. */
export function wholePolicy(edit: (text: string) => string = (text) => text): Policy {
  const { policy, findings } = compile([{ file: 'policy.yaml', text: edit(wholeText) }])
  if (!policy) throw new Error(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message.en).join('\n'))
  return policy
}
