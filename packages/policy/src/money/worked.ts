/** From the time that was worked to the time that is charged: free time, rounding, cap, minimum. */
import { lengthened, total, without, type Stretch } from './stretches.ts'
import type { PriceTerms } from './types.ts'

export type TimeStage = 'free_time' | 'round' | 'cap' | 'minimum'
export interface TimeStep { stage: TimeStage; from: number; to: number }
export interface Charged { stretches: Stretch[]; steps: TimeStep[] }

type Groups = readonly (readonly Stretch[])[]
const ms = (seconds: number): number => Math.round(seconds * 1000)
const length = (groups: Groups): number => total(groups.flat())

/**
 * The time that a price charges. `groups`: what is rounded together. `cap` in milliseconds, null for none. Free time goes first, then
 * rounding and cap in the order of the price, then the minimum, which never goes over the cap. No time stays no time (BILL-13).
 */
export function chargedTime(worked: Groups, terms: PriceTerms, cap: number | null): Charged {
  const steps: TimeStep[] = []
  let groups = worked
  const to = (stage: TimeStage, next: Groups): void => {
    if (length(groups) !== length(next)) steps.push({ stage, from: length(groups), to: length(next) })
    groups = next
  }
  if (terms.freeTime !== undefined) to('free_time', withoutFirst(groups, ms(terms.freeTime)))
  const counted = groups
  const round = (): void => { if (terms.unit !== undefined) to('round', groups.map((group) => lengthened(group, rounded(total(group), ms(terms.unit!), terms.round ?? 'up')))) }
  const capped = (): void => { if (cap !== null) to('cap', firstOf(groups, cap)) }
  // Rounding that may lose time gives less for the cap itself than for more than it: so it never sees more.
  if (terms.order === 'cap_first' || (terms.round ?? 'up') !== 'up') capped()
  round()
  if (terms.order !== 'cap_first') capped()
  const least = Math.min(ms(terms.minimum ?? 0), cap ?? Infinity)
  if (length(groups) < least) to('minimum', [lengthened(length(groups) > 0 ? groups.flat() : counted.flat(), least)])
  return { stretches: groups.flat(), steps }
}

function rounded(time: number, unit: number, how: 'up' | 'nearest' | 'down'): number {
  if (how === 'up') return Math.ceil(time / unit) * unit
  return (how === 'down' ? Math.floor(time / unit) : Math.floor((2 * time + unit) / (2 * unit))) * unit
}

function withoutFirst(groups: Groups, time: number): Groups {
  let left = time
  return groups.map((group) => {
    const taken = Math.min(left, total(group))
    left -= taken
    return without(group, taken)
  })
}

function firstOf(groups: Groups, time: number): Groups {
  let left = time
  return groups.map((group) => {
    const kept = Math.min(left, total(group))
    left -= kept
    return lengthened(group, kept)
  })
}
