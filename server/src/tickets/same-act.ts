import type { TicketEvent } from './event.ts'

/** The messages that these events wrote. */
export const messagesOf = (events: readonly TicketEvent[]): string[] => events.flatMap((event) => (event.type === 'message.agent' || event.type === 'message.note' ? [event.data.messageId] : []))

/** The events that one act wrote together with this one, in order. Of those from before acts had a name: the ones beside it, at the same instant, by the same person. */
export function sameAct(events: readonly TicketEvent[], one: TicketEvent): TicketEvent[] {
  if (one.actId) return events.filter((event) => event.actId === one.actId)
  const bySeq = new Map(events.map((event) => [event.seq, event]))
  const together = (event: TicketEvent | undefined) => event !== undefined && !event.actId && event.at === one.at && event.actor.kind === one.actor.kind && event.actor.id === one.actor.id
  let first = one.seq
  while (together(bySeq.get(first - 1))) first -= 1
  const found: TicketEvent[] = []
  for (let seq = first; together(bySeq.get(seq)); seq += 1) found.push(bySeq.get(seq)!)
  return found
}
