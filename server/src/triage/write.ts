import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { Row } from '#tickets/tickets.ts'
import type { Projection } from '#desk/projection.ts'
import type { Tables } from '#server/tables.ts'

/** Told to every process after the commit: names and numbers only. */
export interface Change {
  readonly provider: string
  readonly ticket?: string
  readonly number?: number
  readonly version?: number
  readonly events: readonly string[]
}

export const changesChannel = 'guichet_changes'

/** Rows to be written together, in one statement: one round trip, all or nothing. */
export interface NewRows {
  readonly requests?: readonly Row<'requests'>[]
  readonly tickets?: readonly Row<'tickets'>[]
  readonly messages: readonly Row<'messages'>[]
  readonly attachments: readonly Row<'attachments'>[]
  readonly events: readonly Row<'events'>[]
  readonly clocks: readonly Row<'clocks'>[]
  readonly mail_threads?: readonly object[]
  readonly outbox?: readonly object[]
  readonly reply_tokens?: readonly object[]
}

const order = ['requests', 'tickets', 'messages', 'attachments', 'events', 'outbox', 'mail_threads', 'reply_tokens'] as const
/** Rows that may be there already, and say the same. */
const known = new Set<string>(['mail_threads', 'reply_tokens'])

function inserts(rows: NewRows): RawBuilder<unknown>[] {
  return order.flatMap((table) => {
    const given = rows[table]
    if (!given || given.length === 0) return []
    return [sql`${sql.id(`new_${table}`)} as (insert into ${sql.id(table)} select * from json_populate_recordset(null::${sql.id(table)}, ${JSON.stringify(given)}::json)${sql.raw(known.has(table) ? ' on conflict do nothing' : '')})`]
  })
}

function clocks(rows: NewRows): RawBuilder<unknown>[] {
  if (rows.clocks.length === 0) return []
  return [
    sql`new_clocks as (insert into clocks select * from json_populate_recordset(null::clocks, ${JSON.stringify(rows.clocks)}::json)
      on conflict (provider_id, ticket_id, metric, cycle) do update set target = excluded.target, commitment = excluded.commitment,
        policy_version = excluded.policy_version, started_at = excluded.started_at, due_at = excluded.due_at, stopped_at = excluded.stopped_at,
        outcome = excluded.outcome, watch_at = excluded.watch_at)`,
  ]
}

/** Writes new rows; `change`, when given, is told to every process at the commit. */
export async function writeRows(db: Kysely<Tables>, rows: NewRows, change?: Change, updates: readonly RawBuilder<unknown>[] = []): Promise<void> {
  const parts = [...inserts(rows), ...clocks(rows), ...updates]
  const tell = change ? sql`select pg_notify(${changesChannel}, ${JSON.stringify(change)})` : sql`select 1`
  await sql`${parts.length > 0 ? sql`with ${sql.join(parts)} ` : sql``}${tell}`.execute(db)
}

/** The update of a ticket's projected columns, as a part of `writeRows`. */
export function updateTicket(providerId: string, ticketId: string, columns: Projection['columns']): RawBuilder<unknown> {
  const names = Object.keys(columns).map((name) => sql.id(name))
  const values = Object.keys(columns).map((name) => sql`p.${sql.id(name)}`)
  return sql`changed_ticket as (update tickets set (${sql.join(names)}) = (select ${sql.join(values)} from json_populate_record(null::tickets, ${JSON.stringify(columns)}::json) p)
    where provider_id = ${providerId} and id = ${ticketId})`
}
