import { isOnDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { Held } from './held.ts'

/** Answers kept for one database; the oldest go. */
const mostHeld = 1_000

/** What is told of a change, as far as counts ask. */
export interface CountedChange {
  readonly provider: string
  readonly ticket?: string
  readonly agent?: string
  readonly stands?: Standing
  readonly before?: Standing
  readonly events: readonly string[]
}
interface Standing { readonly department: string | null; readonly assigneeId: string | null }

/** Whether a change may alter an answer. */
export type Matters = (change: CountedChange) => boolean

interface Answer { readonly held: Held<unknown>; matters: Matters; readonly providerId: string }
interface Kept { watched: boolean; readonly answers: Map<string, Answer> }
const kept = new WeakMap<Desk['database']['pool'], Kept>()

function keptOf(desk: Desk): Kept {
  const { pool } = desk.database
  const found = kept.get(pool) ?? { watched: false, answers: new Map() }
  kept.set(pool, found)
  return found
}

/** Counts may be kept while somebody tells of every change, and only then. */
export function watchCounts(desk: Desk, watched: boolean): void {
  keptOf(desk).watched = watched
  for (const { held } of keptOf(desk).answers.values()) held.touch()
}

export const countsAreKept = (desk: Desk): boolean => keptOf(desk).watched

/** Something changed: what was counted and may be altered by it no longer holds. Without saying what: anything may have. */
export function countsChanged(desk: Desk, change?: CountedChange): void {
  for (const { held, matters, providerId } of keptOf(desk).answers.values()) {
    if (change === undefined || (change.provider === providerId && (change.agent !== undefined || matters(change)))) held.touch()
  }
}

/** What is kept under a key no longer holds. */
export function keptNoLonger(desk: Desk, providerId: string, key: string): void {
  keptOf(desk).answers.get(`${providerId} ${key}`)?.held.touch()
}

/** What is worked out under a key, kept while it holds and no longer than `age`; each time while nobody tells of changes. */
export function keep<T>(desk: Desk, providerId: string, key: string, { age, matters }: { age: number; matters: Matters }, work: () => Promise<T>): Promise<T> {
  const { watched, answers } = keptOf(desk)
  if (!watched) return work()
  const name = `${providerId} ${key}`
  const answer = answers.get(name) ?? { held: new Held<unknown>(), matters, providerId }
  answer.matters = matters
  answers.delete(name)
  answers.set(name, answer)
  for (const oldest of answers.keys()) {
    if (answers.size <= mostHeld) break
    answers.delete(oldest)
  }
  return (answer.held as Held<T>).get(() => desk.time.now(), age, work)
}

const notes: ReadonlySet<string> = new Set(['message.note', 'message.automatic'])
const aboutTicket = ({ ticket, events }: CountedChange) => ticket !== undefined && events.some((type) => !type.startsWith('mail.'))

/** Whether a change may put a ticket into a list that looks at none of its letters, or out of it: drafts, letters and notes do not. */
export const maySort: Matters = (change) => aboutTicket(change) && change.events.some((type) => !type.startsWith('mail.') && !notes.has(type))
/** The same where what is written counts, or when something was done last. */
export const mayBeFound: Matters = aboutTicket
/** Whether a change may put something aside, or take it from there: letters and requests, and the tickets that they belong to. */
export const mayLieAside: Matters = ({ events }) => events.length > 0

/** Only what happens where it can be seen from behind this wall; what says nowhere may be anywhere. */
export const behind = (wall: DeskWall, matters: Matters): Matters => (change) => matters(change) && (change.stands === undefined || [change.stands, change.before].some((place) => place !== undefined && isOnDesk(wall, place)))
