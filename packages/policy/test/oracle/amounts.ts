/** Random prices as plain data, the documents that say the same, and what they cost, minute by minute. */
import fc from 'fast-check'
import { simulate } from '../calendar/simulator.ts'

const minute = 60_000
export const works = ['repair', 'advice', 'setup'] as const
export const tiers = ['gold', 'silver'] as const

export interface Price {
  is: 'free' | 'hourly' | 'flat'
  cents: number
  free: number
  unit: number
  round: 'up' | 'nearest' | 'down'
  cap: 'none' | 'estimate' | number
  order: ['round', 'cap'] | ['cap', 'round']
  minimum: number
  atLeast: number | null
  atMost: number | null
}
export interface Surcharge { during: 'night' | 'sunday' | null; percent: number }
export interface Tariff { prices: Record<(typeof works)[number], Price>; surcharges: Surcharge[]; combine: 'add' | 'multiply' | 'highest'; gold: number; tax: string }

const price: fc.Arbitrary<Price> = fc.record({
  is: fc.constantFrom('hourly', 'hourly', 'hourly', 'flat', 'free'), cents: fc.integer({ min: 1, max: 30_000 }), free: fc.constantFrom(0, 0, 15, 40), unit: fc.constantFrom(0, 5, 30, 60, 7),
  round: fc.constantFrom('up', 'nearest', 'down'), cap: fc.oneof(fc.constantFrom<Price['cap'][]>('none', 'estimate'), fc.integer({ min: 1, max: 300 })), order: fc.constantFrom<Price['order'][]>(['round', 'cap'], ['cap', 'round']),
  minimum: fc.constantFrom(0, 0, 30, 45), atLeast: fc.option(fc.integer({ min: 1, max: 9000 })), atMost: fc.option(fc.integer({ min: 9000, max: 40_000 })),
})
export const tariff: fc.Arbitrary<Tariff> = fc.record({
  prices: fc.record({ repair: price, advice: price, setup: price }),
  surcharges: fc.array(fc.record({ during: fc.constantFrom('night', 'sunday', null), percent: fc.constantFrom(5, 25, 50, 100) }), { maxLength: 3 }),
  combine: fc.constantFrom('add', 'multiply', 'highest'), gold: fc.constantFrom(80, 90, 100), tax: fc.constantFrom('20', '19.6', '8.5', '0', '5.5'),
})

