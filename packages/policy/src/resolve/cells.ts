/**
 * The values of one fact, cut into cells that no rule tells apart. Conditions become small tables over cells:
 * the same tables find ties and gaps when a policy is compiled, and run it afterwards.
 */
import { parseDay } from '../calendar/days.ts'
import type { FactValue } from '../model.ts'
import { moneyText } from '../money/cents.ts'
import type { Bound, FactDeclaration, FactTest } from '../policy.ts'
import { compareVersions, parseVersion } from './versions.ts'

/** The cell of a fact that is not known. */
export const missing = 0

/** When a cell is looked up: a date has passed or has not. */
export interface Moment {
  /** Day number of now, on the wall of the policy's zone. */
  readonly today: number
}

export interface Cells {
  readonly count: number
  /** The cell of a value. */
  of(value: FactValue | undefined, at: Moment): number
  /** 1 for each cell in which the test holds. */
  table(test: FactTest): Uint8Array
  /** Values that stand for the cell in a sentence; empty for `missing`. */
  sample(cell: number): string[]
  /** Whether declared values, or none, can be in the cell: the space in which rules are compared. */
  possible(cell: number): boolean
  /** Whether any request can be in the cell, with values that nobody declared too. */
  reachable(cell: number): boolean
  /** Whether a family that must answer has to answer there. */
  mustAnswer(cell: number): boolean
}

type ValueTest = Exclude<FactTest, { test: 'open' | 'closed' }>

export function isValueTest(test: FactTest): test is ValueTest {
  return test.test !== 'open' && test.test !== 'closed'
}

/** Cells of a declared fact, cut at the values that these tests mention. */
export function cellsOf(fact: FactDeclaration, tests: readonly FactTest[]): Cells {
  if (fact.type === 'date') return dateCells(fact)
  const ordered = fact.type === 'number' || fact.type === 'duration' || fact.type === 'version' || fact.type === 'money'
  return ordered ? orderedCells(fact, tests) : discreteCells(fact, tests)
}

function mayBeMissing(fact: FactDeclaration): boolean {
  return fact.default === undefined && !fact.required
}

/** A contract may leave a value out for ever; anything else can still be asked for. */
function missingMustAnswer(fact: FactDeclaration): boolean {
  return fact.from === 'contract' && mayBeMissing(fact)
}

/** The cells of a date: the last day is over, or it is not. Whatever the rules say of a date, they can tell no more apart. */
export const dateCell = { passed: 1, ahead: 2 } as const

function dateCells(fact: FactDeclaration): Cells {
  const { passed, ahead } = dateCell
  const cellPossible = (cell: number): boolean => cell !== missing || mayBeMissing(fact)
  return {
    count: 3,
    of: (value, { today }) => {
      const day = typeof value === 'string' ? parseDay(value) : null
      return day === null ? missing : today > day ? passed : ahead
    },
    sample: (cell) => (cell === missing ? [] : [cell === passed ? 'passed' : 'not passed']),
    possible: cellPossible,
    reachable: cellPossible,
    mustAnswer: (cell) => cell !== missing || missingMustAnswer(fact),
    table: (test) => {
      if (test.test === 'passed') return Uint8Array.of(0, test.passed ? 1 : 0, test.passed ? 0 : 1)
      return test.test === 'missing' ? Uint8Array.of(1, 0, 0) : Uint8Array.of(0, 1, 1)
    },
  }
}

function discreteCells(fact: FactDeclaration, tests: readonly FactTest[]): Cells {
  const flag = fact.type === 'flag'
  const names = new Set<string>(flag ? ['true', 'false'] : [])
  for (const test of tests) {
    if (test.test === 'in' || test.test === 'not_in') for (const value of test.values) names.add(String(value))
    if (test.test === 'range') for (const option of fact.options) names.add(option.value)
  }
  const values = [...names].sort()
  const cell = new Map(values.map((value, index) => [value, index + 2]))
  const rest = fact.options.map((option) => option.value).filter((value) => !names.has(value))
  const order = new Map(fact.options.map((option, index) => [option.value, index]))
  const closed = flag || (fact.type === 'one_of' && !fact.open)
  const other = 1
  return {
    count: values.length + 2,
    of: (value) => (value === undefined ? missing : (cell.get(typeof value === 'string' ? value : String(value)) ?? other)),
    sample: (at) => (at === missing ? [] : at === other ? rest : [values[at - 2]!]),
    possible: (at) => (at === missing ? mayBeMissing(fact) : at === other ? !closed || rest.length > 0 : true),
    reachable: (at) => (at === missing ? mayBeMissing(fact) : at !== other || !flag),
    mustAnswer: (at) => (at === missing ? missingMustAnswer(fact) : at === other ? !closed || rest.length > 0 : true),
    table(test) {
      const table = new Uint8Array(values.length + 2)
      if (test.test === 'missing') table[missing] = 1
      else if (test.test === 'known') table.fill(1, 1)
      else if (test.test === 'not_in') {
        table.fill(1, 1)
        for (const value of test.values) table[cell.get(String(value))!] = 0
      } else if (test.test === 'in') for (const value of test.values) table[cell.get(String(value))!] = 1
      else if (test.test === 'range') {
        for (const [value, index] of cell) if (within(order.get(value) ?? -1, test, (bound) => order.get(String(bound)) ?? -1)) table[index] = 1
      }
      return table
    },
  }
}

