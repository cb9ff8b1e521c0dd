import { createHash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { Kysely } from 'kysely'
import { ruleStarts } from '@guichet/protocol'
import type { EventType } from '@guichet/protocol'
import type { Row } from '#tickets/tickets.ts'
import type { Projection } from '#desk/projection.ts'
import type { Tables, World } from '#server/tables.ts'

/** Rows to be written together, in one statement: one round trip, all or nothing. Rows of one table have the same columns. */
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
  readonly work?: readonly Row<'work'>[]
}

/** One part of the statement. `values` are those of its parameters, which begin at `$from`. */
export interface Part {
  readonly text: (from: number) => string
  readonly values: readonly unknown[]
}

const order = ['requests', 'tickets', 'messages', 'attachments', 'events', 'outbox', 'mail_threads', 'reply_tokens', 'clocks', 'work'] as const

const clockColumns = ['target', 'commitment', 'policy_version', 'started_at', 'due_at', 'stopped_at', 'outcome', 'watch_at', 'counted', 'counted_to', 'line', 'broken', 'tier', 'department', 'assignee_id', 'aside']
const workColumns = ['started_at', 'minutes', 'kind', 'note', 'corrected_at']
const same = ' on conflict do nothing'
const conflicts: Readonly<Record<string, string>> = {
  // Rows that may be there already, and say the same.
  mail_threads: same,
  reply_tokens: same,
  clocks: ` on conflict (provider_id, ticket_id, metric, cycle) do update set ${clockColumns.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  work: ` on conflict (provider_id, id) do update set ${workColumns.map((name) => `${name} = excluded.${name}`).join(', ')}`,
}

/** A value as the driver takes it: an object is JSON, a list is a list of texts. */
const parameter = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value) ? JSON.stringify(value) : value

const places = (count: number, from: number): string => Array.from({ length: count }, (_, index) => `$${from + index}`).join(', ')

function insertOf(table: string, rows: readonly object[]): Part {
  const columns = Object.keys(rows[0] ?? {})
  const row = (index: number, from: number) => `(${places(columns.length, from + index * columns.length)})`
  return {
    text: (from) =>
      `new_${table} as (insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')}) values ${rows.map((_, index) => row(index, from)).join(', ')}${conflicts[table] ?? ''})`,
    values: rows.flatMap((one) => columns.map((name) => parameter((one as Record<string, unknown>)[name]))),
  }
}

/** Leaves what starts rules to them, in the same statement, where a rule waits for it. What rules did starts none. */
function forRules(events: readonly Row<'events'>[]): Part[] {
  const starting = events.flatMap((event) => {
    const starts = ruleStarts[event.type as EventType]
    return starts === undefined || (event.actor_kind === 'system' && event.actor_id !== null) ? [] : [{ ...event, starts }]
  })
  const [first] = starting
  if (!first) return []
  return [{
    text: (from) => `for_rules as (insert into rule_events (provider_id, event_id, ticket_id, seq, starts, at)
      select $${from}::uuid, e.id, e.ticket_id, e.seq, e.starts, e.at from unnest($${from + 1}::uuid[], $${from + 2}::uuid[], $${from + 3}::int[], $${from + 4}::text[], $${from + 5}::bigint[]) e (id, ticket_id, seq, starts, at)
      where exists (select 1 from rules r where r.provider_id = $${from} and r.starts = e.starts and r.on_since is not null))`,
    values: [first.provider_id, starting.map(({ id }) => id), starting.map(({ ticket_id }) => ticket_id), starting.map(({ seq }) => seq), starting.map(({ starts }) => starts), starting.map(({ at }) => at)],
  }]
}

function statement(rows: NewRows, updates: readonly Part[], last = 'select 1'): { text: string; values: unknown[] } {
  const inserts = order.flatMap((table) => {
    const given = rows[table]
    return given && given.length > 0 ? [insertOf(table, given)] : []
  })
  const values: unknown[] = []
  const texts = [...inserts, ...forRules(rows.events), ...updates].map((part) => {
    const text = part.text(values.length + 1)
    values.push(...part.values)
    return text
  })
  return { text: `${texts.length > 0 ? `with ${texts.join(', ')} ` : ''}${last}`, values }
}

/** Writes new rows, and makes updates, in the transaction of the caller. */
export async function writeRows(db: Kysely<Tables>, rows: NewRows, updates: readonly Part[] = []): Promise<void> {
  const { text, values } = statement(rows, updates)
  await db.executeQuery(CompiledQuery.raw(text, values))
}

/** More rows than these come in too many shapes for each to be worth a prepared statement. */
const usual = 16

/** The code of a division by zero. */
const divided = '22012'

/**
 * Writes new rows in a transaction of their own: one round trip, planned once for each shape that rows have. `settled`: an update
 * named so, without whose row nothing is written at all; false then.
 */
export async function writeAlone(world: World, rows: NewRows, settled?: Part): Promise<boolean> {
  // SQL has no other way to undo the rest of a statement by what one part of it found.
  const { text, values } = statement(rows, settled ? [settled] : [], settled && 'select 1 / (select count(*) from settled)')
  const count = order.reduce((sum, table) => sum + (rows[table]?.length ?? 0), 0)
  try {
    await world.database.pool.query({ text, values, ...(count > usual ? {} : { name: `write-${createHash('sha1').update(text).digest('base64url')}` }) })
    return true
  } catch (error) {
    if (settled && (error as { code?: string }).code === divided) return false
    throw error
  }
}

/** The update of a ticket's projected columns. */
export function updateTicket(providerId: string, ticketId: string, columns: Projection['columns']): Part {
  const entries = Object.entries(columns)
  return {
    text: (from) => `changed_ticket as (update tickets set ${entries.map(([name], index) => `${name} = $${from + index}`).join(', ')}
      where provider_id = $${from + entries.length} and id = $${from + entries.length + 1})`,
    values: [...entries.map(([, value]) => parameter(value)), providerId, ticketId],
  }
}
