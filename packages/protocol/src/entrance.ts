import { z } from 'zod'
import { id, instant } from './basics.ts'
import { me } from './people.ts'

/** What a browser's own interface for passkeys is handed, and what it gives back: theirs to define, not ours. */
const webAuthn = z.looseObject({}).meta({ id: 'WebAuthn', description: 'As WebAuthn defines it.' })

/** A first proof was given; what may serve as the second. `passkey`: what the browser needs, where there is a passkey for this host. */
export const secondAsked = z
  .object({ kind: z.literal('second'), totp: z.boolean(), codes: z.boolean(), passkey: webAuthn.nullable() })
  .meta({ id: 'SecondAsked' })
export type SecondAsked = z.infer<typeof secondAsked>

export const signedIn = z.union([me, secondAsked])

/** A code of the application, a backup code, or the answer of a passkey: one of them. */
export const secondProof = z
  .strictObject({ code: z.string().min(1).max(40).optional(), passkey: webAuthn.optional() })
  .refine((given) => (given.code === undefined) !== (given.passkey === undefined), 'a code or a passkey')
  .meta({ id: 'SecondProof' })
export const passkeyAnswer = z.strictObject({ passkey: webAuthn }).meta({ id: 'PasskeyAnswer' })
export const passkeyWanted = z.object({ options: webAuthn }).meta({ id: 'PasskeyWanted' })

export const openSession = z
  .object({
    id, current: z.boolean(), way: z.enum(['password', 'link', 'passkey', 'oidc', 'direct']), second: z.enum(['passkey', 'totp', 'code', 'mail']).nullable(),
    machine: z.string().nullable(), browser: z.string().nullable(), openedAt: instant, seenAt: instant,
  })
  .meta({ id: 'OpenSession' })

/** How an agent comes in, and where they are in. `fresh`: they proved themselves just now, so that it may be changed. */
export const agentSecurity = z
  .object({
    required: z.boolean(), fresh: z.boolean(), passkeysHere: z.boolean(), password: z.boolean(),
    totp: z.object({ createdAt: instant, lastUsedAt: instant.nullable() }).nullable(),
    passkeys: z.array(z.object({ id, name: z.string(), host: z.string(), createdAt: instant, lastUsedAt: instant.nullable() })),
    backupCodesLeft: z.int(), sessions: z.array(openSession),
  })
  .meta({ id: 'AgentSecurity' })
export type AgentSecurity = z.infer<typeof agentSecurity>

/** A key to put into an application: to type, as a picture for a camera, and sealed for the way back. */
export const totpSetUp = z.object({ secret: z.string(), picture: z.string(), sealed: z.string() }).meta({ id: 'TotpSetUp' })
export type TotpSetUp = z.infer<typeof totpSetUp>
export const totpConfirm = z.strictObject({ sealed: z.string().min(1).max(1_000), code: z.string().min(1).max(20) }).meta({ id: 'TotpConfirm' })
export const passkeyMade = z.strictObject({ name: z.string().trim().min(1).max(60), passkey: webAuthn }).meta({ id: 'PasskeyMade' })
/** Backup codes, shown this once; none where there were some already. */
export const backupCodes = z.object({ codes: z.array(z.string()).nullable() }).meta({ id: 'BackupCodes' })
export const passwordChange = z.strictObject({ current: z.string().min(1).max(1_000), password: z.string().min(1).max(1_000) }).meta({ id: 'PasswordChange' })
