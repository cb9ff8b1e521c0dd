import { sql } from 'kysely'
import { listProviders } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome, Think } from './act.ts'

/** Tags of one ticket, and of one provider: beyond that they sort nothing any more. */
export const mostTags = 20
const mostOfProvider = 1_000
const batch = 200

/** Sets and takes away tags; a word that was not used yet joins the list. */
export function tag(desk: Desk, agent: Actor & { id: string }, aim: Aim, added: readonly string[], removed: readonly string[]): Promise<Outcome> {
  return act(desk, aim, tagging(agent, added, removed))
}

/** Tags put on and taken off; new ones are made. What is there already, or is not there, changes nothing. */
export function tagging(agent: Actor & { id: string }, added: readonly string[], removed: readonly string[]): Think {
  return async ({ ticket, providerId }, now, inside) => {
    const gone = ticket.tags.filter((name) => removed.includes(name) && !added.includes(name))
    const fresh = [...new Set(added)].filter((name) => !ticket.tags.includes(name))
    if (ticket.tags.length - gone.length + fresh.length > mostTags) return { refused: 'too-many' }
    if (fresh.length > 0) {
      const { rows } = await sql<{ full: boolean }>`
        with made as (
          insert into tags (provider_id, name, created_at, created_by) select ${providerId}, n, ${now}, ${agent.kind === 'agent' ? agent.id : null}::uuid from unnest(${fresh}::text[]) n on conflict do nothing returning 1)
        select (select count(*) from tags where provider_id = ${providerId}) + (select count(*) from made) > ${mostOfProvider} and exists (select 1 from made) as full`.execute(inside.database.db)
      if (rows[0]?.full === true) return { refused: 'too-many' }
    }
    return { events: gone.length + fresh.length === 0 ? [] : [{ type: 'ticket.tagged', at: now, actor: agent, data: { added: fresh, removed: gone } }] }
  }
}

/** Those of these words that are in the list of a provider. */
export async function knownTags(desk: Desk, providerId: string, names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set()
  const rows = await desk.database.db.selectFrom('tags').select('name').where('provider_id', '=', providerId).where('name', 'in', [...names]).execute()
  return new Set(rows.map(({ name }) => name))
}

/** The tags of a provider, with the number of tickets that bear each. */
export async function listTags(desk: Desk, providerId: string): Promise<{ name: string; tickets: number; becoming: boolean }[]> {
  const { rows } = await desk.database.pool.query<{ name: string; tickets: number; becoming: boolean }>({
    name: 'tags', values: [providerId],
    text: `select g.name, coalesce(u.tickets, 0)::int as tickets, exists (select 1 from tag_changes c where c.provider_id = $1 and c.name = g.name and c.done_at is null) as becoming
      from tags g left join (select unnest(tags) as name, count(*) as tickets from tickets where provider_id = $1 and tags <> '{}' group by 1) u on u.name = g.name
      where g.provider_id = $1 order by g.name`,
  })
  return rows
}

/** Words that begin so, those most used lately first: what a field offers while one types. */
export async function findTags(desk: Desk, providerId: string, begun: string): Promise<string[]> {
  const rows = await desk.database.db
    .selectFrom('tags').select('name').where('provider_id', '=', providerId).where('name', 'like', `%${begun.replaceAll(/[%_\\]/g, String.raw`\$&`)}%`)
    .orderBy(sql`not starts_with(name, ${begun})`).orderBy('name').limit(20).execute()
  return rows.map((row) => row.name)
}

/**
 * A tag is to become another for every ticket, or to go (null). Into one that is there, both are one from then on. Tickets follow by
 * and by, each with its event; nobody is offered the old word meanwhile.
 */
export async function changeTag(desk: Desk, providerId: string, agent: Actor & { id: string }, name: string, becomes: string | null): Promise<'done' | 'unknown-tag' | 'tag-taken'> {
  const { db } = desk.database
  const now = desk.time.now()
  const there = await db.selectFrom('tags').select('name').where('provider_id', '=', providerId).where('name', '=', name).executeTakeFirst()
  if (!there) return 'unknown-tag'
  if (becomes === name) return 'tag-taken'
  await db.transaction().execute(async (trx) => {
    if (becomes !== null) await trx.insertInto('tags').values({ provider_id: providerId, name: becomes, created_at: now, created_by: agent.id }).onConflict((oc) => oc.doNothing()).execute()
    await trx.insertInto('tag_changes').values({ provider_id: providerId, id: desk.ids.next(), name, becomes, asked_by: agent.id, asked_at: now, done_at: null }).execute()
    await trx.insertInto('events').values({
      provider_id: providerId, id: desk.ids.next(), ticket_id: null, seq: null, at: now, type: 'tag.changed', actor_kind: 'agent', actor_id: agent.id, actor_name: agent.name ?? null,
      data: JSON.stringify({ name, becomes }),
    }).execute()
  })
  desk.jobs.wake('tags')
  return 'done'
}

/** Lets tickets follow the tags that were changed. Gives the number of tickets changed. */
export async function followTags(desk: Desk): Promise<number> {
  let followed = 0
  const { db } = desk.database
  for (const { id: providerId } of await listProviders(desk)) {
    const changes = await db.selectFrom('tag_changes as c').innerJoin('agents as a', (join) => join.onRef('a.provider_id', '=', 'c.provider_id').onRef('a.id', '=', 'c.asked_by'))
      .select(['c.id', 'c.name', 'c.becomes', 'c.asked_by', 'a.name as by']).where('c.provider_id', '=', providerId).where('c.done_at', 'is', null).orderBy('c.asked_at').orderBy('c.id').execute()
    for (const change of changes) {
      const actor: Actor = { kind: 'agent', id: change.asked_by, name: change.by }
      for (;;) {
        const found = await db.selectFrom('tickets').select('id').where('provider_id', '=', providerId).where('tags', '@>', sql<string[]>`array[${change.name}]::text[]`).limit(batch).execute()
        for (const { id } of found) {
          await act(desk, { providerId, ticket: { id }, evenMerged: true }, ({ ticket }, now) => ({
            events: ticket.tags.includes(change.name)
              ? [{ type: 'ticket.tagged', at: now, actor, data: { added: change.becomes === null || ticket.tags.includes(change.becomes) ? [] : [change.becomes], removed: [change.name], everywhere: true } }]
              : [],
          }))
        }
        followed += found.length
        await db.updateTable('tag_changes').set((eb) => ({ tickets: eb('tickets', '+', found.length) })).where('provider_id', '=', providerId).where('id', '=', change.id).execute()
        if (found.length < batch) break
      }
      await db.updateTable('tag_changes').set({ done_at: desk.time.now() }).where('provider_id', '=', providerId).where('id', '=', change.id).execute()
      await db.deleteFrom('tags').where('provider_id', '=', providerId).where('name', '=', change.name).execute()
    }
  }
  return followed
}
