import { z } from 'zod'
import { alertMail } from './alerts.ts'

/** A shortcut's name, as the screens give it. */
const shortcut = z.string().regex(/^[a-z][a-z-]{0,39}$/)
/** A key by the browser's name for it; upper case means with shift, and an empty one that the shortcut is off. */
const key = z.string().max(20).regex(/^(|[^\s\p{C}]|[A-Z][A-Za-z0-9]{1,19})$/u)

/** What an agent chose for themselves; it follows them from machine to machine. What was never chosen is absent. */
export const agentPreferences = z
  .strictObject({
    /** Keys by shortcut, where they are not those we propose. */
    keys: z.record(shortcut, key).refine((keys) => Object.keys(keys).length <= 100, 'at most a hundred').optional(),
    /** For how many seconds an answer may be taken back before it leaves. */
    undoSeconds: z.int().min(0).max(60).optional(),
    density: z.enum(['compact', 'comfortable']).optional(),
    /** Whether the next ticket of the list opens once one is done. */
    nextAfterDone: z.boolean().optional(),
    /** How they are told of the tickets that concern them, beside the screen. */
    alerts: alertMail.optional(),
  })
  .meta({ id: 'AgentPreferences' })
export type AgentPreferences = z.infer<typeof agentPreferences>

/** Changes of what an agent chose: what is not named stays, null goes back to what we propose. */
export const preferencesBody = z
  .strictObject({
    keys: agentPreferences.shape.keys.nullable(), undoSeconds: agentPreferences.shape.undoSeconds.nullable(),
    density: agentPreferences.shape.density.nullable(), nextAfterDone: agentPreferences.shape.nextAfterDone.nullable(),
    alerts: agentPreferences.shape.alerts.nullable(),
  })
  .meta({ id: 'PreferencesBody' })
export type PreferencesBody = z.infer<typeof preferencesBody>
