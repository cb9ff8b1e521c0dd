import { createElement } from 'react'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from '#platform/http.ts'
import { cookieName, passwordOf } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { PasswordPage, type PasswordView } from '#portal/pages/password.tsx'
import { SecurityPage } from '#portal/pages/security.tsx'
import { identityTexts } from '#portal/texts/areas/identity.ts'
import { securityTexts } from '#portal/texts/areas/security.ts'
import { choosePassword, dropPassword, endSession, endSessions, knowsPassword, recoveryOf, stopRecovery } from '#server/identity/identity.ts'
import { comingOf, formOf, idIn, passkeyPlace } from './coming.ts'
import { onOwnPage, type SignedVisitor } from './own-page.ts'
import { sendPage } from './pages.ts'
import { securityViewOf } from './security-view.ts'
import { needsT3 } from './step-up.ts'
import type { Visitor } from './visitor.ts'
import { waitInWords } from './wait.ts'

export const perHour = { rateLimit: { max: 240, timeWindow: 3_600_000 } }

/** What is said once something is done, by the word in the address. */
const done = { password: 'passwordDone', removed: 'passwordRemoved', passkey: 'passkeyAdded', renamed: 'passkeyRenamed', passkeyRemoved: 'passkeyRemoved', totpRemoved: 'totpRemoved', session: 'sessionEnded', recovery: 'recoveryStopped' } as const

type Show = (visitor: SignedVisitor, frame: Frame, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** A page of one's own security; `proof`: what takes a confirmation first. */
export function onSecurityPage(desk: Desk, show: Show, proof?: 'fresh' | 'T3') {
  return onOwnPage(desk, () => '/security', async (visitor, frame, request, reply) => {
    if (proof && (await needsT3(desk, visitor, frame, request, reply, { fresh: proof === 'fresh' }))) return reply
    return show(visitor, frame, request, reply)
  })
}

/** Leads back to the page of security, which says what was done. */
export function backToSecurity(visitor: Visitor, reply: FastifyReply, said?: keyof typeof done): FastifyReply {
  return reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/security${said === undefined ? '' : `?done=${said}`}`, 303)
}

/** One's password and sessions. Ways in are changed after a confirmation, and every change is told by mail. */
export function addSecurity(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/security', onSecurityPage(desk, async (visitor, frame, request, reply) => {
    const { done: said } = request.query as { done?: string }
    const notice = said !== undefined && said in done ? securityTexts(visitor.lang)[done[said as keyof typeof done]] : undefined
    const view = await securityViewOf(desk, visitor, visitor.contact, { notice, passkeysPossible: passkeyPlace(desk, visitor.provider, request) !== undefined })
    return sendPage(reply, createElement(SecurityPage, { frame, view }))
  }))

  const passwordPage = async (visitor: SignedVisitor, frame: Frame, reply: FastifyReply, more: Pick<PasswordView, 'problem' | 'oldProblem'> = {}, status = 200) => {
    const asksOld = (await passwordOf(desk, visitor.provider.id, visitor.contact.id)) !== undefined
    return sendPage(reply, createElement(PasswordPage, { frame, view: { email: visitor.contact.email, action: `/${visitor.provider.slug}/${visitor.lang}/security/password`, asksOld, ...more } }), status)
  }
  /** Changing takes the old password; choosing the first one takes a confirmation instead. */
  const asked = async (visitor: SignedVisitor, frame: Frame, request: FastifyRequest, reply: FastifyReply) =>
    (await passwordOf(desk, visitor.provider.id, visitor.contact.id)) ? false : needsT3(desk, visitor, frame, request, reply, { fresh: true })

  http.get('/:provider/:lang/security/password', onSecurityPage(desk, async (visitor, frame, request, reply) => ((await asked(visitor, frame, request, reply)) ? reply : passwordPage(visitor, frame, reply))))

  http.post('/:provider/:lang/security/password', { config: perHour }, onSecurityPage(desk, async (visitor, frame, request, reply) => {
    if (await asked(visitor, frame, request, reply)) return reply
    const { provider, contact, lang } = visitor
    const t = identityTexts(lang)
    const form = formOf(request)
    const seen = comingOf(request, provider)
    if (await passwordOf(desk, provider.id, contact.id)) {
      const knows = await knowsPassword(desk, provider, contact, (form.old ?? '').slice(0, 1_000), seen)
      if (typeof knows === 'object') {
        void reply.header('retry-after', Math.ceil(knows.slowMs / 1000))
        return passwordPage(visitor, frame, reply, { oldProblem: t.slow(waitInWords(knows.slowMs, lang)) }, 429)
      }
      if (knows === 'no') return passwordPage(visitor, frame, reply, { oldProblem: t.wrongOld }, 422)
    }
    const problem = await choosePassword(desk, provider, contact, form.password ?? '', seen)
    return problem ? passwordPage(visitor, frame, reply, { problem: t.problems[problem] }, 422) : backToSecurity(visitor, reply, 'password')
  }))

  http.post('/:provider/:lang/security/password/remove', { config: perHour }, onSecurityPage(desk, async (visitor, _frame, request, reply) => {
    await dropPassword(desk, visitor.provider, visitor.contact, comingOf(request, visitor.provider))
    return backToSecurity(visitor, reply, 'removed')
  }, 'T3'))

  http.post('/:provider/:lang/security/sessions/end', { config: perHour }, onSecurityPage(desk, async (visitor, _frame, _request, reply) => {
    const { slug } = visitor.provider
    await endSessions(desk, visitor.provider, visitor.contact)
    return reply.clearCookie(cookieName(slug, 'contact'), { path: `/${slug}` }).redirect(`/${slug}/${visitor.lang}/sign-in`, 303)
  }))

  http.post('/:provider/:lang/security/sessions/:id/end', { config: perHour }, onSecurityPage(desk, async (visitor, _frame, request, reply) => {
    const id = idIn(request)
    if (id === undefined || !(await endSession(desk, visitor.provider, visitor.contact, id))) return reply.callNotFound()
    return id === visitor.contact.sessionId ? reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/sign-in`, 303) : backToSecurity(visitor, reply, 'session')
  }))

  http.post('/:provider/:lang/security/recovery/stop', { config: perHour }, onSecurityPage(desk, async (visitor, _frame, _request, reply) => {
    const recovery = await recoveryOf(desk, visitor.provider, visitor.contact.id)
    if (recovery) await stopRecovery(desk, visitor.provider, recovery, 'signed_in')
    return backToSecurity(visitor, reply, 'recovery')
  }))
}
