import { within } from '../calendar/timeline.ts'
import { writtenInstant } from '../examples/when.ts'
import type { Instant } from '../model.ts'
import { outsideTime } from '../words/outside-time.ts'
import { refuse, type Refusal } from './refusal.ts'

/** An instant of JSON: epoch milliseconds, ISO with an offset, or a local time of `zone`; else why it is none, told of `key`. */
export function readInstant(value: unknown, zone: string, key: string): Instant | Refusal {
  const at = typeof value === 'number' ? value : typeof value === 'string' ? written(value, zone) : null
  if (at === null) return refuse('no-instant', `« ${key} » doit être un instant, comme "2026-05-12T22:00+02:00".`, `“${key}” must be an instant, such as "2026-05-12T22:00+02:00".`)
  return within(at) ? at : refuse('outside-time', `« ${key} » : ${outsideTime.fr}`, `“${key}”: ${outsideTime.en}`)
}

function written(text: string, zone: string): Instant | null {
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    return writtenInstant(text, zone)
  }
}

/** An instant as ISO 8601 in UTC. */
export function iso(at: Instant | null): string | null {
  return at === null ? null : Temporal.Instant.fromEpochMilliseconds(at).toString()
}
