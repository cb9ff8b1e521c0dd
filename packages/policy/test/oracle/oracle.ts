/**
 * The slow oracle: answers from the plain data of a random policy by trying everything, minute by minute and day by day.
 * It shares nothing with the engine but the meaning of the words.
 */
import { printedOffset, simulate } from '../calendar/simulator.ts'
import { kinds, sizes, tiers, type Choice, type Hours, type Promise_, type When, type Written } from './document.ts'

const minute = 60_000
const dayMs = 86_400_000

export interface Given { kind?: string; tier?: string; size?: number; big?: boolean; open: boolean }

export function holds(when: When, { kind, tier, size, big, open }: Given): boolean {
  if (when.kind && !(kind !== undefined && when.kind.includes(kind))) return false
  if (when.tier && !(tier !== undefined && when.tier.includes(tier))) return false
  if (when.notTier && (tier === undefined || tier === when.notTier)) return false
  if (when.unknownSize && size !== undefined) return false
  if (when.over !== undefined && !(size !== undefined && size > when.over)) return false
  if (when.atMost !== undefined && !(size !== undefined && size <= when.atMost)) return false
  if (when.big !== undefined && big !== when.big) return false
  return when.open === undefined || open === when.open
}

const everything: Given[] = []
for (const kind of [...kinds, undefined]) for (const tier of [...tiers, undefined]) for (const size of [...sizes, undefined])
  for (const big of [true, false, undefined]) for (const open of [true, false]) everything.push({ kind, tier, size, big, open } as Given)

/** What the rules answer to anything: the answer of those that hold and that no narrower one overrules; `null` when these differ. */
export function settled<A>(choices: readonly Choice<A>[]): (given: Given) => A | null {
  const where = choices.map(({ when }) => everything.map((given) => holds(when, given)))
  const narrower = (a: number, b: number): boolean => {
    let smaller = false
    for (let i = 0; i < everything.length; i++) {
      if (where[a]![i] && !where[b]![i]) return false
      if (!where[a]![i] && where[b]![i]) smaller = true
    }
    return smaller
  }
  const under = choices.map((_, one) => choices.flatMap((__, other) => (other !== one && narrower(other, one) ? [other] : [])))
  return (given) => {
    const holding = choices.flatMap(({ when }, index) => (holds(when, given) ? [index] : []))
    const left = holding.filter((one) => !under[one]!.some((other) => holding.includes(other)))
    const answers = [...new Set(left.map((index) => JSON.stringify(choices[index]!.answer)))]
    return answers.length === 1 ? choices[left[0]!]!.answer : null
  }
}

/** Whether two rules leave some combination undecided. */
export function hasTie<A>(choices: readonly Choice<A>[]): boolean {
  const answer = settled(choices)
  return everything.some((given) => answer(given) === null)
}

/** How many days around the origin are painted. */
const reach = { before: 12, after: 60 }

/** The minutes of one policy around its origin. */
export class Minutes {
  readonly from: number
  readonly to: number
  readonly #open: Record<'day' | 'night', Uint8Array>
  /** The wall at each painted minute, in minutes since 1970. */
  readonly #walls: Int32Array
  /** By date: the first minute that shows each time of the day, and the first and last open minute. */
  readonly #shown = new Map<number, Map<number, number>>()
  readonly #first = new Map<number, number>()
  readonly #last = new Map<number, number>()

  constructor({ zone, origin, day, night }: Written) {
    this.from = origin - reach.before * dayMs
    this.to = origin + reach.after * dayMs
    const paint = (hours: Hours): Uint8Array => simulate({ zone, weekOn: () => hours.week, holidays: new Set(), appliesTo: 'eachDay', exceptions: new Map(hours.closed.map((on) => [on, []])) }, this.from, this.to)
    this.#open = { day: paint(day), night: paint(night) }
    this.#walls = new Int32Array((this.to - this.from) / minute)
    for (let index = 0, offset = 0; index < this.#walls.length; index++) {
      const at = this.from + index * minute
      if (at % (15 * minute) === 0) offset = printedOffset(zone, at)
      this.#walls[index] = at / minute + offset
    }
    this.#walk()
  }

  #walk(): void {
    for (let at = this.from; at < this.to; at += minute) {
      const { day, minutes } = this.#wall(at)
      if (!this.#shown.has(day)) this.#shown.set(day, new Map())
      if (!this.#shown.get(day)!.has(minutes)) this.#shown.get(day)!.set(minutes, at)
      if (!this.isOpen('day', at)) continue
      if (!this.#first.has(day)) this.#first.set(day, at)
      this.#last.set(day, at + minute)
    }
  }

  isOpen(calendar: 'day' | 'night', at: number): boolean {
    return this.#open[calendar][Math.floor((at - this.from) / minute)] === 1
  }

  /** Date and minute of the day on the wall. */
  #wall(at: number): { day: number; minutes: number } {
    const wall = this.#walls[(at - this.from) / minute]!
    return { day: Math.floor(wall / 1440), minutes: wall - Math.floor(wall / 1440) * 1440 }
  }

  /** Minutes that count between two instants, those of the pause left out. */
  counted(promise: Promise_, from: number, to: number, pause: readonly [number, number] | null): number {
    if (promise.counted === 'days') return this.#days(promise, from, to, pause).length
    let sum = 0
    for (let at = from; at < to; at += minute) if (this.#counts(promise, at, pause)) sum++
    return sum
  }

  #counts({ counted, pauses }: Promise_, at: number, pause: readonly [number, number] | null): boolean {
    if (pauses && pause && at >= pause[0] && at < pause[1]) return false
    return counted === 'elapsed' || this.isOpen(counted as 'day' | 'night', at)
  }

  /** The first instant at which so much was counted; null when that is beyond what is painted. */
  deadline(promise: Promise_, from: number, pause: readonly [number, number] | null): number | null {
    if (promise.counted === 'days') return this.#days(promise, from, this.to, pause)[promise.within - 1] ?? null
    let left = promise.within
    for (let at = from; at < this.to; at += minute) if (this.#counts(promise, at, pause) && --left === 0) return at + minute
    return null
  }

  /** The instants at which business days after the receipt are counted, in order. */
  #days({ dayRule, cutoff, pauses }: Promise_, from: number, to: number, pause: readonly [number, number] | null): number[] {
    const first = this.#first
    let { day: received, minutes: time } = this.#wall(from)
    if (cutoff !== undefined && !(first.has(received) && time < cutoff)) {
      const next = [...first.keys()].find((day) => day > received)
      if (next === undefined) return []
      received = next
      time = this.#wall(first.get(next)!).minutes
    }
    const ends = [...first.keys()].filter((day) => day > received).map((day) => (dayRule === 'end_of_day' ? this.#last.get(day)! : this.#moment(day, time)))
    return ends.filter((end) => end <= to && !(pauses && pause && end >= pause[0] && end < pause[1]))
  }

  /** The instant of a wall time: the first that shows it, else as long after the jump as the wall is past it. */
  #moment(day: number, time: number): number {
    const walls = this.#shown.get(day)!
    const shown = walls.get(time)
    if (shown !== undefined) return shown
    for (let before = time - 1; ; before--) {
      const at = walls.get(before)
      if (at !== undefined) return at + (time - before) * minute
    }
  }
}
