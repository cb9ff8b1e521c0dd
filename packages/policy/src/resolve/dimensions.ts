/** The space in which a family's rules are compared: one dimension per fact they look at, one for all their calendars together. */
import { followsCustomer } from '../calendar/customer.ts'
import { weeklyParts } from '../calendar/parts.ts'
import type { Calendar, CalendarSpec } from '../calendar/types.ts'
import type { Condition, Conjunction, FactDeclaration, FactTest } from '../policy.ts'
import { cellsOf, isValueTest } from './cells.ts'
import { spread } from './machine.ts'

export interface Dimension {
  name: string
  count: number
  possible: Uint8Array
  reachable: Uint8Array
  mustAnswer: Uint8Array
  /** `kind: technical` for a cell, for a sentence. */
  tell(cell: number): string
  table(test: FactTest): Uint8Array
}

/** A conjunction: for each dimension it looks at, the cells in which it holds; null: all. */
export type Box = (Uint8Array | null)[]
export type Region = Box[]

export interface Space { dimensions: Dimension[]; region(condition: Condition): Region }

export interface SpaceNames { facts: ReadonlyMap<string, FactDeclaration>; calendars: ReadonlyMap<string, { calendar: Calendar; spec?: CalendarSpec }>; from: number }

/** The space of these conditions. `also`: facts whose every value must be answered though no rule looks at them. */
export function spaceOf(conditions: readonly Condition[], names: SpaceNames, also: readonly string[] = []): Space {
  const tests = new Map<string, FactTest[]>(also.map((name) => [name, []]))
  const calendars = new Set<string>()
  for (const test of conditions.flat(2)) {
    if (!isValueTest(test)) for (const name of test.calendars) calendars.add(name)
    else if (tests.has(test.fact)) tests.get(test.fact)!.push(test)
    else tests.set(test.fact, [test])
  }
  const dimensions = [...tests].map(([name, mentioned]) => factDimension(names.facts.get(name)!, mentioned))
  if (calendars.size > 0) dimensions.push(calendarDimension([...calendars].sort(), names))
  const index = new Map(dimensions.map((dimension, at) => [dimension.name, at]))
  const box = (conjunction: Conjunction): Box => {
    const result: Box = dimensions.map(() => null)
    for (const test of conjunction) {
      const at = index.get(isValueTest(test) ? test.fact : calendarsName)!
      const table = dimensions[at]!.table(test)
      const before = result[at]
      result[at] = before ? before.map((held, cell) => held & table[cell]!) : table
    }
    return result
  }
  return { dimensions, region: (condition) => condition.flatMap(spread).map(box) }
}

function factDimension(fact: FactDeclaration, tests: readonly FactTest[]): Dimension {
  const cells = cellsOf(fact, tests)
  const each = (test: (cell: number) => boolean): Uint8Array => Uint8Array.from({ length: cells.count }, (_, cell) => (test(cell) ? 1 : 0))
  return {
    name: fact.name, count: cells.count, possible: each(cells.possible), reachable: each(cells.reachable), mustAnswer: each(cells.mustAnswer),
    table: (test) => cells.table(test),
    tell: (cell) => {
      const values = cells.sample(cell).map((value) => (fact.type === 'flag' ? (value === 'true' ? 'yes' : 'no') : value))
      return `${fact.name}: ${cell === 0 ? 'missing' : values.length === 0 ? '…' : values.slice(0, 4).join(' | ')}`
    },
  }
}

const calendarsName = 'open calendars'
const dayMs = 86_400_000

/**
 * The joint states in which the calendars are ever found: what never happens needs no answer and makes no tie. Hours on the
 * wall of a customer may meet those of the provider in any way, customers being everywhere.
 */
function calendarDimension(calendars: readonly string[], names: SpaceNames): Dimension {
  const walls = Map.groupBy(calendars, (name) => wallOf(names.calendars.get(name)!.spec, name))
  const states = [...walls.values()].map((group) => statesOf(group, names)).reduce((all, group) => all.flatMap((state) => group.map((one) => ({ ...state, ...one }))), [{}])
  const found = states.map((state) => Uint8Array.from(calendars, (name) => (state[name] ? 1 : 0)))
  return {
    name: calendarsName, count: found.length, possible: new Uint8Array(found.length).fill(1), reachable: new Uint8Array(found.length).fill(1), mustAnswer: new Uint8Array(found.length).fill(1),
    tell: (cell) => calendars.map((name, at) => `${found[cell]![at] ? 'open' : 'closed'}: ${name}`).join(', '),
    table: (test) => {
      const at = calendars.indexOf(isValueTest(test) ? '' : test.calendars[0]!)
      const open = test.test === 'open' ? 1 : 0
      return Uint8Array.from(found, (state) => (state[at] === open ? 1 : 0))
    },
  }
}

