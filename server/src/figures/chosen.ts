import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { onDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Asked } from './period.ts'

/**
 * The promises of a period inside the wall, as `chosen`. By outcome: those that stopped in it, and those still open whose deadline
 * passed before its end, for nobody's figures get better by never answering (TIME-27). By creation: those of the tickets opened in it.
 */
export function chosenOf(providerId: string, wall: DeskWall, { span, basis, now }: Asked): RawBuilder<unknown> {
  const end = Math.min(span.to, now)
  const found = basis === 'creation'
    ? sql`select k.*, t.opened_at as at from tickets t join clocks k on k.provider_id = t.provider_id and k.ticket_id = t.id
        where t.provider_id = ${providerId} and t.opened_at >= ${span.from} and t.opened_at < ${span.to}`
    : sql`select k.*, k.stopped_at as at from clocks k where k.provider_id = ${providerId} and k.stopped_at >= ${span.from} and k.stopped_at < ${span.to}
        union all select k.*, k.due_at as at from clocks k where k.provider_id = ${providerId} and k.stopped_at is null and k.due_at < ${end}`
  return sql`chosen as (
    select t.tier, t.number, t.subject, t.customer_id, t.assignee_id, k.ticket_id, k.metric, k.cycle, k.policy_version, k.started_at, k.due_at, k.stopped_at, k.outcome, k.counted, k.counted_to, k.at,
      (k.commitment ->> 'value')::float8 as value,
      md5(concat_ws('|', coalesce(t.tier, ''), k.metric, k.target, k.commitment ->> 'value', k.commitment ->> 'statistic', k.commitment ->> 'bond', k.commitment ->> 'clauses', k.commitment ->> 'counted')) as key,
      w.why,
      case when w.why is not null then 'excluded'
        when k.stopped_at is null then case when k.due_at < ${now} then 'open' else 'running' end
        when k.outcome = 'late' or (k.outcome = 'counted' and k.counted > (k.commitment ->> 'value')::float8) then 'over' else 'within' end as part
    from (${found}) k join tickets t on t.provider_id = k.provider_id and t.id = k.ticket_id
    cross join lateral (select case when t.place = 'spam' then 'spam' when t.place = 'merged' then 'merged' when k.outcome = 'cancelled' then 'cancelled'
      when not exists (select 1 from events e where e.provider_id = t.provider_id and e.ticket_id = t.id and e.seq = 1 and (e.actor_kind <> 'agent' or e.data ->> 'initiative' = 'customer'))
        and not exists (select 1 from events e where e.provider_id = t.provider_id and e.ticket_id = t.id and e.type = 'message.customer') then 'no_message' end as why) w
    where ${onDesk(wall)} and k.commitment ->> 'value' is not null and k.counted is not null)`
}
