import { z } from 'zod'
import { id, instant, pageOf, ticketNumber } from './basics.ts'
import { quarantineReason } from './codes.ts'
import { attachment, sender } from './ticket.ts'

/** A request that could not be placed by itself, for an agent to look at. */
export const quarantined = z
  .object({
    requestId: id, receivedAt: instant, channel: z.string(), why: quarantineReason, subject: z.string(), text: z.string(), sender,
    /** The ticket that it pretends to answer, if any. */
    ticket: z.object({ number: ticketNumber, subject: z.string() }).nullable(),
    attachments: z.array(attachment.omit({ id: true, inline: true }).extend({ index: z.int() })),
    raw: z.string(),
  })
  .meta({ id: 'Quarantined' })
export type Quarantined = z.infer<typeof quarantined>
export const quarantinePage = pageOf(quarantined, 'QuarantinePage')

export const discardBody = z.strictObject({ reason: z.string().trim().min(1).max(1_000) }).meta({ id: 'DiscardBody' })
/** It becomes a public message of the contact when the sender is one of the ticket's customer, else an internal note. */
export const attachBody = z.strictObject({ number: ticketNumber, as: z.enum(['customer', 'note']) }).meta({ id: 'AttachBody' })

/** A mail that leaves, or will, or did. */
export const outgoing = z
  .object({
    id, createdAt: instant, kind: z.string(), to: z.array(z.string()), subject: z.string(), state: z.enum(['pending', 'sending', 'sent', 'failed', 'caught', 'cancelled']),
    attempts: z.int(), nextAt: instant.nullable(), sentAt: instant.nullable(), error: z.string().nullable(), number: ticketNumber.nullable(),
  })
  .meta({ id: 'Outgoing' })
export type Outgoing = z.infer<typeof outgoing>
export const outgoingPage = pageOf(outgoing, 'OutgoingPage')
