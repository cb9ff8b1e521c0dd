import { z } from 'zod'
import { id, ticketNumber } from './basics.ts'
import { alertWhat } from './alerts.ts'
import { eventType } from './codes.ts'
import { queueRow } from './ticket.ts'

/** Where one who listens stands in the row of changes: said again after a lost connection, it brings what was missed. */
export const livePlace = z.string().max(60).regex(/^[A-Za-z0-9-]+$/)

/** Somebody at a ticket: reading, or writing one or the other. */
export const present = z.object({ agentId: id, writing: z.enum(['reply', 'note']).nullable() })
export type Present = z.infer<typeof present>

/** A list of the queue as the parameters that it is read with. */
const shownList = z.string().max(2_000)

const ticketPresence = z.object({ number: ticketNumber, people: z.array(present) })

/** One thing to know. */
export const liveNews = z.discriminatedUnion('kind', [
  /** `row`: what lists show of it by now, for who sees it; without one it is read again. */
  z.object({ kind: z.literal('ticket'), id, number: ticketNumber, version: z.int(), events: z.array(eventType), row: queueRow.optional() }),
  /** A ticket went out of this agent's sight: what is shown is read again, and it is no longer there. */
  z.object({ kind: z.literal('gone') }),
  z.object({ kind: z.literal('quarantine') }),
  z.object({ kind: z.literal('outgoing') }),
  /** Saved views. */
  z.object({ kind: z.literal('views') }),
  /** Acts on many tickets: one has come further. */
  z.object({ kind: z.literal('bulk') }),
  /** Who is at a ticket now: all of them, nobody left out. */
  ticketPresence.extend({ kind: z.literal('presence') }),
  /** Something that this agent is told of a ticket; `by`: the agent who did it, where one did. */
  z.object({ kind: z.literal('alert'), number: ticketNumber, what: alertWhat, by: id.nullable() }),
])
export type LiveNews = z.infer<typeof liveNews>

/** What the live socket says: names, numbers and the rows of lists, for sessions that are open; all else is read again, with its own authorization (AB-40). */
export const liveMessage = z.discriminatedUnion('kind', [
  /** `missed`: more may have happened since the place that was named than can be told; read everything again. */
  z.object({ kind: z.literal('hello'), version: z.literal(1), place: livePlace, missed: z.boolean(), present: z.array(ticketPresence) }),
  /** What happened, in order; of several changes of one ticket the last, with the events of all. */
  z.object({ kind: z.literal('news'), place: livePlace, news: z.array(liveNews) }),
  /** How the list stands that the screen shows: its first hundred, and whether others follow. */
  z.object({ kind: z.literal('order'), list: shownList, numbers: z.array(ticketNumber), more: z.boolean() }),
  /** Some changes may have been missed: read everything again. */
  z.object({ kind: z.literal('again'), place: livePlace }),
  /** The session ended; the socket closes after it. */
  z.object({ kind: z.literal('bye') }),
])
export type LiveMessage = z.infer<typeof liveMessage>

/**
 * What a screen says: the ticket it shows and what is being written there, again every ten seconds, or it is taken for gone; and the
 * list it shows, once it has read it. Without `list` it shows the same as before.
 */
export const liveSaying = z.strictObject({ number: ticketNumber.nullable(), writing: z.enum(['reply', 'note']).nullable(), list: shownList.nullable().optional() })
export type LiveSaying = z.infer<typeof liveSaying>
