import type { ProblemCode } from '@guichet/protocol'
import { effective, sameAct } from '#tickets/tickets.ts'
import type { ChecklistChange, TicketEvent } from '#tickets/tickets.ts'

/** Who wants to undo, and when. `held`: messages whose letters have not left yet; `many`: with others like it, where no letter becomes a draft. */
export interface Undoing { readonly agentId: string; readonly lead: boolean; readonly many?: boolean; readonly now: number; readonly held: ReadonlySet<string> }

/** An act of an agent, and why it is not to be undone; null when it is. */
export interface UndoableAct { readonly events: readonly TicketEvent[]; readonly what: TicketEvent['type']; readonly messageId: string | null; readonly why: ProblemCode | null }

/** Afterwards what was done is part of what happened: whoever means otherwise does otherwise. */
const day = 24 * 3_600_000

const undoable = new Set<TicketEvent['type']>([
  'ticket.taken', 'ticket.assigned', 'ticket.transferred', 'ticket.waiting', 'ticket.resumed', 'ticket.solved', 'ticket.reopened', 'ticket.closed', 'ticket.spam', 'ticket.snoozed', 'ticket.woken',
  'ticket.reprioritised', 'ticket.facts_changed', 'ticket.discretion', 'ticket.milestone', 'ticket.tagged', 'ticket.checklist', 'ticket.watched', 'ticket.field_set', 'work.noted', 'work.corrected',
  'message.note', 'message.agent', 'ticket.undone',
])

/**
 * What of a ticket an event touches. An act is undone as long as nothing that came after it touches the same: or what somebody
 * decided since, seeing it, would stand on nothing.
 */
function touched(event: TicketEvent, byId: ReadonlyMap<string, TicketEvent>): readonly string[] {
  switch (event.type) {
    case 'ticket.taken': return ['hands', 'state']
    case 'ticket.assigned': return ['hands']
    case 'ticket.transferred': return ['hands', 'decision']
    case 'ticket.waiting': case 'ticket.resumed': case 'ticket.solved': case 'ticket.reopened': case 'ticket.closed': case 'ticket.spam': case 'ticket.milestone':
    case 'message.agent': case 'message.customer':
      return ['state']
    case 'ticket.timer': return event.data.do === 'solve' || event.data.do === 'close' ? ['state'] : []
    case 'ticket.snoozed': case 'ticket.woken': return ['snooze']
    case 'ticket.reprioritised': case 'ticket.redecided': case 'ticket.tier_changed': case 'ticket.facts_changed': case 'ticket.discretion': return ['decision']
    case 'ticket.tagged': return [...event.data.added, ...event.data.removed].map((name) => `tag ${name}`)
    case 'ticket.checklist': return event.data.changes.flatMap(lineTouched)
    case 'ticket.watched': return [`watcher ${event.data.agentId}`]
    case 'ticket.field_set': return [`field ${event.data.fieldId}`]
    case 'work.noted': case 'work.corrected': return [`work ${event.data.workId}`]
    case 'ticket.undone': return event.data.eventIds.flatMap((id) => (byId.has(id) ? touched(byId.get(id)!, byId) : []))
    case 'message.note': case 'message.automatic': case 'message.third_party': case 'clock.late': case 'ticket.released': case 'ticket.opened': case 'ticket.linked': case 'ticket.unlinked': return []
    // Of two tickets: what came before is no longer only this one's to change.
    case 'ticket.merged': case 'ticket.absorbed': case 'ticket.split': case 'ticket.split_from': return ['hands', 'state', 'decision', 'snooze']
  }
}

/** What is said of a line, and where it stands, are two things: who ticks it does not hold it in its place. */
function lineTouched(change: ChecklistChange): readonly string[] {
  switch (change.do) {
    case 'tick': case 'untick': case 'reword': return [`item ${change.itemId}`]
    case 'add': case 'remove': return [`item ${change.itemId}`, `place of ${change.itemId}`]
    // One move is made looking at the order that another left.
    case 'move': return ['order', `place of ${change.itemId}`, ...(change.before === null ? [] : [`place of ${change.before}`])]
  }
}

const messageOf = (events: readonly TicketEvent[]): string | null => {
  const written = events.find((event) => event.type === 'message.agent' || event.type === 'message.note')
  return written && 'messageId' in written.data ? (written.data.messageId as string) : null
}

/** Why an act is not to be undone by somebody; null when it is. */
function whyNot(act: readonly TicketEvent[], counting: readonly TicketEvent[], byId: ReadonlyMap<string, TicketEvent>, { agentId, lead, many, now, held }: Undoing): ProblemCode | null {
  const first = act[0]!
  if (first.actor.kind !== 'agent' || act.some((event) => !undoable.has(event.type) || (event.type === 'ticket.tagged' && event.data.everywhere))) return 'not-undoable'
  // A note that was taken back stays so: its words may have been the mistake.
  if (act.some((event) => event.type === 'ticket.undone' && event.data.eventIds.some((id) => byId.get(id)?.type.startsWith('message.')))) return 'not-undoable'
  if (first.actor.id !== agentId && !lead) return 'not-yours-to-undo'
  const letter = act.find((event) => event.type === 'message.agent')
  if (letter?.type === 'message.agent' && !held.has(letter.data.messageId)) return 'letter-gone'
  // Only who wrote a letter calls it back: its words are theirs again.
  if (letter && first.actor.id !== agentId && !many) return 'not-yours-to-undo'
  if (first.at < now - day) return 'too-old-to-undo'
  const last = act.at(-1)!.seq
  const own = new Set(act.flatMap((event) => touched(event, byId)))
  // What came after and was undone in its turn is as if it had not been.
  const since = counting.filter((event) => event.seq > last && !(event.type === 'ticket.undone' && event.data.eventIds.every((id) => (byId.get(id)?.seq ?? 0) > last)))
  return since.some((event) => touched(event, byId).some((one) => own.has(one))) ? 'followed' : null
}

/** The act that wrote an event, and whether it may be undone; undefined when there is no such event, or it was undone. */
export function undoableAct(history: readonly TicketEvent[], eventId: string, undoing: Undoing): UndoableAct | undefined {
  const counting = effective(history)
  const one = counting.find(({ id }) => id === eventId)
  if (!one) return undefined
  const byId = new Map(history.map((event) => [event.id, event]))
  const events = sameAct(counting, one)
  return { events, what: events.at(-1)!.type, messageId: messageOf(events), why: whyNot(events, counting, byId, undoing) }
}

/** The acts of the last day that somebody could think of undoing, the latest first: those that may be, and those of theirs that may not, with why. */
export function undoableActs(history: readonly TicketEvent[], undoing: Undoing): UndoableAct[] {
  const counting = effective(history)
  const byId = new Map(history.map((event) => [event.id, event]))
  const seen = new Set<string>()
  const acts: UndoableAct[] = []
  for (const event of counting.toReversed()) {
    if (event.at < undoing.now - day) break
    if (seen.has(event.id) || event.actor.kind !== 'agent' || (event.actor.id !== undoing.agentId && !undoing.lead)) continue
    const events = sameAct(counting, event)
    for (const { id } of events) seen.add(id)
    const why = whyNot(events, counting, byId, undoing)
    if (why !== 'not-undoable') acts.push({ events, what: events.at(-1)!.type, messageId: messageOf(events), why })
  }
  return acts
}
