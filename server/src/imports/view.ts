import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Lang } from '@guichet/policy'
import { writeInstant } from '@guichet/protocol'
import type { RecordNoun, RecordProblemCode } from '@guichet/protocol'
import type { Tables } from '#server/tables.ts'
import type { RecordProblem } from './record.ts'
import type { problemsOfRun, Run } from './run.ts'
import { problemInWords } from './words.ts'

/** A record as it is kept, under the name by which its source knows it. */
export interface KeptRecord { readonly id: string; readonly noun: RecordNoun; readonly source: string; readonly externalId: string; readonly retired: boolean; readonly record: Record<string, unknown> }

interface Where { readonly db: Kysely<Tables>; readonly providerId: string; readonly source: string }

/** What is kept of a record; undefined: this source never told us of it. */
export async function readRecord(where: Where, noun: RecordNoun, externalId: string): Promise<KeptRecord | undefined> {
  const { db, providerId, source } = where
  const bound = await db
    .selectFrom('external_ids').select('id').where('provider_id', '=', providerId).where('noun', '=', noun).where('source', '=', source).where('external_id', '=', externalId).executeTakeFirst()
  const read = bound && (await readers[noun](where, bound.id))
  return read && { id: bound.id, noun, source, externalId, ...read }
}

/** Changes whenever the record does. */
export function tagOf(kept: KeptRecord): string {
  return `"${createHash('sha256').update(JSON.stringify([kept.retired, kept.record])).digest('base64url').slice(0, 22)}"`
}

type Read = (where: Where, id: string) => Promise<{ retired: boolean; record: Record<string, unknown> } | undefined>

const readers: { readonly [N in RecordNoun]: Read } = {
  async customers({ db, providerId }, id) {
    const row = await db.selectFrom('customers').select(['number', 'name', 'kind', 'role', 'zone', 'language', 'siren', 'retired_at']).where('provider_id', '=', providerId).where('id', '=', id).executeTakeFirst()
    if (!row) return undefined
    const { retired_at, ...record } = row
    return { retired: retired_at !== null, record }
  },
  async contacts(where, id) {
    const row = await where.db.selectFrom('contacts').select(['customer_id', 'name', 'email', 'language', 'declared', 'removed_at']).where('provider_id', '=', where.providerId).where('id', '=', id).executeTakeFirst()
    if (!row) return undefined
    const { customer_id, removed_at, ...record } = row
    return { retired: removed_at !== null, record: { ...(await customerNamed(where, customer_id)), ...record } }
  },
  async contracts(where, id) {
    const row = await where.db.selectFrom('contracts').selectAll().where('provider_id', '=', where.providerId).where('id', '=', id).executeTakeFirst()
    return row && { retired: row.retired_at !== null, record: { ...(await customerNamed(where, row.customer_id)), name: row.name, startsOn: row.starts_on, endsOn: row.ends_on, values: row.values } }
  },
  async services(where, id) {
    const row = await where.db.selectFrom('services').selectAll().where('provider_id', '=', where.providerId).where('id', '=', id).executeTakeFirst()
    if (!row) return undefined
    const contract = row.contract_id === null ? null : ((await named(where, 'contracts', row.contract_id)) ?? null)
    return {
      retired: row.retired_at !== null,
      record: {
        ...(await customerNamed(where, row.customer_id)), contract, kind: row.kind, name: row.name, addresses: row.addresses, tags: row.tags, orderNumber: row.order_number, product: row.product, version: row.version,
        startsOn: row.starts_on, endsOn: row.ends_on,
      },
    }
  },
  /** Of a key nothing is kept that could be read. */
  async licences(where, id) {
    const row = await where.db.selectFrom('licences').select(['customer_id', 'kind', 'delivery_address_key', 'retired_at']).where('provider_id', '=', where.providerId).where('id', '=', id).executeTakeFirst()
    return row && { retired: row.retired_at !== null, record: { ...(row.customer_id === null ? {} : await customerNamed(where, row.customer_id)), kind: row.kind, deliveredTo: row.delivery_address_key } }
  },
  async movements(where, id) {
    const row = await where.db.selectFrom('quota_movements').selectAll().where('provider_id', '=', where.providerId).where('id', '=', id).executeTakeFirst()
    if (!row) return undefined
    const corrects = row.corrects === null ? undefined : await named(where, 'movements', row.corrects)
    const contract = await named(where, 'contracts', row.contract_id)
    return { retired: false, record: { contract, quota: row.quota, kind: row.kind, quantity: row.quantity, at: writeInstant(row.at), ...(corrects === undefined ? {} : { corrects }), ...(row.note === null ? {} : { note: row.note }) } }
  },
}

async function named({ db, providerId, source }: Where, noun: RecordNoun, id: string): Promise<string | undefined> {
  const found = await db.selectFrom('external_ids').select('external_id').where('provider_id', '=', providerId).where('noun', '=', noun).where('source', '=', source).where('id', '=', id).executeTakeFirst()
  return found?.external_id
}

async function customerNamed(where: Where, id: string): Promise<{ customer: string } | { customerNumber: string }> {
  const customer = await named(where, 'customers', id)
  if (customer !== undefined) return { customer }
  const { number } = await where.db.selectFrom('customers').select('number').where('provider_id', '=', where.providerId).where('id', '=', id).executeTakeFirstOrThrow()
  return { customerNumber: number }
}

/** A problem as programs are told of it, with the words for people. */
export function problemView(problem: RecordProblem & { readonly line?: number | null }, lang: Lang) {
  return { line: problem.line ?? null, field: problem.field, code: problem.code, given: problem.given ?? null, known: problem.known ?? null, message: problemInWords(problem, lang) }
}

/** How far a run has come. */
export function runView(run: Run, problems: Awaited<ReturnType<typeof problemsOfRun>>, lang: Lang) {
  return {
    id: run.id, noun: run.noun, source: run.source, file: run.file_name, dryRun: run.dry_run, state: run.state, encoding: run.encoding, separator: run.separator, records: run.records,
    done: run.next_record, added: run.added, changed: run.changed, unchanged: run.unchanged, refused: run.refused, startedAt: writeInstant(run.started_at), endedAt: run.ended_at === null ? null : writeInstant(run.ended_at),
    problems: problems.map(({ line, field, code, given, known }) => problemView({ line, field, code: code as RecordProblemCode, given: given ?? undefined, known: known ?? undefined }, lang)),
  }
}
