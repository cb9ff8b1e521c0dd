/** Hours of the week at which nobody can be reached, though telephones or teams are promised (SEED-01). */
import type { Context } from '../read/context.ts'
import type { Channel, Condition, FactTest, HandlingAnswer, Medium, Rule } from '../policy.ts'
import type { RosterDeclaration } from '../rosters/types.ts'
import { compileCalendar, zoneOf } from '../calendar/calendar.ts'
import type { CalendarSpec } from '../calendar/types.ts'

const dayMs = 86_400_000
const weekMs = 7 * dayMs
const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Ways to reach someone who must be there at that moment; what is written waits. */
const live: readonly Medium[] = ['phone', 'chat', 'person']

/** Finds the hours of the week in which a live channel is open and nobody answers, or nobody is on call who should be. */
export function checkWeek(ctx: Context, handling: readonly Rule<HandlingAnswer>[], rosters: readonly RosterDeclaration[], effective: number): void {
  const channels = [...ctx.channels.values()].filter((channel) => live.includes(channel.medium))
  for (const group of Map.groupBy(channels, ({ medium }) => medium).values()) checkTogether(ctx, group, effective)
  for (const channel of channels) checkAnswered(ctx, channel, handling, effective)
  for (const rule of handling) if (rule.answer.onCall && rosters.length > 0) checkOnCall(ctx, rule, rosters, effective)
  const first = handling[0]
  if (first && !handling.some((rule) => rule.answer.acknowledged)) {
    tell(ctx, handling.map((rule) => rule.answer.during), [...new Set(handling.map((rule) => rule.answer.by))].join(', '), first, effective)
  }
}

/** Telephones stand in for one another, and so do chats. */
function checkTogether(ctx: Context, channels: readonly Channel[], effective: number): void {
  if (channels.some(({ acknowledged }) => acknowledged)) return
  const place = ctx.places.get(`channel ${channels[0]!.name}`)!
  const hours = channels.flatMap(({ calendar, voicemail }) => [calendar ?? 'always', ...(voicemail === undefined ? [] : [voicemail])])
  tell(ctx, hours, channels.map(({ name }) => name).join(', '), { ...place, clause: channels[0]!.clause }, effective)
}

/** Hours at which a channel says that someone is there, and none of those who act on what comes there is. */
function checkAnswered(ctx: Context, channel: Channel, handling: readonly Rule<HandlingAnswer>[], effective: number): void {
  const acting = handling.filter(({ when }) => when.some((conjunction) => conjunction.every((test) => mayBe(test, channel.name)))).map(({ answer }) => answer)
  if (acting.length === 0 || channel.acknowledged || acting.some(({ during }) => during === 'always')) return
  const there = [...acting.map(({ during }) => during), ...(channel.voicemail === undefined ? [] : [channel.voicemail])].map((name) => specOf(ctx, name))
  const unanswered: CalendarSpec = { kind: 'minus', of: specOf(ctx, channel.calendar ?? 'always'), less: { kind: 'union', of: there, zone: ctx.zone }, zone: ctx.zone }
  const holes = holesOf([{ kind: 'complement', of: unanswered, zone: ctx.zone }], ctx.zone, effective)
  const what = `${channel.name}: ${[...new Set(acting.map(({ by }) => by))].join(', ')}`
  if (holes !== '') ctx.findings.add('hole-in-week', ctx.places.get(`channel ${channel.name}`)!, { what, holes }, channel.clause)
}

