import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { transaction } from '#platform/database.ts'
import { listProviders, writeEvent } from '#people/people.ts'
import type { Actor } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { purgeAccessLog } from './access-log.ts'
import { expireArchives } from './archives.ts'
import { erasePerson } from './erase.ts'
import { notHeld } from './holds.ts'
import { obstaclesTo, zoneOf } from './obstacles.ts'
import { findPerson, nowhere } from './person.ts'
import { blank } from './redact.ts'
import { blankLetters, blankRequests, blankTicket } from './redact-ticket.ts'
import { retentionKinds } from './retention-kinds.ts'
import type { RetentionKind } from './retention-kinds.ts'
import { listRetention } from './retention.ts'
import { setAsideUnused } from './unused-files.ts'

const day = 86_400_000
/** Rows of a kind purged in one transaction, and such transactions in one run: what is left goes with the next run. */
const batch = 200
const rounds = 50

/** How many of each kind went, or would go. */
export type PurgeReport = Readonly<Record<RetentionKind, number>>

interface Kind {
  /** Ids of what is past its time. */
  due(context: Context, limit: number | null): RawBuilder<{ id: string }>
  /** Takes some of them away; gives the files that nobody may need any more. */
  purge(context: Context, ids: string[]): Promise<string[]>
}
interface Context { readonly desk: Desk; readonly providerId: string; readonly zone: string; readonly before: number }

/** Closed, or merged into one that is: nothing is done to it any more either. */
const over = sql`(t.state = 'closed' or exists (select 1 from tickets s where s.provider_id = t.provider_id and s.id = t.merged_into and s.state = 'closed'))`

const up = (limit: number | null) => (limit === null ? sql`` : sql`limit ${limit}`)

