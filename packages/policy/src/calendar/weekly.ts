/** Weekly hours written out over a stretch of time: first on the wall, then as instants. */
import { dayMs, minuteMs } from './days.ts'
import { clip, normalise, subtract, union } from './intervals.ts'
import { weekOn } from './periods.ts'
import type { Source } from './source.ts'
import { specialDays } from './special-days.ts'
import type { Instant, Span, WeeklySpec } from './types.ts'
import { zoneOf } from './zone.ts'

/** Opening hours of a weekly calendar, ready to be expanded. Throws a RangeError on an unknown zone, date or holiday calendar. */
export function weeklySource(spec: WeeklySpec): Source {
  const zone = zoneOf(spec.zone)
  const spansOn = weekOn(spec.periods)
  const specialOn = specialDays(spec)
  const eachDay = spec.holidays === 'none' || spec.holidays.appliesTo !== 'startDay'
  const reach = longestReach(spec)
  const firstDay = (at: Instant): number => Math.floor(zone.wallAt(at) / dayMs) - reach - 1
  const lastDay = (at: Instant): number => Math.floor(zone.wallAt(at) / dayMs) + 1

  const civil = (day: number): [number, number] => [day * dayMs, (day + 1) * dayMs]
  /** A zone that crosses the date line skips a whole day: its hours do not happen. */
  const exists = (day: number): boolean => zone.instantOf(day * dayMs) < zone.instantOf((day + 1) * dayMs)

  /** A holiday takes away what starts on it and nothing else. */
  const byStartDay = (days: readonly number[]): number[] =>
    normalise(days.flatMap((day) => {
      const special = specialOn(day)
      return onTheWall(day, special ? (special.exception?.spans ?? []) : spansOn(day))
    }))

  /** Holidays and exceptions cut the civil day out of whatever runs over it; an exception then puts its own hours there. */
  const byCivilDay = (days: readonly number[]): number[] => {
    const special = days.filter((day) => specialOn(day))
    const replaced = special.filter((day) => specialOn(day)?.exception?.spans.length)
    const ordinary = days.flatMap((day) => (replaced.includes(day) ? [] : onTheWall(day, spansOn(day))))
    const own = replaced.map((day) =>
      subtract(normalise(onTheWall(day, specialOn(day)!.exception!.spans)), normalise(special.filter((other) => other > day).flatMap(civil))))
    return union([subtract(normalise(ordinary), normalise(special.flatMap(civil))), ...own])
  }

  return {
    zone: spec.zone,
    expand: (from, to) => {
      const days = []
      for (let day = firstDay(from); day <= lastDay(to); day++) if (exists(day)) days.push(day)
      const wall = eachDay ? byCivilDay(days) : byStartDay(days)
      return clip(normalise(wall.map(zone.instantOf)), from, to)
    },
    shades: (from, to) => {
      const shades = []
      for (let day = Math.floor(zone.wallAt(from) / dayMs) - 1; day <= lastDay(to); day++) {
        const special = specialOn(day)
        if (!special) continue
        const shade = { from: zone.instantOf(day * dayMs), to: zone.instantOf((day + 1) * dayMs), holiday: special.holiday, label: special.label }
        if (shade.from < shade.to && shade.to > from && shade.from < to) shades.push(shade)
      }
      return shades
    },
  }
}

function onTheWall(day: number, spans: readonly Span[]): number[] {
  return spans.flatMap(({ from, to }) => [day * dayMs + from * minuteMs, day * dayMs + (to <= from ? to + 1440 : to) * minuteMs])
}

/** Whole days by which the longest span runs past the day where it starts. */
function longestReach(spec: WeeklySpec): number {
  const weeks = spec.periods.flatMap((period) => Object.values(period.week).flat())
  const spans = [...weeks, ...spec.exceptions.flatMap((exception) => exception.spans)]
  return spans.reduce((reach, { from, to }) => Math.max(reach, Math.ceil((to <= from ? to + 1440 : to) / 1440)), 1)
}
