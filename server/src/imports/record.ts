import type { Transaction } from 'kysely'
import type { Policy } from '@guichet/policy'
import type { RecordNoun, RecordProblemCode } from '@guichet/protocol'
import type { Actor } from '#people/people.ts'
import type { Tables, World } from '#server/tables.ts'

/** What is wrong with a record: where, what was given, and what is known instead. */
export interface RecordProblem { readonly field: string | null; readonly code: RecordProblemCode; readonly given?: string | undefined; readonly known?: string | undefined }

/** Where records are taken in: one provider, one system that they come from, one transaction. */
export interface Intake {
  readonly world: World
  readonly trx: Transaction<Tables>
  readonly providerId: string
  readonly policy: Policy
  /** In which the provider speaks to those of whom nothing is said. */
  readonly language: 'fr' | 'en'
  readonly source: string
  readonly actor: Actor
  /** A rehearsal forgets what it wrote; what records before said stands here, by noun and external id, so that later ones may name it. */
  readonly pretended?: Map<string, string>
}

/** Columns of a row, of those that the record speaks of. */
export type Columns = Readonly<Record<string, unknown>>
export type Resolved = { readonly ok: true; readonly columns: Columns } | { readonly ok: false; readonly problems: readonly RecordProblem[] }

/** How records of one noun become rows. */
export interface NounWork<Given> {
  readonly table: 'customers' | 'contacts' | 'contracts' | 'services' | 'licences' | 'quota_movements'
  /** The columns that a record says, all of it checked; `id`: the row that it is about, when there is one. */
  resolve(intake: Intake, record: Given, id: string | undefined): Promise<Resolved>
  /** A row that nobody of this source speaks for yet and that this record is plainly about: added by hand before. */
  adopt?(intake: Intake, columns: Columns): Promise<string | undefined>
  /** What a new row needs besides. */
  fresh(intake: Intake): Columns
  /** Adds a row where another slice does it; undefined: what it wants was taken at this instant. */
  insert?(intake: Intake, columns: Columns): Promise<string | undefined>
  /** After a row was changed; `before`: as it was. */
  after?(intake: Intake, id: string, changed: readonly string[], before: Columns): Promise<void>
  /** Takes a row out of use; it stays with its history. False: it was out of use already. */
  retire(intake: Intake, id: string): Promise<boolean>
  readonly events: { readonly added: EventName; readonly changed: EventName; readonly retired: EventName }
}
type EventName =
  | 'customer.added' | 'customer.changed' | 'customer.retired' | 'contact.added' | 'contact.changed' | 'contact.removed' | 'contract.added' | 'contract.changed' | 'contract.retired'
  | 'service.added' | 'service.changed' | 'service.retired' | 'licence.added' | 'licence.changed' | 'licence.retired' | 'quota.moved'

export const refused = (...problems: RecordProblem[]): Resolved => ({ ok: false, problems })

/** The columns that were given: what a record leaves out stays as it is. */
export function given(columns: Readonly<Record<string, unknown>>): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}

/** The id here of what a source calls so; undefined: it never told us of it. */
export async function idOf({ trx, providerId, source, pretended }: Intake, noun: RecordNoun, externalId: string): Promise<string | undefined> {
  const found = await trx
    .selectFrom('external_ids').select('id').where('provider_id', '=', providerId).where('noun', '=', noun).where('source', '=', source).where('external_id', '=', externalId).executeTakeFirst()
  return found?.id ?? pretended?.get(`${noun} ${externalId}`)
}

/** Whether this source already has a name for a row: then another name is about another row. */
export async function isSpokenFor({ trx, providerId, source }: Intake, noun: RecordNoun, id: string): Promise<boolean> {
  const found = await trx
    .selectFrom('external_ids').select('id').where('provider_id', '=', providerId).where('noun', '=', noun).where('source', '=', source).where('id', '=', id).executeTakeFirst()
  return found !== undefined
}
