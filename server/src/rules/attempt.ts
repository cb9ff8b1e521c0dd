import { ruleStarts } from '@guichet/protocol'
import type { RuleTryBody } from '@guichet/protocol'
import { deskWallText, deskWallValues } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { wrongFilter } from './kept.ts'
import type { RuleRefused } from './kept.ts'
import { filtersOfRules } from './rule.ts'

const week = 7 * 24 * 3_600_000
/** Tickets named; all are counted. */
const shown = 50

export interface Tried { readonly since: number; readonly tickets: number; readonly times: number; readonly rows: readonly { number: number; subject: string; times: number; last_at: number }[] }

/** The smallest id that was made at an instant or later. */
const idFrom = (at: number): string => `${at.toString(16).padStart(12, '0').replace(/^(.{8})(.{4})$/, '$1-$2')}-0000-0000-000000000000`

/** What would have started it, by ticket: events of the week, or promises that came within reach of their deadline. `$2` is its beginning. */
function causes({ starts, within }: RuleTryBody, now: number): { readonly text: string; readonly values: unknown[] } {
  if (starts === 'due') {
    const before = (within ?? 0) * 60_000
    return {
      text: `select c.ticket_id, greatest(c.started_at, c.due_at - $3::bigint) as at from clocks c where c.provider_id = $1 and c.due_at between $2::bigint and $4::bigint
        and c.due_at - $3::bigint >= $2::bigint and greatest(c.started_at, c.due_at - $3::bigint) <= $5::bigint and (c.stopped_at is null or c.stopped_at > c.due_at - $3::bigint)`,
      values: [now - week, before, now + before, now],
    }
  }
  const types = Object.entries(ruleStarts).filter(([, name]) => name === starts).map(([type]) => type)
  return {
    text: `select e.ticket_id, e.at from events e where e.provider_id = $1 and e.id >= $3::uuid and e.at >= $2::bigint and e.ticket_id is not null and e.type = any($4::text[]) and not (e.actor_kind = 'system' and e.actor_id is not null)
      and not exists (select 1 from events u where u.provider_id = e.provider_id and u.ticket_id = e.ticket_id and u.seq > e.seq and u.type = 'ticket.undone' and u.data->'eventIds' ? e.id::text)`,
    values: [now - week, idFrom(now - week), types],
  }
}

/** The tickets to which a rule would have reacted in the last week, had it been there: by its filter as they stand now, inside the wall of who asks. */
export async function tryRule(desk: Desk, providerId: string, wall: DeskWall, body: RuleTryBody): Promise<Tried | RuleRefused> {
  if ((body.starts === 'due') !== (body.within !== null)) return { refused: 'invalid-body', at: '/within' }
  const wrong = await wrongFilter(desk, providerId, body.filter)
  if (wrong) return wrong
  const filter = (await filtersOfRules(desk, providerId))(body.filter)
  if (!filter.ok) return { refused: 'filter-unreadable' }
  const now = desk.time.now()
  const { text, values } = causes(body, now)
  const first = [providerId, ...values, ...deskWallValues(wall)]
  const from = values.length + 2
  const { rows } = await desk.database.pool.query<{ number: number; subject: string; times: number; last_at: number; tickets: number; all_times: number }>({
    text: `with causes as (${text}), met as (
        select t.number, t.subject, count(*)::int as times, max(c.at)::bigint as last_at from causes c join tickets t on t.provider_id = $1 and t.id = c.ticket_id
        where t.merged_into is null and t.place <> 'spam' and ${deskWallText(from)} and ${filter.condition.text(from + 2)} group by t.number, t.subject)
      select *, (count(*) over ())::int as tickets, (sum(times) over ())::int as all_times from met order by last_at desc, number limit ${shown}`,
    values: [...first, ...filter.condition.values],
  })
  return { since: now - week, tickets: rows[0]?.tickets ?? 0, times: rows[0]?.all_times ?? 0, rows }
}
