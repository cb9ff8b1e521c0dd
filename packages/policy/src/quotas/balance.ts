/** What is left of what was granted, by instants: first in, first out, and never more than was granted. */
import type { Instant } from '../model.ts'

/** `ends`: the first instant at which it is worth nothing; null: never. */
export interface Grant { at: Instant; holds: number; ends: Instant | null }
export interface Use { at: Instant; counted: number }
/** At this instant no more than so much may be left of what was granted before it. */
export interface Cut { at: Instant; atMost: number }

export interface Balance {
  granted: number
  /** Taken from grants. */
  used: number
  /** Counted and covered by nothing. */
  over: number
  /** Lost by time, or by a cut. */
  expired: number
  remaining: number
  /** What remains of each grant, the oldest first. */
  lots: { at: Instant; left: number; ends: Instant | null }[]
}

type Lot = Balance['lots'][number]
const earlier = (a: { at: Instant }, b: { at: Instant }): number => a.at - b.at

/** The balance at an instant; what comes after it has not happened. At one instant: cuts, then grants, then uses. */
export function balance(grants: readonly Grant[], uses: readonly Use[], cuts: readonly Cut[], now: Instant): Balance {
  const given = grants.filter(({ at }) => at <= now).toSorted(earlier)
  const cutting = cuts.filter(({ at }) => at <= now).toSorted(earlier)
  const state: Balance = { granted: 0, used: 0, over: 0, expired: 0, remaining: 0, lots: [] }
  let [grant, cut] = [0, 0]
  const giveUntil = (until: Instant, included: boolean): void => {
    for (let next = given[grant]; next && (next.at < until || (included && next.at === until)); next = given[++grant]) {
      state.granted += next.holds
      state.lots.push({ at: next.at, left: next.holds, ends: next.ends })
    }
  }
  const reach = (at: Instant): void => {
    for (let next = cutting[cut]; next && next.at <= at; next = cutting[++cut]) {
      giveUntil(next.at, false)
      expire(state, next.at)
      shorten(state, next)
    }
    giveUntil(at, true)
    expire(state, at)
  }
  for (const use of uses.filter(({ at }) => at <= now).toSorted(earlier)) {
    reach(use.at)
    const taken = take(state.lots, use.counted)
    state.used += taken
    state.over += use.counted - taken
  }
  reach(now)
  state.lots = state.lots.filter(({ left }) => left > 0)
  state.remaining = total(state.lots)
  return state
}

function expire(state: Balance, at: Instant): void {
  const ended = state.lots.filter(({ ends }) => ends !== null && ends <= at)
  if (ended.length === 0) return
  state.expired += total(ended)
  state.lots = state.lots.filter(({ ends }) => ends === null || ends > at)
}

/** The oldest goes first: what is kept is what lasts longest. */
function shorten(state: Balance, { atMost }: Cut): void {
  const excess = total(state.lots) - atMost
  if (excess > 0) state.expired += take(state.lots, excess)
}

/** Takes from the oldest on; how much there was to take. */
function take(lots: readonly Lot[], wanted: number): number {
  let taken = 0
  for (const lot of lots) {
    if (taken === wanted) break
    const part = Math.min(lot.left, wanted - taken)
    lot.left -= part
    taken += part
  }
  return taken
}

function total(lots: readonly Lot[]): number {
  return lots.reduce((sum, { left }) => sum + left, 0)
}
