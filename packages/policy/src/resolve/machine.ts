/**
 * The families as the engine runs them: every fact has a slot, every condition is a list of small tables over the cells of a slot.
 */
import type { Calendar } from '../calendar/types.ts'
import type { Metric } from '../model.ts'
import type { CalendarDeclaration, Condition, Conjunction, FactDeclaration, Families, FactTest, IdentificationAnswer, Rule, TargetAnswer } from '../policy.ts'
import { type Cells, cellsOf, isValueTest } from './cells.ts'

/** A test made ready: it holds when `table[cell of the slot]` is 1. */
export interface ReadyTest { slot: number; table: Uint8Array }
export type ReadyCondition = ReadyTest[][]
export interface ReadyRule<A> {
  rule: Rule<A>
  when: ReadyCondition
  /** A condition inside the answer (`needs`). */
  needs: ReadyCondition | null
  /** The further conditions of the answer (`conditions`), in its order. */
  inner: ReadyCondition[]
}

export interface FactSlot { name: string; fact: FactDeclaration; cells: Cells; calendar: null }
/** `inZone`: for hours on the customer's wall. */
export interface CalendarSlot { name: string; fact: null; cells: null; calendar: Calendar; inZone?: (zone: string) => Calendar }
export type Slot = FactSlot | CalendarSlot

export type ReadyFamilies = { [F in Exclude<keyof Families, 'targets'>]: Families[F] extends Rule<infer A>[] ? ReadyRule<A>[] : never } & {
  targets: { metric: Metric; rules: ReadyRule<TargetAnswer>[] }[]
}

export interface Machine {
  slots: Slot[]
  slotOf: ReadonlyMap<string, number>
  families: ReadyFamilies
}

/** Name of the slot that says whether a calendar is open; cell 0 is closed, 1 is open. */
export function calendarSlot(calendar: string): string {
  return `open:${calendar}`
}

/** Every "any of these calendars" made several conjunctions with one calendar per test. */
export function spread(conjunction: Conjunction): Conjunction[] {
  let all: Conjunction[] = [[]]
  for (const test of conjunction) {
    const ways: FactTest[] = isValueTest(test) ? [test] : test.calendars.map((name) => ({ test: test.test, calendars: [name] }))
    all = all.flatMap((begun) => ways.map((way) => [...begun, way]))
  }
  return all
}

/** Makes the families ready to run. All names in conditions are known; the rules are already sorted. */
export function buildMachine(facts: ReadonlyMap<string, FactDeclaration>, calendars: ReadonlyMap<string, Pick<CalendarDeclaration, 'calendar' | 'inZone'>>, families: Families): Machine {
  const tests = new Map<string, FactTest[]>()
  for (const rules of Object.values(families) as Rule<unknown>[][]) {
    for (const rule of rules) for (const condition of conditionsOf(rule)) for (const test of condition.flat()) {
      if (!isValueTest(test)) continue
      const known = tests.get(test.fact)
      if (known) known.push(test)
      else tests.set(test.fact, [test])
    }
  }
  const slots: Slot[] = []
  for (const fact of facts.values()) slots.push({ name: fact.name, fact, cells: cellsOf(fact, tests.get(fact.name) ?? []), calendar: null })
  for (const [name, { calendar, inZone }] of calendars) slots.push({ name: calendarSlot(name), fact: null, cells: null, calendar, ...(inZone ? { inZone } : {}) })
  const slotOf = new Map(slots.map((slot, index) => [slot.name, index]))
  const readyTest = (test: FactTest): ReadyTest => {
    if (isValueTest(test)) {
      const slot = slotOf.get(test.fact)!
      return { slot, table: slots[slot]!.cells!.table(test) }
    }
    return { slot: slotOf.get(calendarSlot(test.calendars[0]!))!, table: Uint8Array.of(test.test === 'closed' ? 1 : 0, test.test === 'open' ? 1 : 0) }
  }
  const readyCondition = (condition: Condition): ReadyCondition => condition.flatMap(spread).map((conjunction) => conjunction.map(readyTest))
  const ready = <A>(rules: Rule<A>[]): ReadyRule<A>[] =>
    rules.map((rule) => {
      const needs = needsOf(rule.answer)
      return { rule, when: readyCondition(rule.when), needs: needs ? readyCondition(needs) : null, inner: innerOf(rule.answer).map(readyCondition) }
    })
  const { targets, ...others } = families
  const metrics = [...new Set(targets.map((rule) => rule.answer.metric))]
  const readyOthers = Object.fromEntries(Object.entries(others).map(([name, rules]) => [name, ready(rules as Rule<unknown>[])]))
  return {
    slots,
    slotOf,
    families: {
      ...(readyOthers as unknown as Omit<ReadyFamilies, 'targets'>),
      targets: metrics.map((metric) => ({ metric, rules: ready(targets.filter((rule) => rule.answer.metric === metric)) })),
    },
  }
}

function needsOf(answer: unknown): Condition | null {
  if (typeof answer !== 'object' || answer === null || !('needs' in answer)) return null
  return (answer as IdentificationAnswer).needs ?? null
}

function innerOf(answer: unknown): readonly Condition[] {
  if (typeof answer !== 'object' || answer === null || !('conditions' in answer)) return []
  return (answer as { conditions: readonly Condition[] }).conditions
}

/** The conditions of a rule: when it holds, what it needs, and the others of its answer. */
export function conditionsOf(rule: Rule<unknown>): Condition[] {
  const needs = needsOf(rule.answer)
  return [rule.when, ...(needs ? [needs] : []), ...innerOf(rule.answer)]
}
