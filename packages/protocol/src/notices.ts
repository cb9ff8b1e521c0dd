import { z } from 'zod'
import { cursor, id, instant, pageOf } from './basics.ts'

const said = (most: number) => z.string().trim().min(1).max(most).optional()
const inWords = (most: number, name: string) =>
  z.strictObject({ fr: said(most), en: said(most) }).refine((texts) => texts.fr !== undefined || texts.en !== undefined, 'fr, en or both').meta({ id: name, description: 'In one language or in both' })
const title = inWords(200, 'NoticeTitle')
const text = inWords(20_000, 'NoticeText')

/** Whom a notice concerns; what is named together is added up. */
export const audience = z
  .strictObject({
    everybody: z.boolean().optional(),
    services: z.array(id).max(10_000).optional(),
    kinds: z.array(z.string().min(1).max(100)).max(50).optional().meta({ description: 'Values of the policy’s fact `asset`' }),
    tags: z.array(z.string().min(1).max(100)).max(200).optional().meta({ description: 'What services share: the node that they are on' }),
    customers: z.array(z.string().min(1).max(100)).max(10_000).optional().meta({ description: 'By id or by number' }),
    right: z.enum(['ask_technical', 'ask_urgent', 'billing', 'accept_quotes', 'manage_contacts']).optional().meta({ description: 'Only the people who have this right' }),
  })
  .refine((one) => one.everybody === true || [one.services, one.kinds, one.tags, one.customers].some((list) => (list?.length ?? 0) > 0), 'names nobody')
  .meta({ id: 'Audience' })
export const severity = z.enum(['information', 'minor', 'major']).meta({ id: 'NoticeSeverity' })

/** Something to tell customers; its type is one that the policy declares. */
export const noticeBody = z
  .strictObject({ type: z.string().min(1).max(100), severity: severity.default('information'), title, text, from: instant.optional(), until: instant.optional(), banner: z.boolean().optional(), audience })
  .meta({ id: 'NoticeBody' })
/** News, or the end. Null takes a time away; a time left out stays. */
export const noticeUpdateBody = z.strictObject({ kind: z.enum(['update', 'end']), text, from: instant.nullable().optional(), until: instant.nullable().optional() }).meta({ id: 'NoticeUpdateBody' })

const outcome = z.enum(['sent', 'public', 'not_concerned']).meta({ id: 'NoticeOutcome', description: 'public: the policy tells nobody personally' })
const through = z.array(z.enum(['client_area', 'mail']))

/** Who would be told, without telling anybody. */
export const noticePreview = z
  .object({
    outcome, through, clauses: z.array(z.string()), within: z.number().nullable(), optional: z.boolean(), services: z.int(), customers: z.int(), people: z.int(), letters: z.int(),
    sample: z.array(z.object({
      customer: z.object({ number: z.string(), name: z.string() }), name: z.string(), inClientArea: z.boolean(), addresses: z.array(z.string()),
      tasks: z.array(z.string()).meta({ description: 'Addresses that refuse mail for good, and that somebody is to see to' }),
    })),
  })
  .meta({ id: 'NoticePreview' })
export type NoticePreview = z.infer<typeof noticePreview>

const row = {
  id, code: z.string(), type: z.string(), severity, title: z.object({ fr: z.string().optional(), en: z.string().optional() }), outcome, from: instant.nullable(), until: instant.nullable(),
  createdAt: instant, endedAt: instant.nullable(), by: z.string().nullable(), customers: z.int(), telling: z.boolean(),
}
export const noticeRow = z.object(row).meta({ id: 'NoticeRow' })
export type NoticeRow = z.infer<typeof noticeRow>
export const noticePage = pageOf(noticeRow, 'NoticePage')

/** Milliseconds from what was said to what happened: how often, the middle one and the longest. */
const delay = z.object({ count: z.int(), median: z.number().nullable(), longest: z.number().nullable() }).meta({ id: 'Delay' })
export const notice = z
  .object({
    ...row, through, clauses: z.array(z.string()), policyVersion: z.string(), within: z.number().nullable(), optional: z.boolean(), banner: z.boolean(), services: z.int(),
    posts: z.array(z.object({
      id, kind: z.enum(['first', 'update', 'end']), text: z.object({ fr: z.string().optional(), en: z.string().optional() }), from: instant.nullable(), until: instant.nullable(), at: instant,
      by: z.string().nullable(), told: z.boolean(), customersDone: z.int(), shown: delay, handed: delay, sent: delay, failed: z.int(), read: z.int(),
    })),
  })
  .meta({ id: 'NoticeView' })
export type NoticeView = z.infer<typeof notice>

export const toldPage = z
  .object({
    rows: z.array(z.object({
      id, reference: z.string(), customer: z.object({ id, number: z.string(), name: z.string() }), contact: z.object({ id, name: z.string() }), shownAt: instant, readAt: instant.nullable(),
      letters: z.array(z.object({ address: z.string(), state: z.string(), sentAt: instant.nullable() })),
    })),
    next: cursor.nullable(),
  })
  .meta({ id: 'NoticeToldPage' })
export type ToldPage = z.infer<typeof toldPage>

/** An address that refuses mail for good, for somebody to see to. */
export const addressTask = z
  .object({
    id, address: z.string(), type: z.string(), madeAt: instant, doneAt: instant.nullable(), doneBy: z.string().nullable(),
    contact: z.object({ id, name: z.string(), email: z.string() }), customer: z.object({ id, number: z.string(), name: z.string() }),
  })
  .meta({ id: 'AddressTask' })
export type AddressTaskView = z.infer<typeof addressTask>
