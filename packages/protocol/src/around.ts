import { z } from 'zod'
import { instant, ticketNumber } from './basics.ts'
import { ticketState } from './codes.ts'

/** Other tickets beside one: of its service, else of its customer; the last changed first. */
export const otherTickets = z
  .object({ about: z.enum(['service', 'customer', 'nothing']), tickets: z.array(z.object({ number: ticketNumber, subject: z.string(), state: ticketState, changedAt: instant })) })
  .meta({ id: 'OtherTickets' })
export type OtherTickets = z.infer<typeof otherTickets>
