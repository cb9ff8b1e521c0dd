import { customFetch, genericGrantRequest, randomPKCECodeVerifier, ResponseBodyError } from 'openid-client'
import type { Configuration } from 'openid-client'
import { z } from 'zod'
import { OutsideError } from '#platform/outside.ts'
import type { World } from '#server/tables.ts'
import type { Provider } from '../providers.ts'
import type { Connection } from './connections.ts'
import { readSite, returnAddress, SiteError } from './site.ts'
import type { SiteProblem } from './site.ts'

/** What is looked at, in this order; the first that fails is what to mend first. */
export type Check = 'description' | 'keys' | 'code' | 'pkce' | 'address' | 'client'

/** What was found. `unsure`: the site does not say; sign-in may work all the same. */
export interface Examined {
  readonly check: Check
  readonly found: 'right' | 'wrong' | 'unsure'
  readonly problem?: SiteProblem
  /** In the words of the site, or of the network. */
  readonly detail?: string
}

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), use: z.string().optional() })) })

async function keysOf(site: Configuration): Promise<Examined> {
  try {
    const fetched = await site[customFetch]!(String(site.serverMetadata().jwks_uri), { method: 'GET', headers: { accept: 'application/json' }, body: undefined, redirect: 'manual' })
    const keys = keySet.safeParse(await fetched.json().catch(() => undefined))
    const usable = keys.success && keys.data.keys.some(({ kty, use }) => kty !== 'oct' && use !== 'enc')
    return { check: 'keys', found: usable ? 'right' : 'wrong', ...(usable ? {} : { detail: `HTTP ${fetched.status}` }) }
  } catch (error) {
    const problem = error instanceof OutsideError ? error.problem : 'answer'
    return { check: 'keys', found: 'wrong', problem, detail: (error as Error).message }
  }
}

/** Asks for tokens with a code that nobody was given: a site that knows us says that the code is wrong, not that we are. */
async function clientOf(world: World, provider: Provider, connection: Connection, site: Configuration): Promise<Examined> {
  const tried = await genericGrantRequest(site, 'authorization_code', { code: 'guichet-test', redirect_uri: returnAddress(world, provider, connection), code_verifier: randomPKCECodeVerifier() })
    .then(() => undefined, (error: unknown) => error)
  if (!(tried instanceof ResponseBodyError)) return { check: 'client', found: 'unsure', ...(tried instanceof Error ? { detail: tried.message } : {}) }
  const detail = [tried.error, tried.error_description].filter(Boolean).join(': ')
  if (tried.error === 'invalid_grant') return { check: 'client', found: 'right' }
  return { check: 'client', found: tried.error === 'invalid_client' || tried.error === 'unauthorized_client' ? 'wrong' : 'unsure', detail }
}

/** Tries a connection without signing anybody in, and says what it found. */
export async function examineConnection(world: World, provider: Provider, connection: Connection): Promise<Examined[]> {
  let site: Configuration
  try {
    site = await readSite(world, provider.id, connection)
  } catch (error) {
    if (!(error instanceof SiteError)) throw error
    return [{ check: 'description', found: 'wrong', problem: error.problem, detail: error.message }]
  }
  const { response_types_supported: types, code_challenge_methods_supported: challenges, scopes_supported: scopes, claims_supported: claims } = site.serverMetadata()
  const says = (check: Check, list: readonly string[] | undefined, name: string): Examined => ({ check, found: list === undefined ? 'unsure' : list.includes(name) ? 'right' : 'wrong' })
  const address = claims === undefined ? says('address', scopes, 'email') : says('address', claims, 'email_verified')
  return [
    { check: 'description', found: 'right' }, await keysOf(site), says('code', types, 'code'), says('pkce', challenges, 'S256'),
    // A site may send what it does not announce.
    address.found === 'wrong' ? { ...address, found: 'unsure' } : address,
    await clientOf(world, provider, connection, site),
  ]
}
