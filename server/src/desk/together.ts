import type { Desk } from '#policies/policies.ts'
import type { Row, TicketEvent } from '#tickets/tickets.ts'

/** Messages with their files, as a page shows them. */
export interface Letters { readonly messages: Row<'messages'>[]; readonly attachments: Row<'attachments'>[] }

const text = `with sent as (
    select m.id, m.at, m.author_kind, m.author_id, m.author_name, m.visibility, m.automatic, m.channel, m.text, m.html_file, m.fold_at, m.language, m.sender, m.request_id, m.leaves_at, m.ticket_id
    from messages m where m.provider_id = $1 and m.ticket_id <> $2 and m.visibility = 'public'
      and m.id in (select o.message_id from outbox o where o.provider_id = $1 and o.ticket_id = $2 and o.message_id is not null))
  select (select coalesce(json_agg(s order by s.at, s.id), '[]') from sent s) as messages,
    (select coalesce(json_agg(f order by f.id), '[]') from attachments f where f.provider_id = $1 and f.message_id in (select id from sent)) as attachments`

/**
 * Answers that were written in a ticket in which this one went on, and sent to its people: theirs to read for ever, whatever became
 * of the merge. Asked only of one that was merged once.
 */
export async function answeredElsewhere(desk: Desk, providerId: string, ticketId: string, history: readonly TicketEvent[]): Promise<Letters> {
  if (!history.some(({ type }) => type === 'ticket.merged')) return { messages: [], attachments: [] }
  const { rows } = await desk.database.pool.query<Letters>({ name: 'answered-elsewhere', text, values: [providerId, ticketId] })
  return rows[0]!
}
