import { readDuration, readInstant, type ClockView } from '@guichet/protocol'
import type { Instant, Lang } from '@guichet/policy'
import type { SegmentRow } from './segments-table.tsx'
import type { Stretch, StretchKind } from './scale.ts'
import { ribbonTexts } from './texts.ts'

/** What one promise's ribbon and its table show; null for a promise without a number. */
export interface ClockPicture {
  from: Instant
  to: Instant
  deadline: Instant | null
  late: boolean
  stretches: Stretch[]
  rows: SegmentRow[]
  /** True while the promise still runs or stands still. */
  open: boolean
}

const kinds: Record<ClockView['segments'][number]['state'], StretchKind> = {
  counted: 'counted', closed: 'closed', holiday: 'holiday', paused: 'paused', hold: 'closed', start_day: 'closed',
}

/** The picture of a clock at an instant, from the segments the server computed. */
export function pictureOf(clock: ClockView, now: Instant, lang: Lang): ClockPicture | null {
  if (clock.segments.length === 0) return null
  const words = ribbonTexts[lang]
  const rows = clock.segments.map((segment): SegmentRow => ({
    from: readInstant(segment.from),
    to: segment.to === null ? null : readInstant(segment.to),
    kind: segment.state === 'counted' && segment.future ? 'coming' : kinds[segment.state],
    counted: readDuration(segment.counted),
    why: segment.label?.[lang] ?? (segment.state === 'paused' ? words.pausedBy.waiting_customer : segment.state === 'hold' ? words.held : undefined),
  }))
  const open = clock.state !== 'stopped' && clock.state !== 'cancelled'
  const deadline = clock.dueAt === null ? null : readInstant(clock.dueAt)
  const from = rows[0]!.from
  const to = Math.max(...rows.map((row) => row.to ?? now), deadline ?? from, open ? Math.min(now, deadline ?? now) : from)
  return {
    from, deadline, open, rows,
    to: open && deadline !== null && now > deadline ? now : to,
    late: clock.outcome === 'late',
    stretches: rows.map((row) => ({ from: row.from, to: row.to ?? now, kind: row.kind })),
  }
}
