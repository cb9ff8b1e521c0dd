import type { Decision, Policy } from '@guichet/policy'
import type { TicketPage } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { checklistOf, workOf } from '#tickets/tickets.ts'
import type { Actor, Ticket, TicketEvent } from '#tickets/tickets.ts'
import { mayChange } from './changeable.ts'
import { knownOf } from './moves.ts'
import { snoozeChoices } from './snoozing.ts'
import { undoableActs } from './undoable.ts'
import { attendedWords, workKinds } from './work-words.ts'

/** What of a ticket's page agents make beside the conversation. */
type Work = Pick<TicketPage, 'snoozed' | 'spam' | 'discretion' | 'team' | 'tags' | 'checklist' | 'watchers' | 'work' | 'snoozeChoices' | 'changeable' | 'undoable'>

/** A ticket as it was read; `names`: of the agents that it mentions. */
interface Read {
  readonly ticket: Ticket
  readonly events: readonly TicketEvent[]
  readonly history: readonly TicketEvent[]
  readonly names: ReadonlyMap<string, string>
  readonly team: { readonly id: string; readonly name: string } | null
  /** Messages whose letters have not left yet. */
  readonly held: ReadonlySet<string>
}

const named = ({ id, name }: Actor) => ({ id: id ?? null, name: name ?? null })

/** The decision that stands: of the opening, or the one that an agent had made again with what they know, or have granted. */
export function decisionNow(opened: Decision, events: readonly TicketEvent[]): Decision {
  const again = events.findLast((event) => event.type === 'ticket.facts_changed' || event.type === 'ticket.discretion')
  return again && 'decision' in again.data ? (again.data.decision as Decision) : opened
}

/** What agents noted on a ticket, and what the reader may do about it. */
export function ticketWork(policy: Policy, { ticket, events, history, names, team, held }: Read, reader: { agentId: string; lead: boolean; now: number }): Work {
  const put = events.findLast((event) => event.type === 'ticket.snoozed')
  const granted = events.findLast((event) => event.type === 'ticket.discretion')
  const rows = workOf('', '', events).toSorted((a, b) => a.started_at - b.started_at)
  const nameOf = (id: string) => names.get(id) ?? ''
  return {
    snoozed: ticket.snoozedUntil === null || put?.type !== 'ticket.snoozed' ? null
      : { until: writeInstant(put.data.until), wakesAt: writeInstant(ticket.snoozedUntil), reason: put.data.reason },
    spam: ticket.spam,
    discretion: granted?.type === 'ticket.discretion' && ticket.discretion ? { by: named(granted.actor), at: writeInstant(granted.at), reason: granted.data.reason } : null,
    team, tags: [...ticket.tags],
    checklist: checklistOf(events).map(({ id, text, done }) => ({ id, text, done: done && { at: writeInstant(done.at), by: named(done.by) } })),
    watchers: ticket.watchers.map((id) => ({ id, name: nameOf(id) })).filter(({ name }) => name !== ''),
    work: {
      minutes: rows.reduce((sum, row) => sum + row.minutes, 0), kinds: workKinds(policy),
      entries: rows.map((row) => ({
        id: row.id, agent: { id: row.agent_id, name: nameOf(row.agent_id) }, startedAt: writeInstant(row.started_at), minutes: row.minutes, kind: row.kind, note: row.note,
        corrected: row.corrected_at !== null, mayCorrect: reader.lead || row.agent_id === reader.agentId,
      })),
    },
    snoozeChoices: snoozeChoices(policy, knownOf(events), reader.now).map(({ name, at, calendar }) => ({ name, at: writeInstant(at), calendar: calendar === undefined ? null : attendedWords(policy, calendar) })),
    changeable: [...policy.facts.keys()].filter((name) => mayChange(policy, name)),
    undoable: undoableActs(history, { agentId: reader.agentId, lead: reader.lead, now: reader.now, held }).map((act) => ({
      eventId: act.events[0]!.id, eventIds: act.events.map(({ id }) => id), messageId: act.messageId, what: act.what, at: writeInstant(act.events[0]!.at), allowed: act.why === null, why: act.why,
    })),
  }
}
