/** Random calendars, each with the plain description that the simulator understands. */
import fc from 'fast-check'
import { compileCalendar } from '../../src/calendar/calendar.ts'
import type { Calendar, CalendarException, CalendarSpec, Period, Span, Week, Weekday, WeeklySpec } from '../../src/calendar/calendar.ts'
import { simulate } from './simulator.ts'
import type { Plain } from './simulator.ts'

export const zones = [
  'Europe/Paris', 'America/Los_Angeles', 'America/Sao_Paulo', 'America/Santiago', 'Asia/Beirut', 'Australia/Lord_Howe',
  'Africa/Casablanca', 'Pacific/Apia', 'America/Miquelon', 'Europe/London',
] as const
const otherZones = ['Indian/Reunion', 'Pacific/Noumea', 'Pacific/Tahiti', 'America/Cayenne', 'Asia/Kathmandu', 'UTC-08:00', 'Etc/GMT+8', 'UTC']

export interface Sample {
  spec: CalendarSpec
  calendar: Calendar
  /** Open minutes of `[from, to)`, by the simulator. */
  minutes(from: number, to: number): Uint8Array
  /** A midnight, UTC, in the stretch where the sample's exceptions lie. */
  origin: number
}

const dayMs = 86_400_000
const isoOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
const quarter = fc.integer({ min: 0, max: 95 }).map((n) => n * 15)
const edge = fc.oneof(quarter, fc.constantFrom(0, 90, 120, 150, 180, 1380, 1410, 1439))
const span: fc.Arbitrary<Span> = fc.oneof(
  fc.tuple(edge, edge).map(([from, to]) => ({ from, to })),
  edge.map((from) => ({ from, to: 1440 })),
  fc.tuple(edge, fc.integer({ min: 1441, max: 4320 })).map(([from, to]) => ({ from, to })),
)
const weekArbitrary: fc.Arbitrary<Week> = fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.array(span, { maxLength: 3 })), { maxLength: 7 })
  .map((days) => Object.fromEntries(days.map(([day, spans]) => [day as Weekday, spans])) as Week)

/** In the months where offsets change most of the time, since that is where calendars break. */
const originArbitrary = fc.oneof(
  fc.tuple(fc.integer({ min: 2000, max: 2040 }), fc.constantFrom(2, 3, 9, 10), fc.integer({ min: 1, max: 31 })).map(([year, month, day]) => Date.UTC(year, month, day)),
  fc.integer({ min: Date.UTC(2000, 0, 1) / dayMs, max: Date.UTC(2040, 0, 1) / dayMs }).map((day) => day * dayMs),
)

const weeklyArbitrary = fc.record({
  zone: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...zones) }, { weight: 1, arbitrary: fc.constantFrom(...otherZones) }),
  ordinary: weekArbitrary,
  season: fc.option(fc.record({ week: weekArbitrary, from: fc.constantFrom('01-10', '06-15', '10-20'), until: fc.constantFrom('02-20', '08-31', '12-31') })),
  ranged: fc.option(fc.record({ week: weekArbitrary, start: fc.integer({ min: -6, max: 6 }), days: fc.integer({ min: 0, max: 5 }) })),
  holidays: fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 3 }),
  exceptions: fc.array(fc.record({ start: fc.integer({ min: -9, max: 9 }), days: fc.integer({ min: 0, max: 3 }), spans: fc.array(span, { maxLength: 2 }) }), { maxLength: 3 }),
  appliesTo: fc.constantFrom('startDay' as const, 'eachDay' as const),
})

type Recipe = typeof weeklyArbitrary extends fc.Arbitrary<infer T> ? T : never

function weeklySpec(recipe: Recipe, origin: number): { spec: WeeklySpec; plain: Plain } {
  const dateOf = (offset: number): string => isoOf(origin + offset * dayMs)
  const { season, ranged } = recipe
  const periods: Period[] = [{ week: recipe.ordinary }]
  if (season) periods.unshift({ yearly: { from: season.from, until: season.until }, week: season.week })
  if (ranged) periods.push({ from: dateOf(ranged.start), until: dateOf(ranged.start + ranged.days), week: ranged.week })
  const exceptions: CalendarException[] = recipe.exceptions.map(({ start, days, spans }) => ({ on: dateOf(start), until: dateOf(start + days), spans }))
  const holidays = recipe.holidays.map(dateOf)
  const spec: WeeklySpec = {
    kind: 'weekly', name: 'random', zone: recipe.zone, periods, exceptions,
    holidays: holidays.length === 0 && recipe.appliesTo === 'eachDay' ? 'none' : {
      of: [], appliesTo: recipe.appliesTo,
      own: holidays.map((date, i) => ({ id: `own-${i}`, label: { en: 'own' }, date: { fixed: date.slice(5) }, years: [[Number(date.slice(0, 4)), Number(date.slice(0, 4))]] })),
    },
  }
  const replaced = new Map<string, readonly Span[]>()
  for (const { start, days, spans } of recipe.exceptions) for (let i = 0; i <= days; i++) replaced.set(dateOf(start + i), spans)
  const inSeason = (date: string): boolean => {
    const day = date.slice(5)
    if (!season) return false
    return season.from <= season.until ? season.from <= day && day <= season.until : day >= season.from || day <= season.until
  }
  const weekOn = (date: string): Week => {
    if (ranged && date >= dateOf(ranged.start) && date <= dateOf(ranged.start + ranged.days)) return ranged.week
    return season && inSeason(date) ? season.week : recipe.ordinary
  }
  return { spec, plain: { zone: recipe.zone, weekOn, holidays: new Set(holidays), appliesTo: recipe.appliesTo, exceptions: replaced } }
}

type Shape = 'plain' | 'complement' | 'union' | 'intersection' | 'minus'

function combine(shape: Shape, a: CalendarSpec, b: CalendarSpec): CalendarSpec {
  if (shape === 'plain') return a
  if (shape === 'complement') return { kind: 'complement', of: a }
  if (shape === 'minus') return { kind: 'minus', of: a, less: b }
  return { kind: shape, of: [a, b] }
}

const truth: Record<Shape, (a: number, b: number) => number> = {
  plain: (a) => a, complement: (a) => 1 - a, union: (a, b) => a | b, intersection: (a, b) => a & b, minus: (a, b) => a & (1 - b),
}

export const sampleArbitrary: fc.Arbitrary<Sample> = fc
  .tuple(originArbitrary, weeklyArbitrary, weeklyArbitrary, fc.constantFrom<Shape>('plain', 'plain', 'complement', 'union', 'intersection', 'minus'))
  .map(([origin, first, second, shape]) => {
    const a = weeklySpec(first, origin)
    const b = weeklySpec(second, origin)
    const spec = combine(shape, a.spec, b.spec)
    const minutes = (from: number, to: number): Uint8Array => {
      const left = simulate(a.plain, from, to)
      const right = shape === 'plain' || shape === 'complement' ? left : simulate(b.plain, from, to)
      return left.map((open, i) => truth[shape](open, right[i]!))
    }
    return { spec, calendar: compileCalendar(spec), minutes, origin, toString: () => JSON.stringify(spec) }
  })
