/** What is promised, and to whom: for each code a text that has it, and one as near as can be that has not. */
import type { promiseFindings } from '../../../src/findings/promises.ts'
import { policyText } from '../../support/policy.ts'

const byTier = (rows: string): string => policyText({ means: `targets: [ { name: reply, metric: first_reply, within: { by: tier, ${rows} }, counted: elapsed, statistic: each, bond: objective } ]` })
const atHome = (facts: string): string => policyText({ facts, means: 'handling: [ { by: team, during: home, acknowledged: Oui } ]' }).replace('office: {', 'home: { zone: customer, days: weekdays, hours: ["09:00-18:00"], holidays: none }\n        office: {')
const office = '{ by: team, during: office, acknowledged: Oui }'
const forUrgent = `${office}, { when: { kind: urgent }, by: on-call, during: always }`
const kept = (target: string, handling: string, bond = 'bond: guaranteed'): string => policyText({
  means: `handling: [ ${handling} ]\ntargets: [ { name: gti, metric: intervention, ${target}, statistic: each, ${bond}, late_when: counted_over_target } ]`,
}).replace('office: {', 'daily: { days: every, hours: ["08:00-17:00"], holidays: none }\n        office: {')

export const promiseCases: Record<keyof typeof promiseFindings, [present: string, absent: string][]> = {
  'cell-missing': [[byTier('pro: 1h, plus: 2h'), byTier('pro: 1h, plus: 2h, free: none')]],
  'customer-zone-unsaid': [[atHome(''), atHome('customer_zone: { default: Europe/Paris }')]],
  'promise-nobody-keeps': [
    // Nobody is there from Friday evening to Monday morning, and a day is over by then.
    [kept('within: 1d, counted: elapsed', office), kept('within: 3d, counted: elapsed', office)],
    [kept('within: 1d, counted: elapsed', office), kept('within: 1d, counted: office', office)],
    [kept('within: 1d, counted: elapsed', office), kept('within: 1d, counted: elapsed, starts: handling', office)],
    [kept('within: 1d, counted: elapsed', office), kept('within: 1d, counted: elapsed', office, 'bond: objective')],
    [kept('within: 1d, counted: elapsed', office), kept('within: 1d, counted: elapsed', '{ when: { open: office }, by: team, during: office }, { when: { closed: office }, by: on-call, during: always }')],
    // The on-call team is there for what is urgent only.
    [kept('within: 1d, counted: elapsed', forUrgent), kept('within: 1d, counted: elapsed, when: { kind: urgent }', forUrgent)],
    // The weekend is longer than one business day that is counted on every day.
    [kept('within: 1 business day, counted: { business_days: night, day_rule: end_of_day }', office), kept('within: 2 business days, counted: { business_days: office, day_rule: end_of_day }', office)],
    // What is promised for the night is promised while nobody is there.
    [kept('within: 15min, counted: elapsed, when: { closed: office }', office), kept('within: 15h30min, counted: elapsed, when: { tier: pro }', '{ by: team, during: daily, acknowledged: Oui }')],
  ],
  'entitlement-unknown': [[policyText().replace('{ answer: open }', '{ answer: open }, { when: { channel: mail, tier: free }, answer: unknown }'), policyText().replace('{ answer: open }', '{ answer: open }, { when: { channel: mail, tier: free }, answer: closed }')]],
}
