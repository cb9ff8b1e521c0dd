import { z } from 'zod'
import { id, instant, lang } from './basics.ts'

const day = z.iso.date()
const sentence = z.string().trim().min(1).max(2_000)

/** What people ask about their data. */
export const personRequestKind = z.enum(['access', 'erasure', 'rectification', 'restriction', 'portability', 'objection']).meta({ id: 'PersonRequestKind' })

/** What stands against an erasure today, and until when. */
export const obstacle = z
  .discriminatedUnion('is', [
    z.object({ is: z.literal('hold'), reason: z.string(), until: day }),
    z.object({ is: z.literal('open_tickets'), numbers: z.array(z.int()) }),
    z.object({ is: z.literal('contract'), name: z.string(), until: day.nullable() }),
  ])
  .meta({ id: 'Obstacle' })

/** What an erasure takes away, in numbers; `mentions`: rows of others in which a name or an address stands, by table. */
export const erasureReport = z
  .object({
    tickets: z.int(), messages: z.int(), attachments: z.int(), requests: z.int(), letters: z.int(), own: z.int(), mentions: z.record(z.string(), z.int()),
    shared: z.union([z.array(z.string()), z.int()]), files: z.int(),
  })
  .meta({ id: 'ErasureReport' })

/** A line of the register of what people asked. */
export const personRequest = z
  .object({
    id, kind: personRequestKind, state: z.enum(['asked', 'making', 'review', 'ready', 'confirmed', 'done', 'refused', 'withdrawn']),
    contactId: id.nullable(), address: z.string().nullable(), askedAt: instant, askedBy: z.object({ kind: z.enum(['contact', 'agent']), id }),
    /** One calendar month, the last day moved to a working day (Regulation 1182/71). */
    dueOn: day, late: z.boolean(), extended: z.string().nullable(), confirmedBy: id.nullable(), report: erasureReport.nullable(), size: z.int().nullable(),
    readyUntil: instant.nullable(), downloads: z.int(), endedAt: instant.nullable(), why: z.string().nullable(),
  })
  .meta({ id: 'PersonRequest' })
export type PersonRequestView = z.infer<typeof personRequest>
export const personRequests = z.object({ rows: z.array(personRequest) }).meta({ id: 'PersonRequests' })

/** Whose data: a contact, or whoever writes from an address. `words`: further words to take out of texts, in an erasure. */
export const askPersonBody = z
  .strictObject({ kind: personRequestKind, contactId: id.optional(), address: z.email().max(254).optional(), receivedAt: instant.optional(), words: z.array(z.string().trim().min(3).max(200)).max(50).default([]) })
  .refine((body) => (body.contactId === undefined) !== (body.address === undefined), { message: 'one of contactId and address' })
  .meta({ id: 'AskPersonBody' })
export const whyBody = z.strictObject({ why: sentence }).meta({ id: 'WhyBody' })

export const legalHold = z
  .object({
    id, on: z.enum(['customer', 'contact', 'ticket']), targetId: id, reason: z.string(), until: day, setAt: instant, setBy: z.string(),
    lifted: z.object({ at: instant, by: z.string() }).nullable(),
  })
  .meta({ id: 'LegalHold' })
export const legalHolds = z.object({ rows: z.array(legalHold) }).meta({ id: 'LegalHolds' })
export const holdBody = z.strictObject({ on: z.enum(['customer', 'contact', 'ticket']), targetId: id, reason: sentence, until: day }).meta({ id: 'HoldBody' })

/** How long a kind of data is kept; `due`: how much of it is past its time now. */
export const retention = z
  .object({ kind: z.string(), name: z.string(), days: z.int(), least: z.int(), most: z.int(), reason: z.string(), own: z.boolean(), due: z.int() })
  .meta({ id: 'Retention' })
export const retentions = z.object({ rows: z.array(retention) }).meta({ id: 'Retentions' })
export const retentionBody = z.strictObject({ days: z.int().min(1).max(36_500), reason: sentence }).meta({ id: 'RetentionBody' })

export const accessLine = z
  .object({
    n: z.int(), at: instant, agent: z.object({ id, name: z.string().nullable() }), role: z.string(), what: z.string(), objectId: z.string().nullable(),
    customerId: id.nullable(), contactId: id.nullable(),
  })
  .meta({ id: 'AccessLine' })
export const accessLines = z.object({ rows: z.array(accessLine) }).meta({ id: 'AccessLines' })
/** `broken`: the first line that is not as it was written; null: all are. */
export const accessProof = z.object({ lines: z.int(), broken: z.int().nullable() }).meta({ id: 'AccessProof' })

const said = z.string().trim().max(2_000).nullable()
export const privacySettings = z
  .strictObject({
    responsible: said, officer: said, contact: said, recipients: said, transfers: said, holidays: z.string().max(60), agentsNamed: z.boolean(), notesReviewed: z.boolean(),
  })
  .meta({ id: 'PrivacySettings' })
export const privacySettingsBody = privacySettings.partial().meta({ id: 'PrivacySettingsBody' })
export const registerLanguage = z.object({ language: lang.default('fr') })