const kinds: Partial<Record<RetentionKind, Kind>> = {
  tickets: {
    due: ({ desk, providerId, zone, before }, limit) => sql`select t.id from tickets t where t.provider_id = ${providerId} and ${over} and t.changed_at < ${before} and t.subject <> ${blank} and ${notHeld(desk, zone)} order by t.changed_at ${up(limit)}`,
    purge: ({ desk, providerId }, ids) => transaction(desk.database.db, async (trx) => {
      const files: string[] = []
      for (const id of ids) files.push(...(await blankTicket(trx, desk, providerId, id)).files)
      return files
    }),
  },
  attachments: {
    due: ({ desk, providerId, zone, before }, limit) => sql`select f.id from attachments f join tickets t on t.provider_id = f.provider_id and t.id = f.ticket_id
      where f.provider_id = ${providerId} and ${over} and t.changed_at < ${before} and ${notHeld(desk, zone)} ${up(limit)}`,
    purge: ({ desk, providerId }, ids) => transaction(desk.database.db, async (trx) => {
      const gone = await trx.deleteFrom('attachments').where('provider_id', '=', providerId).where('id', 'in', ids).returning(['sha256', 'message_id']).execute()
      // The request that they came with names them too.
      await sql`update requests set incoming = jsonb_set(incoming, '{attachments}', '[]') where provider_id = ${providerId}
        and id in (select m.request_id from messages m where m.provider_id = ${providerId} and m.id = any(${gone.map((row) => row.message_id)}::uuid[]))`.execute(trx)
      return gone.map((row) => row.sha256)
    }),
  },
  raw_mails: {
    due: ({ desk, providerId, zone, before }, limit) => sql`select r.id from requests r left join tickets t on t.provider_id = r.provider_id and t.id = r.ticket_id
      where r.provider_id = ${providerId} and r.received_at < ${before} and r.raw_sha256 is not null and r.state not in ('recorded', 'quarantined') and (t.id is null or ${notHeld(desk, zone)}) order by r.received_at ${up(limit)}`,
    purge: async ({ desk, providerId }, ids) => {
      const { rows } = await sql<{ sha256: string }>`with old as (select id, raw_sha256 from requests where provider_id = ${providerId} and id = any(${ids}) for update)
        update requests r set raw_sha256 = null, raw_size = null, raw_media_type = null from old where r.provider_id = ${providerId} and r.id = old.id returning old.raw_sha256 as sha256`.execute(desk.database.db)
      return rows.flatMap((row) => (row.sha256 === null ? [] : [row.sha256]))
    },
  },
  requests: {
    due: ({ providerId, before }, limit) => sql`select id from requests where provider_id = ${providerId} and state in ('answered', 'refused', 'redirected', 'asked', 'duplicate', 'discarded') and received_at < ${before}
      and incoming ->> 'text' is distinct from ${blank} order by id ${up(limit)}`,
    purge: ({ desk, providerId }, ids) => transaction(desk.database.db, (trx) => blankRequests(trx, desk, providerId, ids)),
  },
  letters: {
    due: ({ desk, providerId, zone, before }, limit) => sql`select o.id from outbox o left join tickets t on t.provider_id = o.provider_id and t.id = o.ticket_id
      where o.provider_id = ${providerId} and o.created_at < ${before} and o.state in ('sent', 'failed', 'caught', 'cancelled') and o."to"[1] not like ${`%@${nowhere}`} and (t.id is null or ${notHeld(desk, zone)}) order by o.created_at ${up(limit)}`,
    purge: ({ desk, providerId }, ids) => transaction(desk.database.db, async (trx) => (await blankLetters(trx, providerId, ids), [])),
  },
  machines: {
    due: ({ providerId, before }, limit) => sql`(select id from requests where provider_id = ${providerId} and received_at < ${before} and machine is not null order by received_at ${up(limit)})
      union all (select id from sessions where provider_id = ${providerId} and created_at < ${before} and machine is not null ${up(limit)})
      union all (select id from events where provider_id = ${providerId} and ticket_id is null and at < ${before} and data ?| array['machine', 'browser', 'ip'] ${up(limit)})`,
    purge: ({ desk, providerId }, ids) => transaction(desk.database.db, async (trx) => {
      await sql`update requests set machine = null where provider_id = ${providerId} and id = any(${ids})`.execute(trx)
      await sql`update sessions set machine = null, browser = null where provider_id = ${providerId} and id = any(${ids})`.execute(trx)
      await sql`update events set data = data - 'machine' - 'browser' - 'ip' where provider_id = ${providerId} and id = any(${ids}) and ticket_id is null`.execute(trx)
      return []
    }),
  },
  sessions: {
    due: ({ providerId, before }, limit) => sql`select id from sessions where provider_id = ${providerId} and least(expires_at, coalesce(revoked_at, expires_at)) < ${before} ${up(limit)}`,
    purge: async ({ desk, providerId }, ids) => (await desk.database.db.deleteFrom('sessions').where('provider_id', '=', providerId).where('id', 'in', ids).execute(), []),
  },
  drafts: {
    due: ({ providerId, before }, limit) => sql`select id from drafts where provider_id = ${providerId} and updated_at < ${before} ${up(limit)}`,
    purge: async ({ desk, providerId }, ids) => (await desk.database.db.deleteFrom('drafts').where('provider_id', '=', providerId).where('id', 'in', ids).execute(), []),
  },
  uploads: {
    // Files of a draft live as long as the draft.
    due: ({ providerId, before }, limit) => sql`select u.id from uploads u where u.provider_id = ${providerId} and u.at < ${before}
      and not exists (select 1 from drafts d where d.provider_id = u.provider_id and (u.owner = 'form:' || d.form_key or u.id = any(d.uploads)))
      and not exists (select 1 from agent_drafts d where d.provider_id = u.provider_id and u.owner = 'agent:' || d.agent_id and u.id = any(d.uploads)) ${up(limit)}`,
    purge: async ({ desk, providerId }, ids) => (await desk.database.db.deleteFrom('uploads').where('provider_id', '=', providerId).where('id', 'in', ids).returning('sha256').execute()).map((row) => row.sha256),
  },
  register: {
    due: ({ providerId, before }, limit) => sql`select id from person_requests where provider_id = ${providerId} and state in ('done', 'refused', 'withdrawn') and file_sha256 is null and coalesce(ended_at, asked_at) < ${before} ${up(limit)}`,
    purge: async ({ desk, providerId }, ids) => (await desk.database.db.deleteFrom('person_requests').where('provider_id', '=', providerId).where('id', 'in', ids).execute(), []),
  },
  former_contacts: {
    due: ({ providerId, before }, limit) => sql`select id from contacts c where provider_id = ${providerId} and removed_at < ${before} and email not like ${`%@${nowhere}`}
      and not exists (select 1 from legal_holds h where h.provider_id = c.provider_id and h.lifted_at is null and (h.contact_id = c.id or h.customer_id = c.customer_id))
      and not exists (select 1 from tickets t where t.provider_id = c.provider_id and t.contact_id = c.id and t.state not in ('solved', 'closed')
        and not exists (select 1 from tickets s where s.provider_id = t.provider_id and s.id = t.merged_into and s.state in ('solved', 'closed'))) ${up(limit)}`,
    purge: async ({ desk, providerId }, ids) => {
      const files: string[] = []
      for (const id of ids) {
        files.push(...(await transaction(desk.database.db, async (trx) => {
          const person = await findPerson(trx, providerId, { contactId: id })
          if (!person || (await obstaclesTo(desk, trx, person)).length > 0) return []
          return (await erasePerson(trx, desk, person, [])).files
        })))
      }
      return files
    },
  },
}

