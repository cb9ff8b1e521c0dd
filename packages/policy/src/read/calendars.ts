/** Calendars as a policy writes them, to the specifications that the calendar engine compiles. */
import { compileCalendar, holidayCalendarNames, parseDay } from '../calendar/calendar.ts'
import { followsCustomer, inZones } from '../calendar/customer.ts'
import type { CalendarException, CalendarSpec, HolidayRule, Period, Span, Week, Weekday } from '../calendar/types.ts'
import { customerZoneFact, isZone } from '../facts/zone.ts'
import type { Rule } from '../policy.ts'
import { type Context, declare } from './context.ts'
import { entriesOf, flag, keyword, listOf, mapOf, oneOrMore, required, text, words, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type Entry, type MapNode, type Node } from './node.ts'
import { parseDays, parseMonthDay, parseTime } from './values.ts'
import { readZone } from './zone.ts'

export interface CalendarRead { entry: Entry; clause: string; clauses: Rule<unknown>['clauses'] }

const keys = ['label', 'zone', 'days', 'hours', 'week', 'spans', 'holidays', 'holiday_applies_to', 'closures', 'seasons', 'complement', 'union', 'intersection', 'minus', 'always'] as const

/** Reads and compiles all calendars; they may refer to one another in any order. */
export function readCalendars(ctx: Context, all: readonly CalendarRead[]): void {
  const pending = new Map<string, CalendarRead>()
  for (const read of all) {
    ctx.findings.clause = read.clause
    if (declare(ctx, 'calendar', read.entry.key, read.entry.place)) pending.set(read.entry.key, read)
  }
  const done = new Map<string, CalendarSpec | null>()
  const underway = new Set<string>()
  const specOf = (name: string, at: Node): CalendarSpec | null => {
    if (name === 'always') return { kind: 'always', zone: ctx.zone }
    if (done.has(name)) return done.get(name)!
    const read = pending.get(name)
    if (!read) {
      ctx.findings.add('unknown-calendar', at, { name, near: nearest(name, pending.keys()) })
      return null
    }
    if (underway.has(name) || underway.size > 20) {
      ctx.findings.add('calendar-circle', read.entry.place, { calendar: name })
      return null
    }
    underway.add(name)
    const outer = ctx.findings.clause
    ctx.findings.clause = read.clause
    const spec = readSpec(ctx, name, read.entry.value, specOf)
    ctx.findings.clause = outer
    underway.delete(name)
    done.set(name, spec)
    return spec
  }
  for (const [name, { entry, clause, clauses }] of pending) {
    ctx.findings.clause = clause
    const label = (entry.value.kind === 'map' ? words(ctx, get(entry.value, 'label'), `calendars.${name}.label`) : null) ?? labelOf(ctx, name)
    const spec = specOf(name, entry.value) ?? { kind: 'always', zone: ctx.zone }
    ctx.calendars.set(name, { name, label, spec, calendar: compileCalendar(spec), ...(followsCustomer(spec) ? { inZone: inZones(spec) } : {}), clause, clauses })
  }
}

/** Without a label, a name stands for itself in every language. */
export function labelOf(ctx: Context, name: string): Partial<Record<'fr' | 'en', string>> {
  return Object.fromEntries(ctx.languages.published.map((lang) => [lang, name]))
}

function readSpec(ctx: Context, name: string, node: Node, specOf: (name: string, at: Node) => CalendarSpec | null): CalendarSpec | null {
  if (asText(node) === 'always') return { kind: 'always', zone: ctx.zone }
  const map = mapOf(ctx, node, `calendars.${name}`, keys)
  if (!map) return null
  const { zone, customer } = readWall(ctx, get(map, 'zone'))
  const refer = (value: Node): CalendarSpec | null => {
    const named = text(ctx, value, `calendars.${name}`)
    return named === null ? null : specOf(named, value)
  }
  const complement = get(map, 'complement')
  if (complement) {
    const of = refer(complement)
    return of && { kind: 'complement', of, ...wallOf(map, { zone, ...customer }, [of]) }
  }
  const combined = get(map, 'union') ?? get(map, 'intersection') ?? get(map, 'minus')
  if (combined) {
    const parts = oneOrMore(combined).map(refer)
    if (parts.some((part) => part === null)) return null
    const of = parts as CalendarSpec[]
    const wall = wallOf(map, { zone, ...customer }, of)
    if (get(map, 'union')) return { kind: 'union', of, ...wall }
    if (get(map, 'intersection')) return { kind: 'intersection', of, ...wall }
    if (of.length === 2) return { kind: 'minus', of: of[0]!, less: of[1]!, ...wall }
    return wrong(ctx, combined, `calendars.${name}.minus`, 'deux calendriers : celui dont on part, celui qu’on retire', 'two calendars: the one to start from, the one to take away')
  }
  if (get(map, 'always') && flag(ctx, get(map, 'always'), `calendars.${name}.always`, false)) return { kind: 'always', zone }
  const periods: Period[] = [{ week: readWeek(ctx, map, name) }, ...readSeasons(ctx, get(map, 'seasons'), name)]
  return { kind: 'weekly', name, zone, ...customer, periods, holidays: readHolidays(ctx, map, name), exceptions: readClosures(ctx, get(map, 'closures'), name) }
}

