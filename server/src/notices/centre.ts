import { sql } from 'kysely'
import type { PostKind, Severity, Texts } from '#server/tables/notices.ts'
import type { World } from '#server/tables.ts'
import { runPrepared } from '#platform/database.ts'

/** A notice as the person who has it sees it in a list. */
export interface NotificationRow {
  readonly id: string
  readonly type: string
  readonly severity: Severity
  readonly title: Texts
  readonly from: number | null
  readonly until: number | null
  readonly endedAt: number | null
  readonly changedAt: number
  readonly readAt: number | null
}

/** What of the list is looked at. `before`: where the page before ended. */
export interface Looking { readonly type?: string | undefined; readonly unread?: boolean; readonly since?: number | undefined; readonly until?: number | undefined; readonly before?: { at: number; id: string } | undefined; readonly limit: number }

/** How many more than this are not counted one by one. */
const mostCounted = 99

/** Notices that a person has not read, up to a hundred: asked for by every page, one look at one small index. */
export async function countUnread(world: World, providerId: string, contactId: string): Promise<number> {
  const [row] = await runPrepared<{ unread: number }>(world.database, {
    name: 'unread-notices', values: [providerId, contactId, mostCounted + 1],
    text: 'select count(*)::int as unread from (select 1 from notifications where provider_id = $1 and contact_id = $2 and read_at is null and in_client_area limit $3) as found',
  })
  return row?.unread ?? 0
}

/** A person's notices, the latest said first. Whose they are is always asked with: another's do not exist. */
export async function listNotifications(world: World, providerId: string, contactId: string, looking: Looking): Promise<NotificationRow[]> {
  let query = world.database.db
    .selectFrom('notifications as t').innerJoin('notices as n', (join) => join.onRef('n.provider_id', '=', 't.provider_id').onRef('n.id', '=', 't.notice_id'))
    .select(['t.id', 'n.type', 'n.severity', 'n.title', 'n.from_at', 'n.until_at', 'n.ended_at', 't.changed_at', 't.read_at'])
    .where('t.provider_id', '=', providerId).where('t.contact_id', '=', contactId).where('t.in_client_area', '=', true)
  if (looking.type !== undefined) query = query.where('n.type', '=', looking.type)
  if (looking.unread) query = query.where('t.read_at', 'is', null)
  if (looking.since !== undefined) query = query.where('t.changed_at', '>=', looking.since)
  if (looking.until !== undefined) query = query.where('t.changed_at', '<', looking.until)
  if (looking.before) query = query.where(sql<boolean>`(t.changed_at, t.id) < (${looking.before.at}, ${looking.before.id}::uuid)`)
  const rows = await query.orderBy('t.changed_at', 'desc').orderBy('t.id', 'desc').limit(looking.limit).execute()
  return rows.map((row) => ({
    id: row.id, type: row.type, severity: row.severity, title: row.title, from: row.from_at, until: row.until_at, endedAt: row.ended_at, changedAt: row.changed_at, readAt: row.read_at,
  }))
}

/** A notice whole, as one person has it. */
export interface NotificationPage extends NotificationRow {
  readonly reference: string
  readonly ownText: Texts | null
  readonly clauses: readonly string[]
  readonly policyVersion: string
  /** What was said in it, the latest first. */
  readonly posts: readonly { readonly kind: PostKind; readonly text: Texts; readonly at: number }[]
  /** The services of their customer that it concerns. */
  readonly services: readonly { readonly id: string; readonly name: string }[]
}

/** A person's notice, or undefined: another's does not exist. */
export async function readNotification(world: World, providerId: string, contactId: string, id: string): Promise<NotificationPage | undefined> {
  const { db } = world.database
  const row = await db
    .selectFrom('notifications as t').innerJoin('notices as n', (join) => join.onRef('n.provider_id', '=', 't.provider_id').onRef('n.id', '=', 't.notice_id'))
    .leftJoin('notice_customers as c', (join) => join.onRef('c.provider_id', '=', 't.provider_id').onRef('c.notice_id', '=', 't.notice_id').onRef('c.customer_id', '=', 't.customer_id'))
    .select(['t.id', 't.notice_id', 't.customer_id', 't.reference', 'n.type', 'n.severity', 'n.title', 'n.from_at', 'n.until_at', 'n.ended_at', 'n.clauses', 'n.policy_version', 't.changed_at', 't.read_at', 'c.own_text'])
    .where('t.provider_id', '=', providerId).where('t.contact_id', '=', contactId).where('t.id', '=', id).where('t.in_client_area', '=', true).executeTakeFirst()
  if (!row) return undefined
  const posts = await db
    .selectFrom('notice_told as d').innerJoin('notice_posts as p', (join) => join.onRef('p.provider_id', '=', 'd.provider_id').onRef('p.id', '=', 'd.post_id'))
    .select(['p.kind', 'p.text', 'p.created_at']).where('d.provider_id', '=', providerId).where('d.notification_id', '=', id).orderBy('p.created_at', 'desc').orderBy('p.id', 'desc').execute()
  const services = await db
    .selectFrom('notice_services as s').innerJoin('services as v', (join) => join.onRef('v.provider_id', '=', 's.provider_id').onRef('v.id', '=', 's.service_id'))
    .select(['v.id', 'v.name']).where('s.provider_id', '=', providerId).where('s.notice_id', '=', row.notice_id).where('s.customer_id', '=', row.customer_id).orderBy('v.name').limit(200).execute()
  return {
    id: row.id, reference: row.reference, type: row.type, severity: row.severity, title: row.title, from: row.from_at, until: row.until_at, endedAt: row.ended_at, changedAt: row.changed_at,
    readAt: row.read_at, ownText: row.own_text, clauses: row.clauses, policyVersion: row.policy_version,
    posts: posts.map(({ kind, text, created_at }) => ({ kind, text, at: created_at })), services,
  }
}

/** Marks a person's notices read, or unread again: one, or all. Gives the number that changed. */
export async function markNotifications(world: World, providerId: string, contactId: string, which: { id: string } | 'all', read: boolean): Promise<number> {
  let query = world.database.db
    .updateTable('notifications').set({ read_at: read ? world.time.now() : null }).where('provider_id', '=', providerId).where('contact_id', '=', contactId).where('in_client_area', '=', true)
    .where('read_at', read ? 'is' : 'is not', null)
  if (which !== 'all') query = query.where('id', '=', which.id)
  const done = await query.executeTakeFirst()
  return Number(done.numUpdatedRows)
}
