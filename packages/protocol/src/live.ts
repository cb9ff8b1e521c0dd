import { z } from 'zod'
import { id, ticketNumber } from './basics.ts'
import { eventType } from './codes.ts'

/** What the live socket says. It carries names and numbers only: what changed is read again, with its own authorization (AB-40). */
export const liveMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), version: z.literal(1) }),
  z.object({ kind: z.literal('ticket'), id, number: ticketNumber, version: z.int(), events: z.array(eventType) }),
  z.object({ kind: z.literal('quarantine') }),
  z.object({ kind: z.literal('outgoing') }),
  /** Some changes may have been missed: read everything again. */
  z.object({ kind: z.literal('again') }),
  /** The session ended; the socket closes after it. */
  z.object({ kind: z.literal('bye') }),
])
export type LiveMessage = z.infer<typeof liveMessage>
