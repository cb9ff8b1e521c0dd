/** What is promised, and to whom: for each code a text that has it, and one as near as can be that has not. */
import type { promiseFindings } from '../../../src/findings/promises.ts'
import { policyText } from '../../support/policy.ts'

const byTier = (rows: string): string => policyText({ means: `targets: [ { name: reply, metric: first_reply, within: { by: tier, ${rows} }, counted: elapsed, statistic: each, bond: objective } ]` })
const atHome = (facts: string): string => policyText({ facts, means: 'handling: [ { by: team, during: home, acknowledged: Oui } ]' }).replace('office: {', 'home: { zone: customer, days: weekdays, hours: ["09:00-18:00"], holidays: none }\n        office: {')

export const promiseCases: Record<keyof typeof promiseFindings, [present: string, absent: string][]> = {
  'cell-missing': [[byTier('pro: 1h, plus: 2h'), byTier('pro: 1h, plus: 2h, free: none')]],
  'customer-zone-unsaid': [[atHome(''), atHome('customer_zone: { default: Europe/Paris }')]],
}
