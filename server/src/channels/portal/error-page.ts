import { createElement } from 'react'
import type { FastifyRequest } from 'fastify'
import type { Problem } from '#platform/errors.ts'
import { BareMessagePage, MessagePage, type MessageKind } from '#portal/pages/message.tsx'
import { renderPage } from '#portal/render.ts'
import { aloneOnHost } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { frameOf, preferredLanguage, visitorOf } from './visitor.ts'

function kindOf(status: number): MessageKind {
  if (status === 404 || status === 421) return 'not_found'
  if (status === 429) return 'too_many'
  return status >= 500 ? 'wrong' : 'refused'
}

/** Draws an error for a person: inside the provider's frame where there is one. What is told never depends on what exists (AB-19). */
export function portalErrorPage(desk: Desk) {
  return async (problem: Problem, request: FastifyRequest): Promise<string> => {
    const kind = kindOf(problem.status)
    const [, slug = '', lang = ''] = request.url.split(/[/?]/)
    const reference = problem.status >= 500 ? request.id : undefined
    const visitor = problem.status >= 500 || problem.status === 421 ? undefined : await visitorOf(desk, Object.assign(Object.create(request), { params: { provider: slug, lang } }) as FastifyRequest).catch(() => undefined)
    // On a provider's own host nobody else is named, not even around a refusal.
    const owner = visitor && (await aloneOnHost(desk, request.hostname))
    if (visitor && (owner === undefined || owner === visitor.provider.id)) return renderPage(createElement(MessagePage, { frame: frameOf(desk, visitor, '/'), kind, ...(problem.detail && kind === 'refused' ? { detail: problem.detail } : {}) }))
    return renderPage(createElement(BareMessagePage, { lang: preferredLanguage(request.headers['accept-language'], 'fr'), kind, ...(reference ? { reference } : {}) }))
  }
}
