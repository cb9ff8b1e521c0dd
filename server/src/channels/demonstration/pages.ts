import { createElement } from 'react'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import type { Lang } from '@guichet/policy'
import { baseOf, listProviders, ownerOfHost, providerOf } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { FirstPage } from '#portal/pages/first.tsx'
import { OutgoingPage } from '#portal/pages/outgoing.tsx'
import { renderPage } from '#portal/render.ts'
import { firstView } from './first-view.ts'
import { outgoingLetters } from './outgoing.ts'
import { addOneClickSignIn } from './sign-in.ts'

const mostLetters = 200

/** The language of a page that belongs to no provider: as asked, else as the browser prefers, else French. */
export function languageFor(request: FastifyRequest): Lang {
  const { lang } = request.query as { lang?: unknown }
  if (lang === 'fr' || lang === 'en') return lang
  const first = (request.headers['accept-language'] ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase()).find((one) => one === 'fr' || one === 'en')
  return first ?? 'fr'
}

/** Sends a page that belongs to no provider. */
export function sendPage(reply: FastifyReply, page: ReactElement, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(renderPage(page))
}

/** The links of a letter that lead to this desk. */
function linksIn(text: string, bases: readonly string[]): string[] {
  return [...new Set(text.match(/https?:\/\/[^\s<>"]+/g) ?? [])].filter((link) => bases.some((base) => link.startsWith(`${base}/`)))
}

/** The first page: whom to be in a demonstration; elsewhere the providers, or the only one at once. */
function addFirstPage(http: Http, desk: Desk): void {
  http.get('/', async (request, reply) => {
    const lang = languageFor(request)
    const view = await firstView(desk, lang)
    const owner = await ownerOfHost(desk, request.hostname)
    const only = owner ? await providerOf(desk, owner) : !view.demonstration && view.providers.length === 1 ? view.providers[0] : undefined
    if (only) return reply.redirect(`/${only.slug}`, 302)
    return sendPage(reply, createElement(FirstPage, { lang, view }))
  })
}

/** The pages that belong to no provider. Everything but the first one exists in a demonstration only. */
export function addDemonstrationPages(http: Http, desk: Desk): void {
  addFirstPage(http, desk)
  if (!desk.demonstration) return
  addOneClickSignIn(http, desk)
  http.get('/demonstration/outgoing', async (request, reply) => {
    const letters = await outgoingLetters(desk, { limit: mostLetters })
    const bases = (await listProviders(desk)).map((one) => baseOf(desk, one))
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    return sendPage(reply, createElement(OutgoingPage, {
      lang: languageFor(request), now: desk.time.now(), zone,
      letters: letters.map(({ id, provider, at, to, subject, text, headers }) => ({ id, provider: provider.name, at, to, subject, text, headers, links: linksIn(text, bases) })),
    }))
  })
}