interface Wall { zone: string; customer?: true }

/** On which wall hours are told: that of a zone, of the customer, or of the policy. */
function readWall(ctx: Context, node: Node | undefined): { zone: string; customer: { customer?: true } } {
  if (!node || asText(node) !== 'customer') return { zone: (node && readZone(ctx, node)) || ctx.zone, customer: {} }
  const byDefault = ctx.facts.get(customerZoneFact)!.default
  if (byDefault === undefined) ctx.findings.add('customer-zone-unsaid', node, {})
  return { zone: isZone(byDefault) ? byDefault : ctx.zone, customer: { customer: true } }
}

/** A combination of calendars that are all the customer's is the customer's, unless it says otherwise. */
function wallOf(map: MapNode, own: Wall, parts: readonly CalendarSpec[]): Wall {
  return !get(map, 'zone') && parts.every((part) => part.customer) ? { zone: parts[0]!.zone ?? own.zone, customer: true } : own
}

function readWeek(ctx: Context, map: MapNode, name: string): Week {
  const week: Partial<Record<Weekday, Span[]>> = {}
  const open = (days: readonly number[], spans: readonly Span[]): void => {
    for (const day of days) week[day as Weekday] = [...(week[day as Weekday] ?? []), ...spans]
  }
  const weekNode = get(map, 'week')
  const spansNode = get(map, 'spans')
  const hours = get(map, 'hours')
  for (const entry of entriesOf(ctx, weekNode, `calendars.${name}.week`)) {
    const days = parseDays(entry.key)
    if (days) open(days, readHours(ctx, entry.value, name))
    else wrong(ctx, entry.place, entry.key, 'un jour (mon, tue, wed, thu, fri, sat, sun) ou une suite de jours (mon-thu)', 'a day (mon, tue, wed, thu, fri, sat, sun) or a run of days (mon-thu)')
  }
  for (const item of spansNode ? listOf(ctx, spansNode, `calendars.${name}.spans`) : []) {
    const found = /^([a-z]{3}) (\d{1,2}:\d{2}) ?[-–] ?([a-z]{3}) (\d{1,2}:\d{2})$/.exec(asText(item) ?? '')
    const [from, to] = found ? [parseDays(found[1]!)?.[0], parseDays(found[3]!)?.[0]] : []
    const [start, end] = found ? [parseTime(found[2]!), parseTime(found[4]!)] : [null, null]
    if (from === undefined || to === undefined || start === null || end === null) wrong(ctx, item, `calendars.${name}.spans`, '« fri 18:00 - mon 09:00 »', '“fri 18:00 - mon 09:00”')
    else {
      const days = (to - from + 7) % 7
      open([from], [{ from: start, to: end + 1440 * (days === 0 && end <= start ? 7 : days) }])
    }
  }
  if (hours) {
    const daysNode = get(map, 'days')
    const days = daysNode ? oneOrMore(daysNode).flatMap((node) => parseDays(asText(node) ?? '') ?? wrong(ctx, node, `calendars.${name}.days`, 'every, weekdays ou une liste de jours', 'every, weekdays or a list of days') ?? []) : null
    if (days === null) ctx.findings.add('missing-key', map, { key: 'days', where: `calendars.${name}` })
    else open(days, readHours(ctx, hours, name))
  }
  if (!weekNode && !spansNode && !hours) ctx.findings.add('missing-key', map, { key: 'hours', where: `calendars.${name}` })
  return week
}

