import { z } from 'zod'
import { facts, id, lang, ticketNumber, written } from './basics.ts'
import { addressing, alongside } from './composing.ts'
import { decision } from './decision.ts'

const attachments = z.array(id).max(20).default([])
/** True: the one who acts means it. Without it, what the policy wants confirmed is answered 409 `confirm-needed` with its words. */
const confirmed = z.boolean().optional()

/** A public reply; `then` says what becomes of the ticket with it. */
export const replyBody = z
  .strictObject({
    text: written, attachments, then: z.enum(['keep', 'wait', 'solve']).default('keep'), confirmed, ...addressing,
    /** For so many seconds it may be taken back; it leaves afterwards, and its customer sees it then. */
    undoSeconds: z.int().min(0).max(60).default(0),
    alongside: alongside.default({}), macro: id.nullish(),
  })
  .meta({ id: 'ReplyBody' })
/** `mentions`: agents who are told of it; each must see the ticket (422 `mention-outside`). */
export const noteBody = z.strictObject({ text: written, attachments, mentions: z.array(id).max(20).default([]), alongside: alongside.default({}), macro: id.nullish() }).meta({ id: 'NoteBody' })
/** Null gives the ticket back to everybody. */
export const assignBody = z.strictObject({ agentId: id.nullable() }).meta({ id: 'AssignBody' })
/** Waiting for the customer needs the question that is put to them (TIME-22); for a supplier, a note that says whom. */
export const waitBody = z
  .discriminatedUnion('for', [
    z.strictObject({ for: z.literal('customer'), question: written, attachments, confirmed }).meta({ id: 'WaitCustomerBody' }),
    z.strictObject({ for: z.literal('supplier'), note: written, confirmed, alongside: alongside.default({}), macro: id.nullish() }).meta({ id: 'WaitSupplierBody' }),
  ])
  .meta({ id: 'WaitBody' })
export const solveBody = z.strictObject({ text: written.optional(), confirmed, alongside: alongside.default({}), macro: id.nullish() }).meta({ id: 'SolveBody' })
export const reopenBody = z.strictObject({ reason: written.optional(), confirmed }).meta({ id: 'ReopenBody' })
/** Of acts that need no words. */
export const confirmBody = z.strictObject({ confirmed }).meta({ id: 'ConfirmBody' })
export const reprioritiseBody = z.strictObject({ priority: z.string().min(1).max(100), reason: written }).meta({ id: 'ReprioritiseBody' })
/** Something done outside the conversation that a promise waits for. */
export const milestoneBody = z
  .strictObject({ what: z.enum(['work_started', 'workaround_given', 'restored', 'called_back', 'arrived']), note: written.optional() })
  .meta({ id: 'MilestoneBody' })
/** A customer's answer in their ticket. */
export const customerReplyBody = z.strictObject({ text: written, attachments }).meta({ id: 'CustomerReplyBody' })

/** The answer to every act: the ticket's new version and state. The page is read again, or its change heard on the live socket. */
export const acted = z.object({ number: ticketNumber, version: z.int(), state: z.string(), messageId: id.nullable(), /** The first event of the act: names it, to undo it. */ eventId: id.nullable().optional() }).meta({ id: 'Acted' })
export type Acted = z.infer<typeof acted>

/** A request made by a program or by a signed-in contact. Which facts exist is the policy's to say. */
export const requestBody = z
  .strictObject({
    /** A channel declared by the policy; by default its channel of the medium in use (API or portal). */
    channel: z.string().max(100).optional(),
    subject: z.string().trim().min(1).max(300), text: written, language: lang.optional(), facts: facts.default({}), serviceId: id.optional(), attachments,
    /** With a key of the provider: on whose behalf; the address is only believed as far as the policy says. */
    from: z.strictObject({ email: z.email().max(254), name: z.string().max(200).optional() }).optional(),
  })
  .meta({ id: 'RequestBody' })

/** A request that an agent writes down, on behalf of a customer who called or came (TIME-26). */
export const recordBody = z
  .strictObject({
    channel: z.string().max(100), subject: z.string().trim().min(1).max(300), text: written, contactId: id.optional(),
    /** That this contact told a right support PIN, as the check of it gave it. */
    pinProof: z.string().max(200).optional(),
    /** For a caller whom we do not know. */
    caller: z.strictObject({ name: z.string().max(200).optional(), email: z.email().max(254).optional() }).optional(),
    /** When the customer contacted us: the clocks start then. Not in the future, not over a week ago. */
    contactedAt: z.iso.datetime().optional(),
    /** provider: nobody asked, we open it ourselves; no first reply is then due. */
    initiative: z.enum(['customer', 'provider']).default('customer'),
    language: lang.optional(), facts: facts.default({}), serviceId: id.optional(),
  })
  .meta({ id: 'RecordBody' })

/** What became of a request. */
export const received = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('ticket'), requestId: id, number: ticketNumber, decision }).meta({ id: 'ReceivedTicket' }),
    z.object({ kind: z.literal('reply'), requestId: id, number: ticketNumber }).meta({ id: 'ReceivedReply' }),
    z.object({ kind: z.literal('third_party'), requestId: id }).meta({ id: 'ReceivedThirdParty' }),
    z.object({ kind: z.literal('refused'), requestId: id, decision }).meta({ id: 'ReceivedRefused' }),
    z.object({ kind: z.literal('redirected'), requestId: id, decision }).meta({ id: 'ReceivedRedirected' }),
    z.object({ kind: z.literal('asked'), requestId: id, decision }).meta({ id: 'ReceivedAsked' }),
    z.object({ kind: z.literal('quarantined'), requestId: id, why: z.string() }).meta({ id: 'ReceivedQuarantined' }),
    z.object({ kind: z.literal('duplicate'), requestId: id }).meta({ id: 'ReceivedDuplicate' }),
  ])
  .meta({ id: 'Received' })
export type ReceivedView = z.infer<typeof received>

/** A file sent before the message that carries it; it is nothing to anyone but its sender. */
export const upload = z.object({ id, name: z.string(), mediaType: z.string(), size: z.int() }).meta({ id: 'Upload' })
