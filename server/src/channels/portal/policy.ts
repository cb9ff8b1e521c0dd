import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { createElement } from 'react'
import { renderHtml, renderMarkdown } from '@guichet/policy'
import type { Policy, Publication } from '@guichet/policy'
import { PolicyPage } from '#portal/pages/policy.tsx'
import { markdownAsHtml } from '#portal/parts/says.tsx'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { onPage, sendPage } from './pages.ts'
import type { Visitor } from './visitor.ts'
import { publishedFor } from './ways.ts'

/** The versions before one, the last of them first, and where each is read. */
async function historyOf(desk: Desk, { provider, lang }: Visitor, policy: Policy): Promise<Pick<Publication, 'previous' | 'versions'>> {
  const all = await desk.policies.list(provider.id)
  const earlier = all.slice(all.findIndex(({ version }) => version === policy.version) + 1)
  const previous = earlier[0] && await desk.policies.version(provider.id, earlier[0].version)
  const versions = earlier.map(({ version, effectiveAt }) => ({ version, effective: effectiveAt, href: `/${provider.slug}/${lang}/policy/${encodeURIComponent(version)}` }))
  return { versions, ...(previous ? { previous } : {}) }
}

async function published(desk: Desk, visitor: Visitor, policy: Policy) {
  const { lang, now, provider, readerZone } = visitor
  return publishedFor(policy, lang, now, `/${provider.slug}/${lang}`, readerZone, await historyOf(desk, visitor, policy))
}

/** A page that stands alone brings its style in itself: that style, and nothing else, may be applied. */
function sendAlone(reply: FastifyReply, html: string): FastifyReply {
  const style = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  return reply.type('text/html; charset=utf-8').header('content-security-policy', `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'self'; base-uri 'none'`).send(html)
}

/** The published policy: the version in force, as a page, as a page that stands alone, as Markdown; and every other version. */
export function addPolicyPages(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/policy', onPage(desk, '/policy', async (visitor, frame, _request, reply) => {
    if (!visitor.policy) return reply.callNotFound()
    const { document, ways, weeks } = await published(desk, visitor, visitor.policy)
    return sendPage(reply, createElement(PolicyPage, { frame, view: { document, now: { ways, weeks } } }))
  }))
  http.get('/:provider/:lang/policy.md', onPage(desk, '/policy', async (visitor, _frame, _request, reply) => {
    if (!visitor.policy) return reply.callNotFound()
    const { document } = await published(desk, visitor, visitor.policy)
    return reply.type('text/markdown; charset=utf-8').send(renderMarkdown(document))
  }))
  http.get('/:provider/:lang/policy.html', onPage(desk, '/policy', async (visitor, _frame, _request, reply) => {
    if (!visitor.policy) return reply.callNotFound()
    const { document } = await published(desk, visitor, visitor.policy)
    return sendAlone(reply, renderHtml(document, markdownAsHtml))
  }))
  http.get('/:provider/:lang/policy/:version', onPage(desk, '/policy', async (visitor, frame, request, reply) => {
    const { provider, lang, now, policy } = visitor
    const asked = await desk.policies.version(provider.id, (request.params as { version: string }).version)
    if (!asked) return reply.callNotFound()
    if (asked.version === policy?.version) return reply.redirect(`/${provider.slug}/${lang}/policy`, 302)
    const { document } = await published(desk, visitor, asked)
    return sendPage(reply, createElement(PolicyPage, { frame, view: { document, standing: asked.effective > now ? 'coming' : 'past' } }))
  }))
}