function readHours(ctx: Context, node: Node, name: string): Span[] {
  return oneOrMore(node).flatMap((item) => {
    const found = /^(\d{1,2}:\d{2}) ?[-–] ?(\d{1,2}:\d{2})$/.exec(asText(item) ?? '')
    const from = found ? parseTime(found[1]!) : null
    const to = found ? parseTime(found[2]!) : null
    if (from === null || to === null || from === 1440) {
      wrong(ctx, item, `calendars.${name}`, 'des heures comme "08:00-19:00"', 'hours such as "08:00-19:00"')
      return []
    }
    return [{ from, to }]
  })
}

function readHolidays(ctx: Context, map: MapNode, name: string): HolidayRule {
  const node = get(map, 'holidays')
  if (!node) {
    ctx.findings.add('calendar-without-holidays', map, { calendar: name })
    return 'none'
  }
  if (asText(node) === 'none') return 'none'
  const detail = node.kind === 'map' ? mapOf(ctx, node, `calendars.${name}.holidays`, ['of', 'without']) : null
  const known = holidayCalendarNames()
  const of = oneOrMore(detail ? (get(detail, 'of') ?? node) : node).flatMap((item) => {
    const list = asText(item) ?? ''
    if (known.includes(list)) return [list]
    ctx.findings.add('holiday-unknown', item, { name: list, near: nearest(list, known), known })
    return []
  })
  const without = detail ? listOf(ctx, get(detail, 'without'), `calendars.${name}.holidays.without`).map((item) => asText(item) ?? '') : []
  const applies = keyword(ctx, get(map, 'holiday_applies_to'), `calendars.${name}.holiday_applies_to`, ['start_day', 'each_day'])
  return { of, without, appliesTo: applies === 'start_day' ? 'startDay' : 'eachDay' }
}

function readDate(ctx: Context, node: Node | undefined, what: string): string | null {
  const found = text(ctx, node, what)
  if (found === null || parseDay(found) !== null || parseMonthDay(found) !== null) return found
  return wrong(ctx, node!, what, 'une date comme 2026-12-24, ou un jour de chaque année comme 12-24', 'a date such as 2026-12-24, or a day of every year such as 12-24')
}

function readClosures(ctx: Context, node: Node | undefined, name: string): CalendarException[] {
  return listOf(ctx, node, `calendars.${name}.closures`).flatMap((item) => {
    const map = mapOf(ctx, item, `calendars.${name}.closures`, ['on', 'from', 'until', 'hours', 'label'])
    if (!map) return []
    const on = readDate(ctx, get(map, 'on') ?? get(map, 'from'), 'on')
    const until = readDate(ctx, get(map, 'until'), 'until')
    const hours = get(map, 'hours')
    const label = words(ctx, get(map, 'label'), `calendars.${name}.closures.label`)
    if (on === null) {
      if (!get(map, 'on') && !get(map, 'from')) ctx.findings.add('missing-key', map, { key: 'on', where: `calendars.${name}.closures` })
      return []
    }
    if (until !== null && until.length !== on.length) return wrong(ctx, get(map, 'until')!, 'until', 'deux dates, ou deux jours de l’année', 'two dates, or two days of the year') ?? []
    return [{ on, ...(until === null ? {} : { until }), spans: hours ? readHours(ctx, hours, name) : [], ...(label ? { label } : {}) }]
  })
}

function readSeasons(ctx: Context, node: Node | undefined, name: string): Period[] {
  return listOf(ctx, node, `calendars.${name}.seasons`).flatMap((item): Period[] => {
    const map = mapOf(ctx, item, `calendars.${name}.seasons`, ['label', 'from', 'until', 'week', 'days', 'hours', 'spans'])
    const from = map && text(ctx, required(ctx, map, 'from', `calendars.${name}.seasons`), 'from')
    const until = map && text(ctx, required(ctx, map, 'until', `calendars.${name}.seasons`), 'until')
    if (!map || from === null || until === null) return []
    const week = readWeek(ctx, map, name)
    const label = words(ctx, get(map, 'label'), `calendars.${name}.seasons.label`)
    const rest = { week, ...(label ? { label } : {}) }
    const yearly = [parseMonthDay(from), parseMonthDay(until)]
    if (yearly[0] && yearly[1]) return [{ yearly: { from: yearly[0], until: yearly[1] }, ...rest }]
    if (parseDay(from) !== null && parseDay(until) !== null) return [{ from, until, ...rest }]
    wrong(ctx, map, `calendars.${name}.seasons`, 'deux dates (2026-07-01) ou deux jours de l’année (07-01)', 'two dates (2026-07-01) or two days of the year (07-01)')
    return []
  })
}
