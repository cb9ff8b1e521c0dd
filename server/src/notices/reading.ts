import { sql } from 'kysely'
import type { Audience, PostKind, Severity, Texts } from '#server/tables/notices.ts'
import type { World } from '#server/tables.ts'

/** A notice in the agents' list. */
export interface NoticeRow {
  readonly id: string
  readonly code: string
  readonly type: string
  readonly severity: Severity
  readonly title: Texts
  readonly outcome: 'sent' | 'public' | 'not_concerned'
  readonly from: number | null
  readonly until: number | null
  readonly createdAt: number
  readonly endedAt: number | null
  readonly by: string | null
  readonly customers: number
  /** Whether somebody is still to be told of something said in it. */
  readonly telling: boolean
}

/** How long something took, from its being said, over all that it happened to; milliseconds. */
export interface Delay { readonly count: number; readonly median: number | null; readonly longest: number | null }

/** Something said in a notice, and how it got to people (S5-40). */
export interface PostFigures {
  readonly id: string
  readonly kind: PostKind
  readonly text: Texts
  readonly from: number | null
  readonly until: number | null
  readonly at: number
  readonly by: string | null
  readonly told: boolean
  /** Customers gone through so far. */
  readonly customersDone: number
  readonly shown: Delay
  readonly handed: Delay
  readonly sent: Delay
  readonly failed: number
  readonly read: number
}

export interface NoticeFigures extends NoticeRow {
  readonly through: readonly string[]
  readonly clauses: readonly string[]
  readonly policyVersion: string
  /** Seconds that the policy promises; null: at once, without a figure. */
  readonly within: number | null
  readonly optional: boolean
  readonly banner: boolean
  readonly audience: Audience
  readonly services: number
  readonly posts: readonly PostFigures[]
}

const columns = ['n.id', 'n.code', 'n.type', 'n.severity', 'n.title', 'n.outcome', 'n.from_at', 'n.until_at', 'n.created_at', 'n.ended_at', 'n.maker_name'] as const
const customers = sql<number>`(select count(*)::int from notice_customers c where c.provider_id = n.provider_id and c.notice_id = n.id)`.as('customers')
const telling = sql<boolean>`exists (select 1 from notice_posts p where p.provider_id = n.provider_id and p.notice_id = n.id and p.state = 'telling')`.as('telling')

type Selected = { id: string; code: string; type: string; severity: Severity; title: Texts; outcome: NoticeRow['outcome']; from_at: number | null; until_at: number | null; created_at: number; ended_at: number | null; maker_name: string | null; customers: number; telling: boolean }
const rowOf = (row: Selected): NoticeRow => ({
  id: row.id, code: row.code, type: row.type, severity: row.severity, title: row.title, outcome: row.outcome, from: row.from_at, until: row.until_at, createdAt: row.created_at,
  endedAt: row.ended_at, by: row.maker_name, customers: row.customers, telling: row.telling,
})

/** A provider's notices, the newest first; `before`: the id of the last one of the page before. */
export async function listNotices(world: World, providerId: string, page: { limit: number; before?: string | undefined; type?: string | undefined; current?: boolean | undefined }): Promise<NoticeRow[]> {
  let query = world.database.db.selectFrom('notices as n').select([...columns, customers, telling]).where('n.provider_id', '=', providerId)
  if (page.type !== undefined) query = query.where('n.type', '=', page.type)
  if (page.current) {
    const now = world.time.now()
    query = query.where('n.ended_at', 'is', null).where((eb) => eb.or([eb('n.until_at', 'is', null), eb('n.until_at', '>', now)]))
  }
  if (page.before !== undefined) query = query.where(sql<boolean>`(n.created_at, n.id) < (select created_at, id from notices where provider_id = ${providerId} and id = ${page.before})`)
  const rows = await query.orderBy('n.created_at', 'desc').orderBy('n.id', 'desc').limit(page.limit).execute()
  return rows.map(rowOf)
}

/** A notice with what became of everything said in it. */
export async function readNotice(world: World, providerId: string, id: string): Promise<NoticeFigures | undefined> {
  const { db } = world.database
  const row = await db
    .selectFrom('notices as n').select([...columns, customers, telling, 'n.through', 'n.clauses', 'n.policy_version', 'n.within', 'n.optional', 'n.banner', 'n.audience',
      sql<number>`(select count(*)::int from notice_services s where s.provider_id = n.provider_id and s.notice_id = n.id)`.as('services')])
    .where('n.provider_id', '=', providerId).where('n.id', '=', id).executeTakeFirst()
  if (!row) return undefined
  return {
    ...rowOf(row), through: row.through, clauses: row.clauses, policyVersion: row.policy_version, within: row.within, optional: row.optional, banner: row.banner, audience: row.audience,
    services: row.services, posts: await postsOf(world, providerId, id),
  }
}

