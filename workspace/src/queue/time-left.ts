import { readDuration, type QueueRow } from '@guichet/protocol'
import { instantInWords } from '#ui/formats.ts'
import { shortInstant, shortLength } from '../parts/short.ts'
import { textsIn, type Lang } from '../texts/texts.ts'

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

/** The time that is left on a row, or why it stands still. */
export function timeLeft(row: Pick<QueueRow, 'state' | 'heldUntil' | 'due'>, how: { now: number; zone: string; lang: Lang }): TimeLeft {
  const { now, lang } = how
  const t = textsIn(lang)
  const { state, due } = row
  if (state === 'solved' || state === 'closed') return { tone: 'done', short: t.states[state], full: t.states[state] }
  const held = row.heldUntil === null ? 0 : Date.parse(row.heldUntil)
  if (held > now) return { tone: 'still', short: shortInstant(held, how), full: t.queue.held(instantInWords(held, how)) }
  if (state === 'waiting_customer') return { tone: 'still', short: t.queue.waitsCustomer, full: t.queue.waitsCustomer }
  if (due === null) {
    if (state === 'waiting_supplier') return { tone: 'still', short: t.queue.waitsSupplier, full: t.queue.waitsSupplier }
    return { tone: 'none', short: '—', full: t.queue.noPromise }
  }
  const at = Date.parse(due.dueAt)
  const left = counted(due, now)
  const over = due.bond === 'guaranteed' && (due.late || left < 0)
  const length = shortLength(left, lang)
  if (over) return { tone: 'late', short: `−\u00a0${length}`, full: `${due.label[lang] ?? due.target}, ${t.queue.late(length)}` }
  if (left < 0 || due.late) return { tone: 'near', short: `−\u00a0${length}`, full: `${due.label[lang] ?? due.target}, ${t.queue.passed(length)}` }
  const when = t.queue.due(instantInWords(at, how))
  if (due.resumesAt !== null) return { tone: 'still', short: shortInstant(at, how), full: `${due.label[lang] ?? due.target}, ${when}, ${t.queue.resumes(instantInWords(Date.parse(due.resumesAt), how))}` }
  if (left * 1000 <= near) return { tone: 'near', short: length, full: `${due.label[lang] ?? due.target}, ${t.queue.left(length)}, ${when}` }
  return { tone: 'calm', short: shortInstant(at, how), full: `${due.label[lang] ?? due.target}, ${when}` }
}
