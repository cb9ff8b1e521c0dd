import { z } from 'zod'
import { id, instant, ticketNumber } from './basics.ts'
import { actor, ticketState } from './codes.ts'

/** Tickets that are one, tickets made of another, tickets that have to do with one another. */

/**
 * What another ticket is to this one: its cause or what it causes, the whole that it is part of or a part, the same told again or
 * what was told again, or merely near.
 */
export const linkKind = z.enum(['cause', 'consequence', 'parent', 'child', 'duplicate_of', 'duplicated_by', 'related']).meta({ id: 'LinkKind' })
export type LinkKind = z.infer<typeof linkKind>

/** `confirmed`: the one who merges has read that replies will go to several people. `versionThere`: the version seen of the other ticket. */
export const mergeBody = z.strictObject({ into: ticketNumber, versionThere: z.int().min(1), confirmed: z.boolean().optional() }).meta({ id: 'MergeBody' })
export const splitBody = z
  .strictObject({
    messageIds: z.array(id).min(1).max(500),
    /** Everything after the first of them goes too. */
    following: z.boolean().default(false),
    subject: z.string().trim().min(1).max(300),
    /** Why, for the history of both. */
    reason: z.string().trim().min(1).max(1_000).optional(),
  })
  .meta({ id: 'SplitBody' })
export const linkBody = z.strictObject({ to: ticketNumber, as: linkKind }).meta({ id: 'LinkBody' })

/** A ticket as another one's page names it; `subject` is null behind the wall of whoever asks. */
export const ticketNamed = z.object({ number: ticketNumber, subject: z.string(), state: ticketState }).meta({ id: 'TicketNamed' })
export type TicketNamed = z.infer<typeof ticketNamed>

/** A ticket that goes on in this one. */
export const absorbedTicket = ticketNamed
  .extend({ version: z.int(), at: instant, by: z.string().nullable(), contact: z.string().nullable(), /** Goes on in this one itself, not through another. */ direct: z.boolean() })
  .meta({ id: 'AbsorbedTicket' })
export const linkedTicket = ticketNamed.extend({ as: linkKind, at: instant, by: actor }).meta({ id: 'LinkedTicket' })
export type LinkedTicket = z.infer<typeof linkedTicket>

/** What a ticket has to do with others; nothing that is behind the wall of whoever looks. */
export const relations = z
  .object({
    /** Where it goes on; `number` is null behind the wall. */
    mergedInto: z.object({ number: ticketNumber.nullable(), at: instant, by: z.string().nullable() }).nullable(),
    absorbed: z.array(absorbedTicket),
    /** How many more go on in it, behind the wall. */
    hidden: z.int(),
    links: z.array(linkedTicket),
    /** Tickets made of messages of it, and the one of whose messages it was made. */
    splitTo: z.array(ticketNamed.extend({ version: z.int(), at: instant })), splitFrom: ticketNamed.nullable(),
    /** To whom else an answer goes: the people of the tickets that go on in it. */
    alsoTo: z.array(z.object({ number: ticketNumber, address: z.string(), name: z.string().nullable() })),
  })
  .meta({ id: 'Relations' })
export type Relations = z.infer<typeof relations>

/** A ticket that may be about the same. */
export const alikeTicket = ticketNamed
  .extend({ openedAt: instant, contact: z.string().nullable(), sameCustomer: z.boolean(), sameService: z.boolean() })
  .meta({ id: 'AlikeTicket' })
export type AlikeTicket = z.infer<typeof alikeTicket>

const promiseHere = z.object({ label: z.string(), startsAt: instant, dueAt: instant.nullable(), of: ticketNumber })

/** What a merge would do, before it is done. */
export const mergePreview = z
  .object({
    from: ticketNamed.extend({ version: z.int() }), into: ticketNamed.extend({ version: z.int() }),
    /** Why it cannot be done: the code of the refusal and what to do instead. */
    refused: z.object({ code: z.string(), detail: z.string().nullable() }).nullable(),
    messages: z.int(),
    /** Promises that run on, and of which ticket each is. */
    promises: z.array(promiseHere),
    /** Since when the first reply is then due; null when nothing changes by it. */
    firstReplyFrom: instant.nullable(),
    /** The other goes on although it was solved or waited. */
    reopens: z.boolean(), resumes: z.boolean(),
    /** To whom answers will go; more than one person must be meant. */
    recipients: z.array(z.object({ address: z.string(), name: z.string().nullable(), number: ticketNumber })),
    confirm: z.boolean(),
  })
  .meta({ id: 'MergePreview' })
export type MergePreview = z.infer<typeof mergePreview>
