import type { Kysely } from 'kysely'
import type { Tables, World } from '#server/tables.ts'
import { attemptWait, countAttempt, forgetAttempts } from '../attempts.ts'
import type { Slowing } from '../attempts.ts'
import { backupCodesLeft, removeBackupCodes, useBackupCode } from './backup-codes.ts'
import { passkeysOf, usePasskey } from './passkeys.ts'
import type { Passkey, Place } from './passkeys.ts'
import { removeTotp, useTotp } from './totp.ts'
import { nameOf, ownedBy } from './who.ts'
import type { Who } from './who.ts'

/** Five tries, then one in half a minute, then ever fewer: never shut for good (AB-28). */
const tries: Slowing = { free: 5, base: 30_000, cap: 15 * 60_000, forget: 60 * 60_000 }

/** What somebody can prove themselves by a second time. */
export interface SecondFactors {
  /** An application that shows codes; null when there is none. */
  readonly totp: { readonly createdAt: number; readonly lastUsedAt: number | null } | null
  readonly passkeys: readonly Passkey[]
  readonly backupCodesLeft: number
  /** Whether a second proof is asked for at sign-in: there is an application or a passkey. */
  readonly any: boolean
}

/** Everything that somebody has set up. */
export async function secondFactorsOf(world: World, providerId: string, who: Who, db: Kysely<Tables> = world.database.db): Promise<SecondFactors> {
  const totp = await db
    .selectFrom('totp_keys').select(['created_at as createdAt', 'last_used_at as lastUsedAt']).where('provider_id', '=', providerId).where(...ownedBy(who)).executeTakeFirst()
  const passkeys = await passkeysOf(db, providerId, who)
  return { totp: totp ?? null, passkeys, backupCodesLeft: await backupCodesLeft(db, providerId, who), any: totp !== undefined || passkeys.length > 0 }
}

/** What was given as a second proof. */
export type SecondGiven = { readonly code: string } | { readonly passkey: unknown; readonly place: Place; readonly purpose: string }

export type SecondVerdict =
  | { readonly ok: true; readonly used: 'totp' | 'code' | 'passkey' }
  /** `last`: the try after which one has to wait: what is worth telling the owner of. */
  | { readonly ok: false; readonly why: 'wrong'; readonly last: boolean }
  | { readonly ok: false; readonly why: 'slow'; readonly waitMs: number }

/**
 * Checks a second proof: a code of the application, a backup code, or a passkey. Tries are counted per person, whatever is tried;
 * a code counts once (AB-28). The caller writes the event and, for a backup code, the letter.
 */
export async function verifySecondFactor(world: World, providerId: string, who: Who, given: SecondGiven): Promise<SecondVerdict> {
  const name = `second:${nameOf(who)}`
  const waitMs = await countAttempt(world, providerId, name, tries)
  if (waitMs > 0) return { ok: false, why: 'slow', waitMs }
  const used = await check(world, providerId, who, given)
  if (!used) return { ok: false, why: 'wrong', last: (await attemptWait(world, providerId, name)) > 0 }
  await forgetAttempts(world, providerId, name)
  return { ok: true, used }
}

async function check(world: World, providerId: string, who: Who, given: SecondGiven): Promise<'totp' | 'code' | 'passkey' | undefined> {
  const { db } = world.database
  if ('passkey' in given) {
    const owner = await usePasskey(world, db, providerId, { place: given.place, purpose: given.purpose, response: given.passkey, who })
    return owner && 'passkey'
  }
  if (await useTotp(world, db, providerId, who, given.code)) return 'totp'
  return (await useBackupCode(world, db, providerId, who, given.code)) ? 'code' : undefined
}

/** Takes every second proof away: what a recovery ends with. */
export async function removeSecondFactors(db: Kysely<Tables>, providerId: string, who: Who): Promise<void> {
  await removeTotp(db, providerId, who)
  await db.deleteFrom('passkeys').where('provider_id', '=', providerId).where(...ownedBy(who)).execute()
  await removeBackupCodes(db, providerId, who)
}