/** Whether a place in an order lies within the bounds; a bound that is no place is the lowest. */
function within(place: number, test: Extract<FactTest, { test: 'range' }>, placeOf: (bound: Bound) => number): boolean {
  if (test.over !== undefined && place <= placeOf(test.over)) return false
  if (test.atLeast !== undefined && place < placeOf(test.atLeast)) return false
  if (test.under !== undefined && place >= placeOf(test.under)) return false
  return test.atMost === undefined || place <= placeOf(test.atMost)
}

type Key = number | readonly number[]

function keyOf(fact: FactDeclaration, value: FactValue | undefined): Key | null {
  if (fact.type === 'version') return typeof value === 'string' ? parseVersion(value) : null
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function compareKeys(a: Key, b: Key): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareVersions(a as readonly number[], b as readonly number[])
}

/** Cell 1 is below the first bound, 2 the bound itself, 3 between it and the second, and so on. */
function orderedCells(fact: FactDeclaration, tests: readonly FactTest[]): Cells {
  const mentioned = tests.flatMap((test): Bound[] => {
    if (test.test === 'range') return [test.over, test.atLeast, test.under, test.atMost].filter((bound) => bound !== undefined)
    return test.test === 'in' || test.test === 'not_in' ? test.values.filter((value) => typeof value !== 'boolean') : []
  })
  const keys = mentioned.map((bound) => keyOf(fact, bound)).filter((key) => key !== null).sort(compareKeys)
  const bounds = keys.filter((key, index) => index === 0 || compareKeys(key, keys[index - 1]!) !== 0)
  const count = 2 * bounds.length + 2
  const cellOfKey = (key: Key): number => {
    let low = 0
    let high = bounds.length
    while (low < high) {
      const middle = (low + high) >> 1
      const order = compareKeys(key, bounds[middle]!)
      if (order === 0) return 2 * middle + 2
      if (order < 0) high = middle
      else low = middle + 1
    }
    return 2 * low + 1
  }
  const written = (key: Key): string => (typeof key !== 'number' ? key.join('.') : fact.type === 'money' ? moneyText(key) : String(key))
  return {
    count,
    of: (value) => {
      const key = keyOf(fact, value)
      return key === null ? missing : cellOfKey(key)
    },
    sample: (cell) => {
      if (cell === missing) return []
      if (cell % 2 === 0) return [written(bounds[cell / 2 - 1]!)]
      const low = bounds[(cell - 1) / 2 - 1]
      const high = bounds[(cell - 1) / 2]
      return [low === undefined ? (high === undefined ? '…' : `< ${written(high)}`) : high === undefined ? `> ${written(low)}` : `${written(low)} … ${written(high)}`]
    },
    possible: (cell) => cell !== missing || mayBeMissing(fact),
    reachable: (cell) => cell !== missing || mayBeMissing(fact),
    mustAnswer: (cell) => cell !== missing || missingMustAnswer(fact),
    table(test) {
      const table = new Uint8Array(count)
      if (test.test === 'missing') table[missing] = 1
      else if (test.test === 'known') table.fill(1, 1)
      else if (test.test === 'in' || test.test === 'not_in') {
        if (test.test === 'not_in') table.fill(1, 1)
        for (const value of test.values) {
          const key = typeof value === 'boolean' ? null : keyOf(fact, value)
          if (key !== null) table[cellOfKey(key)] = test.test === 'in' ? 1 : 0
        }
      } else if (test.test === 'range') {
        const place = (bound: Bound | undefined): number | undefined => (bound === undefined ? undefined : cellOfKey(keyOf(fact, bound)!))
        const first = Math.max(1, place(test.atLeast) ?? 1, (place(test.over) ?? 0) + 1)
        const last = Math.min(count - 1, place(test.atMost) ?? count, (place(test.under) ?? count) - 1)
        if (first <= last) table.fill(1, first, last + 1)
      }
      return table
    },
  }
}
