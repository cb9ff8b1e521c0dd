import { createElement } from 'react'
import type { FastifyRequest } from 'fastify'
import type { Http } from '#platform/http.ts'
import { cookieName, passkeyRequest, showLink, signOut } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { SignInConfirmPage, SignInPage, SignInPasswordPage, SignInSentPage, type SignInView } from '#portal/pages/sign-in.tsx'
import { identityTexts } from '#portal/texts/areas/identity.ts'
import { textsIn } from '#portal/texts/texts.ts'
import { enterByLink, enterByPasskey, enterByPassword } from '#server/identity/identity.ts'
import { sendSignInLink } from '#triage/sign-in-link.ts'
import { comingOf, formOf, leadIn, passkeyPlace, pendingCookie, readJson } from './coming.ts'
import { oidcWays } from './oidc-ways.ts'
import { onPage, sendPage } from './pages.ts'
import { safeBack } from './safe-back.ts'
import type { Visitor } from './visitor.ts'
import { waitInWords } from './wait.ts'

const address = /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{1,63}$/
const perHour = { rateLimit: { max: 120, timeWindow: 3_600_000 } }

/** The first page of signing in, with a passkey's challenge where this host can have passkeys, and the sites that vouch for people here. */
async function viewOf(desk: Desk, visitor: Visitor, request: FastifyRequest, view: SignInView): Promise<SignInView> {
  const place = passkeyPlace(desk, visitor.provider, request)
  return { ...view, passkey: place && (await passkeyRequest(desk, visitor.provider.id, { place, purpose: 'sign-in' })), ways: await oidcWays(desk, visitor, view.back) }
}

/** Signing in: address first, then a link that is sent or a password; or a passkey. GET shows, POST consumes (AB-24, AB-27). */
export function addSignIn(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/sign-in', onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const { back } = request.query as { back?: string }
    const notice = back === undefined ? undefined : textsIn(visitor.lang).signInFirst
    return sendPage(reply, createElement(SignInPage, { frame, view: await viewOf(desk, visitor, request, { email: '', back: safeBack(back, visitor), notice }) }))
  }))

  http.post('/:provider/:lang/sign-in', { config: perHour }, onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const body = formOf(request)
    const email = (body.email ?? '').trim()
    const t = textsIn(visitor.lang)
    const back = safeBack(body.back, visitor)
    const again = async (problem: string, status: number) => sendPage(reply, createElement(SignInPage, { frame, view: await viewOf(desk, visitor, request, { email, back, problem }) }), status)
    if (!address.test(email)) return again(t.addressInvalid, 422)
    if (body.way === 'password') return sendPage(reply, createElement(SignInPasswordPage, { frame, view: { email, back } }))
    const wish = await sendSignInLink(desk, visitor.provider, { email, machine: visitor.machine, language: visitor.lang, back })
    if ('slowMs' in wish) {
      void reply.header('retry-after', Math.ceil(wish.slowMs / 1000))
      return again(t.signInThrottled, 429)
    }
    return sendPage(reply, createElement(SignInSentPage, { frame }))
  }))

  http.get('/:provider/:lang/sign-in/password', onPage(desk, '/sign-in', (_visitor, frame, request, reply) => {
    const { changed } = request.query as { changed?: string }
    const notice = changed === undefined ? undefined : identityTexts(frame.lang).passwordChanged
    return sendPage(reply, createElement(SignInPasswordPage, { frame, view: { email: '', notice } }))
  }))

  http.post('/:provider/:lang/sign-in/password', { config: perHour }, onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const body = formOf(request)
    const [email, password] = [(body.email ?? '').trim(), body.password ?? '']
    const back = safeBack(body.back, visitor)
    const own = identityTexts(visitor.lang)
    const again = (problem: string, status: number) => sendPage(reply, createElement(SignInPasswordPage, { frame, view: { email, back, problem } }), status)
    if (!address.test(email)) return again(textsIn(visitor.lang).addressInvalid, 422)
    // As long as no password of ours is: nothing to work on for nothing.
    if (password === '' || password.length > 1_000) return again(own.wrong, 422)
    const entered = await enterByPassword(desk, visitor.provider, { email, password }, comingOf(request, visitor.provider))
    if (entered.kind === 'wrong') return again(own.wrong, 422)
    if (entered.kind === 'slow') {
      void reply.header('retry-after', Math.ceil(entered.waitMs / 1000))
      return again(own.slow(waitInWords(entered.waitMs, visitor.lang)), 429)
    }
    return leadIn(desk, visitor, request, reply, entered, back)
  }))

  http.post('/:provider/:lang/sign-in/passkey', { config: perHour }, onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const body = formOf(request)
    const back = safeBack(body.back, visitor)
    const place = passkeyPlace(desk, visitor.provider, request)
    const entered = place && (await enterByPasskey(desk, visitor.provider, { place, response: readJson(body.passkey) }, comingOf(request, visitor.provider)))
    if (!entered) return sendPage(reply, createElement(SignInPage, { frame, view: await viewOf(desk, visitor, request, { email: '', back, notice: identityTexts(visitor.lang).passkeyRefused }) }), 422)
    return leadIn(desk, visitor, request, reply, entered, back)
  }))

  http.get('/:provider/:lang/sign-in/:token', onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const { token } = request.params as { token: string }
    const { back } = request.query as { back?: string }
    const link = await showLink(desk, visitor.provider.id, token)
    if (!link) return sendPage(reply, createElement(SignInPage, { frame, view: await viewOf(desk, visitor, request, { email: '', notice: textsIn(visitor.lang).signInExpired }) }), 410)
    return sendPage(reply, createElement(SignInConfirmPage, { frame, token, back: safeBack(back, visitor) }))
  }))

  http.post('/:provider/:lang/sign-in/:token', { config: perHour }, onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const { token } = request.params as { token: string }
    const entered = await enterByLink(desk, visitor.provider, token, comingOf(request, visitor.provider))
    if (!entered) return sendPage(reply, createElement(SignInPage, { frame, view: await viewOf(desk, visitor, request, { email: '', notice: textsIn(visitor.lang).signInExpired }) }), 410)
    return leadIn(desk, visitor, request, reply, entered, safeBack(formOf(request).back, visitor))
  }))

  http.post('/:provider/:lang/sign-out', onPage(desk, '/', async (visitor, _frame, request, reply) => {
    const { slug, id } = visitor.provider
    const token = request.cookies[cookieName(slug, 'contact')]
    if (token !== undefined) await signOut(desk, id, token, visitor.contact)
    return reply.clearCookie(cookieName(slug, 'contact'), { path: `/${slug}` }).clearCookie(pendingCookie(slug), { path: `/${slug}` }).redirect(`/${slug}/${visitor.lang}/`, 303)
  }))
}
