import type { FigureBasis, FigurePeriod } from '@guichet/protocol'

/** What stands in the address of the overview. */
export interface OverviewSearch { readonly period?: FigurePeriod; readonly basis?: FigureBasis; readonly from?: string; readonly to?: string }

const periods: readonly FigurePeriod[] = ['week', 'last_week', 'month', 'last_month', 'dates']
const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined)

/** Reads it; anything else is left out. */
export function readOverview(search: Record<string, unknown>): OverviewSearch {
  const period = periods.find((one) => one === search.period)
  const [from, to] = [day(search.from), day(search.to)]
  return {
    ...(period ? { period } : {}), ...(search.basis === 'creation' || search.basis === 'outcome' ? { basis: search.basis } : {}),
    ...(period === 'dates' && from !== undefined ? { from } : {}), ...(period === 'dates' && to !== undefined ? { to } : {}),
  }
}
