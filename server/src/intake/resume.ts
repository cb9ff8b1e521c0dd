import type { Desk } from '#policies/policies.ts'
import { listProviders } from '#people/people.ts'
import type { IncomingRequest } from './incoming.ts'
import { aside, place } from './receive.ts'

/** Younger ones are still in the hands of the call that recorded them, unless that died. */
const grace = 30_000
const patience = 5
const batch = 100

/**
 * Takes up again what was recorded and not decided: after a crash, or when a policy was missing. What fails five times is put
 * aside for agents, so that nothing waits unseen. `all`: at start, when nobody holds any.
 */
export async function resumeUndecided(desk: Desk, all = false): Promise<number> {
  let resumed = 0
  for (const provider of await listProviders(desk)) {
    const before = desk.time.now() - (all ? 0 : grace)
    const rows = await desk.database.db
      .selectFrom('requests').select(['id', 'incoming', 'attempts']).where('provider_id', '=', provider.id).where('state', '=', 'recorded')
      .where('recorded_at', '<=', before).orderBy('recorded_at').limit(batch).execute()
    for (const row of rows) {
      await desk.database.db
        .updateTable('requests').set({ attempts: row.attempts + 1 }).where('provider_id', '=', provider.id).where('id', '=', row.id).execute()
      const incoming = row.incoming as IncomingRequest
      try {
        const placed = await place(desk, incoming, { id: row.id })
        if (placed?.kind === 'recorded' && row.attempts + 1 >= patience) await aside(desk, incoming, { id: row.id }, 'undecided')
        resumed += 1
      } catch (error) {
        desk.log.error({ err: error, request: row.id }, 'a request could not be decided')
        if (row.attempts + 1 >= patience) await aside(desk, incoming, { id: row.id }, 'undecided')
      }
    }
  }
  return resumed
}