interface PostRow {
  id: string; kind: PostKind; text: Texts; from_at: number | null; until_at: number | null; created_at: number; author_name: string | null; state: string; customers_done: number; read: number
  shown: number; shown_median: number | null; shown_longest: number | null; handed: number; handed_median: number | null; handed_longest: number | null
  sent: number; sent_median: number | null; sent_longest: number | null; failed: number
}

async function postsOf(world: World, providerId: string, noticeId: string): Promise<PostFigures[]> {
  const delays = (name: string, at: string) => sql.raw(`count(${at})::int as ${name}, percentile_disc(0.5) within group (order by ${at} - p.created_at)::float8 as ${name}_median, max(${at} - p.created_at)::float8 as ${name}_longest`)
  const { rows } = await sql<PostRow>`
    select p.id, p.kind, p.text, p.from_at, p.until_at, p.created_at, p.author_name, p.state,
      case when p.state = 'told' then (select count(*)::int from notice_customers c where c.provider_id = p.provider_id and c.notice_id = p.notice_id)
        else (select count(*)::int from notice_customers c where c.provider_id = p.provider_id and c.notice_id = p.notice_id and c.customer_id <= p.after) end as customers_done,
      told.*, letters.*
    from notice_posts p,
      lateral (select ${delays('shown', 'd.shown_at')}, count(t.read_at) filter (where t.read_at >= d.shown_at)::int as read
        from notice_told d join notifications t on t.provider_id = d.provider_id and t.id = d.notification_id
        where d.provider_id = p.provider_id and d.post_id = p.id) as told,
      lateral (select ${delays('handed', 'o.created_at')}, ${delays('sent', 'o.sent_at')}, count(*) filter (where o.state = 'failed')::int as failed
        from notice_letters l join outbox o on o.provider_id = l.provider_id and o.id = l.outbox_id
        where l.provider_id = p.provider_id and l.post_id = p.id) as letters
    where p.provider_id = ${providerId} and p.notice_id = ${noticeId} order by p.created_at, p.id`.execute(world.database.db)
  const delay = (count: number, median: number | null, longest: number | null): Delay => ({ count, median, longest })
  return rows.map((row) => ({
    id: row.id, kind: row.kind, text: row.text, from: row.from_at, until: row.until_at, at: row.created_at, by: row.author_name, told: row.state === 'told',
    customersDone: row.customers_done, read: row.read, failed: row.failed,
    shown: delay(row.shown, row.shown_median, row.shown_longest), handed: delay(row.handed, row.handed_median, row.handed_longest), sent: delay(row.sent, row.sent_median, row.sent_longest),
  }))
}

/** Somebody who was told of a notice. */
export interface ToldPerson {
  readonly id: string
  readonly reference: string
  readonly customer: { readonly id: string; readonly number: string; readonly name: string }
  readonly contact: { readonly id: string; readonly name: string }
  readonly shownAt: number
  readonly readAt: number | null
  readonly letters: readonly { readonly address: string; readonly state: string; readonly sentAt: number | null }[]
}

/** Who was told of a notice, in the order in which they were. */
export async function listTold(world: World, providerId: string, noticeId: string, page: { limit: number; after?: string | undefined }): Promise<ToldPerson[]> {
  const { rows } = await sql<{
    id: string; reference: string; customer_id: string; number: string; customer: string; contact_id: string; contact: string; shown_at: number; read_at: number | null; letters: ToldPerson['letters']
  }>`
    select t.id, t.reference, t.customer_id, u.number, u.name as customer, t.contact_id, c.name as contact, t.shown_at, t.read_at,
      coalesce((select json_agg(json_build_object('address', l.address_key, 'state', coalesce(o.state, 'withheld'), 'sentAt', o.sent_at) order by l.written_at, l.address_key)
        from notice_letters l left join outbox o on o.provider_id = l.provider_id and o.id = l.outbox_id
        where l.provider_id = t.provider_id and l.notification_id = t.id), '[]') as letters
    from notifications t
      join customers u on u.provider_id = t.provider_id and u.id = t.customer_id
      join contacts c on c.provider_id = t.provider_id and c.id = t.contact_id
    where t.provider_id = ${providerId} and t.notice_id = ${noticeId} and (${page.after ?? null}::uuid is null or t.id > ${page.after ?? null}::uuid)
    order by t.id limit ${page.limit}`.execute(world.database.db)
  return rows.map((row) => ({
    id: row.id, reference: row.reference, customer: { id: row.customer_id, number: row.number, name: row.customer }, contact: { id: row.contact_id, name: row.contact },
    shownAt: row.shown_at, readAt: row.read_at, letters: row.letters,
  }))
}