const order = Object.keys(retentionKinds) as RetentionKind[]

async function contextsOf(desk: Desk, providerId: string): Promise<Map<RetentionKind, Context>> {
  const zone = await zoneOf(desk, providerId)
  const kept = await listRetention(desk, providerId)
  return new Map(kept.map(({ kind, days }) => [kind, { desk, providerId, zone, before: desk.time.now() - days * day }]))
}

/** What is past its time today, counted and not touched. */
export async function countPurge(desk: Desk, providerId: string): Promise<PurgeReport> {
  const contexts = await contextsOf(desk, providerId)
  const counted = Object.fromEntries(order.map((kind) => [kind, 0])) as Record<RetentionKind, number>
  for (const kind of order) {
    const context = contexts.get(kind) as Context
    const due = kinds[kind]?.due(context, null)
      ?? (kind === 'archives' ? sql<{ id: string }>`select id from person_requests where provider_id = ${providerId} and file_sha256 is not null and expires_at <= ${desk.time.now()}`
      : sql<{ id: string }>`select n::text as id from access_log where provider_id = ${providerId} and at < ${context.before}`)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from (${due}) as due`.execute(desk.database.db)
    counted[kind] = rows[0]?.n ?? 0
  }
  return counted
}

/** Takes away what is past its time, a batch at a time; what went is told in one event (GDPR-05). Holds are respected (GDPR-06). */
export async function purgeProvider(desk: Desk, providerId: string, actor: Actor = { kind: 'system' }): Promise<PurgeReport> {
  const contexts = await contextsOf(desk, providerId)
  const gone = Object.fromEntries(order.map((kind) => [kind, 0])) as Record<RetentionKind, number>
  for (const kind of order) {
    const [context, how] = [contexts.get(kind) as Context, kinds[kind]]
    if (kind === 'archives') gone.archives = await expireArchives(desk, providerId)
    if (kind === 'access_log') gone.access_log = await purgeAccessLog(desk, providerId, context.before)
    if (!how) continue
    for (let round = 0; round < rounds; round++) {
      const { rows } = await how.due(context, batch).execute(desk.database.db)
      if (rows.length === 0) break
      const files = await how.purge(context, rows.map((row) => row.id))
      gone[kind] += rows.length
      if (files.length > 0) await setAsideUnused(desk, files)
      if (rows.length < batch) break
    }
  }
  const some = Object.fromEntries(Object.entries(gone).filter(([, n]) => n > 0))
  if (Object.keys(some).length > 0) {
    await transaction(desk.database.db, (trx) => writeEvent(trx, desk, { providerId, type: 'retention.purged', actor, data: some }))
  }
  return gone
}

/** The same for every provider, one after another. */
export async function purgeAll(desk: Desk): Promise<void> {
  for (const { id } of await listProviders(desk)) await purgeProvider(desk, id)
}
