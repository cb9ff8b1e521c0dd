import { createElement } from 'react'
import type { FastifyRequest } from 'fastify'
import type { Lang } from '@guichet/policy'
import { closeSession, cookieName, cookieOptions, openSession } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { renderPage } from '#portal/render.ts'
import { readCast, signInPath } from './cast.ts'
import type { Cast, CastCustomer } from './cast.ts'
import { OneClickPage } from './sign-in-page.tsx'

/** Whom a token lets one play, and where they begin. */
interface Played {
  readonly slug: string
  readonly providerId: string
  readonly name: string
  readonly kind: 'agent' | 'contact'
  readonly id: string
  /** The language in which they read; undefined for agents, whose desk asks the browser. */
  readonly language: Lang | undefined
  /** What there is to see as them. */
  readonly about: CastCustomer['about'] | undefined
  readonly path: string
}

function findPlayed(cast: Cast, token: string): Played | undefined {
  for (const { id: providerId, slug, agents, customers } of cast.providers) {
    const agent = agents.find((one) => one.token === token)
    if (agent) return { slug, providerId, name: agent.name, kind: 'agent', id: agent.id, language: undefined, about: undefined, path: signInPath(agent) }
    const customer = customers.find((one) => one.token === token)
    if (customer) return { slug, providerId, name: customer.name, kind: 'contact', id: customer.id, language: customer.language, about: customer.about, path: signInPath(customer) }
  }
  return undefined
}

/** Only somebody at this machine plays: whatever stands in front of us, the other end of the connection is it. */
function isHere(request: FastifyRequest): boolean {
  const address = request.socket.remoteAddress ?? ''
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}

function askedLanguage(request: FastifyRequest): Lang | undefined {
  const { lang } = request.query as { lang?: unknown }
  return lang === 'fr' || lang === 'en' ? lang : undefined
}

/**
 * One-click sign-ins of a demonstration: GET shows whom one would be, the button makes it so (AB-24). A link is worth something
 * on this machine only, in this demonstration only, for one person.
 */
export function addOneClickSignIn(http: Http, desk: Desk): void {
  const played = async (request: FastifyRequest) =>
    isHere(request) ? findPlayed(await readCast(desk.settings.dataFolder), (request.params as { token: string }).token) : undefined

  http.get('/demonstration/sign-in/:token', async (request, reply) => {
    const found = await played(request)
    if (!found) return reply.callNotFound()
    const lang = askedLanguage(request) ?? found.language ?? 'fr'
    return reply.type('text/html; charset=utf-8').send(renderPage(createElement(OneClickPage, { lang, name: found.name, about: found.about?.[lang], action: `${found.path}?lang=${lang}` })))
  })

  http.post('/demonstration/sign-in/:token', async (request, reply) => {
    const found = await played(request)
    if (!found) return reply.callNotFound()
    const { slug, providerId, kind, id } = found
    const name = cookieName(slug, kind)
    const previous = request.cookies[name]
    const session = await openSession(desk, desk.database.db, providerId, kind === 'agent' ? { agentId: id } : { contactId: id }, { machine: request.ip, browser: request.headers['user-agent'] })
    if (previous) await closeSession(desk, providerId, previous)
    void reply.setCookie(name, session.token, cookieOptions(desk, slug, session.expiresAt))
    const lang = askedLanguage(request) ?? found.language ?? 'fr'
    return reply.redirect(kind === 'agent' ? `/${slug}/desk/` : `/${slug}/${lang}/account`, 303)
  })
}
