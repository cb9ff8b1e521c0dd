import type { ClockView, TimelineEntry } from '@guichet/protocol'

export type EventEntry = Extract<TimelineEntry, { kind: 'event' }>
export type MessageEntry = Extract<TimelineEntry, { kind: 'message' }>

/** What became of promises at an instant. */
export interface Mark { kind: 'mark'; id: string; at: string; what: 'kept' | 'late' | 'still' | 'again' | 'begun'; targets: string[]; clauses: string[] }
export type Happening = EventEntry | Mark

/** A part of the story: a letter, what happened between letters, or a stretch of it that is folded. */
export type Part =
  | { kind: 'letter'; id: string; entry: MessageEntry }
  | { kind: 'events'; id: string; entries: Happening[] }
  | { kind: 'folded'; id: string; letters: number; happenings: number; parts: Part[] }

type Clock = Pick<ClockView, 'target' | 'metric' | 'cycle' | 'clauses' | 'state' | 'stoppedAt' | 'startsAt' | 'outcome' | 'bond' | 'segments'>

/** What becomes of each promise, as marks; those of one instant that say the same are one. */
export function marksOf(clocks: readonly Clock[]): Mark[] {
  const marks = new Map<string, Mark>()
  const note = (what: Mark['what'], at: string, { target, clauses }: Clock) => {
    const id = `${what} ${at}`
    const there = marks.get(id) ?? { kind: 'mark', id, at, what, targets: [], clauses: [] }
    marks.set(id, { ...there, targets: [...new Set([...there.targets, target])], clauses: [...new Set([...there.clauses, ...clauses])] })
  }
  for (const clock of clocks) {
    if (clock.state === 'stopped' && clock.stoppedAt !== null && clock.outcome !== null) note(clock.outcome, clock.stoppedAt, clock)
    if (clock.cycle > 0) note('begun', clock.startsAt, clock)
    for (const { state, from, to, future } of clock.segments) {
      if (state !== 'paused' || future) continue
      note('still', from, clock)
      if (to !== null) note('again', to, clock)
    }
  }
  return [...marks.values()].sort((a, b) => (a.at < b.at ? -1 : 1))
}

/** The timeline and what became of the promises, in one order, with what stands between two letters gathered. */
function gathered(timeline: readonly TimelineEntry[], marks: readonly Mark[]): Part[] {
  const parts: Part[] = []
  // At one instant the act comes first, then what it did to the promises.
  const all: (TimelineEntry | Mark)[] = [...timeline, ...marks].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : Number(a.kind === 'mark') - Number(b.kind === 'mark')))
  for (const entry of all) {
    const last = parts.at(-1)
    if (entry.kind === 'message') parts.push({ kind: 'letter', id: entry.message.id, entry })
    else if (last?.kind === 'events') last.entries.push(entry)
    else parts.push({ kind: 'events', id: entry.id, entries: [entry] })
  }
  return parts
}

/** Letters beyond which a conversation is folded, and how many at its end stay open at least. */
export const longest = 8
const lastOpen = 4

/**
 * The story of a ticket. Of a long one the first letter stays open, the last few, and everything since an agent last answered; what
 * lies between is one folded part.
 */
export function storyOf(timeline: readonly TimelineEntry[], clocks: readonly Clock[], unfolded: boolean): Part[] {
  const parts = gathered(timeline, marksOf(clocks))
  const letters = parts.flatMap((part, index) => (part.kind === 'letter' ? [{ index, message: part.entry.message }] : []))
  if (unfolded || letters.length <= longest) return parts
  const answered = letters.findLastIndex(({ message }) => message.author.kind === 'agent' && message.visibility === 'public')
  const from = Math.max(1, Math.min(letters.length - lastOpen, answered < 0 ? letters.length : answered))
  const [start, end] = [letters[0]!.index + 1, letters[from]!.index]
  const inside = parts.slice(start, end)
  const count = inside.filter(({ kind }) => kind === 'letter').length
  if (count < 2) return parts
  const happenings = inside.reduce((sum, part) => sum + (part.kind === 'events' ? part.entries.length : 0), 0)
  return [...parts.slice(0, start), { kind: 'folded', id: `folded-${inside[0]!.id}`, letters: count, happenings, parts: inside }, ...parts.slice(end)]
}

/** Of many things that happened, those that are shown at once: marks, what was undone, and the last two. */
export function splitEvents(entries: readonly Happening[]): { shown: Happening[]; folded: Happening[] } {
  if (entries.length <= 5) return { shown: [...entries], folded: [] }
  const plain = entries.filter((entry) => entry.kind === 'event')
  const hidden = new Set(plain.slice(0, -2))
  if (hidden.size < 3) return { shown: [...entries], folded: [] }
  return { shown: entries.filter((entry) => !hidden.has(entry as EventEntry)), folded: [...hidden] }
}
