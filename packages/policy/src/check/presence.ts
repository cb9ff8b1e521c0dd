/** Promises that run out while nobody is there for the requests to which they are made. */
import { parseDay } from '../calendar/days.ts'
import type { Calendar } from '../calendar/types.ts'
import { businessDays } from '../calendar/business-days.ts'
import { elapsedDeadline } from '../calendar/measure-time.ts'
import { zoneOf } from '../calendar/zone.ts'
import type { FactDeclaration, FactTest, Families, HandlingAnswer, Rule, TargetAnswer } from '../policy.ts'
import type { Context } from '../read/context.ts'
import { cellsOf, isValueTest, type Cells } from '../resolve/cells.ts'
import { spread } from '../resolve/machine.ts'

const dayMs = 86_400_000
/** How far ahead is looked, from the day on which the policy comes into force. */
const reach = 56 * dayMs
/** Cases, and in each of them instants, times the rules compared there. */
const budgetOfAll = 2_000_000

type CalendarTest = Exclude<FactTest, { fact: string }>
/** What is left of a condition once the facts are known: any of these lists of calendars that must be open or closed. */
type Hours = CalendarTest[][]
interface Now<A> { rule: Rule<A>; hours: Hours }
interface Case { handling: Now<HandlingAnswer>[]; targets: Now<TargetAnswer>[] }

/** Whether a target is a promise of which a length is known, that only people can keep, and that runs as soon as a request is there. */
function isFirm({ bond, statistic, stops, starts, within, counted }: TargetAnswer): boolean {
  return bond === 'guaranteed' && statistic.of === 'each' && starts === 'receipt' && !stops.includes('any_reply') && within.is === 'value' && counted.by !== 'fact'
}

/** Finds guaranteed times that run while nobody is there to keep them. */
export function checkPresence(ctx: Context, families: Pick<Families, 'handling' | 'targets'>, effective: number): void {
  if (families.handling.length === 0 || ctx.unread.has('handling') || ctx.unread.has('targets')) return
  const budget: Budget = { left: budgetOfAll, changes: new Map() }
  for (const targets of Map.groupBy(families.targets, ({ answer }) => answer.metric).values()) {
    const firm = targets.find(({ answer }) => isFirm(answer))
    if (!firm) continue
    const told = new Set<Rule<TargetAnswer>>()
    for (const [one, when] of casesOf(ctx, families.handling, targets, budget)) {
      for (const { rule, from, to } of broken(ctx, one, effective, budget)) {
        if (told.has(rule)) continue
        told.add(rule)
        ctx.findings.add('promise-nobody-keeps', rule, { target: rule.answer.name, from: wall(ctx, from), to: wall(ctx, to), when }, rule.clause)
      }
    }
    if (budget.left < 0) {
      ctx.findings.add('not-checked', firm, { family: 'handling, targets' }, firm.clause)
      return
    }
  }
}

/** What is left of the work, and when each calendar changes, once it was asked. */
interface Budget { left: number; changes: Map<string, number[]> }
/** A fact that the rules look at: its cells, and which of them a request can be in. */
interface Known { name: string; cells: Cells; possible: number[] }
/** A rule whose tests of facts are tables over the cells of those facts. */
interface Ready<A> { rule: Rule<A>; ways: { tables: { fact: number; table: Uint8Array }[]; hours: CalendarTest[] }[] }

/** The cases that these rules tell apart, each once, with words for it. */
function casesOf(ctx: Context, handling: readonly Rule<HandlingAnswer>[], targets: readonly Rule<TargetAnswer>[], budget: Budget): Map<Case, string> {
  const tests = [...handling, ...targets].flatMap(({ when }) => when.flat()).filter(isValueTest)
  const facts = [...Map.groupBy(tests, ({ fact }) => fact)].map(([name, own]): Known => {
    const cells = cellsOf(ctx.facts.get(name)!, own)
    // What is missing comes last, so that a case is told with real values where it has some.
    const inOrder = Array.from({ length: cells.count }, (_, cell) => (cell + 1) % cells.count)
    return { name, cells, possible: inOrder.filter((cell) => cells.possible(cell)) }
  })
  const at = new Map(facts.map(({ name }, index) => [name, index]))
  const ready = <A>(rules: readonly Rule<A>[]): Ready<A>[] => rules.map((rule) => ({
    rule, ways: rule.when.flatMap(spread).map((conjunction) => ({
      tables: conjunction.filter(isValueTest).map((test) => ({ fact: at.get(test.fact)!, table: facts[at.get(test.fact)!]!.cells.table(test) })),
      hours: conjunction.filter((test): test is CalendarTest => !isValueTest(test)),
    })),
  }))
  const [acting, promised] = [ready(handling), ready(targets)]
  const weight = [...acting, ...promised].reduce((sum, { ways }) => sum + ways.length, 0)
  const found = new Map<string, [Case, string]>()
  const chosen: number[] = []
  const visit = (index: number): void => {
    if (budget.left < 0) return
    if (index < facts.length) {
      for (const cell of facts[index]!.possible) {
        chosen[index] = cell
        visit(index + 1)
      }
      return
    }
    budget.left -= weight
    const left = <A>(rules: readonly Ready<A>[]): Now<A>[] => rules.flatMap(({ rule, ways }) => {
      const hours = ways.filter(({ tables }) => tables.every(({ fact, table }) => table[chosen[fact]!] === 1)).map((way) => way.hours)
      return hours.length === 0 ? [] : [{ rule, hours }]
    })
    const one: Case = { handling: left(acting), targets: left(promised) }
    if (one.handling.length === 0 || !one.targets.some(({ rule }) => isFirm(rule.answer))) return
    const key = JSON.stringify([one.handling, one.targets].map((rules) => rules.map(({ rule, hours }) => [rule.line, rule.column, hours])))
    if (!found.has(key)) found.set(key, [one, tell(ctx, facts, chosen)])
  }
  visit(0)
  return new Map(found.values())
}

