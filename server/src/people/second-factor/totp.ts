import { generateSecret, generateURI, verify } from 'otplib'
import type { Kysely } from 'kysely'
import { createSealer } from '#platform/sealing.ts'
import type { Tables, World } from '#server/tables.ts'
import { nameOf, ownedBy, ownerColumns } from './who.ts'
import type { Who } from './who.ts'

/** Seconds before and after in which a code still counts: people type slowly, and their clocks go wrong. */
const tolerance = 30
/** A key shown and not confirmed is worth nothing after so long. */
const setUp = 60 * 60_000

const sealerOf = (world: World) => createSealer(world.settings.secret, 'totp')
const placeOf = (providerId: string, who: Who) => `${providerId}|${nameOf(who)}`

/** A key to be put into an application; it counts only once a code of it was given. */
export interface TotpSetUp {
  /** The key in base32, for typing. */
  readonly secret: string
  /** The same for a camera. */
  readonly uri: string
  /** Carries the key through the form: only we can read it, for this person, for an hour. */
  readonly sealed: string
}

/** Draws a key for somebody. Nothing is written yet. `kept`: what an earlier form carried, so that a mistyped code does not draw another. */
export function beginTotp(world: World, providerId: string, who: Who, given: { issuer: string; label: string; kept?: string | undefined }): TotpSetUp {
  const known = given.kept === undefined ? undefined : readSetUp(world, providerId, who, given.kept)
  const secret = known ?? generateSecret()
  const sealed = known ? (given.kept as string) : sealerOf(world).seal(`${world.time.now() + setUp}|${secret}`, `set-up|${placeOf(providerId, who)}`).toString('base64url')
  return { secret, uri: generateURI({ issuer: given.issuer, label: given.label, secret }), sealed }
}

function readSetUp(world: World, providerId: string, who: Who, sealed: string): string | undefined {
  const [until = '', secret] = sealerOf(world).open(Buffer.from(sealed, 'base64url'), `set-up|${placeOf(providerId, who)}`)?.split('|') ?? []
  return Number(until) > world.time.now() ? secret : undefined
}

async function stepOf(world: World, secret: string, code: string, after?: number): Promise<number | undefined> {
  const token = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const result = await verify({ secret, token, epoch: Math.floor(world.time.now() / 1_000), epochTolerance: tolerance })
  if (!result.valid || !('timeStep' in result)) return undefined
  return after !== undefined && result.timeStep <= after ? undefined : result.timeStep
}

/** Takes a key into use, in place of an older one, when the code is one of its own. False: mistyped, or set up too long ago. */
export async function confirmTotp(world: World, db: Kysely<Tables>, providerId: string, who: Who, given: { sealed: string; code: string }): Promise<boolean> {
  const secret = readSetUp(world, providerId, who, given.sealed)
  const step = secret === undefined ? undefined : await stepOf(world, secret, given.code)
  if (secret === undefined || step === undefined) return false
  await removeTotp(db, providerId, who)
  await db
    .insertInto('totp_keys')
    .values({
      provider_id: providerId, id: world.ids.next(), ...ownerColumns(who), sealed: sealerOf(world).seal(secret, placeOf(providerId, who)), last_step: step,
      created_at: world.time.now(), last_used_at: null,
    })
    .execute()
  return true
}

/** Whether a code is the application's of now, and was never given before: two at the same moment count as one. */
export async function useTotp(world: World, db: Kysely<Tables>, providerId: string, who: Who, code: string): Promise<boolean> {
  const row = await db.selectFrom('totp_keys').select(['id', 'sealed', 'last_step']).where('provider_id', '=', providerId).where(...ownedBy(who)).executeTakeFirst()
  const secret = row && sealerOf(world).open(row.sealed, placeOf(providerId, who))
  const step = row && secret !== undefined ? await stepOf(world, secret, code, row.last_step) : undefined
  if (!row || step === undefined) return false
  const used = await db
    .updateTable('totp_keys').set({ last_step: step, last_used_at: world.time.now() })
    .where('provider_id', '=', providerId).where('id', '=', row.id).where('last_step', '<', step).executeTakeFirst()
  return used.numUpdatedRows > 0n
}

/** Takes the application's key away; false when there was none. */
export async function removeTotp(db: Kysely<Tables>, providerId: string, who: Who): Promise<boolean> {
  const done = await db.deleteFrom('totp_keys').where('provider_id', '=', providerId).where(...ownedBy(who)).executeTakeFirst()
  return done.numDeletedRows > 0n
}
