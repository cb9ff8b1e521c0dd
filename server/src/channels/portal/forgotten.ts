import { createElement } from 'react'
import type { Http } from '#platform/http.ts'
import { showLink } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { ForgottenPage, PasswordPage } from '#portal/pages/password.tsx'
import { SignInSentPage } from '#portal/pages/sign-in.tsx'
import { identityTexts } from '#portal/texts/areas/identity.ts'
import { textsIn } from '#portal/texts/texts.ts'
import { askReset, useReset } from '#server/identity/identity.ts'
import { comingOf, formOf } from './coming.ts'
import { onPage, sendPage } from './pages.ts'

const address = /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{1,63}$/
const perHour = { rateLimit: { max: 120, timeWindow: 3_600_000 } }

/** A forgotten password: a link to the declared address, and nowhere else (S4-17). GET shows, POST consumes. */
export function addForgotten(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/forgotten', onPage(desk, '/sign-in', (_visitor, frame, _request, reply) => sendPage(reply, createElement(ForgottenPage, { frame, view: { email: '' } }))))

  http.post('/:provider/:lang/forgotten', { config: perHour }, onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const email = (formOf(request).email ?? '').trim()
    const [t, own] = [textsIn(visitor.lang), identityTexts(visitor.lang)]
    const again = (problem: string, status: number) => sendPage(reply, createElement(ForgottenPage, { frame, view: { email, problem } }), status)
    if (!address.test(email)) return again(t.addressInvalid, 422)
    const wish = await askReset(desk, visitor.provider, { email, machine: visitor.machine, language: visitor.lang })
    if ('slowMs' in wish) {
      void reply.header('retry-after', Math.ceil(wish.slowMs / 1000))
      return again(t.signInThrottled, 429)
    }
    return sendPage(reply, createElement(SignInSentPage, { frame, title: own.forgottenTitle, said: own.forgottenSent }))
  }))

  http.get('/:provider/:lang/reset/:token', onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const { token } = request.params as { token: string }
    const owner = await showLink(desk, visitor.provider.id, token, 'reset')
    if (!owner) return sendPage(reply, createElement(ForgottenPage, { frame, view: { email: '', notice: identityTexts(visitor.lang).forgottenExpired } }), 410)
    return sendPage(reply, createElement(PasswordPage, { frame, view: { email: owner.email, action: request.url, asksOld: false } }))
  }))

  http.post('/:provider/:lang/reset/:token', { config: perHour }, onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const { token } = request.params as { token: string }
    const t = identityTexts(visitor.lang)
    const done = await useReset(desk, visitor.provider, token, formOf(request).password ?? '', comingOf(request, visitor.provider))
    if (done.kind === 'refused') return sendPage(reply, createElement(PasswordPage, { frame, view: { email: '', action: request.url, asksOld: false, problem: t.problems[done.problem] } }), 422)
    if (done.kind === 'gone') return sendPage(reply, createElement(ForgottenPage, { frame, view: { email: '', notice: t.forgottenExpired } }), 410)
    return reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/sign-in/password?changed=1`, 303)
  }))
}
