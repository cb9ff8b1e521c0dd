import { nodeOfJson } from '@guichet/policy/examples/given'
import { instantOf } from '@guichet/policy/examples/when'
import type { Instant } from '@guichet/policy/model'

/** An instant of a JSON line: epoch milliseconds, ISO with an offset, or a local time of `zone`. null when it is none. */
export function readInstant(value: unknown, zone: string): Instant | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && Math.abs(value) < 8.64e15 ? value : null
  if (typeof value !== 'string') return null
  try {
    return Temporal.Instant.from(value).epochMilliseconds
  } catch {
    return instantOf(nodeOfJson(value), zone)
  }
}

/** An instant as ISO 8601 in UTC. */
export function iso(at: Instant | null): string | null {
  return at === null ? null : Temporal.Instant.fromEpochMilliseconds(at).toString()
}
