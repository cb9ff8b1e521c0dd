import { isIP } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isId } from '#platform/ids.ts'
import { baseOf, cookieName, cookieOptions, pendingLife } from '#people/people.ts'
import type { Entered, Place, Provider } from '#people/people.ts'
import { knownCookie, withMark } from '#server/identity/identity.ts'
import type { Coming, ContactEntered } from '#server/identity/identity.ts'
import type { Desk } from '#policies/policies.ts'
import type { Visitor } from './visitor.ts'

const year = 365 * 24 * 60 * 60

/** From where a visitor comes, and what their browser showed. */
export function comingOf(request: FastifyRequest, provider: Provider): Coming {
  return {
    machine: request.ip, browser: request.headers['user-agent'], previous: request.cookies[cookieName(provider.slug, 'contact')],
    marks: request.cookies[knownCookie(provider.slug)],
  }
}

/** The host name and origin for which passkeys count here; undefined at a bare address, where browsers make none. The host was let in at the door. */
export function passkeyPlace(desk: Desk, provider: Provider, request: FastifyRequest): Place | undefined {
  const host = request.hostname.toLowerCase()
  if (isIP(host.replaceAll(/[[\]]/g, '')) !== 0) return undefined
  const base = new URL(baseOf(desk, provider))
  return { host, origin: base.hostname === host ? base.origin : `${request.protocol}://${request.host}` }
}

/** The cookie of a sign-in that waits for its second proof; it opens nothing. */
export function pendingCookie(slug: string): string {
  return `guichet_${slug}_pending`
}

/** Gives the browser what was opened and leads on: into the area, or to the second proof. */
export function leadIn(desk: Desk, visitor: Pick<Visitor, 'provider' | 'lang'>, request: FastifyRequest, reply: FastifyReply, entered: ContactEntered, back: string | undefined): FastifyReply {
  const { provider, lang } = visitor
  const { slug } = provider
  const home = `/${slug}/${lang}`
  if (entered.kind === 'pending') {
    void reply.setCookie(pendingCookie(slug), entered.token, { ...cookieOptions(desk, slug, entered.expiresAt), maxAge: pendingLife / 1_000 })
    return reply.redirect(`${home}/sign-in/second${back === undefined ? '' : `?back=${encodeURIComponent(back)}`}`, 303)
  }
  giveSession(desk, provider, request, reply, entered, entered.contactId)
  return reply.clearCookie(pendingCookie(slug), { path: `/${slug}` }).redirect(back ?? `${home}/account`, 303)
}

/** Puts a session's token into its cookie, and marks the browser as one that its person knows. */
export function giveSession(desk: Desk, provider: Provider, request: FastifyRequest, reply: FastifyReply, session: Pick<Entered, 'token' | 'expiresAt'>, contactId: string): void {
  const { slug } = provider
  const options = cookieOptions(desk, slug, session.expiresAt)
  void reply.setCookie(cookieName(slug, 'contact'), session.token, options)
  void reply.setCookie(knownCookie(slug), withMark(desk, provider, { contactId }, request.cookies[knownCookie(slug)]), { ...options, maxAge: year })
}

/** The id in a page's address; undefined for a text that is none: then there is no such page. */
export function idIn(request: FastifyRequest): string | undefined {
  const { id } = request.params as { id: string }
  return isId(id) ? id : undefined
}

/** The texts of a form by their names; whatever is no short text is left out. */
export function formOf(request: FastifyRequest): Record<string, string> {
  const body = request.body
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(Object.entries(body as Record<string, unknown>).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= 20_000))
}

/** What a passkey's form holds, or undefined; what it says is for the library to judge. */
export function readJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

/** The same with what has one name several times: boxes that were ticked. */
export function fieldsOf(request: FastifyRequest): Record<string, string | string[]> {
  const body = request.body
  if (typeof body !== 'object' || body === null) return {}
  const several = Object.entries(body as Record<string, unknown>).filter((entry): entry is [string, string[]] => Array.isArray(entry[1]) && entry[1].every((one) => typeof one === 'string'))
  return { ...formOf(request), ...Object.fromEntries(several.map(([name, all]) => [name, all.slice(0, 200)])) }
}