/** Calendars of one wall are found in joint states; one that is told on both walls stands alone. */
function wallOf(spec: CalendarSpec | undefined, name: string): string {
  if (!spec || !followsCustomer(spec)) return 'provider'
  return weeklyParts(spec).every((part) => part.customer) ? 'customer' : `both: ${name}`
}

type State = Record<string, boolean>

function statesOf(calendars: readonly string[], names: SpaceNames): State[] {
  const read = calendars.map((name) => names.calendars.get(name)!.calendar)
  const from = Math.min(Math.max(names.from, Date.UTC(1991, 0, 1)), Date.UTC(2095, 0, 1))
  const changes = new Set<number>([from])
  for (const calendar of read) for (const segment of calendar.segments(from, from + 800 * dayMs)) changes.add(segment.from)
  const states = new Map<string, State>()
  for (const at of changes) {
    const state = read.map((calendar) => calendar.isOpen(at))
    states.set(state.join(), Object.fromEntries(calendars.map((name, index) => [name, state[index]!])))
  }
  return [...states.values()]
}

/** Whether the box holds nowhere that a request can be: among declared values, or among any (`reachable`). */
export function isEmpty(box: Box, dimensions: readonly Dimension[], among: 'possible' | 'reachable' = 'possible'): boolean {
  return box.some((table, at) => table !== null && !table.some((held, cell) => held === 1 && dimensions[at]![among][cell] === 1))
}

function boxWithin(a: Box, b: Box, dimensions: readonly Dimension[]): boolean {
  for (let at = 0; at < b.length; at++) {
    const outer = b[at]
    if (!outer) continue
    const inner = packed(a[at] ?? dimensions[at]!.possible)
    const [possible, allowed] = [packed(dimensions[at]!.possible), packed(outer)]
    for (let word = 0; word < possible.length; word++) if ((possible[word]! & inner[word]! & ~allowed[word]!) !== 0) return false
  }
  return true
}

const words = new WeakMap<Uint8Array, Uint32Array>()

/** A table as bits, made once: comparing a thousand rules with one another asks for it a million times. */
function packed(table: Uint8Array): Uint32Array {
  let bits = words.get(table)
  if (!bits) {
    bits = new Uint32Array(Math.ceil(table.length / 32))
    for (let cell = 0; cell < table.length; cell++) if (table[cell]) bits[cell >> 5]! |= 1 << (cell & 31)
    words.set(table, bits)
  }
  return bits
}

/** Whether every case of `a` is one of `b`. Exact for single boxes; for several, `a` may also be cut along those of `b`. */
export function contains(b: Region, a: Region, dimensions: readonly Dimension[]): boolean {
  return a.every((box) => covered(box, b, dimensions, { left: 2000 }))
}

function covered(box: Box, by: Region, dimensions: readonly Dimension[], budget: { left: number }): boolean {
  if (by.some((outer) => boxWithin(box, outer, dimensions))) return true
  if (by.length < 2 || budget.left-- <= 0) return false
  const cutter = by.find((outer) => !isEmpty(meet(box, outer), dimensions))
  if (!cutter) return isEmpty(box, dimensions)
  const rest = by.filter((outer) => outer !== cutter)
  let inside = box
  for (let at = 0; at < cutter.length; at++) {
    const table = cutter[at]
    if (!table) continue
    const now = inside[at] ?? dimensions[at]!.possible
    const outside = now.map((held, cell) => (held && !table[cell] ? 1 : 0))
    const part = inside.with(at, outside)
    if (!isEmpty(part, dimensions) && !covered(part, rest, dimensions, budget)) return false
    inside = inside.with(at, now.map((held, cell) => held & table[cell]!))
  }
  return true
}

/** What is common to two boxes. */
export function meet(a: Box, b: Box): Box {
  return a.map((table, at) => {
    const other = b[at]
    return table && other ? table.map((held, cell) => held & other[cell]!) : (table ?? other ?? null)
  })
}
