import { parseLocalInstant, type LocalInstant } from '../calendar/local-instant.ts'
import { within } from '../calendar/timeline.ts'
import { zoneOf } from '../calendar/zone.ts'
import type { Instant } from '../model.ts'
import { asText, type Node } from '../read/node.ts'
import { wallAt } from '../words/wall.ts'

/**
 * The instant that an example names: `2026-05-12 22:00`, with seconds, an offset or a zone name; a date alone is its midnight.
 * Without a zone it is on the wall of the policy's zone; an hour that comes twice is the first. null: not an instant of the supported time.
 */
export function instantOf(node: Node, zone: string): Instant | null {
  const text = asText(node)
  const at = text === null ? null : writtenInstant(text, zone)
  return at !== null && within(at) ? at : null
}

/** The same of a text, whatever the time. */
export function writtenInstant(text: string, zone: string): Instant | null {
  return chosen(parseLocalInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text} 00:00` : text, zone))
}

function chosen(read: LocalInstant): Instant | null {
  if (read.kind === 'instant') return read.instant
  if (read.kind === 'ambiguous') return read.instants[0]
  if (read.kind === 'inexistent') return zoneOf(read.zone).instantOf(Date.parse(`${read.wall}Z`))
  return null
}

/** An instant as an example would write it: `2026-05-13 08:00:00 +02:00`. */
export function instantText(at: Instant | null | undefined, zone: string): string {
  if (at === null || at === undefined) return ''
  const wall = wallAt(at, zone)
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const minutes = Math.abs(wall.offset) / 60
  const offset = `${wall.offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
  return `${wall.year}-${two(wall.month)}-${two(wall.date)} ${two(wall.seconds / 3600)}:${two((wall.seconds % 3600) / 60)}:${two(wall.seconds % 60)} ${offset}`
}
