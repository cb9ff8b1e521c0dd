import { readDuration, type ClockView } from '@guichet/protocol'
import { businessDays, instantInWords } from '#ui/formats.ts'
import { shortLength } from '../parts/short.ts'
import type { TimeLeft } from '../queue/time-left.ts'
import { textsIn, type Lang } from '../texts/texts.ts'

/** Where a promise stands now, and why it stands still, if it does. */
export interface Standing extends TimeLeft { note: string | null }

const near = 3_600

/**
 * Reads a clock that the server measured at `readAt`: what runs is counted on from there, what stands still is not.
 * Only what the policy judges is ever called late (TERM-02).
 */
export function standing(clock: ClockView, how: { now: number; readAt: number; zone: string; lang: Lang }): Standing {
  const { now, readAt, lang } = how
  const t = textsIn(lang)
  const said = (tone: TimeLeft['tone'], short: string, note: string | null = null): Standing => ({ tone, short, full: short, note })
  if (clock.state === 'stopped') return clock.outcome === 'late' ? (clock.bond === 'guaranteed' ? said('late', t.ticket.late) : said('near', t.ticket.notMet)) : said('done', clock.outcome === 'kept' ? t.ticket.kept : t.clockStates.stopped)
  if (clock.state === 'cancelled') return said('none', t.clockStates.cancelled)
  const note = whyStill(clock, how)
  if (clock.remaining === null) return said(note === null ? 'none' : 'still', note === null ? t.queue.noPromise : t.clockStates[clock.state], note)
  const { amount, unit } = readDuration(clock.remaining)
  const left = unit === 'second' && clock.state === 'running' ? amount - (now - readAt) / 1000 : amount
  const length = unit === 'day' ? businessDays(Math.abs(left), lang) : shortLength(left, lang)
  if (clock.outcome === 'late' && clock.bond === 'guaranteed') return said('late', t.ticket.overdue(length), note)
  if (left < 0 || clock.outcome === 'late') return said('near', t.ticket.missed(length), note)
  if (note !== null) return said('still', t.ticket.remaining(length), note)
  return said(unit === 'second' && left <= near ? 'near' : 'calm', t.ticket.remaining(length))
}

function whyStill(clock: ClockView, { now, zone, lang }: { now: number; zone: string; lang: Lang }): string | null {
  if (clock.state === 'running') return null
  const t = textsIn(lang)
  const here = clock.segments.find((segment) => Date.parse(segment.from) <= now && (segment.to === null || Date.parse(segment.to) > now))
  const why = here?.label?.[lang] ?? (here ? t.standsFor[here.state] : t.clockStates[clock.state].toLocaleLowerCase(lang))
  if (clock.resumesAt === null) return `${t.ticket.resumesUnknown(why)}.`
  return `${t.ticket.resumes(why, instantInWords(Date.parse(clock.resumesAt), { zone, lang, now }))}.`
}
