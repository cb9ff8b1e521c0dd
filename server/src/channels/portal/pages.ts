import type { FastifyReply, FastifyRequest } from 'fastify'
import { createElement, type ReactElement } from 'react'
import type { Frame } from '#portal/frame.tsx'
import { AccessibilityPage } from '#portal/pages/accessibility.tsx'
import { HomePage } from '#portal/pages/home.tsx'
import { MessagePage } from '#portal/pages/message.tsx'
import { renderPage } from '#portal/render.ts'
import type { Http } from '#platform/http.ts'
import { findProvider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { bannersFor } from './banners.ts'
import { frameOf, preferredLanguage, visitorOf, type Visitor } from './visitor.ts'
import { publishedFor } from './ways.ts'

/** Sends a page. */
export function sendPage(reply: FastifyReply, page: ReactElement, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(renderPage(page))
}

/** A page that only visitors of an existing provider and language reach; anything else does not exist. */
export function onPage(desk: Desk, path: string | ((request: FastifyRequest) => string), show: (visitor: Visitor, frame: Frame, request: FastifyRequest, reply: FastifyReply) => Promise<unknown> | unknown) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const visitor = await visitorOf(desk, request)
    if (!visitor) return reply.callNotFound()
    const here = typeof path === 'string' ? path : path(request)
    const banners = await bannersFor(desk, visitor, here)
    return show(visitor, { ...frameOf(desk, visitor, here), ...(banners ? { banners } : {}) }, request, reply)
  }
}

/** The pages that need no one to be known: home and accessibility. */
export function addPublicPages(http: Http, desk: Desk): void {
  http.get('/:provider', async (request, reply) => {
    const provider = await findProvider(desk, (request.params as { provider: string }).provider)
    if (!provider) return reply.callNotFound()
    return reply.redirect(`/${provider.slug}/${preferredLanguage(request.headers['accept-language'], provider.language)}/`, 302)
  })
  http.get('/:provider/:lang', onPage(desk, '/', (visitor, frame, _request, reply) => {
    const { policy, lang, now, provider, readerZone } = visitor
    if (!policy) return sendPage(reply, createElement(MessagePage, { frame, kind: 'not_found' }), 404)
    return sendPage(reply, createElement(HomePage, { frame, view: publishedFor(policy, lang, now, `/${provider.slug}/${lang}`, readerZone) }))
  }))
  http.get('/:provider/:lang/accessibility', onPage(desk, '/accessibility', (_visitor, frame, _request, reply) => sendPage(reply, createElement(AccessibilityPage, { frame }))))
}
