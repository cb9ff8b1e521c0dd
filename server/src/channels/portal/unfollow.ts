import { createElement } from 'react'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { UnfollowPage, type UnfollowView } from '#portal/pages/unfollow.tsx'
import { unfollowTexts } from '#portal/texts/areas/unfollow.ts'
import { readStop, showStop, stopLetters } from '#triage/triage.ts'
import { onPage, sendPage } from './pages.ts'
import type { Visitor } from './visitor.ts'

const perHour = { rateLimit: { max: 120, timeWindow: 3_600_000 } }

/** One click in a mail program of an agent (RFC 8058): a POST without cookie, done twice as once. A GET only shows. */
export function addUnfollow(http: Http, desk: Desk): void {
  const tokenIn = (request: FastifyRequest) => (request.params as { token: string }).token
  const wanted = (visitor: Visitor, request: FastifyRequest) => readStop(desk.settings.secret, visitor.provider.id, tokenIn(request))
  const show = (reply: FastifyReply, frame: Frame, view: UnfollowView, status = 200) => sendPage(reply, createElement(UnfollowPage, { frame, view }), status)

  http.get('/:provider/:lang/unfollow/:token', { config: perHour }, onPage(desk, '/', async (visitor, frame, request, reply) => {
    const t = unfollowTexts(visitor.lang)
    const of = wanted(visitor, request)
    const found = of && (await showStop(desk, of))
    if (!found) return show(reply, frame, { text: t.gone }, 410)
    if (found.done) return show(reply, frame, { text: t.done(found.number), more: t.again })
    return show(reply, frame, { text: t.ask(found.number), action: `/${visitor.provider.slug}/${visitor.lang}/unfollow/${encodeURIComponent(tokenIn(request))}` })
  }))
  http.post('/:provider/:lang/unfollow/:token', { config: perHour }, onPage(desk, '/', async (visitor, frame, request, reply) => {
    const t = unfollowTexts(visitor.lang)
    const of = wanted(visitor, request)
    const found = of && (await stopLetters(desk, of)) ? await showStop(desk, of) : undefined
    return found ? show(reply, frame, { text: t.done(found.number), more: t.again }) : show(reply, frame, { text: t.gone }, 410)
  }))
}
