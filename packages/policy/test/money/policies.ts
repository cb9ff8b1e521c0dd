/** Priced policies for tests. */
import { bill, type Bill, type LineToBill } from '../../src/money/bill.ts'
import type { Policy } from '../../src/policy.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

export const noon = paris('2026-05-12 12:00')
const minute = 60

/** Work by the hour as in the vectors: 60 € without tax, by started half-hours, never above the estimate. */
export const hourly = (more = ''): string => policyText({ means: `
prices:
  - { name: hourly, is: hourly, rate: "60.00", unit: 30min, cap: estimate, order: [round, cap]${more} }
taxes:
  - { name: vat, rates: { 1995-08-01: "20.6", 2000-04-01: "19.6", 2014-01-01: "20" } }` })

/** A policy whose only prices and taxes are these. */
export const priced = (means: string, facts = ''): Policy => policyOf(policyText({ facts, means: `${means}\n${means.includes('taxes:') ? '' : 'taxes: [ { name: vat, percent: "20" } ]'}` }))

export const minutes = (count: number): number => count * minute
/** Work done under an accepted quote. */
export const quoted = (estimate: number, spent: number): LineToBill => ({ quote: 'accepted', executed: true, estimate: minutes(estimate), spent: minutes(spent) })

/** A bill in 2026, of these lines. */
export function billed(policy: Policy, lines: readonly LineToBill[], taxPoint?: string): Bill {
  return bill(policy, { lines, ...(taxPoint === undefined ? {} : { taxPoint }) }, {}, noon)
}
export const day20 = '2014-01-01'
export const day196 = '2013-12-31'
