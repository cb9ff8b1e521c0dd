import type { ClockEvent, ClockEventType, Commitment } from '@guichet/policy'
import type { Milestone, TicketEvent } from '#tickets/tickets.ts'

/** What an agent did outside the conversation implies what comes before it: restored is worked around, and begun. */
const reached: Record<Milestone, ClockEventType[]> = {
  work_started: ['taken_in_charge', 'work_started'],
  workaround_given: ['taken_in_charge', 'work_started', 'workaround_given'],
  restored: ['taken_in_charge', 'work_started', 'workaround_given', 'restored'],
  called_back: ['called_back'],
  arrived: ['taken_in_charge', 'work_started', 'arrived'],
}

function typesOf(event: TicketEvent): ClockEventType[] {
  switch (event.type) {
    case 'ticket.opened': return ['received']
    case 'message.customer': return ['customer_message']
    case 'message.agent': return ['human_reply']
    case 'message.automatic': return ['automatic_reply']
    case 'ticket.taken': return ['taken_in_charge']
    case 'ticket.milestone': return reached[event.data.what]
    case 'ticket.waiting': return [event.data.for === 'customer' ? 'waiting_customer' : 'waiting_supplier']
    case 'ticket.resumed': return ['resumed']
    case 'ticket.solved': return ['solved']
    case 'ticket.reopened': return ['reopened']
    // What it waited for, it waits for no more where it goes on, unless that one waits too.
    case 'ticket.merged': return event.data.state.startsWith('waiting_') ? [] : ['resumed']
    case 'ticket.absorbed': case 'ticket.split': case 'ticket.split_from': case 'ticket.linked': case 'ticket.unlinked': return []
    // A stranger's message, a note, an assignment: nothing that a promise waits for (TIME-08).
    case 'message.third_party': case 'message.note': case 'ticket.assigned': case 'ticket.released': case 'ticket.closed': case 'ticket.reprioritised': case 'ticket.redecided': case 'ticket.tier_changed':
    case 'clock.late': case 'ticket.timer': case 'ticket.undone':
    // Putting off stops no clock, nor does anything that agents note for themselves.
    case 'ticket.facts_changed': case 'ticket.discretion': case 'ticket.transferred': case 'ticket.snoozed': case 'ticket.woken': case 'ticket.spam': case 'ticket.tagged': case 'ticket.checklist': case 'ticket.field_set': case 'ticket.watched': case 'work.noted': case 'work.corrected':
      return []
  }
}

/**
 * What happened to a ticket, as its promises see it. What was done before a promise began (while the request was held) counts
 * from its beginning. A reply asks something only when the ticket was made to wait for its answer (AB-43).
 */
export function clockEventsOf(events: readonly TicketEvent[], commitment: Commitment): ClockEvent[] {
  const questions = new Set(events.flatMap((event) => (event.type === 'ticket.waiting' && event.data.messageId !== null ? [event.data.messageId] : [])))
  return events.flatMap((event) =>
    typesOf(event).map((type): ClockEvent => {
      const at = Math.max(event.type === 'ticket.opened' ? event.data.receivedAt : event.at, commitment.startsAt)
      return event.type === 'message.agent' ? { at, type, question: questions.has(event.data.messageId) } : { at, type }
    }),
  )
}
