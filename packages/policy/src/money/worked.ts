/** From the time that was worked to the time that is charged: free time, rounding, cap, minimum. */
import { added, firstOf, total, without, type Stretch, type Timeline } from './stretches.ts'
import type { PriceTerms } from './types.ts'

export type TimeStage = 'free_time' | 'round' | 'cap' | 'minimum'
export interface TimeStep { stage: TimeStage; from: number; to: number }
export interface Charged { stretches: Stretch[]; steps: TimeStep[] }

const ms = (seconds: number): number => Math.round(seconds * 1000)
const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)

/** How far what is charged may go beyond what was worked, in milliseconds. */
export function reachOf({ unit = 0, minimum = 0 }: PriceTerms): number {
  return ms(unit) + ms(minimum)
}

/**
 * The time that a price charges. `groups`: what is rounded together. `cap` in milliseconds, null for none. Free time goes first, then
 * rounding and cap in the order of the price, then the minimum, which never goes over the cap. No time stays no time (BILL-13).
 */
export function chargedTime(groups: readonly Timeline[], terms: PriceTerms, cap: number | null): Charged {
  const steps: TimeStep[] = []
  let counts = groups.map(({ worked }) => total(worked))
  const to = (stage: TimeStage, next: number[]): void => {
    if (sum(counts) !== sum(next)) steps.push({ stage, from: sum(counts), to: sum(next) })
    counts = next
  }
  const free = spread(counts, ms(terms.freeTime ?? 0))
  to('free_time', counts.map((count, place) => count - free[place]!))
  if (sum(counts) === 0) return { stretches: [], steps }
  const least = [...counts]
  const keepLeast = (): void => counts.forEach((count, place) => { least[place] = Math.min(least[place]!, count) })
  const round = (): void => { if (terms.unit !== undefined) to('round', counts.map((count) => rounded(count, ms(terms.unit!), terms.round ?? 'up'))) }
  const capped = (): void => { if (cap !== null) to('cap', spread(counts, cap)); keepLeast() }
  // Rounding that may lose time gives less for the cap itself than for more than it: so it never sees more.
  if (terms.order === 'cap_first' || (terms.round ?? 'up') !== 'up') capped()
  round()
  if (terms.order !== 'cap_first') capped()
  keepLeast()
  const missing = Math.min(ms(terms.minimum ?? 0), cap ?? Infinity) - sum(counts)
  if (missing > 0) to('minimum', counts.map((count, place) => (place === counts.length - 1 ? count + missing : count)))
  return { stretches: groups.flatMap(({ worked, after }, place) => charged([...without(worked, free[place]!), ...after], least[place]!, counts[place]!)), steps }
}

/** As much of each as there is of `time` left, in order. */
function spread(counts: readonly number[], time: number): number[] {
  let left = time
  return counts.map((count) => {
    const taken = Math.min(left, count)
    left -= taken
    return taken
  })
}

/** What was worked as it was, up to `kept`; what comes on top, up to `count`, as time that was added. */
function charged(line: readonly Stretch[], kept: number, count: number): Stretch[] {
  const begun = firstOf(line, kept)
  return [...begun, ...added(begun, without(line, kept), count - kept)]
}

function rounded(time: number, unit: number, how: 'up' | 'nearest' | 'down'): number {
  if (how === 'up') return Math.ceil(time / unit) * unit
  return (how === 'down' ? Math.floor(time / unit) : Math.floor((2 * time + unit) / (2 * unit))) * unit
}
