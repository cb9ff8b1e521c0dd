import type { Instant } from '@guichet/policy'

/** What a stretch of the ribbon shows. `counted` is behind us, `coming` before us; the rest says why time stands still. */
export type StretchKind = 'counted' | 'coming' | 'on_call' | 'closed' | 'holiday' | 'paused'
export interface Stretch { from: Instant; to: Instant; kind: StretchKind }
export interface Placed extends Stretch { x: number; width: number }
export interface Tick { at: Instant; x: number; anchor: 'start' | 'middle' | 'end' }

const minute = 60_000
const hour = 60 * minute
const steps = [5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour, 48 * hour]
const week = 7 * 24 * hour

/** The place of an instant between `from` and `to`, in percent of the width, kept within 0 and 100. */
export function place(at: Instant, from: Instant, to: Instant): number {
  if (to <= from) return 0
  return Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100))
}

/**
 * Stretches cut to the shown interval, split at `now` where they count, with their place in percent.
 * Empty ones are left out.
 */
export function layOut(stretches: readonly Stretch[], from: Instant, to: Instant, now?: Instant): Placed[] {
  return stretches
    .flatMap((stretch) => splitAtNow(stretch, now))
    .map((stretch) => ({ ...stretch, from: Math.max(stretch.from, from), to: Math.min(stretch.to, to) }))
    .filter((stretch) => stretch.to > stretch.from)
    .map((stretch) => {
      const x = place(stretch.from, from, to)
      return { ...stretch, x, width: place(stretch.to, from, to) - x }
    })
}

function splitAtNow(stretch: Stretch, now?: Instant): Stretch[] {
  if (now === undefined || (stretch.kind !== 'counted' && stretch.kind !== 'coming')) return [stretch]
  if (stretch.to <= now) return [{ ...stretch, kind: 'counted' }]
  if (stretch.from >= now) return [{ ...stretch, kind: 'coming' }]
  return [{ ...stretch, to: now, kind: 'counted' }, { ...stretch, from: now, kind: 'coming' }]
}

/**
 * Instants worth a label: both ends and round times between them, never so close that labels would touch.
 * `offset` is the zone's offset in milliseconds, so that round times are round on the wall; `room` the least distance in percent.
 */
export function ticks(from: Instant, to: Instant, offset: number, room = 18): Tick[] {
  const span = to - from
  const step = steps.find((candidate) => span / candidate <= 100 / room) ?? Math.ceil((span * room) / 100 / week) * week
  const found: Tick[] = [{ at: from, x: 0, anchor: 'start' }]
  for (let at = Math.ceil((from + offset) / step) * step - offset; at < to; at += step) {
    const x = place(at, from, to)
    if (x >= room && x <= 100 - room) found.push({ at, x, anchor: 'middle' })
  }
  found.push({ at: to, x: 100, anchor: 'end' })
  return found
}
