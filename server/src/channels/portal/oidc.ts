import { createElement } from 'react'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Lang } from '@guichet/policy'
import type { Http } from '#platform/http.ts'
import {
  agentPendingCookie, baseOf, beginAtSite, cookieName, cookieOptions, endAtSite, findConnection, findProvider, pendingLife, readState, SiteError,
} from '#people/people.ts'
import type { Connection, Entered, Provider, SiteProblem } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { OidcRefusedPage, type OidcRefusal } from '#portal/pages/oidc.tsx'
import { enterByOidc } from '#server/identity/identity.ts'
import { hasPlace } from '#triage/contacts/place.ts'
import { comingOf, leadIn } from './coming.ts'
import { onPage, sendPage } from './pages.ts'
import { safeBack } from './safe-back.ts'
import { frameOf, preferredLanguage, visitorOf } from './visitor.ts'
import type { Visitor } from './visitor.ts'

/** Each begins a conversation with another site. All of a large customer may come from one address, each a few times a day. */
const perMinute = { rateLimit: { max: 60, timeWindow: 60_000 } }
const stateCookie = (slug: string) => `guichet_${slug}_oidc`
const statePath = (slug: string) => `/${slug}/sign-in/oidc`

/** What a visitor is told of a problem: the site is silent, or it said something odd; the rest has words of its own. */
const toldAs: Record<SiteProblem, OidcRefusal> = {
  name: 'silent', refused: 'silent', late: 'silent', certificate: 'silent', broken: 'silent', address: 'silent', port: 'silent', plain: 'silent',
  large: 'odd', not_oidc: 'odd', issuer: 'odd', client: 'odd', answer: 'odd', expired: 'expired', denied: 'denied',
}
const statusOf = (why: OidcRefusal) => (why === 'silent' || why === 'odd' ? 502 : why === 'expired' ? 400 : 403)

function refuse(reply: FastifyReply, desk: Desk, visitor: Visitor, connection: Connection, why: OidcRefusal, reference?: string): FastifyReply {
  const { provider, lang } = visitor
  const view = {
    why, label: connection.label, retry: `/${provider.slug}/${lang}/sign-in/oidc/${connection.name}`,
    ...(connection.audience === 'contacts' && !connection.exclusive ? { others: '/sign-in' } : {}), ...(reference ? { reference } : {}),
  }
  return sendPage(reply, createElement(OidcRefusedPage, { frame: frameOf(desk, visitor, '/sign-in'), view }), statusOf(why))
}

function failed(request: FastifyRequest, reply: FastifyReply, desk: Desk, visitor: Visitor, connection: Connection, error: unknown): FastifyReply {
  if (!(error instanceof SiteError)) throw error
  const why = toldAs[error.problem]
  // Visitors are told in general words; who looks after the desk finds the rest here.
  if (why === 'silent' || why === 'odd') request.log.warn({ provider: visitor.provider.slug, connection: connection.name, problem: error.problem, detail: error.message }, 'another site vouched for nobody')
  return refuse(reply, desk, visitor, connection, why, why === 'silent' || why === 'odd' ? request.id : undefined)
}

/** Signing in through another site: there by a link, back by its redirection; everything that counts is in the answer and our sealed cookie. */
export function addOidc(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/sign-in/oidc/:name', { config: perMinute }, onPage(desk, '/sign-in', async (visitor, _frame, request, reply) => {
    const { provider, lang } = visitor
    const connection = await findConnection(desk, provider.id, (request.params as { name: string }).name)
    if (!connection) return reply.callNotFound()
    // The cookie must lie where the site will send people back to.
    const base = new URL(baseOf(desk, provider))
    if (request.hostname.toLowerCase() !== base.hostname) return reply.redirect(`${base.origin}${request.url}`, 302)
    const back = safeBack((request.query as { back?: unknown }).back, visitor)
    try {
      const { url, kept, expiresAt } = await beginAtSite(desk, provider, connection, { lang, ...(back === undefined ? {} : { back }) })
      void reply.setCookie(stateCookie(provider.slug), kept, { ...cookieOptions(desk, provider.slug, expiresAt), path: statePath(provider.slug) })
      return reply.redirect(url, 302)
    } catch (error) {
      return failed(request, reply, desk, visitor, connection, error)
    }
  }))

  http.get('/:provider/sign-in/oidc/:name/callback', { config: perMinute }, async (request, reply) => {
    const params = request.params as { provider: string; name: string }
    const provider = await findProvider(desk, params.provider)
    const connection = provider && (await findConnection(desk, provider.id, params.name))
    if (!provider || !connection) return reply.callNotFound()
    const kept = request.cookies[stateCookie(provider.slug)]
    const state = readState(desk, provider.id, connection, kept)
    const visitor = await visitorIn(desk, request, state?.lang ?? preferredLanguage(request.headers['accept-language'], provider.language))
    if (!visitor) return reply.callNotFound()
    // Once, whatever comes of it.
    void reply.clearCookie(stateCookie(provider.slug), { path: statePath(provider.slug) })
    try {
      const claims = await endAtSite(desk, provider, connection, { kept, query: request.url.split('?')[1] ?? '' })
      const coming = { ...comingOf(request, provider), ...(connection.audience === 'agents' ? { previous: request.cookies[cookieName(provider.slug, 'agent')] } : {}) }
      const entered = await enterByOidc(desk, provider, connection, claims, coming, async (trx) => connection.customerId !== null && hasPlace(desk, trx, provider.id, connection.customerId, visitor.policy))
      if (entered.kind === 'refused') return refuse(reply, desk, visitor, connection, entered.why === 'domain' ? 'unknown' : entered.why)
      if ('contactId' in entered.who) return leadIn(desk, visitor, request, reply, { ...entered, contactId: entered.who.contactId }, state?.back)
      return leadAgentIn(desk, provider, reply, entered)
    } catch (error) {
      return failed(request, reply, desk, visitor, connection, error)
    }
  })
}

/** A visitor in a language that is not in the address. */
function visitorIn(desk: Desk, request: FastifyRequest, lang: Lang): Promise<Visitor | undefined> {
  return visitorOf(desk, Object.assign(Object.create(request), { params: { ...(request.params as object), lang } }) as FastifyRequest)
}

/** Gives an agent's browser what was opened, and leads to the desk: there the second proof is asked for, if one is owed. */
function leadAgentIn(desk: Desk, { slug }: Provider, reply: FastifyReply, entered: Entered): FastifyReply {
  const options = cookieOptions(desk, slug, entered.expiresAt)
  if (entered.kind === 'session') void reply.setCookie(cookieName(slug, 'agent'), entered.token, options).clearCookie(agentPendingCookie(slug), { path: `/${slug}` })
  else void reply.setCookie(agentPendingCookie(slug), entered.token, { ...options, maxAge: pendingLife / 1_000 })
  return reply.redirect(`/${slug}/desk/${entered.kind === 'pending' ? '?second' : ''}`, 303)
}
