import { sql } from 'kysely'
import { records } from '@guichet/protocol'
import type { RecordNoun } from '@guichet/protocol'
import { writeEvent } from '#people/people.ts'
import { contacts } from './nouns/contacts.ts'
import { contracts } from './nouns/contracts.ts'
import { customers } from './nouns/customers.ts'
import { licences } from './nouns/licences.ts'
import { movements } from './nouns/movements.ts'
import { services } from './nouns/services.ts'
import { idOf } from './record.ts'
import type { Columns, Intake, NounWork, RecordProblem } from './record.ts'

const works: { readonly [N in RecordNoun]: NounWork<never> } = { customers, contacts, contracts, services, licences, movements }

/** What a record, an event and a report say of a thing: `customers` of a customer. */
const named = { customers: 'customerId', contacts: 'contactId', contracts: 'contractId', services: 'serviceId', licences: 'licenceId', movements: 'movementId' } as const

export type Taken =
  | { readonly outcome: 'added' | 'changed' | 'unchanged' | 'retired'; readonly id: string }
  | { readonly outcome: 'refused'; readonly problems: readonly RecordProblem[] }

/** What does not have the form of a record of its noun (AB-21). */
function malformed(noun: RecordNoun, given: unknown): { record: never } | { problems: RecordProblem[] } {
  const read = records[noun].safeParse(given)
  if (read.success) return { record: read.data as never }
  return {
    problems: read.error.issues.flatMap((issue): RecordProblem[] => {
      if (issue.code === 'unrecognized_keys') return issue.keys.map((field) => ({ field, code: 'unknown-field', given: field, known: Object.keys(records[noun].shape).join(', ') }))
      const field = issue.path.join('.') || null
      const value = issue.path.reduce<unknown>((inside, key) => (typeof inside === 'object' && inside !== null ? (inside as Record<PropertyKey, unknown>)[key] : undefined), given)
      const missing = value === undefined || value === null
      return [{ field, code: missing ? 'missing' : 'wrong-form', given: missing ? undefined : String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, 200), known: issue.code === 'invalid_value' ? issue.values.join(', ') : undefined }]
    }),
  }
}

/**
 * Takes in one record: adds what is new, changes what differs, leaves alone what is so already; one event for each change, in
 * the same transaction. The same record twice is the same row. Nobody is written to (API-08).
 */
export async function takeRecord(intake: Intake, noun: RecordNoun, externalId: string, given: unknown): Promise<Taken> {
  const read = malformed(noun, given)
  if ('problems' in read) return { outcome: 'refused', problems: read.problems }
  const work = works[noun]
  const told = await livingIdOf(intake, noun, externalId)
  const resolved = await work.resolve(intake, read.record, told)
  if (!resolved.ok) return { outcome: 'refused', problems: resolved.problems }
  const id = told ?? (await work.adopt?.(intake, resolved.columns))
  if (id === undefined) {
    const added = await add(intake, noun, work, externalId, resolved.columns)
    // Somebody else took the number or the address at this instant: now they are seen.
    return added === undefined ? takeRecord(intake, noun, externalId, given) : { outcome: 'added', id: added }
  }
  if (told === undefined) await bind(intake, noun, externalId, id)
  const { changed, before } = await change(intake, work, id, resolved.columns)
  if (changed.length === 0) return { outcome: 'unchanged', id }
  await work.after?.(intake, id, changed, before)
  await tell(intake, work.events.changed, noun, id, { externalId, changed })
  return { outcome: 'changed', id }
}

/** Takes out of use what a source calls so; it stays with its history. Undefined: the source never told us of it. */
export async function retireRecord(intake: Intake, noun: RecordNoun, externalId: string): Promise<Extract<Taken, { id: string }> | undefined> {
  const id = await idOf(intake, noun, externalId)
  if (id === undefined) return undefined
  if (!(await works[noun].retire(intake, id))) return { outcome: 'unchanged', id }
  await tell(intake, works[noun].events.retired, noun, id, { externalId })
  return { outcome: 'retired', id }
}

