import { createElement } from 'react'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from '#platform/http.ts'
import { cookieName } from '#people/people.ts'
import type { SignedContact } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { StepUpPage, type StepUpView } from '#portal/pages/step-up.tsx'
import type { KeptFields } from '#portal/parts/secret.tsx'
import { identityTexts } from '#portal/texts/areas/identity.ts'
import { mailCodeIsOut, provedJustNow, sendMailCode, stepUp } from '#server/identity/identity.ts'
import { comingOf, fieldsOf, formOf, giveSession } from './coming.ts'
import { toSignIn } from './own-page.ts'
import { onPage, sendPage } from './pages.ts'
import { secondGiven, secondViewOf } from './second-view.ts'
import { safeBack } from './safe-back.ts'
import type { Visitor } from './visitor.ts'
import { waitInWords } from './wait.ts'

const perHour = { rateLimit: { max: 120, timeWindow: 3_600_000 } }
/** What is ours in the form; everything else belongs to the page before. */
const own = /^(step\.|passkey$)/
/** Never written into a page: asked again instead. */
const secret = /passw|secret|^old$/i

const purposeOf = (contact: SignedContact) => `step-up|${contact.sessionId}`

/**
 * For a page or an act that takes T3 (AUTH-01): `if (await needsT3(…)) return reply`. False: the visitor has it. True: they were asked for
 * it, and nothing may be done now. A page is shown afterwards; a form is sent again by the browser itself with everything that was
 * typed, so the act is done without typing it twice. A form with files hands over what it read in `typed`.
 * With `fresh`, a link used just now is enough for who has no second factor: for their own ways in, and nothing else.
 */
export async function needsT3(
  desk: Desk, visitor: Visitor, frame: Frame, request: FastifyRequest, reply: FastifyReply, how: { fresh?: boolean; typed?: KeptFields } = {},
): Promise<boolean> {
  // Not the reply itself: it can be awaited, and an async function that returns it gives undefined once it is sent.
  const { contact } = visitor
  if (contact && (contact.trust === 'T3' || (how.fresh && (await provedJustNow(desk, visitor.provider, contact))))) return false
  if (!contact) void toSignIn(visitor, frame.path, reply)
  else if (request.method === 'GET') void reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/step-up?back=${encodeURIComponent(request.url)}`, 303)
  else await holdForm(desk, visitor, frame, request, reply, how.typed)
  return true
}

/** Asks for the confirmation with the form of the page before kept in it. */
async function holdForm(desk: Desk, visitor: Visitor, frame: Frame, request: FastifyRequest, reply: FastifyReply, typed: KeptFields = fieldsOf(request)): Promise<void> {
  const kept = Object.fromEntries(Object.entries(typed).filter(([name]) => !own.test(name) && !secret.test(name)))
  const losesSome = request.isMultipart?.() === true || Object.keys(typed).some((name) => secret.test(name))
  await showStepUp(desk, visitor, frame, request, reply, { ...kept, 'step.repost': request.url, ...(losesSome ? { 'step.loses': '1' } : {}) }, {}, 403)
}

async function showStepUp(
  desk: Desk, visitor: Visitor, frame: Frame, request: FastifyRequest, reply: FastifyReply, kept: KeptFields,
  more: { problem?: string; notice?: string }, status = 200,
): Promise<FastifyReply> {
  const { contact, provider } = visitor
  if (!contact) return toSignIn(visitor, frame.path, reply)
  const second = await secondViewOf(desk, visitor, request, contact.id, purposeOf(contact), { kept, problem: more.problem })
  const view: StepUpView = {
    ...second, holds: kept['step.repost'] !== undefined, losesSome: kept['step.loses'] !== undefined,
    mail: second.any ? undefined : { address: contact.email, sent: await mailCodeIsOut(desk, provider, contact), notice: more.notice },
  }
  return sendPage(reply, createElement(StepUpPage, { frame, view }), status)
}

/** Confirming once more who one is, for a quarter of an hour; the session goes on under a new token (AB-29). */
export function addStepUp(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/step-up', onPage(desk, '/security', async (visitor, frame, request, reply) => {
    const back = safeBack((request.query as { back?: string }).back, visitor)
    if (visitor.contact?.trust === 'T3') return reply.redirect(back ?? `/${visitor.provider.slug}/${visitor.lang}/security`, 303)
    return showStepUp(desk, visitor, frame, request, reply, { 'step.back': back }, {})
  }))

  http.post('/:provider/:lang/step-up', { config: perHour }, onPage(desk, '/security', async (visitor, frame, request, reply) => {
    const { contact, provider, lang } = visitor
    if (!contact) return toSignIn(visitor, frame.path, reply)
    const t = identityTexts(lang)
    const form = formOf(request)
    const kept = Object.fromEntries(Object.entries(fieldsOf(request)).filter(([name]) => !['step.code', 'step.send', 'passkey'].includes(name)))
    const seen = comingOf(request, provider)
    const slow = (waitMs: number, words: (wait: string) => string) => {
      void reply.header('retry-after', Math.ceil(waitMs / 1000))
      return showStepUp(desk, visitor, frame, request, reply, kept, { problem: words(waitInWords(waitMs, lang)) }, 429)
    }
    if (form['step.send'] !== undefined) {
      const sent = await sendMailCode(desk, provider, contact, seen)
      if (sent.kind === 'slow') return slow(sent.waitMs, t.stepUpMailSlow)
      return showStepUp(desk, visitor, frame, request, reply, kept, sent.kind === 'sent' ? { notice: t.stepUpMailSent(contact.email) } : {})
    }
    const raised = await stepUp(desk, provider, contact, request.cookies[cookieName(provider.slug, 'contact')] ?? '', secondGiven(desk, visitor, request, purposeOf(contact)), seen)
    if (raised.kind === 'slow') return slow(raised.waitMs, t.slowCode)
    if (raised.kind === 'wrong') return showStepUp(desk, visitor, frame, request, reply, kept, { problem: (await mailCodeIsOut(desk, provider, contact)) ? t.wrongMailCode : t.wrongCode }, 422)
    giveSession(desk, provider, request, reply, raised, contact.id)
    const repost = safeBack(form['step.repost'], visitor)
    // 307: the browser sends the same form to where it was going; what is ours in it is ignored there.
    if (repost !== undefined) return reply.redirect(repost, 307)
    return reply.redirect(safeBack(form['step.back'], visitor) ?? `/${provider.slug}/${lang}/security`, 303)
  }))
}
