import { readDuration, type QueueRow } from '@guichet/protocol'
import { instantInWords } from '#ui/formats.ts'
import { shortInstant, shortLength } from '../parts/short.ts'
import { textsIn, type Lang } from '../texts/texts.ts'
import { queueTexts } from './texts.ts'

/** What a row says of its time: never by colour alone, each tone has a shape and words of its own. */
export interface TimeLeft {
  tone: 'late' | 'near' | 'calm' | 'still' | 'done' | 'none'
  /** For the narrow column. */
  short: string
  /** The same for those who hear it or point at it. */
  full: string
}

const near = 3_600_000

/** Seconds left to count between now and the deadline, the gaps left out; it goes on by itself between two readings. */
function counted({ dueAt, gaps, remaining }: NonNullable<QueueRow['due']>, now: number): number {
  const at = Date.parse(dueAt)
  if (at < now) return remaining === null ? (at - now) / 1000 : Math.min(-1, readDuration(remaining).amount)
  const idle = gaps.reduce((sum, gap) => sum + Math.max(0, Math.min(Date.parse(gap.to), at) - Math.max(Date.parse(gap.from), now)), 0)
  return (at - now - idle) / 1000
}

/** Why a row stands still though its hours are open, in words. */
function stillness({ state, stopped, due }: Timed, how: { now: number; zone: string; lang: Lang }): TimeLeft | undefined {
  const t = textsIn(how.lang).queue
  const own = queueTexts(how.lang)
  const still = (short: string, full: string): TimeLeft => ({ tone: 'still', short, full })
  switch (stopped?.why) {
    case 'held': case 'snoozed': {
      const until = Date.parse(stopped.until ?? '')
      if (!(until > how.now)) return undefined
      const when = instantInWords(until, how)
      return still(shortInstant(until, how), stopped.why === 'held' ? t.held(when) : own.snoozed(when))
    }
    case 'waiting_customer': return still(t.waitsCustomer, own.customerStops)
    case 'waiting_supplier': return still(t.waitsSupplier, own.supplierStops)
    case undefined: break
  }
  // Nothing is promised while we wait; what is promised all the same goes on.
  if (due !== null) return undefined
  if (state === 'waiting_customer') return still(t.waitsCustomer, t.waitsCustomer)
  return state === 'waiting_supplier' ? still(t.waitsSupplier, t.waitsSupplier) : undefined
}

type Timed = Pick<QueueRow, 'state' | 'stopped' | 'due'>

/** The time that is left on a row, or why it stands still and until when (TIME-07). */
export function timeLeft(row: Timed, how: { now: number; zone: string; lang: Lang }): TimeLeft {
  const { now, lang } = how
  const t = textsIn(lang)
  const { state, due } = row
  if (state === 'solved' || state === 'closed') return { tone: 'done', short: t.states[state], full: t.states[state] }
  const still = stillness(row, how)
  if (still) return still
  if (due === null) return { tone: 'none', short: '—', full: t.queue.noPromise }
  const at = Date.parse(due.dueAt)
  const left = counted(due, now)
  const over = due.bond === 'guaranteed' && (due.late || left < 0)
  const length = shortLength(left, lang)
  const label = due.label[lang] ?? due.target
  if (over) return { tone: 'late', short: `−\u00a0${length}`, full: `${label}, ${t.queue.late(length)}` }
  if (left < 0 || due.late) return { tone: 'near', short: `−\u00a0${length}`, full: `${label}, ${t.queue.passed(length)}` }
  const when = t.queue.due(instantInWords(at, how))
  if (due.resumesAt !== null) {
    const resumes = instantInWords(Date.parse(due.resumesAt), how)
    const why = due.shut?.why === 'holiday' ? queueTexts(lang).holiday(due.shut.label?.[lang] ?? '', resumes) : t.queue.resumes(resumes)
    return { tone: 'still', short: shortInstant(at, how), full: `${label}, ${when}, ${why}` }
  }
  if (left * 1000 <= near) return { tone: 'near', short: length, full: `${label}, ${t.queue.left(length)}, ${when}` }
  return { tone: 'calm', short: shortInstant(at, how), full: `${label}, ${when}` }
}
