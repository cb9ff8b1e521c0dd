import { z } from 'zod'
import { id, instant, lang } from './basics.ts'

/** What can be taken in from elsewhere, by its name in addresses, files and commands. */
export const recordNoun = z.enum(['customers', 'contacts', 'contracts', 'services', 'licences', 'movements']).meta({ id: 'RecordNoun' })
export type RecordNoun = z.infer<typeof recordNoun>
export const recordNouns = recordNoun.options

/** The system that a record comes from, and what that system calls it. */
export const recordSource = z.string().regex(/^[a-z][a-z0-9._-]{0,39}$/).meta({ id: 'RecordSource', description: 'The system that the record comes from: lower-case letters, digits, dots and dashes' })
export const externalId = z.string().min(1).max(200).regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u).meta({ id: 'ExternalId' })

const line = (max: number) => z.string().min(1).max(max).regex(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u, 'one line, without control characters')
const day = z.iso.date()
/** Which customer or contract: what the same source calls it; a customer also by its number. */
const reference = { customer: externalId.optional(), customerNumber: line(60).optional() }
const oneCustomer = (record: { customer?: string | undefined; customerNumber?: string | undefined }) => (record.customer === undefined) !== (record.customerNumber === undefined)
const oneCustomerSaid = { error: 'exactly one of customer and customerNumber', path: ['customer'] }
/** A value of a contract, as people write it: `2h`, `1234.56`, `true`, a name of the policy. */
const value = z.union([z.string().min(1).max(1_000), z.number(), z.boolean()])

/** A length of time as people write it, or a number of requests. */
const quantity = z.union([z.string().min(1).max(40), z.number().nonnegative().max(1e9)])

/** What is left out of a record stays as it is; null empties it. */
export const records = {
  customers: z
    .strictObject({
      number: line(60), name: line(200), kind: z.enum(['professional', 'consumer', 'unknown']).optional(), role: line(100).nullable().optional(),
      zone: line(60).nullable().optional(), language: lang.optional(), siren: line(20).nullable().optional(),
    })
    .meta({ id: 'CustomerRecord' }),
  contacts: z
    .strictObject({ ...reference, name: line(200), email: line(254), language: lang.optional(), declared: z.boolean().optional() })
    .refine(oneCustomer, oneCustomerSaid).meta({ id: 'ContactRecord' }),
  contracts: z
    .strictObject({ ...reference, name: line(200), startsOn: day, endsOn: day.nullable().optional(), values: z.record(line(100), value).optional() })
    .refine(oneCustomer, oneCustomerSaid).meta({ id: 'ContractRecord' }),
  services: z
    .strictObject({
      ...reference, contract: externalId.nullable().optional(), kind: line(60), name: line(200), addresses: z.array(line(253)).max(50).optional(),
      /** What it shares with others, a node or a rack: notices reach it by these. */
      tags: z.array(line(100)).max(50).optional(),
      orderNumber: line(100).nullable().optional(), product: line(100).nullable().optional(), version: line(60).nullable().optional(),
      startsOn: day.nullable().optional(), endsOn: day.nullable().optional(),
    })
    .refine(oneCustomer, oneCustomerSaid).meta({ id: 'ServiceRecord' }),
  licences: z
    .strictObject({ ...reference, kind: line(60), key: line(200), deliveredTo: line(254).optional() })
    .refine((record) => !(record.customer !== undefined && record.customerNumber !== undefined), oneCustomerSaid).meta({ id: 'LicenceRecord' }),
  movements: z
    .strictObject({ contract: externalId, quota: line(100), kind: z.enum(['purchase', 'use', 'correction']), quantity, at: line(40), corrects: externalId.optional(), ticket: z.int().min(1).max(2_147_483_647).optional(), note: line(500).optional() })
    .meta({ id: 'MovementRecord' }),
} as const
export type RecordOf<N extends RecordNoun> = z.infer<(typeof records)[N]>

/** Why a record cannot be taken in, by a stable name. */
export const recordProblemCodes = [
  'missing', 'wrong-form', 'unknown-field', 'unknown-value', 'unknown-customer', 'unknown-contract', 'unknown-movement', 'unknown-ticket', 'unknown-quota', 'other-customer',
  'taken', 'ends-before', 'granted-by-policy', 'already-recorded', 'is-a-correction', 'repeated', 'unreadable-line', 'columns',
] as const
export type RecordProblemCode = (typeof recordProblemCodes)[number]

export const recordProblem = z
  .object({
    /** The line of the file; null where there is no file. */
    line: z.int().nullable(), field: z.string().nullable(), code: z.enum(recordProblemCodes), given: z.string().nullable(), known: z.string().nullable(),
    /** What is wrong and what to do, in the reader's language. */
    message: z.string(),
  })
  .meta({ id: 'RecordProblem' })

/** A record that was taken in: what became of it, and its id here. */
export const recordTaken = z.object({ id, outcome: z.enum(['added', 'changed', 'unchanged', 'retired']) }).meta({ id: 'RecordTaken' })

/** A record as it is kept. */
export const recordView = z
  .object({ id, noun: recordNoun, source: recordSource, externalId: z.string(), retired: z.boolean(), record: z.record(z.string(), z.unknown()) })
  .meta({ id: 'RecordView' })

/** How far the taking in of a file has come. */
export const importView = z
  .object({
    id, noun: recordNoun, source: z.string(), file: z.string(), dryRun: z.boolean(), state: z.enum(['running', 'done', 'refused']),
    encoding: z.string().nullable(), separator: z.string().nullable(), records: z.int().nullable(), done: z.int(),
    added: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int(), startedAt: instant, endedAt: instant.nullable(),
    /** The first thousand. */
    problems: z.array(recordProblem),
  })
  .meta({ id: 'Import' })

/** What another system says in one call of its hook. `all`: everything or nothing; `each`: what can be. */
export const hookBody = z
  .strictObject({
    mode: z.enum(['all', 'each']).default('each'),
    records: z
      .array(z.strictObject({ noun: recordNoun, externalId, retire: z.literal(true).optional(), record: z.record(z.string().max(100), z.unknown()).optional() }))
      .min(1).max(500),
  })
  .meta({ id: 'HookBody' })
export const hookReport = z
  .object({
    taken: z.boolean(),
    records: z.array(z.object({ noun: recordNoun, externalId: z.string(), outcome: z.enum(['added', 'changed', 'unchanged', 'retired', 'refused']), id: id.nullable(), problems: z.array(recordProblem) })),
  })
  .meta({ id: 'HookReport' })
