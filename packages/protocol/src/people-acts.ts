import { z } from 'zod'
import { id } from './basics.ts'

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
