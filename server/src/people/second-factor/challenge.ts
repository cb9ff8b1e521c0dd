import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { createSigner } from '#platform/signing.ts'
import { hashToken } from '#platform/tokens.ts'
import type { Tables, World } from '#server/tables.ts'

/** How long a page with a passkey's button may stay open. */
const life = 30 * 60_000

/**
 * A challenge for a passkey, known again by its signature: showing a page writes nothing. `purpose` says whom and what it is for;
 * a challenge of another purpose, session or provider is worth nothing.
 */
export function makeChallenge(world: World, providerId: string, purpose: string): Uint8Array<ArrayBuffer> {
  const until = Buffer.alloc(8)
  until.writeBigUInt64BE(BigInt(world.time.now() + life))
  const open = Buffer.concat([until, randomBytes(16)])
  const signature = Buffer.from(signerOf(world).sign(textOf(open, providerId, purpose), 16), 'base64url')
  return new Uint8Array(Buffer.concat([open, signature]))
}

const signerOf = (world: World) => createSigner(world.settings.secret, 'passkey-challenge')
const textOf = (open: Buffer, providerId: string, purpose: string) => `${open.toString('base64url')}|${providerId}|${purpose}`

/** Whether a challenge is ours, for this purpose, and not too old. */
export function knowsChallenge(world: World, providerId: string, purpose: string, challenge: string): boolean {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== 40) return false
  const open = bytes.subarray(0, 24)
  return signerOf(world).verify(textOf(open, providerId, purpose), bytes.subarray(24).toString('base64url'), 16) && Number(open.readBigUInt64BE(0)) > world.time.now()
}

/** Spends a challenge; false when it was answered before. */
export async function spendChallenge(world: World, db: Kysely<Tables>, providerId: string, challenge: string): Promise<boolean> {
  const spent = await db
    .insertInto('spent_challenges').values({ provider_id: providerId, challenge_hash: hashToken(challenge), expires_at: world.time.now() + life })
    .onConflict((oc) => oc.doNothing()).executeTakeFirst()
  return (spent.numInsertedOrUpdatedRows ?? 0n) > 0n
}
