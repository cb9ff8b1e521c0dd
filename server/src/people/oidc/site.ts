import {
  allowInsecureRequests, authorizationCodeGrant, AuthorizationResponseError, buildAuthorizationUrl, calculatePKCECodeChallenge, ClientSecretBasic, ClientSecretPost, Configuration, customFetch, discovery,
  enableNonRepudiationChecks, fetchUserInfo, None, randomNonce, randomPKCECodeVerifier, randomState, ResponseBodyError,
} from 'openid-client'
import type { CustomFetch } from 'openid-client'
import { z } from 'zod'
import { askOutside, OutsideError } from '#platform/outside.ts'
import type { OutsideProblem } from '#platform/outside.ts'
import { createSealer } from '#platform/sealing.ts'
import type { World } from '#server/tables.ts'
import { addressOf } from '../providers.ts'
import type { Provider } from '../providers.ts'
import { secretOf } from './connections.ts'
import type { Connection } from './connections.ts'

/**
 * Why a site vouched for nobody. Its own fault: those of the network, `not_oidc` (no description, or one that lacks something),
 * `issuer` (it calls itself otherwise), `client` (it does not take our name and secret), `answer` (what it said does not hold).
 * Not its fault: `expired` (our own state is gone, old or another browser's), `denied` (the person or the site said no).
 */
export type SiteProblem = OutsideProblem | 'not_oidc' | 'issuer' | 'client' | 'answer' | 'expired' | 'denied'

/** What went wrong at a site; `detail` is for the log and for who set it up, never for who signs in. */
export class SiteError extends Error {
  readonly problem: SiteProblem

  constructor(problem: SiteProblem, detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.name = 'SiteError'
    this.problem = problem
  }
}

/** Who somebody is at the site. */
export interface Claims {
  readonly subject: string
  readonly email: string | undefined
  readonly emailVerified: boolean
  readonly name: string | undefined
}

const patience = 10_000
/** How long a site's description is believed. */
const keptFor = 10 * 60_000
const stateLife = 10 * 60_000
const known = new WeakMap<World['database'], Map<string, { site: Configuration; until: number }>>()

/** Where the site sends people back to; what it has to be told. */
export function returnAddress(world: World, provider: Provider, { name }: Pick<Connection, 'name'>): string {
  return addressOf(world, provider, `/sign-in/oidc/${name}/callback`)
}

/** Turns whatever the library threw into what happened. */
function siteError(error: unknown): SiteError {
  if (error instanceof SiteError) return error
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof OutsideError) return new SiteError(cause.problem, cause.message, { cause: error })
    if (cause instanceof AuthorizationResponseError) return new SiteError('denied', `${cause.error} ${cause.error_description ?? ''}`, { cause: error })
    if (cause instanceof ResponseBodyError) {
      const detail = `${cause.error} ${cause.error_description ?? ''}`
      return new SiteError(cause.error === 'invalid_client' || cause.error === 'unauthorized_client' ? 'client' : 'answer', detail, { cause: error })
    }
  }
  const { code = '', message } = error as { code?: string; message: string }
  if (code === 'OAUTH_TIMEOUT') return new SiteError('late', message, { cause: error })
  return new SiteError(code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' ? 'issuer' : 'answer', `${code} ${message}`, { cause: error })
}