function tell(ctx: Context, facts: readonly Known[], chosen: readonly number[]): string {
  return facts.flatMap(({ name, cells }, index) => {
    const [sample] = cells.sample(chosen[index]!)
    const fact: FactDeclaration = ctx.facts.get(name)!
    return sample === undefined || fact.options.length === 1 ? [] : [`${name}: ${fact.type === 'flag' ? (sample === 'true' ? 'yes' : 'no') : sample}`]
  }).slice(0, 4).join(', ')
}

interface Broken { rule: Rule<TargetAnswer>; from: number; to: number }

/** The firm targets that run out within a stretch of time in which nobody is there. */
function broken(ctx: Context, { handling, targets }: Case, effective: number, budget: Budget): Broken[] {
  const calendar = (name: string): Calendar => ctx.calendars.get(name)!.calendar
  const named = (rules: readonly Now<unknown>[]): string[] => rules.flatMap(({ hours }) => hours.flat(2).flatMap(({ calendars }) => calendars))
  const from = Math.min(Math.max(effective, Date.UTC(1991, 0, 1)), parseDay('2095-01-01')! * dayMs)
  const changesOf = (name: string): number[] => {
    const known = budget.changes.get(name) ?? calendar(name).segments(from, from + reach).map((segment) => segment.from)
    budget.changes.set(name, known)
    return known
  }
  const during = handling.map(({ rule }) => rule.answer.during)
  const holds = ({ hours }: Now<unknown>, at: number): boolean => hours.some((all) => all.every(({ test, calendars }) => calendar(calendars[0]!).isOpen(at) === (test === 'open')))
  const present = (at: number): boolean => {
    const acting = handling.find((one) => holds(one, at))?.rule.answer
    return acting === undefined || acting.during === 'always' || calendar(acting.during).isOpen(at)
  }
  const looked = [...new Set([...during, ...named(handling), ...named(targets)])].filter((name) => name !== 'always')
  budget.left -= looked.reduce((sum, name) => sum + changesOf(name).length, 0) * (handling.length + targets.length)
  if (budget.left < 0) return []
  const starts = [...new Set([from, ...looked.flatMap(changesOf)])].sort((a, b) => a - b)
  const found: Broken[] = []
  for (let index = 0; index < starts.length; index++) {
    if (present(starts[index]!)) continue
    const first = index
    while (index + 1 < starts.length && !present(starts[index + 1]!)) index++
    const end = starts[index + 1]
    if (end === undefined) break
    for (let at = first; at <= index; at++) {
      // What came just before they left runs on as well.
      for (const received of at === first ? [starts[at]! - 1, starts[at]!] : [starts[at]!]) {
        const rule = targets.find((one) => holds(one, Math.max(received, from)))?.rule
        if (rule && isFirm(rule.answer) && runsOut(rule.answer, Math.max(received, starts[at]!), calendar) < end) found.push({ rule, from: starts[first]!, to: end })
      }
    }
  }
  return found
}

function runsOut({ counted, within }: TargetAnswer, start: number, calendar: (name: string) => Calendar): number {
  const value = within.is === 'value' ? within.value : 0
  if (counted.by === 'elapsed' || counted.by === 'fact') return elapsedDeadline(start, value) ?? Infinity
  const on = calendar(counted.calendar)
  return (counted.by === 'calendar' ? on.deadline(start, value) : businessDays(on).deadline(start, Math.ceil(value), counted.dayRule, counted.cutoff)) ?? Infinity
}

function wall(ctx: Context, at: number): string {
  return new Date(zoneOf(ctx.zone).wallAt(at)).toISOString().slice(0, 16).replace('T', ' ')
}
