import { createElement } from 'react'
import { compile } from '@guichet/policy'
import { PolicyPage } from '#portal/pages/policy.tsx'
import { agentMay, cookieName, findSession } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import { findDraft } from '#policies/drafts.ts'
import type { Desk } from '#policies/policies.ts'
import { onPage, sendPage } from './pages.ts'
import { publishedFor } from './ways.ts'

/**
 * The draft of the next version, as people would read it: for agents who mind the policy, from their workspace. For everybody else
 * there is no such page. Nothing of it runs: what a policy says is Markdown without HTML, and pages run no script but our own.
 */
export function addPolicyDraftPage(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/policy-draft', onPage(desk, '/policy', async ({ provider, lang, now, readerZone }, frame, request, reply) => {
    const token = request.cookies[cookieName(provider.slug, 'agent')]
    const agent = token === undefined || token === '' ? undefined : await findSession(desk, provider.id, 'agent', token)
    const draft = agent?.kind === 'agent' && !agent.owesSecond && agentMay(agent, 'lead') ? await findDraft(desk, provider.id) : undefined
    if (!draft) return reply.callNotFound()
    const { policy } = compile([{ file: 'policy.yaml', text: draft.source }])
    if (!policy) return reply.callNotFound()
    const previous = await desk.policies.inForce(provider.id, now)
    const { document } = publishedFor(policy, lang, Math.max(now, policy.effective), `/${provider.slug}/${lang}`, readerZone, previous ? { previous } : {})
    return sendPage(reply, createElement(PolicyPage, { frame: { ...frame, languages: policy.languages.published }, view: { document, standing: 'draft' } }))
  }))
}
