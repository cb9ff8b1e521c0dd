/**
 * Open time as sorted arrays with a running total: whatever the distance, a deadline is two binary searches.
 * The arrays begin around the first instant asked and grow, by doubling, as later or earlier ones are.
 */
import { normalise } from './intervals.ts'
import type { Instant, Seconds } from './types.ts'
import { horizon } from './zone.ts'

const firstReach = 400 * 86_400_000

export class Timeline {
  readonly #expand: (from: Instant, to: Instant) => number[]
  #from = 0
  #to = 0
  #starts = new Float64Array(0)
  #ends = new Float64Array(0)
  /** Open milliseconds from the beginning of the arrays to the end of each segment. */
  #totals = new Float64Array(0)

  constructor(expand: (from: Instant, to: Instant) => number[]) {
    this.#expand = expand
  }

  elapsed(from: Instant, to: Instant): Seconds {
    this.#reach(from)
    this.#reach(to)
    return to <= from ? 0 : (this.#countedAt(to) - this.#countedAt(from)) / 1000
  }

  deadline(from: Instant, seconds: Seconds): Instant | null {
    if (!(seconds >= 0)) throw new RangeError(`Not a duration: ${seconds}`)
    if (!within(from)) return null
    this.#reach(from)
    if (seconds === 0) return from
    const target = this.#countedAt(from) + Math.round(seconds * 1000)
    while (target > this.#total()) if (!this.#growRight()) return null
    const segment = firstAtLeast(this.#totals, target)
    return this.#ends[segment]! - (this.#totals[segment]! - target)
  }

  before(deadline: Instant, seconds: Seconds): Instant | null {
    if (!(seconds >= 0)) throw new RangeError(`Not a duration: ${seconds}`)
    if (!within(deadline)) return null
    this.#reach(deadline)
    if (seconds === 0) return deadline
    const wanted = Math.round(seconds * 1000)
    while (this.#countedAt(deadline) < wanted) if (!this.#growLeft()) return null
    const target = this.#countedAt(deadline) - wanted
    const segment = lastAtMost(this.#totals, target) + 1
    return this.#ends[segment]! - (this.#totals[segment]! - target)
  }

  isOpen(at: Instant): boolean {
    this.#reach(at)
    const segment = lastAtMost(this.#starts, at)
    return segment >= 0 && at < this.#ends[segment]!
  }

  nextOpening(at: Instant): Instant | null {
    if (!within(at)) return null
    if (this.isOpen(at)) return at
    for (;;) {
      const next = lastAtMost(this.#starts, at) + 1
      if (next < this.#starts.length) return this.#starts[next]!
      if (!this.#growRight()) return null
    }
  }

  nextClosing(at: Instant): Instant | null {
    if (!within(at)) return null
    if (!this.isOpen(at)) return at
    for (;;) {
      const end = this.#ends[lastAtMost(this.#starts, at)]!
      if (end < this.#to) return end
      if (!this.#growRight()) return null
    }
  }

  /** Open time within `[from, to)` as flat pairs. */
  open(from: Instant, to: Instant): number[] {
    this.#reach(from)
    this.#reach(to)
    const pairs: number[] = []
    for (let i = Math.max(0, lastAtMost(this.#starts, from)); i < this.#starts.length && this.#starts[i]! < to; i++) {
      if (this.#ends[i]! > from) pairs.push(Math.max(from, this.#starts[i]!), Math.min(to, this.#ends[i]!))
    }
    return pairs
  }

  #total(): number {
    return this.#totals.length === 0 ? 0 : this.#totals[this.#totals.length - 1]!
  }

  #countedAt(at: Instant): number {
    const segment = lastAtMost(this.#starts, at)
    if (segment < 0) return 0
    const end = this.#ends[segment]!
    return this.#totals[segment]! - (at < end ? end - at : 0)
  }

  #reach(at: Instant): void {
    if (at >= this.#from && at < this.#to) return
    if (!within(at)) throw new RangeError(`Outside the supported time (1990–2099): ${at}`)
    if (this.#from === this.#to) {
      this.#from = Math.max(horizon.from, at - firstReach)
      this.#to = Math.min(horizon.to, at + firstReach)
      this.#store(this.#expand(this.#from, this.#to))
    }
    while (at < this.#from) this.#growLeft()
    while (at >= this.#to && this.#growRight());
  }

  #growRight(): boolean {
    if (this.#to >= horizon.to) return false
    const to = Math.min(horizon.to, this.#to + (this.#to - this.#from))
    this.#store([...this.#pairs(), ...this.#expand(this.#to, to)])
    this.#to = to
    return true
  }

  #growLeft(): boolean {
    if (this.#from <= horizon.from) return false
    const from = Math.max(horizon.from, this.#from - (this.#to - this.#from))
    this.#store([...this.#expand(from, this.#from), ...this.#pairs()])
    this.#from = from
    return true
  }

  #pairs(): number[] {
    const pairs: number[] = []
    for (let i = 0; i < this.#starts.length; i++) pairs.push(this.#starts[i]!, this.#ends[i]!)
    return pairs
  }

  #store(pairs: number[]): void {
    const merged = normalise(pairs)
    const count = merged.length / 2
    this.#starts = new Float64Array(count)
    this.#ends = new Float64Array(count)
    this.#totals = new Float64Array(count)
    let total = 0
    for (let i = 0; i < count; i++) {
      this.#starts[i] = merged[2 * i]!
      this.#ends[i] = merged[2 * i + 1]!
      this.#totals[i] = total += this.#ends[i]! - this.#starts[i]!
    }
  }
}

/** Whether calendars know this instant; the end of the horizon closes the last segment. */
export function within(at: Instant): boolean {
  return at >= horizon.from && at <= horizon.to
}

/** Index of the last value ≤ `wanted`; -1 when all are greater. */
function lastAtMost(values: Float64Array, wanted: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! <= wanted) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Index of the first value ≥ `wanted`; the length when all are smaller. */
function firstAtLeast(values: Float64Array, wanted: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}
