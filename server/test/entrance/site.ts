import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll } from 'vitest'

/** Somebody at the site: what it says of them. */
export interface Person { readonly email?: string; readonly email_verified?: boolean; readonly name?: string }

/** A real OpenID provider on this machine, where whoever comes is signed in as the person that was named last. */
export interface Site {
  readonly issuer: string
  readonly people: Map<string, Person>
  /** Who comes next: a subject of `people`; undefined: they press “cancel”. */
  next: string | undefined
  /** Follows the site's own redirections as a browser would; gives the address to which it sends back. */
  walk(url: string): Promise<string>
  close(): Promise<void>
}

export const client = { id: 'guichet', secret: 'un secret assez long pour un client' }

/** Opens one, which knows us by these addresses. Call it at the top of a test file. */
export async function openSite(redirects: readonly string[]): Promise<Site> {
  const people = new Map<string, Person>()
  let listener: (...given: Parameters<ReturnType<Provider['callback']>>) => void = () => undefined
  const server = createServer((request, response) => listener(request, response))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: redirects, grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: async (_context: unknown, id: string) => ({ accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }),
    interactions: { url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['une clé de test'] },
    features: { devInteractions: { enabled: false } },
    ttl: { Session: 60, Interaction: 60, Grant: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
  })
  const callback = provider.callback()
  const site: Site = {
    issuer, people, next: undefined,
    async walk(url) {
      const cookies = new Map<string, string>()
      for (let at = url, steps = 0; steps < 12; steps++) {
        if (!at.startsWith(issuer)) return at
        const answer = await fetch(at, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
        for (const set of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=')
          cookies.set(name, value)
        }
        const to = answer.headers.get('location')
        if (to === null) throw new Error(`the site stopped at ${at}: ${answer.status} ${(await answer.text()).slice(0, 500)}`)
        at = new URL(to, at).href
      }
      throw new Error('the site goes round in circles')
    },
    close: () => new Promise((done) => {
      server.closeAllConnections()
      server.close(() => done())
    }),
  }
  listener = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response)
    void (async () => {
      const { prompt, params, session } = await provider.interactionDetails(request, response)
      if (site.next === undefined) return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'cancelled' })
      if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: site.next } })
      const grant = new provider.Grant({ accountId: session?.accountId ?? site.next, clientId: String(params.client_id) })
      grant.addOIDCScope('openid email profile')
      return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
    })()
  }
  afterAll(() => site.close().catch(() => undefined))
  return site
}