/** Hours at which a team is said to be on call, and no roster keeps anybody of it there. */
function checkOnCall(ctx: Context, rule: Rule<HandlingAnswer>, rosters: readonly RosterDeclaration[], effective: number): void {
  const { by, during, acknowledged } = rule.answer
  if (acknowledged) return
  const { zone } = ctx
  const promised: CalendarSpec = { kind: 'intersection', of: [specOf(ctx, during), { kind: 'union', of: rule.when.map((conjunction) => hoursOf(ctx, conjunction)), zone }], zone }
  const kept: CalendarSpec = { kind: 'union', of: rosters.filter((roster) => roster.by === undefined || roster.by === by).map((roster) => specOf(ctx, roster.during)), zone }
  const holes = holesOf([{ kind: 'complement', of: { kind: 'minus', of: promised, less: kept, zone }, zone }], zone, effective)
  if (holes !== '') ctx.findings.add('hole-in-week', rule, { what: by, holes }, rule.clause)
}

/** The hours in which a condition may hold. */
function hoursOf(ctx: Context, conjunction: Condition[number]): CalendarSpec {
  const { zone } = ctx
  const parts = conjunction.flatMap((test): CalendarSpec[] => {
    if ('fact' in test) return []
    const of = test.calendars.map((name): CalendarSpec => (test.test === 'open' ? specOf(ctx, name) : { kind: 'complement', of: specOf(ctx, name), zone }))
    return [{ kind: 'union', of, zone }]
  })
  return parts.length === 0 ? { kind: 'always', zone } : { kind: 'intersection', of: parts, zone }
}

function specOf(ctx: Context, name: string): CalendarSpec {
  return name === 'always' ? { kind: 'always', zone: ctx.zone } : ctx.calendars.get(name)!.spec
}

function mayBe(test: FactTest, channel: string): boolean {
  if (!('fact' in test) || test.fact !== 'channel') return true
  if (test.test === 'in') return test.values.includes(channel)
  return test.test === 'not_in' ? !test.values.includes(channel) : test.test !== 'missing'
}

interface At { file: string; line: number; column: number; clause: string }

function tell(ctx: Context, calendars: readonly string[], what: string, at: At, effective: number): void {
  if (calendars.includes('always')) return
  const holes = holesOf(calendars.map((name) => ctx.calendars.get(name)!.spec), ctx.zone, effective)
  if (holes !== '') ctx.findings.add('hole-in-week', at, { what, holes }, at.clause)
}

/** The holes of the first whole week after an instant that has no holiday, as `mon-fri 12:30-13:30, sat 00:00-24:00`. */
export function holesOf(specs: readonly CalendarSpec[], zoneName: string, effective: number): string {
  const together = compileCalendar({ kind: 'union', of: specs, zone: zoneName })
  const zone = zoneOf(zoneName)
  let monday = Math.floor(Math.max(zone.wallAt(effective), Date.UTC(1991, 0, 7)) / dayMs)
  while ((monday + 3) % 7 !== 0) monday++
  for (let tries = 0; tries < 12 && together.week(zone.instantOf(monday * dayMs)).some((day) => day.holiday || day.to - day.from !== dayMs); tries++) monday += 7
  const start = zone.instantOf(monday * dayMs)
  const perDay: string[][] = dayNames.map(() => [])
  for (const segment of together.segments(start, start + weekMs)) {
    if (segment.state === 'open') continue
    for (let day = Math.floor((segment.from - start) / dayMs); start + day * dayMs < segment.to && day < 7; day++) {
      const from = Math.max(segment.from, start + day * dayMs) - start - day * dayMs
      const to = Math.min(segment.to, start + (day + 1) * dayMs) - start - day * dayMs
      perDay[day]!.push(`${clock(from)}-${clock(to)}`)
    }
  }
  const groups: { days: string[]; hours: string }[] = []
  perDay.forEach((hours, day) => {
    const told = hours.join(' + ')
    const last = groups.at(-1)
    if (last?.hours === told) last.days.push(dayNames[day]!)
    else groups.push({ days: [dayNames[day]!], hours: told })
  })
  return groups.filter((group) => group.hours !== '').map(({ days, hours }) => `${days.length > 1 ? `${days[0]}-${days.at(-1)}` : days[0]} ${hours}`).join(', ')
}

function clock(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
