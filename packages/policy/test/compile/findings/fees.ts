/** Fees, credits and counted rights: for each code a text that has it, and one as near as can be that has not. */
import type { feeFindings } from '../../../src/findings/fees.ts'
import { policyText } from '../../support/policy.ts'

const quota = (more: string): string => policyText({ means: `quotas: [ { name: pack, of: time, holds: 10h, when_empty: priced, ${more} } ]` })
const terms = 'nature: penalty, per: call, decided_by: Anne, evidence: [kind], unless: none, never_for: { consumer: yes }'
const fees = (rules: string, shared = terms): string => policyText({ means: `fees: { ${shared}, rules: [ ${rules} ] }` })
const stepFee = (name: string): string => policyText({ means: `fees: { ${terms}, rules: [ { name: a, amount: "1.00" } ] }\nprocedures: [ { name: urgency, steps: [ { name: first, channel: mail, fee: ${name} } ] } ]` })
const onPortal = '{ name: a, when: { channel: portal }, amount: "1.00" }'
const byMail = '{ name: b, when: { channel: mail }, amount: "2.00" }'
const steps = (list: string): string => policyText({ means: `credits: [ { name: uptime, measure: availability, period: month, of: "100.00", steps: [ ${list} ] } ]` })

export const feeCases: Record<keyof typeof feeFindings, [present: string, absent: string][]> = {
  'fee-combination': [
    [fees(`${onPortal}, ${byMail}`), fees(`${onPortal}, ${byMail}`, `${terms}, combine: add`)],
    // What a customer is keeps two fees apart; by which channel they call does not.
    [fees(`${onPortal}, { name: b, when: { tier: pro }, amount: "2.00" }`), fees('{ name: a, when: { tier: free }, amount: "1.00" }, { name: b, when: { tier: pro }, amount: "2.00" }')],
  ],
  'fee-for-consumers': [
    [fees(onPortal, terms.replace(', never_for: { consumer: yes }', '')), fees(onPortal)],
    // What was lent and lost is made good by whoever lost it.
    [fees(onPortal, terms.replace(', never_for: { consumer: yes }', '')), fees(onPortal, terms.replace(', never_for: { consumer: yes }', '').replace('penalty', 'compensation'))],
    [fees('{ name: a, amount: "1.00" }', terms.replace('consumer: yes', 'consumer: yes, tier: free')), fees('{ name: a, when: { consumer: no }, amount: "1.00" }', terms.replace('consumer: yes', 'tier: free'))],
  ],
  'fee-despite-none': [[`${fees(onPortal)}`.replace('- id: "changes"', '- { id: "none", says: { fr: "Rien.", en: "Nothing." }, means: { fees: none } }\n  - id: "changes"'), fees(onPortal)]],
  'unknown-fee': [[stepFee('b'), stepFee('a')]],
  'credit-steps-backwards': [
    [steps('{ below: "99.9", percent: "25" }, { below: "99", percent: "10" }'), steps('{ below: "99", percent: "25" }, { below: "99.9", percent: "10" }')],
    [steps('{ below: "99.9", percent: "10" }, { below: "99.90", percent: "25" }'), steps('{ below: "99.9", percent: "10" }, { below: "99.8", percent: "10" }')],
    [steps('{ below: "99.9", percent: "10" }, { below: "99", amount: "9.99" }'), steps('{ below: "99.9", percent: "10" }, { below: "99", amount: "10.00" }')],
  ],
  'quota-rest-unsaid': [[quota('per: purchase'), quota('per: purchase, expires: 12 months')], [quota('per: month'), quota('per: month, carry_over: none')]],
}
