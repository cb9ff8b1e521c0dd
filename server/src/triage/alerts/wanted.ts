import type { AlertLetter, Letter } from '#outbox/outbox.ts'
import { deskWallOf, findAgent, onDesk, preferencesOf } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

async function seenBy({ database }: Desk, providerId: string, wall: DeskWall, ids: readonly string[]): Promise<Set<string>> {
  const rows = await database.db.selectFrom('tickets as t').select('t.id').where('t.provider_id', '=', providerId).where('t.id', 'in', [...ids]).where(onDesk(wall)).execute()
  return new Set(rows.map(({ id }) => id))
}

/** What of a letter an agent has neither looked at meanwhile nor given up. */
async function untold({ database: { db } }: Desk, { providerId, agentId, content }: AlertLetter): Promise<{ readonly events: Set<string>; readonly quiet: Set<string> }> {
  const named = content.tickets.flatMap(({ happened }) => happened.map(({ eventId }) => eventId))
  const [alerts, quiet] = await Promise.all([
    db.selectFrom('agent_alerts').select('event_id').where('provider_id', '=', providerId).where('agent_id', '=', agentId).where('event_id', 'in', named).where('seen_at', 'is', null).execute(),
    db.selectFrom('agent_quiet_tickets').select('ticket_id').where('provider_id', '=', providerId).where('agent_id', '=', agentId).where('ticket_id', 'in', content.tickets.map(({ ticketId }) => ticketId)).execute(),
  ])
  return { events: new Set(alerts.map(({ event_id }) => event_id)), quiet: new Set(quiet.map(({ ticket_id }) => ticket_id)) }
}

/**
 * A letter to an agent as it is still to be read when it leaves: without what they have seen on the screen meanwhile, what was undone,
 * and what they may not see any more; null when nothing is left. Tried again it stays what it was, or does not leave. Every other
 * letter leaves as it is.
 */
export async function stillWanted(desk: Desk, letter: Letter, first: boolean): Promise<Letter | null> {
  if (letter.kind !== 'alert') return letter
  const { providerId, agentId, content } = letter
  const agent = await findAgent(desk, providerId, agentId)
  if (!agent) return null
  const visible = await seenBy(desk, providerId, deskWallOf(agent), content.tickets.map(({ ticketId }) => ticketId))
  if (!first) return content.tickets.every(({ ticketId }) => visible.has(ticketId)) ? letter : null
  const { alerts } = await preferencesOf(desk, providerId, agentId)
  if (!alerts || alerts.mail === 'never') return null
  const { events, quiet } = await untold(desk, letter)
  const tickets = content.tickets.flatMap((one) => {
    const happened = visible.has(one.ticketId) && !quiet.has(one.ticketId) ? one.happened.filter(({ eventId }) => events.has(eventId)) : []
    return happened.length === 0 ? [] : [{ ...one, happened }]
  })
  return tickets.length === 0 ? null : { ...letter, content: { ...content, tickets } }
}
