import type { AuthenticationResponseJSON, AuthenticatorTransport, PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Kysely } from 'kysely'
import type { Tables, World } from '#server/tables.ts'
import { knowsChallenge, makeChallenge, spendChallenge } from './challenge.ts'
import { nameOf, ownedBy, ownerColumns, ownerOf } from './who.ts'
import type { Who } from './who.ts'

/** Some 250 modules, of which a start and most processes need none: they are loaded with the first passkey. */
const webauthn = () => import('@simplewebauthn/server')

/** ES256, Ed25519 and RS256: what authenticators have, and what is checked here. */
const algorithms = [-7, -8, -257]

/** Where the browser is: passkeys belong to a host name, and answer to one origin. */
export interface Place {
  readonly host: string
  readonly origin: string
}

export interface Passkey {
  readonly id: string
  readonly name: string
  readonly host: string
  readonly backedUp: boolean
  readonly createdAt: number
  readonly lastUsedAt: number | null
}

/** Somebody's passkeys, the oldest first. */
export async function passkeysOf(db: Kysely<Tables>, providerId: string, who: Who): Promise<Passkey[]> {
  return db
    .selectFrom('passkeys').select(['id', 'name', 'host', 'backed_up as backedUp', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
    .where('provider_id', '=', providerId).where(...ownedBy(who)).orderBy('created_at').orderBy('id').execute()
}

async function descriptorsOf(db: Kysely<Tables>, providerId: string, who: Who, host: string) {
  const rows = await db
    .selectFrom('passkeys').select(['credential_id', 'transports']).where('provider_id', '=', providerId).where(...ownedBy(who)).where('host', '=', host).execute()
  return rows.map((row) => ({ id: row.credential_id, transports: row.transports as AuthenticatorTransport[] }))
}

/** What a browser needs to make a passkey. `purpose`: the session that asks; the answer is taken for the same only. */
export async function passkeyCreation(
  world: World, providerId: string, who: Who, given: { place: Place; purpose: string; provider: string; name: string; email: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await webauthn()
  return generateRegistrationOptions({
    rpName: given.provider, rpID: given.place.host, userName: given.email, userDisplayName: given.name, userID: new Uint8Array(Buffer.from(`${providerId}|${nameOf(who)}`).subarray(0, 64)),
    challenge: makeChallenge(world, providerId, `create|${nameOf(who)}|${given.purpose}`), excludeCredentials: await descriptorsOf(world.database.db, providerId, who, given.place.host),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' }, supportedAlgorithmIDs: algorithms,
  })
}

/** Keeps a new passkey; undefined when the browser's answer does not hold. */
export async function addPasskey(
  world: World, db: Kysely<Tables>, providerId: string, who: Who, given: { place: Place; purpose: string; name: string; response: unknown },
): Promise<string | undefined> {
  const seen = { challenge: '' }
  const expectedChallenge = (challenge: string) => {
    seen.challenge = challenge
    return knowsChallenge(world, providerId, `create|${nameOf(who)}|${given.purpose}`, challenge)
  }
  const { verifyRegistrationResponse } = await webauthn()
  const verified = await attempt(() =>
    verifyRegistrationResponse({ response: given.response as RegistrationResponseJSON, expectedChallenge, expectedOrigin: given.place.origin, expectedRPID: given.place.host, requireUserVerification: true, supportedAlgorithmIDs: algorithms }))
  if (!verified?.verified || !(await spendChallenge(world, db, providerId, seen.challenge))) return undefined
  const { credential, credentialBackedUp } = verified.registrationInfo
  const id = world.ids.next()
  const added = await db
    .insertInto('passkeys')
    .values({
      provider_id: providerId, id, ...ownerColumns(who), credential_id: credential.id, public_key: Buffer.from(credential.publicKey), counter: credential.counter,
      transports: [...(credential.transports ?? [])].map((one) => String(one).slice(0, 20)).slice(0, 8), host: given.place.host, name: given.name, backed_up: credentialBackedUp, created_at: world.time.now(), last_used_at: null,
    })
    .onConflict((oc) => oc.doNothing()).executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n ? id : undefined
}

/** What a browser needs to use a passkey: one of `who`'s, or, when nobody is known yet, whichever it keeps for us. */
export async function passkeyRequest(world: World, providerId: string, given: { place: Place; purpose: string; who?: Who }): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webauthn()
  return generateAuthenticationOptions({
    rpID: given.place.host, challenge: makeChallenge(world, providerId, `use|${given.purpose}`), userVerification: given.who ? 'preferred' : 'required',
    ...(given.who ? { allowCredentials: await descriptorsOf(world.database.db, providerId, given.who, given.place.host) } : {}),
  })
}

/**
 * Whose passkey answered, or undefined. Without `who` the browser must have checked the person too (PIN, finger, face): then the
 * passkey stands for both proofs. `kind` says whose passkeys count at this door.
 */
export async function usePasskey(
  world: World, db: Kysely<Tables>, providerId: string, given: { place: Place; purpose: string; response: unknown; who?: Who; kind?: 'agent' | 'contact' },
): Promise<Who | undefined> {
  const response = given.response as AuthenticationResponseJSON
  if (typeof response?.id !== 'string' || response.id.length > 2_000) return undefined
  const row = await db.selectFrom('passkeys').selectAll().where('provider_id', '=', providerId).where('credential_id', '=', response.id).where('host', '=', given.place.host).executeTakeFirst()
  if (!row) return undefined
  const owner = ownerOf(row)
  if (given.who ? nameOf(given.who) !== nameOf(owner) : !(`${given.kind ?? 'contact'}Id` in owner)) return undefined
  const seen = { challenge: '' }
  const challenge = (shown: string) => {
    seen.challenge = shown
    return knowsChallenge(world, providerId, `use|${given.purpose}`, shown)
  }
  const { verifyAuthenticationResponse } = await webauthn()
  const checked = await attempt(() =>
    verifyAuthenticationResponse({
      response, expectedChallenge: challenge, expectedOrigin: given.place.origin, expectedRPID: given.place.host, requireUserVerification: given.who === undefined,
      credential: { id: row.credential_id, publicKey: new Uint8Array(row.public_key), counter: row.counter },
    }))
  if (!checked?.verified || !(await spendChallenge(world, db, providerId, seen.challenge))) return undefined
  await db
    .updateTable('passkeys').set({ counter: checked.authenticationInfo.newCounter, backed_up: checked.authenticationInfo.credentialBackedUp, last_used_at: world.time.now() })
    .where('provider_id', '=', providerId).where('id', '=', row.id).execute()
  return owner
}

/** The library throws on whatever a browser, or somebody who pretends to be one, got wrong: to us a refusal like any other. */
async function attempt<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify()
  } catch {
    return undefined
  }
}

/** Gives a passkey another name; false when it is none of theirs. */
export async function renamePasskey(db: Kysely<Tables>, providerId: string, who: Who, id: string, name: string): Promise<boolean> {
  const done = await db.updateTable('passkeys').set({ name }).where('provider_id', '=', providerId).where(...ownedBy(who)).where('id', '=', id).executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Takes a passkey away, and gives its name; undefined when it is none of theirs. */
export async function removePasskey(db: Kysely<Tables>, providerId: string, who: Who, id: string): Promise<string | undefined> {
  const done = await db.deleteFrom('passkeys').where('provider_id', '=', providerId).where(...ownedBy(who)).where('id', '=', id).returning('name').executeTakeFirst()
  return done?.name
}
