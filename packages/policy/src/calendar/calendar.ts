/** Opening hours compiled to instants: the face of this folder. */
import { sourceOf } from './combine.ts'
import { dayMs, formatDay, weekdayOf } from './days.ts'
import { complement } from './intervals.ts'
import type { Shade, Source } from './source.ts'
import { Timeline } from './timeline.ts'
import type { Calendar, CalendarSpec, Instant, Segment, WeekDay } from './types.ts'
import { zoneOf } from './zone.ts'

export type * from './types.ts'
export type { HolidayDate, HolidaySpec, Holiday, Observed } from './holidays/rules.ts'
export { holidayCalendar, holidayCalendarNames } from './holidays/holidays.ts'
export { holidaysOfYear } from './holidays/rules.ts'
export { formatDay, parseDay } from './days.ts'
export { horizon, zoneOf } from './zone.ts'
export { within } from './timeline.ts'
export { zoneProblem } from './zone-problem.ts'
export type { ZoneProblem } from './zone-problem.ts'
export { parseLocalInstant } from './local-instant.ts'
export type { Echo, LocalInstant } from './local-instant.ts'

/**
 * Compiles validated hours. Cheap until the first question, which expands some two years around it.
 * Throws a RangeError on an unknown zone, date or holiday calendar: the compiler of the language refuses those first.
 */
export function compileCalendar(spec: CalendarSpec): Calendar {
  const source = sourceOf(spec)
  const timeline = new Timeline(source.expand)
  return {
    zone: source.zone,
    elapsed: (from, to) => timeline.elapsed(from, to),
    deadline: (from, seconds) => timeline.deadline(from, seconds),
    before: (deadline, seconds) => timeline.before(deadline, seconds),
    isOpen: (at) => timeline.isOpen(at),
    nextOpening: (at) => timeline.nextOpening(at),
    nextClosing: (at) => timeline.nextClosing(at),
    segments: (from, to) => segmentsOf(timeline, source, from, to),
    week: (at) => weekOf(timeline, source, at),
  }
}

/**
 * The same hours with only the exceptions known at an instant. A deadline promised then is kept by taking the earlier of
 * the two: a closing added later does not move it, an extra opening may bring it forward (TIME-18).
 */
export function asPublished(spec: CalendarSpec, at: Instant): CalendarSpec {
  switch (spec.kind) {
    case 'always': return spec
    case 'weekly': return { ...spec, exceptions: spec.exceptions.filter((exception) => (exception.published ?? -Infinity) <= at) }
    case 'complement': return { ...spec, of: asPublished(spec.of, at) }
    case 'minus': return { ...spec, of: asPublished(spec.of, at), less: asPublished(spec.less, at) }
    default: return { ...spec, of: spec.of.map((part) => asPublished(part, at)) }
  }
}

function segmentsOf(timeline: Timeline, source: Source, from: Instant, to: Instant): Segment[] {
  if (to <= from) return []
  const open = timeline.open(from, to)
  const closed = complement(open, from, to)
  const shades = source.shades(from, to).sort((a, b) => a.from - b.from || Number(b.holiday) - Number(a.holiday))
  const segments: Segment[] = []
  for (let i = 0; i < open.length; i += 2) segments.push({ from: open[i]!, to: open[i + 1]!, state: 'open' })
  for (let i = 0; i < closed.length; i += 2) if (closed[i]! < closed[i + 1]!) segments.push(...shaded(closed[i]!, closed[i + 1]!, shades))
  return segments.sort((a, b) => a.from - b.from)
}

/** Closed time cut at the days that explain it. */
function shaded(from: Instant, to: Instant, shades: readonly Shade[]): Segment[] {
  const cut: Segment[] = []
  let at = from
  for (const shade of shades) {
    const start = Math.max(at, shade.from)
    const end = Math.min(to, shade.to)
    if (start >= end) continue
    if (at < start) cut.push({ from: at, to: start, state: 'closed' })
    cut.push({ from: start, to: end, state: shade.holiday ? 'holiday' : 'closed', ...(shade.label ? { label: shade.label } : {}) })
    at = end
  }
  if (at < to) cut.push({ from: at, to, state: 'closed' })
  return cut
}

function weekOf(timeline: Timeline, source: Source, at: Instant): WeekDay[] {
  const zone = zoneOf(source.zone)
  const today = Math.floor(zone.wallAt(at) / dayMs)
  const monday = today - weekdayOf(today) + 1
  return [0, 1, 2, 3, 4, 5, 6].map((offset) => {
    const day = monday + offset
    const from = zone.instantOf(day * dayMs)
    const to = zone.instantOf((day + 1) * dayMs)
    const pairs = from < to ? timeline.open(from, to) : []
    const shade = source.shades(from, to).find((one) => one.from === from)
    const open = pairs.flatMap((value, i) => (i % 2 === 0 ? [{ from: value, to: pairs[i + 1]! }] : []))
    return { date: formatDay(day), weekday: weekdayOf(day), from, to, open, holiday: shade?.holiday ?? false, ...(shade?.label ? { label: shade.label } : {}) }
  })
}
