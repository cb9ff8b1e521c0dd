import { createElement } from 'react'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { dateAndTime } from './moments.ts'
import type { Http } from '#platform/http.ts'
import { showLink } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { LostPage, RecoveryPage } from '#portal/pages/recovery.tsx'
import { SecondPage } from '#portal/pages/second.tsx'
import { SignInPage, SignInSentPage } from '#portal/pages/sign-in.tsx'
import { identityTexts } from '#portal/texts/areas/identity.ts'
import { securityTexts } from '#portal/texts/areas/security.ts'
import { askRecovery, confirmRecovery, enterBySecond, findStoppable, pendingContact, recoveryDelay, stopRecovery } from '#server/identity/identity.ts'
import { comingOf, formOf, leadIn, pendingCookie } from './coming.ts'
import { onPage, sendPage } from './pages.ts'
import { secondGiven, secondViewOf } from './second-view.ts'
import { safeBack } from './safe-back.ts'
import type { Visitor } from './visitor.ts'
import { waitInWords } from './wait.ts'

const perHour = { rateLimit: { max: 120, timeWindow: 3_600_000 } }
const purpose = 'second'

/** The second proof at sign-in, and what to do when it is lost. Nothing is open until it is given. */
export function addSecond(http: Http, desk: Desk): void {
  const pendingOf = (visitor: Visitor, request: FastifyRequest) => pendingContact(desk, visitor.provider, request.cookies[pendingCookie(visitor.provider.slug)])
  const gone = (frame: Frame, reply: FastifyReply) => sendPage(reply, createElement(SignInPage, { frame, view: { email: '', notice: identityTexts(frame.lang).pendingGone } }), 410)

  http.get('/:provider/:lang/sign-in/second', onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const pending = await pendingOf(visitor, request)
    if (!pending) return gone(frame, reply)
    const back = safeBack((request.query as { back?: string }).back, visitor)
    return sendPage(reply, createElement(SecondPage, { frame, view: await secondViewOf(desk, visitor, request, pending.contactId, purpose, { kept: { back } }) }))
  }))

  http.post('/:provider/:lang/sign-in/second', { config: perHour }, onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const pending = await pendingOf(visitor, request)
    const token = request.cookies[pendingCookie(visitor.provider.slug)]
    if (!pending || token === undefined) return gone(frame, reply)
    const t = identityTexts(visitor.lang)
    const back = safeBack(formOf(request).back, visitor)
    const entered = await enterBySecond(desk, visitor.provider, token, secondGiven(desk, visitor, request, purpose), comingOf(request, visitor.provider))
    const again = async (problem: string, status: number) =>
      sendPage(reply, createElement(SecondPage, { frame, view: await secondViewOf(desk, visitor, request, pending.contactId, purpose, { kept: { back }, problem }) }), status)
    if (entered.kind === 'gone') return gone(frame, reply)
    if (entered.kind === 'wrong') return again(t.wrongCode, 422)
    if (entered.kind === 'slow') {
      void reply.header('retry-after', Math.ceil(entered.waitMs / 1000))
      return again(t.slowCode(waitInWords(entered.waitMs, visitor.lang)), 429)
    }
    return leadIn(desk, visitor, request, reply, entered, back)
  }))

  http.get('/:provider/:lang/sign-in/lost', onPage(desk, '/sign-in', async (visitor, frame, request, reply) =>
    (await pendingOf(visitor, request)) ? sendPage(reply, createElement(LostPage, { frame })) : gone(frame, reply)))

  http.post('/:provider/:lang/sign-in/lost', { config: perHour }, onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const pending = await pendingOf(visitor, request)
    if (!pending) return gone(frame, reply)
    await askRecovery(desk, visitor.provider, pending.contactId, comingOf(request, visitor.provider), visitor.lang)
    const t = identityTexts(visitor.lang)
    return sendPage(reply, createElement(SignInSentPage, { frame, title: t.lostTitle, said: t.lostSent }))
  }))

  http.get('/:provider/:lang/recovery/stop/:token', onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const t = identityTexts(visitor.lang)
    const recovery = await findStoppable(desk, visitor.provider, (request.params as { token: string }).token)
    const view = recovery ? { title: t.recoveryStopTitle, said: [t.recoveryUnderWay(dateAndTime(visitor, recovery.dueAt)), t.recoveryStopAsk], button: t.recoveryStop } : { title: t.recoveryStopTitle, said: [t.recoveryGone] }
    return sendPage(reply, createElement(RecoveryPage, { frame, view }), recovery ? 200 : 410)
  }))

  http.post('/:provider/:lang/recovery/stop/:token', { config: perHour }, onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const t = identityTexts(visitor.lang)
    const recovery = await findStoppable(desk, visitor.provider, (request.params as { token: string }).token)
    const stopped = recovery !== undefined && (await stopRecovery(desk, visitor.provider, recovery, 'link'))
    return sendPage(reply, createElement(RecoveryPage, { frame, view: { title: t.recoveryStopTitle, said: [stopped ? securityTexts(visitor.lang).recoveryStopped : t.recoveryGone] } }), stopped ? 200 : 410)
  }))

  http.get('/:provider/:lang/recovery/:token', onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const t = identityTexts(visitor.lang)
    const owner = await showLink(desk, visitor.provider.id, (request.params as { token: string }).token, 'recovery')
    const until = dateAndTime(visitor, visitor.now + recoveryDelay)
    const view = owner ? { title: t.recoveryTitle, said: [t.recoveryAsk(until), t.lostAgents], button: t.recoveryConfirm } : { title: t.recoveryTitle, said: [t.recoveryGone] }
    return sendPage(reply, createElement(RecoveryPage, { frame, view }), owner ? 200 : 410)
  }))

  http.post('/:provider/:lang/recovery/:token', { config: perHour }, onPage(desk, '/sign-in', async (visitor, frame, request, reply) => {
    const t = identityTexts(visitor.lang)
    const begun = await confirmRecovery(desk, visitor.provider, (request.params as { token: string }).token, comingOf(request, visitor.provider), visitor.lang)
    return sendPage(reply, createElement(RecoveryPage, { frame, view: { title: t.recoveryTitle, said: [begun ? t.recoveryBegun(dateAndTime(visitor, begun.dueAt)) : t.recoveryGone] } }), begun ? 200 : 410)
  }))
}
