/** From a proposal to an amount that may be exported: a named person, a reason, notice, and time to contest (BILL-30). */
import { endOfStretch } from '../calendar/stretch.ts'
import type { Instant } from '../model.ts'
import type { FeeAnswer } from './types.ts'

export interface FeeRuling {
  decision?: 'charge' | 'waive'
  /** The person who rules, and why. */
  by?: string
  reason?: string
  /** When the customer was told, with the evidence. */
  notified?: Instant
  contested?: Instant
}

/**
 * proposed: nobody has ruled; waived; to_notify: charged, the customer is not told yet; open: told, and may still contest;
 * contested: a person must rule again; due: may be exported.
 */
export type FeeState = 'proposed' | 'waived' | 'to_notify' | 'open' | 'contested' | 'due'

/** Where a proposal stands; `missing`: what a ruling lacks to count. What is contested after the last day changes nothing. */
export function feeState({ contest }: Pick<FeeAnswer, 'contest'>, ruling: FeeRuling, zone: string, now: Instant): { state: FeeState; missing: ('decision' | 'by' | 'reason')[]; contestUntil: Instant | null } {
  const missing = (['decision', 'by', 'reason'] as const).filter((key) => (ruling[key] ?? '').trim() === '')
  if (missing.length > 0) return { state: 'proposed', missing, contestUntil: null }
  if (ruling.decision === 'waive') return { state: 'waived', missing, contestUntil: null }
  const { notified, contested } = ruling
  if (notified === undefined || notified > now) return { state: 'to_notify', missing, contestUntil: null }
  const contestUntil = endOfStretch(notified, contest, zone)
  const state = contested !== undefined && contested <= now && contested < contestUntil ? 'contested' : now < contestUntil ? 'open' : 'due'
  return { state, missing, contestUntil }
}

export interface FeeFigures { fee: string; ruled: number; waived: number; /** Percentage of those ruled, to a tenth; null: none was ruled. */ waivedShare: string | null }

/** How often each fee was waived, in the order in which they first come (BILL-35). */
export function feeFigures(ruled: readonly { fee: string; state: FeeState }[]): FeeFigures[] {
  return [...Map.groupBy(ruled, ({ fee }) => fee)].map(([fee, own]) => {
    const decided = own.filter(({ state }) => state !== 'proposed').length
    const waived = own.filter(({ state }) => state === 'waived').length
    const tenths = decided === 0 ? 0 : Math.floor((waived * 2000 + decided) / (2 * decided))
    return { fee, ruled: decided, waived, waivedShare: decided === 0 ? null : `${Math.floor(tenths / 10)}.${tenths % 10}` }
  })
}
