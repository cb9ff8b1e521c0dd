import type { Severity, Texts } from '#server/tables/notices.ts'
import type { World } from '#server/tables.ts'
import { runPrepared } from '#platform/database.ts'

/** What is going on, or soon will be, with something of a customer's. */
export interface Concerning {
  readonly noticeId: string
  readonly type: string
  readonly severity: Severity
  readonly title: Texts
  readonly from: number | null
  readonly until: number | null
  /** The reader's own copy, to be read whole; null when they were not told. */
  readonly notificationId: string | null
  readonly services: readonly { readonly id: string; readonly name: string }[]
}

/** What of a customer's is looked at. */
export type Subject = 'everything' | { readonly serviceId: string } | { readonly ticket: number }

/** Maintenance is announced above pages from three days before it begins. */
const ahead = 72 * 3_600_000
const most = 5

/**
 * What concerns a customer now and is to be seen above their pages (S4-12): not over, begun or about to begin. `about`: all that they
 * have, one service, or the service of one of their requests. The gravest and the soonest first, five at most.
 */
export async function noticesConcerning(world: World, providerId: string, who: { customerId: string; contactId: string }, now: number, about: Subject = 'everything'): Promise<Concerning[]> {
  const rows = await runPrepared<Concerning>(world.database, {
    name: 'notices-concerning', values: [providerId, who.customerId, who.contactId, now, now + ahead, typeof about === 'object' && 'serviceId' in about ? about.serviceId : null, typeof about === 'object' && 'ticket' in about ? about.ticket : null, most],
    text: `select n.id as "noticeId", n.type, n.severity, n.title, n.from_at as "from", n.until_at as "until",
        (select t.id from notifications t where t.provider_id = n.provider_id and t.notice_id = n.id and t.contact_id = $3 and t.in_client_area) as "notificationId",
        coalesce((select json_agg(json_build_object('id', v.id, 'name', v.name) order by v.name) from notice_services s
          join services v on v.provider_id = s.provider_id and v.id = s.service_id
          where s.provider_id = n.provider_id and s.notice_id = n.id and s.customer_id = $2), '[]') as services
      from notices n
      where n.provider_id = $1 and n.ended_at is null and n.banner and n.outcome = 'sent' and (n.until_at is null or n.until_at > $4) and (n.from_at is null or n.from_at <= $5)
        and case when $6::uuid is null and $7::int is null
          then exists (select 1 from notice_customers c where c.provider_id = n.provider_id and c.notice_id = n.id and c.customer_id = $2 and c.affected)
          else exists (select 1 from notice_services s where s.provider_id = n.provider_id and s.notice_id = n.id and s.customer_id = $2 and s.service_id = coalesce($6,
            (select t.service_id from tickets t where t.provider_id = n.provider_id and t.number = $7 and t.customer_id = $2))) end
      order by case n.severity when 'major' then 0 when 'minor' then 1 else 2 end, coalesce(n.from_at, n.created_at), n.id limit $8`,
  })
  return rows
}
