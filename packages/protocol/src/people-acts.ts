import { z } from 'zod'
import { id, instant } from './basics.ts'

/** What somebody tells on the telephone. */
export const pinCheckBody = z.strictObject({ number: z.string().trim().min(1).max(60), pin: z.string().trim().min(1).max(20) }).meta({ id: 'PinCheckBody' })

/** Whom a PIN proved. `proof` goes with the request that is recorded next, by the same agent, within a quarter of an hour. */
export const pinChecked = z
  .object({
    contact: z.object({ id, name: z.string(), email: z.string() }), customer: z.object({ id, number: z.string(), name: z.string() }), proof: z.string(),
  })
  .meta({ id: 'PinChecked' })
export type PinChecked = z.infer<typeof pinChecked>

export const calledBackBody = z.strictObject({ number: z.string().trim().min(3).max(40) }).meta({ id: 'CalledBackBody' })

const right = z.enum(['own', 'team', 'all', 'ask_technical', 'ask_urgent', 'billing', 'accept_quotes', 'manage_contacts'])
/** What the people of one customer may do for another, and until when. */
export const grantBody = z
  .strictObject({ rights: z.array(right).min(1).max(8).default(['all', 'ask_technical', 'ask_urgent']), until: z.iso.datetime({ offset: true }).nullable().optional() })
  .meta({ id: 'GrantBody' })
export const grantView = z
  .object({ id, customerNumber: z.string(), forNumber: z.string(), rights: z.array(z.string()), from: instant, until: instant.nullable() })
  .meta({ id: 'Grant' })