/** Reads what a site says of itself. @throws SiteError */
export async function readSite(world: World, providerId: string, connection: Connection): Promise<Configuration> {
  const secret = await secretOf(world, providerId, connection)
  const ask: CustomFetch = (url, { method, headers, body, signal }) =>
    askOutside(url, { method, headers, ...(body === null || body === undefined ? {} : { body: body instanceof Uint8Array ? body : String(body) }), ...(signal ? { signal } : {}) },
      { privateAddresses: connection.privateAddresses, patience })
  try {
    const issuer = new URL(connection.issuer)
    if (issuer.protocol !== 'https:' && !connection.privateAddresses) throw new SiteError('plain', issuer.origin)
    const plain = connection.privateAddresses && issuer.protocol === 'http:' ? [allowInsecureRequests] : []
    const site = await discovery(issuer, connection.clientId, {}, secret === undefined ? None() : ClientSecretBasic(secret), { [customFetch]: ask, timeout: patience / 1_000, execute: [...plain, enableNonRepudiationChecks] })
    const metadata = site.serverMetadata()
    const lacking = (['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const).filter((name) => metadata[name] === undefined)
    if (lacking.length > 0) throw new SiteError('not_oidc', `its description lacks ${lacking.join(', ')}`)
    const entrance = new URL(metadata.authorization_endpoint as string)
    if (entrance.protocol !== 'https:' && !(entrance.protocol === 'http:' && connection.privateAddresses)) throw new SiteError('plain', entrance.origin)
    const ways = metadata.token_endpoint_auth_methods_supported
    if (secret === undefined || ways === undefined || ways.includes('client_secret_basic') || !ways.includes('client_secret_post')) return site
    // The few that take the secret in the body only.
    const posting = new Configuration(metadata, connection.clientId, {}, ClientSecretPost(secret))
    posting[customFetch] = ask
    posting.timeout = patience / 1_000
    for (const set of [...plain, enableNonRepudiationChecks]) set(posting)
    return posting
  } catch (error) {
    const told = siteError(error)
    throw told.problem === 'answer' ? new SiteError('not_oidc', told.message, { cause: error }) : told
  }
}

async function siteOf(world: World, providerId: string, connection: Connection): Promise<Configuration> {
  const sites = known.get(world.database) ?? new Map<string, { site: Configuration; until: number }>()
  known.set(world.database, sites)
  const kept = sites.get(connection.id)
  const now = world.time.now()
  if (kept && kept.until > now) return kept.site
  const site = await readSite(world, providerId, connection)
  sites.set(connection.id, { site, until: now + keptFor })
  return site
}

const state = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), until: z.number(), lang: z.enum(['fr', 'en']), back: z.string().optional() })
/** What the browser keeps for us on its way to the site and back, sealed. */
export type State = z.infer<typeof state>

const sealerOf = (world: World) => createSealer(world.settings.secret, 'oidc-state')
const placeOf = (providerId: string, connection: Connection) => `${providerId}|${connection.id}`

/** Where to send somebody who wants in, and what their browser keeps meanwhile. @throws SiteError when the site cannot be reached */
export async function beginAtSite(world: World, provider: Provider, connection: Connection, on: Pick<State, 'lang' | 'back'>): Promise<{ url: string; kept: string; expiresAt: number }> {
  const site = await siteOf(world, provider.id, connection)
  const until = world.time.now() + stateLife
  const given: State = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), until, lang: on.lang, ...(on.back === undefined ? {} : { back: on.back }) }
  const url = buildAuthorizationUrl(site, {
    redirect_uri: returnAddress(world, provider, connection), scope: 'openid email profile', state: given.state, nonce: given.nonce,
    code_challenge: await calculatePKCECodeChallenge(given.verifier), code_challenge_method: 'S256', ui_locales: on.lang,
  })
  return { url: url.href, kept: sealerOf(world).seal(JSON.stringify(given), placeOf(provider.id, connection)).toString('base64url'), expiresAt: until }
}

/** What the browser kept; undefined when it is not ours, was for another connection, or is too old. */
export function readState(world: World, providerId: string, connection: Connection, kept: string | undefined): State | undefined {
  const text = kept === undefined ? undefined : sealerOf(world).open(Buffer.from(kept, 'base64url'), placeOf(providerId, connection))
  const read = text === undefined ? undefined : state.parse(JSON.parse(text))
  return read && read.until > world.time.now() ? read : undefined
}

/**
 * Who came back from the site: state, nonce, PKCE, issuer, audience and signature are checked before anything is believed (AB-30).
 * `query` is what stood behind the `?`; the rest of the address is ours, whatever host was asked. @throws SiteError
 */
export async function endAtSite(world: World, provider: Provider, connection: Connection, given: { kept: string | undefined; query: string }): Promise<Claims> {
  const expected = readState(world, provider.id, connection, given.kept)
  const answer = new URLSearchParams(given.query)
  if (!expected || answer.get('state') !== expected.state) throw new SiteError('expired', 'no state, or not the one of this answer')
  try {
    const site = await siteOf(world, provider.id, connection)
    const tokens = await authorizationCodeGrant(site, new URL(`${returnAddress(world, provider, connection)}?${given.query}`), {
      expectedState: expected.state, expectedNonce: expected.nonce, pkceCodeVerifier: expected.verifier, idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims === undefined) throw new SiteError('answer', 'no ID token')
    // Many tell the address only to who asks for it.
    const more = claims.email === undefined && site.serverMetadata().userinfo_endpoint !== undefined ? await fetchUserInfo(site, tokens.access_token, claims.sub) : {}
    const { email, email_verified: verified, name } = { ...claims, ...more } as Record<string, unknown>
    return { subject: claims.sub, email: typeof email === 'string' ? email : undefined, emailVerified: verified === true, name: typeof name === 'string' ? name.slice(0, 200) : undefined }
  } catch (error) {
    throw siteError(error)
  }
}