const money = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`

function priceText(work: string, { is, cents, free, unit, round, cap, order, minimum, atLeast, atMost }: Price): object {
  const limits = { ...(atLeast === null ? {} : { at_least: money(atLeast) }), ...(atMost === null ? {} : { at_most: money(atMost) }) }
  if (is === 'free') return { when: { work }, is }
  if (is === 'flat') return { when: { work }, is, amount: money(cents), ...limits, quote: 'optional' }
  return {
    when: { work }, is, rate: money(cents), ...(free > 0 ? { free_time: `${free}min` } : {}), ...(unit > 0 ? { unit: `${unit}min`, round } : {}), ...(minimum > 0 ? { minimum: `${minimum}min` } : {}),
    ...(cap === 'none' ? {} : { cap: cap === 'estimate' ? cap : `${cap}min` }), ...(unit > 0 && cap !== 'none' ? { order } : {}), ...limits, quote: 'optional',
  }
}

export function tariffText({ prices, surcharges, combine, gold, tax }: Tariff): string {
  return JSON.stringify({
    guichet: 1, policy: 'random', provider: { id: 'random', name: 'Random' }, title: 'Random', version: '1', effective: '2020-01-01', zone: 'Europe/Paris', currency: 'EUR',
    languages: { authoritative: 'fr', published: ['fr'] }, facts: { work: { values: works }, tier: { values: tiers, from: 'customer' } },
    clauses: [{
      id: '1', says: 'Tout.',
      means: {
        calendars: { night: { days: 'every', hours: ['22:00-06:00'], holidays: 'none' }, sunday: { days: ['sun'], hours: ['00:00-24:00'], holidays: 'none' } },
        channels: { portal: { medium: 'portal' } }, access: [{ answer: 'open' }], prices: works.map((work) => priceText(work, prices[work])),
        surcharges: { combine, rules: surcharges.map(({ during, percent }, index) => ({ name: `s${index}`, ...(during ? { during } : {}), percent: String(percent) })) },
        factors: [{ when: { tier: 'gold' }, percent: String(gold) }], taxes: [{ percent: tax }], policy_changes: { applies_to_open_tickets: 'keep', on_tier_change: 'new_only' },
      },
    }],
  })
}

const everyDay = (span: { from: number; to: number }): Record<number, { from: number; to: number }[]> => Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [span]]))

/** Whether night or Sunday holds at each minute of a stretch of time in Paris. */
export class Surcharged {
  readonly #from: number
  readonly #open: Record<'night' | 'sunday', Uint8Array>

  constructor(from: number, to: number) {
    this.#from = from
    const paint = (week: Record<number, { from: number; to: number }[]>): Uint8Array => simulate({ zone: 'Europe/Paris', weekOn: () => week, holidays: new Set(), appliesTo: 'eachDay', exceptions: new Map() }, from, to)
    this.#open = { night: paint(everyDay({ from: 1320, to: 360 })), sunday: paint({ 7: [{ from: 0, to: 1440 }] }) }
  }

  holds({ during }: Surcharge, at: number): boolean {
    return during === null || this.#open[during][(at - this.#from) / minute] === 1
  }
}

export interface Work { entries: { from: number; to: number }[]; estimate: number | null; gold: boolean }

/** What a work costs: net, tax and gross in cents, and the minutes charged. A fraction of a cent is kept as parts of `unit`. */
export function cost({ surcharges, combine, gold, tax }: Tariff, price: Price, work: Work, calendars: Surcharged): { net: number; tax: number; gross: number; billed: number } {
  const worked = work.entries.flatMap(({ from, to }) => Array.from({ length: (to - from) / minute }, (_, index) => from + index * minute))
  const charged = price.is === 'hourly' ? chargedMinutes(price, worked, work.estimate, surcharges, calendars) : []
  // Hundredths of a percent for each surcharge that multiplies, an hour's sixty minutes, a factor in percent.
  const unit = 100n ** BigInt(surcharges.length) * 60n * 100n
  let value = 0n
  if (price.is === 'hourly') for (const bears of charged) value += (BigInt(price.cents) * unit * raised(bears, combine, surcharges.length)) / 60n / 100n ** BigInt(surcharges.length)
  if (price.is === 'flat') value = (BigInt(price.cents) * unit * raised(surcharges.filter((one) => calendars.holds(one, worked[0]!)), combine, surcharges.length)) / 100n ** BigInt(surcharges.length)
  if (price.is === 'flat' || charged.length > 0) {
    if (work.gold) value = (value * BigInt(gold)) / 100n
    if (price.is !== 'free' && price.atLeast !== null && value < BigInt(price.atLeast) * unit) value = BigInt(price.atLeast) * unit
    if (price.is !== 'free' && price.atMost !== null && value > BigInt(price.atMost) * unit) value = BigInt(price.atMost) * unit
  }
  const net = Number((value * 2n + unit) / (unit * 2n))
  const rate = Math.round(Number(tax) * 10)
  const taxes = Math.floor((net * rate * 2 + 1000) / 2000)
  return { net, tax: taxes, gross: net + taxes, billed: charged.length }
}

/** 100 to the power of `count`, raised by what holds. */
function raised(holding: readonly Surcharge[], combine: Tariff['combine'], count: number): bigint {
  const whole = 100n ** BigInt(count)
  if (holding.length === 0) return whole
  if (combine === 'multiply') return holding.reduce((product, { percent }) => (product * BigInt(100 + percent)) / 100n, whole)
  const percent = combine === 'add' ? holding.reduce((sum, one) => sum + one.percent, 0) : Math.max(...holding.map((one) => one.percent))
  return (whole * BigInt(100 + percent)) / 100n
}

/** The charged minutes, each with the surcharges that it bears: those worked bear theirs, those added what held before and still holds. */
function chargedMinutes({ free, unit, round, cap, order, minimum }: Price, worked: readonly number[], estimate: number | null, surcharges: readonly Surcharge[], calendars: Surcharged): Surcharge[][] {
  const left = worked.slice(free)
  if (left.length === 0) return []
  const most = cap === 'none' ? Infinity : cap === 'estimate' ? (estimate === null ? Infinity : Math.max(0, estimate - free)) : cap
  const stages = {
    round: (count: number): number => {
      if (unit === 0) return count
      const slices = count / unit
      return unit * (round === 'up' ? Math.ceil(slices) : round === 'down' ? Math.floor(slices) : Math.floor(slices + 0.5))
    },
    cap: (count: number): number => Math.min(count, most),
  }
  // Rounding that loses time sees no more than the cap: else work beyond an estimate would cost more than the estimate does.
  const stops = [left.length, unit > 0 && round !== 'up' ? stages.cap(left.length) : left.length]
  for (const stage of order) stops.push(stages[stage](stops.at(-1)!))
  const kept = Math.min(...stops)
  const count = Math.max(stops.at(-1)!, Math.min(minimum, most))
  const end = worked.at(-1)! + minute
  const minutes = Array.from({ length: count }, (_, index) => left[index] ?? end + (index - left.length) * minute)
  let still: Surcharge[] = surcharges.filter((one) => calendars.holds(one, minutes[Math.max(0, kept - 1)]!))
  return minutes.map((at, index) => {
    const holding = surcharges.filter((one) => calendars.holds(one, at))
    if (index < kept) return holding
    still = still.filter((one) => holding.includes(one))
    return still
  })
}
