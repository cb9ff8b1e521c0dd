import { createElement } from 'react'
import type { Http } from '#platform/http.ts'
import { closeSession, consumeLink, cookieName, cookieOptions, showLink } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { SignInConfirmPage, SignInPage, SignInSentPage } from '#portal/pages/sign-in.tsx'
import { textsIn } from '#portal/texts/texts.ts'
import { sendSignInLink } from '#triage/sign-in-link.ts'
import { onPage, sendPage } from './pages.ts'
import type { Visitor } from './visitor.ts'

const address = /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{1,63}$/
const perHour = { rateLimit: { max: 120, timeWindow: 3_600_000 } }

/** A path of the same provider's pages, or nothing: a link never leads elsewhere. */
export function safeBack(back: unknown, visitor: Pick<Visitor, 'provider' | 'lang'>): string | undefined {
  const home = `/${visitor.provider.slug}/${visitor.lang}/`
  return typeof back === 'string' && back.length < 2_000 && back.startsWith(home) && !/[\\\r\n]/.test(back) ? back : undefined
}

/** Signing in by a link that is sent: GET shows, POST consumes (AB-24, AB-27). */
export function addSignIn(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/sign-in', onPage(desk, '/sign-in', (visitor, frame, request, reply) => {
    const { back } = request.query as { back?: string }
    return sendPage(reply, createElement(SignInPage, { frame, view: { email: '', back: safeBack(back, visitor), notice: back === undefined ? undefined : textsIn(visitor.lang).signInFirst } }))
  }))

  http.post('/:provider/:lang/sign-in', { config: perHour }, onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const body = (request.body ?? {}) as { email?: unknown; back?: unknown }
    const email = typeof body.email === 'string' ? body.email.trim() : ''
    const t = textsIn(visitor.lang)
    const back = safeBack(body.back, visitor)
    if (!address.test(email)) return sendPage(reply, createElement(SignInPage, { frame, view: { email, back, problem: t.addressInvalid } }), 422)
    const wish = await sendSignInLink(desk, visitor.provider, { email, machine: visitor.machine, language: visitor.lang, back })
    if ('slowMs' in wish) {
      void reply.header('retry-after', Math.ceil(wish.slowMs / 1000))
      return sendPage(reply, createElement(SignInPage, { frame, view: { email, back, problem: t.signInThrottled } }), 429)
    }
    return sendPage(reply, createElement(SignInSentPage, { frame }))
  }))

  http.get('/:provider/:lang/sign-in/:token', onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const { token } = request.params as { token: string }
    const { back } = request.query as { back?: string }
    const link = await showLink(desk, visitor.provider.id, token)
    if (!link) return sendPage(reply, createElement(SignInPage, { frame, view: { email: '', notice: textsIn(visitor.lang).signInExpired } }), 410)
    return sendPage(reply, createElement(SignInConfirmPage, { frame, token, back: safeBack(back, visitor) }))
  }))

  http.post('/:provider/:lang/sign-in/:token', { config: perHour }, onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const { token } = request.params as { token: string }
    const { slug, id } = visitor.provider
    const session = await consumeLink(desk, id, token, request.cookies[cookieName(slug, 'contact')])
    if (!session) return sendPage(reply, createElement(SignInPage, { frame, view: { email: '', notice: textsIn(visitor.lang).signInExpired } }), 410)
    void reply.setCookie(cookieName(slug, 'contact'), session.token, cookieOptions(desk, slug, session.expiresAt))
    const back = safeBack((request.body as { back?: unknown } | null)?.back, visitor)
    return reply.redirect(back ?? `/${slug}/${visitor.lang}/tickets`, 303)
  }))

  http.post('/:provider/:lang/sign-out', onPage(desk, '/', async (visitor, _frame, request, reply) => {
    const { slug, id } = visitor.provider
    const token = request.cookies[cookieName(slug, 'contact')]
    if (token !== undefined) await closeSession(desk, id, token)
    return reply.clearCookie(cookieName(slug, 'contact'), { path: `/${slug}` }).redirect(`/${slug}/${visitor.lang}/`, 303)
  }))
}
