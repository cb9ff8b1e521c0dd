/** Clocks counted in seconds: elapsed time, or open hours of a calendar. */
import type { ClockReading, ClockSegment, Pause } from './reading.ts'
import { within } from './timeline.ts'
import type { Calendar, Instant, Seconds } from './types.ts'

/** `calendar` null counts every second. Pauses are sorted and disjoint, none before the start. */
export function measureTime(calendar: Calendar | null, start: Instant, target: Seconds, pauses: readonly Pause[]): ClockReading {
  const count = (from: Instant, to: Instant): Seconds => (calendar ? calendar.elapsed(from, to) : Math.max(0, to - from) / 1000)
  const reach = (from: Instant, seconds: Seconds): Instant | null => (calendar ? calendar.deadline(from, seconds) : elapsedDeadline(from, seconds))

  const reachedAt = (amount: Seconds): Instant | null => {
    if (!(amount >= 0)) throw new RangeError(`Not a duration: ${amount}`)
    let at = start
    let left = amount
    for (const pause of pauses) {
      const counted = count(at, pause.from)
      if (counted >= left) return reach(at, left)
      if (pause.to === null) return null
      left -= counted
      at = pause.to
    }
    return reach(at, left)
  }

  const countedAt = (at: Instant): Seconds => {
    let total = 0
    let from = start
    for (const pause of pauses) {
      if (pause.from >= at) break
      total += count(from, pause.from)
      if (pause.to === null) return total
      from = pause.to
    }
    return total + count(from, at)
  }

  const deadline = reachedAt(target)

  const running = (from: Instant, to: Instant): ClockSegment[] => {
    if (!calendar) return to > from ? [counted(from, to)] : []
    return calendar.segments(from, to).map((segment) =>
      segment.state === 'open' ? counted(segment.from, segment.to) : { ...segment, state: segment.state, counted: 0, future: false })
  }

  /** Where the lines end: the deadline, or the pause that has no end, or (never open again) `now`. */
  const segments = (now?: Instant): ClockSegment[] => {
    const lines: ClockSegment[] = []
    let at = start
    for (const pause of pauses) {
      if (deadline !== null && pause.from >= deadline) break
      lines.push(...running(at, pause.from), { from: pause.from, to: pause.to, state: 'paused', counted: 0, future: false })
      if (pause.to === null) return cutAt(lines, now)
      at = pause.to
    }
    lines.push(...running(at, deadline ?? Math.max(at, now ?? at)))
    return cutAt(lines, now)
  }

  return { unit: 'second', target, deadline, countedAt, reachedAt, segments }
}

/** When that much time has gone by; null: after the supported time. */
export function elapsedDeadline(from: Instant, seconds: Seconds): Instant | null {
  const at = from + Math.round(seconds * 1000)
  return within(at) ? at : null
}

function counted(from: Instant, to: Instant): ClockSegment {
  return { from, to, state: 'counted', counted: (to - from) / 1000, future: false }
}

/** Splits the line that contains `now`, so that what was and what will be are separate lines. */
function cutAt(lines: readonly ClockSegment[], now: Instant | undefined): ClockSegment[] {
  if (now === undefined) return [...lines]
  return lines.flatMap((line) => {
    if (line.from >= now) return [{ ...line, future: true }]
    if (line.to === null || line.to <= now) return [line]
    const parts: ClockSegment[] = [{ ...line, to: now }, { ...line, from: now, future: true }]
    return line.state === 'counted' ? [counted(line.from, now), { ...counted(now, line.to), future: true }] : parts
  })
}
