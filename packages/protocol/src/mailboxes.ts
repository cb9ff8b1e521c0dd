import { z } from 'zod'
import { instant } from './basics.ts'

/** Where mail comes in, and how it leaves; passwords are never told. */
export const mailboxes = z
  .object({
    addresses: z.array(z.object({ address: z.string(), channel: z.string(), /** The policy names it; else it is of the installation. */ ofPolicy: z.boolean(), lastIn: instant.nullable() })),
    outgoing: z.object({ state: z.enum(['set', 'unset', 'demonstration']), host: z.string().nullable(), port: z.int().nullable(), /** From the first byte; else as soon as the server offers it. */ secure: z.boolean(), signsIn: z.boolean() }),
    lastOut: instant.nullable(),
    /** Letters that wait to leave now; those that failed for good in the last seven days. */
    waiting: z.int(), failed: z.int(),
  })
  .meta({ id: 'Mailboxes' })
export type Mailboxes = z.infer<typeof mailboxes>

export const relayResult = z.enum(['fine', 'unset', 'demonstration', 'unknown-host', 'unreachable', 'too-slow', 'not-safe', 'wrong-login', 'refused']).meta({ id: 'RelayResult' })
export type RelayResult = z.infer<typeof relayResult>

/** What came of a connection to the server by which mail leaves. `said`: in its own words. */
export const relayCheck = z.object({ result: relayResult, said: z.string().nullable(), milliseconds: z.int() }).meta({ id: 'RelayCheck' })
export type RelayCheck = z.infer<typeof relayCheck>
