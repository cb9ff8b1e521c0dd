import { agentPreferences } from '@guichet/protocol'
import type { AgentPreferences, PreferencesBody } from '@guichet/protocol'
import { transaction } from '#platform/database.ts'
import type { World } from '#server/tables.ts'

type Here = Pick<World, 'database' | 'time'>

/** What an agent chose for themselves; what an older version left there and this one does not know is passed over. */
export async function preferencesOf({ database }: Here, providerId: string, agentId: string): Promise<AgentPreferences> {
  const rows = await database.db.selectFrom('agent_preferences').select(['name', 'value']).where('provider_id', '=', providerId).where('agent_id', '=', agentId).execute()
  return Object.assign({}, ...rows.map(({ name, value }) => agentPreferences.safeParse({ [name]: value }).data ?? {})) as AgentPreferences
}

/** Keeps what an agent chose; null forgets a choice. */
export async function prefer({ database, time }: Here, providerId: string, agentId: string, chosen: PreferencesBody): Promise<void> {
  const rows = Object.entries(chosen).filter(([, value]) => value !== undefined)
  await transaction(database.db, async (trx) => {
    for (const [name, value] of rows) {
      if (value === null) await trx.deleteFrom('agent_preferences').where('provider_id', '=', providerId).where('agent_id', '=', agentId).where('name', '=', name).execute()
      else {
        const kept = { value: JSON.stringify(value), changed_at: time.now() }
        await trx.insertInto('agent_preferences').values({ provider_id: providerId, agent_id: agentId, name, ...kept }).onConflict((oc) => oc.columns(['provider_id', 'agent_id', 'name']).doUpdateSet(kept)).execute()
      }
    }
  })
}