/** Somebody who left does not come back under the same row: their address may be another's by now. */
async function livingIdOf(intake: Intake, noun: RecordNoun, externalId: string): Promise<string | undefined> {
  const id = await idOf(intake, noun, externalId)
  if (id === undefined || noun !== 'contacts') return id
  const left = await intake.trx.selectFrom('contacts').select('id').where('provider_id', '=', intake.providerId).where('id', '=', id).where('removed_at', 'is not', null).executeTakeFirst()
  return left ? undefined : id
}

async function add(intake: Intake, noun: RecordNoun, work: NounWork<never>, externalId: string, columns: Columns): Promise<string | undefined> {
  const row = { ...work.fresh(intake), ...columns }
  const id = work.insert ? await work.insert(intake, row) : await insert(intake, work, row)
  if (id === undefined) return undefined
  await bind(intake, noun, externalId, id)
  await tell(intake, work.events.added, noun, id, { externalId, ...(noun === 'movements' ? columns : {}) })
  return id
}

async function insert({ trx, world, providerId }: Intake, work: NounWork<never>, row: Columns): Promise<string> {
  const id = world.ids.next()
  await trx.insertInto(work.table).values({ ...row, provider_id: providerId, id } as never).execute()
  return id
}

async function bind({ trx, world, providerId, source, pretended }: Intake, noun: RecordNoun, externalId: string, id: string): Promise<void> {
  pretended?.set(`${noun} ${externalId}`, id)
  await trx
    .insertInto('external_ids').values({ provider_id: providerId, noun, source, external_id: externalId, id, made_at: world.time.now() })
    .onConflict((oc) => oc.columns(['provider_id', 'noun', 'source', 'external_id']).doUpdateSet({ id })).execute()
}

/** Writes the columns that differ; gives their names, and the row as it was. */
async function change({ trx, providerId, world }: Intake, work: NounWork<never>, id: string, columns: Columns): Promise<{ changed: string[]; before: Columns }> {
  const row = (await trx.selectFrom(work.table).selectAll().where('provider_id', '=', providerId).where('id', '=', id).forUpdate().executeTakeFirst()) as Columns | undefined
  // A rehearsal forgets its rows: what it only pretends to have is as it says.
  if (!row) return { changed: [], before: {} }
  const changed = Object.keys(columns).filter((name) => !same(row[name], columns[name]))
  if (changed.length === 0) return { changed, before: row }
  const dated = work.table === 'services' || work.table === 'contracts' ? { changed_at: world.time.now() } : {}
  await trx.updateTable(work.table).set({ ...Object.fromEntries(changed.map((name) => [name, columns[name]])), ...dated } as never).where('provider_id', '=', providerId).where('id', '=', id).execute()
  return { changed, before: row }
}

/** Values of a column, as they are kept and as they would be written: JSON is written as its text. */
function same(kept: unknown, written: unknown): boolean {
  if (Buffer.isBuffer(kept)) return Buffer.isBuffer(written) && kept.equals(written)
  if (typeof kept === 'object' && kept !== null) return sorted(kept) === sorted(typeof written === 'string' ? JSON.parse(written) : written)
  return kept === written
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner))
}

async function tell({ trx, world, providerId, source, actor }: Intake, type: NounWork<never>['events']['added'], noun: RecordNoun, id: string, data: Record<string, unknown>): Promise<void> {
  await writeEvent(trx, world, { providerId, type, actor, data: { [named[noun]]: id, source, ...data } })
}

/** One at a time at a provider: what two systems say at once is said one after the other. Held until the end of the transaction. */
export async function oneAtATime({ trx, providerId }: Pick<Intake, 'trx' | 'providerId'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`imports ${providerId}`}, 0))`.execute(trx)
}
