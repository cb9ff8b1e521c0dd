import { parseDuration } from '@guichet/policy/read/values'

const wall = /^-(\d{1,3})(d|wd) (\d{2}:\d{2})$/

/**
 * The instant that a story names, seen from `now`: `-40min`, `-3h` (so long ago), `-3d 14:10` (three days ago at that local
 * time) or `-2wd 14:10` (two working days ago, Monday to Friday). Epoch ms. @throws Error on anything else
 */
export function instantOf(text: string, now: number, zone: string): number {
  const match = wall.exec(text)
  if (!match) return now - durationMs(text.replace(/^-/, ''))
  const [, count, unit, time] = match
  let day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  for (let left = Number(count); left > 0; ) {
    day = day.subtract({ days: 1 })
    if (unit === 'd' || day.dayOfWeek <= 5) left -= 1
  }
  return day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time as string) }).epochMilliseconds
}

/** A duration such as `25min` in milliseconds. @throws Error on anything else */
export function durationMs(text: string): number {
  const seconds = parseDuration(text)
  if (seconds === null) throw new Error(`not a duration: ${text}`)
  return seconds * 1_000
}

/** The date so many days from `now` (`-400d`, `+200d`), in a zone. @throws Error on anything else */
export function dateOf(text: string, now: number, zone: string): string {
  const days = /^([+-])(\d{1,4})d$/.exec(text)
  if (!days) throw new Error(`not a number of days: ${text}`)
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  return today.add({ days: Number(`${days[1]}${days[2]}`) }).toString()
}

/** Values in which dates are written as days from `now` (`+115d`), with the dates they are in a zone. */
export function datesIn<V>(values: Readonly<Record<string, V>>, now: number, zone: string): Record<string, V | string> {
  const relative = (value: V): value is V & string => typeof value === 'string' && /^[+-]\d{1,4}d$/.test(value)
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, relative(value) ? dateOf(value, now, zone) : value]))
}

/** An instant as somebody would type it, in a zone: `2026-11-22 14:30`. */
export function typed(at: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`
}
