import type { Row } from '#tickets/tickets.ts'
import type { World } from '#server/tables.ts'
import type { IncomingRequest } from './incoming.ts'

/** The row of a request that nobody has judged yet. */
export function requestRow(world: World, id: string, incoming: IncomingRequest): Row<'requests'> {
  // The machine stands in its own column alone: it is forgotten earlier than the rest.
  const { machine, ...kept } = incoming
  return {
    provider_id: incoming.providerId, id, channel: incoming.channel, medium: incoming.medium, received_at: incoming.receivedAt, recorded_at: world.time.now(),
    dedupe_key: incoming.dedupeKey, raw_sha256: incoming.raw?.sha256 ?? null, raw_size: incoming.raw?.size ?? null, raw_media_type: incoming.raw?.mediaType ?? null,
    incoming: kept, sender: incoming.sender, facts: null, decision: null, state: 'recorded', why: null, ticket_id: null, attempts: 0, decided_at: null,
    accepted_version: incoming.accepted?.version ?? null, accepted_at: incoming.accepted?.at ?? null, machine: machine ?? null, follows_ticket_id: incoming.followsTicketId ?? null,
  }
}

/** Keeps a request before anything is decided; false when it is here already. */
export async function recordRequest(world: World, row: Row<'requests'>): Promise<boolean> {
  const inserted = await world.database.db
    .insertInto('requests').values({ ...row, incoming: JSON.stringify(row.incoming), sender: JSON.stringify(row.sender), facts: null, decision: null })
    .onConflict((oc) => oc.columns(['provider_id', 'dedupe_key']).doNothing()).returning('id').executeTakeFirst()
  return inserted !== undefined
}

/** The request that came in under this key before, or undefined. */
export async function findByKey(world: World, providerId: string, dedupeKey: string) {
  return world.database.db
    .selectFrom('requests as r')
    .leftJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'r.provider_id').onRef('t.id', '=', 'r.ticket_id'))
    .select(['r.id', 'r.state', 'r.why', 'r.ticket_id', 'r.decision', 'r.raw_sha256', 't.number'])
    .where('r.provider_id', '=', providerId).where('r.dedupe_key', '=', dedupeKey).executeTakeFirst()
}
