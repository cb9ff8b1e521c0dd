import { z } from 'zod'

/**
 * What an agent is told of a ticket: it was given to them, a note names them; and of one that they follow: its customer wrote, a
 * colleague answered, it was solved, handed over, goes on in another, a promise is late.
 */
export const alertWhat = z.enum(['assigned', 'mentioned', 'customer_wrote', 'answered', 'solved', 'transferred', 'merged', 'late']).meta({ id: 'AlertWhat' })
export type AlertWhat = z.infer<typeof alertWhat>

/** Whether that also comes by mail: at once, or once a day at this hour of the desk's zone. On the screen it is told in any case. */
export const alertMail = z.strictObject({ mail: z.enum(['never', 'at_once', 'digest']), hour: z.int().min(0).max(23) }).meta({ id: 'AlertMail' })
export type AlertMail = z.infer<typeof alertMail>
