import { sql } from 'kysely'
import type { Desk } from '#policies/policies.ts'

/** An agent's last searches, each once; older ones, and those of a season ago, are forgotten. */
export const mostRemembered = 20
const season = 90 * 86_400_000

/** What an agent searched for, the latest first. */
export async function rememberedSearches(desk: Desk, providerId: string, agentId: string): Promise<string[]> {
  const rows = await desk.database.db.selectFrom('remembered_searches').select('text')
    .where('provider_id', '=', providerId).where('agent_id', '=', agentId).where('at', '>', desk.time.now() - season).orderBy('at', 'desc').orderBy('text').limit(mostRemembered).execute()
  return rows.map(({ text }) => text)
}

/** Keeps a search of an agent, for them alone. */
export async function rememberSearch(desk: Desk, providerId: string, agentId: string, text: string): Promise<void> {
  const now = desk.time.now()
  await sql`with kept as (
      insert into remembered_searches (provider_id, agent_id, text, at) values (${providerId}, ${agentId}, ${text}, ${now})
      on conflict (provider_id, agent_id, text) do update set at = excluded.at)
    delete from remembered_searches r where r.provider_id = ${providerId} and r.agent_id = ${agentId} and r.text <> ${text} and (r.at <= ${now - season} or r.text not in (
      select o.text from remembered_searches o where o.provider_id = ${providerId} and o.agent_id = ${agentId} and o.text <> ${text} order by o.at desc, o.text limit ${mostRemembered - 1}))`.execute(desk.database.db)
}

/** Forgets one search, or all of them. */
export async function forgetSearches(desk: Desk, providerId: string, agentId: string, text?: string): Promise<void> {
  let query = desk.database.db.deleteFrom('remembered_searches').where('provider_id', '=', providerId).where('agent_id', '=', agentId)
  if (text !== undefined) query = query.where('text', '=', text)
  await query.execute()
}
