/** Promises that run out while nobody is there for the requests to which they are made. */
import { parseDay } from '../calendar/days.ts'
import type { Calendar } from '../calendar/types.ts'
import { businessDays } from '../calendar/business-days.ts'
import { elapsedDeadline } from '../calendar/measure-time.ts'
import { zoneOf } from '../calendar/zone.ts'
import type { Condition, FactDeclaration, FactTest, Families, HandlingAnswer, Rule, TargetAnswer } from '../policy.ts'
import type { Context } from '../read/context.ts'
import { cellsOf, isValueTest, type Cells } from '../resolve/cells.ts'
import { spread } from '../resolve/machine.ts'

const dayMs = 86_400_000
/** How far ahead is looked, from the day on which the policy comes into force. */
const reach = 56 * dayMs
const mostCases = 20_000

type CalendarTest = Exclude<FactTest, { fact: string }>
/** What is left of a condition once the facts are known: any of these lists of calendars that must be open or closed. */
type Hours = CalendarTest[][]
interface Now<A> { rule: Rule<A>; hours: Hours }
interface Case { handling: Now<HandlingAnswer>[]; targets: Now<TargetAnswer>[] }

/** Whether a target is a promise of which a length is known, that only people can keep, and that runs as soon as a request is there. */
function isFirm({ bond, statistic, stops, starts, within, counted }: TargetAnswer): boolean {
  return bond === 'guaranteed' && statistic.of === 'each' && starts === 'receipt' && !stops.includes('any_reply') && within.is === 'value' && counted.by !== 'fact'
}

export function checkPresence(ctx: Context, families: Pick<Families, 'handling' | 'targets'>, effective: number): void {
  if (families.handling.length === 0 || ctx.unread.has('handling') || ctx.unread.has('targets')) return
  for (const targets of Map.groupBy(families.targets, ({ answer }) => answer.metric).values()) {
    if (!targets.some(({ answer }) => isFirm(answer))) continue
    const told = new Set<Rule<TargetAnswer>>()
    for (const [one, when] of casesOf(ctx, families.handling, targets)) {
      for (const { rule, from, to } of broken(ctx, one, effective)) {
        if (told.has(rule)) continue
        told.add(rule)
        ctx.findings.add('promise-nobody-keeps', rule, { target: rule.answer.name, from: wall(ctx, from), to: wall(ctx, to), when }, rule.clause)
      }
    }
  }
}

/** The cases that these rules tell apart, each once, with words for it. */
function casesOf(ctx: Context, handling: readonly Rule<HandlingAnswer>[], targets: readonly Rule<TargetAnswer>[]): Map<Case, string> {
  const tests = [...handling, ...targets].flatMap(({ when }) => when.flat()).filter(isValueTest)
  const facts = [...Map.groupBy(tests, ({ fact }) => fact)].map(([name, own]) => {
    const cells = cellsOf(ctx.facts.get(name)!, own)
    return { name, cells, possible: Array.from({ length: cells.count }, (_, cell) => cell).filter((cell) => cells.possible(cell)) }
  })
  const found = new Map<string, [Case, string]>()
  if (facts.reduce((product, { possible }) => product * possible.length, 1) > mostCases) return new Map()
  const visit = (at: number, chosen: ReadonlyMap<string, { cells: Cells; cell: number }>): void => {
    if (at < facts.length) {
      const { name, cells, possible } = facts[at]!
      // What is missing comes last, so that a case is told with real values where it has some.
      for (const cell of [...possible.filter((one) => one > 0), ...possible.filter((one) => one === 0)]) visit(at + 1, new Map([...chosen, [name, { cells, cell }]]))
      return
    }
    const left = <A>(rules: readonly Rule<A>[]): Now<A>[] => rules.flatMap((rule) => {
      const hours = hoursLeft(rule.when, chosen)
      return hours.length === 0 ? [] : [{ rule, hours }]
    })
    const one: Case = { handling: left(handling), targets: left(targets) }
    const key = JSON.stringify([one.handling, one.targets].map((rules) => rules.map(({ rule, hours }) => [rule.line, rule.column, hours])))
    if (one.handling.length > 0 && one.targets.some(({ rule }) => isFirm(rule.answer)) && !found.has(key)) found.set(key, [one, tell(ctx, chosen)])
  }
  visit(0, new Map())
  return new Map(found.values())
}

function hoursLeft(when: Condition, chosen: ReadonlyMap<string, { cells: Cells; cell: number }>): Hours {
  return when.flatMap(spread).flatMap((conjunction) => {
    const holds = conjunction.every((test) => {
      if (!isValueTest(test)) return true
      const { cells, cell } = chosen.get(test.fact)!
      return cells.table(test)[cell] === 1
    })
    return holds ? [conjunction.filter((test): test is CalendarTest => !isValueTest(test))] : []
  })
}

function tell(ctx: Context, chosen: ReadonlyMap<string, { cells: Cells; cell: number }>): string {
  return [...chosen].flatMap(([name, { cells, cell }]) => {
    const [sample] = cells.sample(cell)
    const fact: FactDeclaration = ctx.facts.get(name)!
    return sample === undefined || fact.options.length === 1 ? [] : [`${name}: ${fact.type === 'flag' ? (sample === 'true' ? 'yes' : 'no') : sample}`]
  }).slice(0, 4).join(', ')
}

interface Broken { rule: Rule<TargetAnswer>; from: number; to: number }

/** The firm targets that run out within a stretch of time in which nobody is there. */
function broken(ctx: Context, { handling, targets }: Case, effective: number): Broken[] {
  const calendar = (name: string): Calendar => ctx.calendars.get(name)!.calendar
  const named = (rules: readonly Now<unknown>[]): string[] => rules.flatMap(({ hours }) => hours.flat(2).flatMap(({ calendars }) => calendars))
  const from = Math.min(Math.max(effective, Date.UTC(1991, 0, 1)), parseDay('2095-01-01')! * dayMs)
  const changesOf = (names: readonly string[]): number[] => [...new Set(names)].filter((name) => name !== 'always').flatMap((name) => calendar(name).segments(from, from + reach).map((segment) => segment.from))
  const during = handling.map(({ rule }) => rule.answer.during)
  const holds = ({ hours }: Now<unknown>, at: number): boolean => hours.some((all) => all.every(({ test, calendars }) => calendar(calendars[0]!).isOpen(at) === (test === 'open')))
  const present = (at: number): boolean => {
    const acting = handling.find((one) => holds(one, at))?.rule.answer
    return acting === undefined || acting.during === 'always' || calendar(acting.during).isOpen(at)
  }
  const starts = [...new Set([from, ...changesOf([...during, ...named(handling), ...named(targets)])])].sort((a, b) => a - b)
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
