import type { Row } from './rows.ts'
import type { TicketEvent } from './event.ts'

/** Time spent on a ticket as it stands after every correction: wholly made from the events that count. What was none any more is left out. */
export function workOf(providerId: string, ticketId: string, events: readonly TicketEvent[]): Row<'work'>[] {
  const rows = new Map<string, Row<'work'>>()
  for (const event of events) {
    if (event.type === 'work.noted') {
      const { workId, agentId, startedAt, minutes, kind, note } = event.data
      rows.set(workId, { provider_id: providerId, id: workId, ticket_id: ticketId, agent_id: agentId, started_at: startedAt, minutes, kind, note, noted_at: event.at, corrected_at: null })
    }
    if (event.type !== 'work.corrected') continue
    const { workId, said } = event.data
    const row = rows.get(workId)
    if (!row) continue
    if (said === null) rows.delete(workId)
    else rows.set(workId, { ...row, started_at: said.startedAt, minutes: said.minutes, kind: said.kind, note: said.note, corrected_at: event.at })
  }
  return [...rows.values()]
}
