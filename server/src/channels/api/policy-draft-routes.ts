import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  policyChecked, policyDiffering, policyDraft, policyDraftBegin, policyDraftBody, policyDraftSaved, policyPlayed, policySourceBody, policyTried, policyTryBody, problem, writeInstant,
} from '@guichet/protocol'
import type { Http } from '#platform/http.ts'
import { beginDraft, dropDraft, findDraft, saveDraft } from '#policies/drafts.ts'
import type { Saved } from '#policies/drafts.ts'
import type { Desk } from '#policies/policies.ts'
import { openTicketsUnder } from '#policies/publish-draft.ts'
import { textsInForce, textsOfVersion } from '#policies/versions.ts'
import type { Done, Workshop } from '#policies/workshop/workshop.ts'
import { agentOf } from './caller.ts'
import { checkedView, headView, playedView, triedView } from './policy-views.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, tags, versionSeen } from './route.ts'

/** Two texts at their longest, as JSON writes them. */
const bodyLimit = 6 * 1024 * 1024

function savedView(saved: Saved) {
  if (!saved.ok) throw new Refused('policy-draft-changed', saved.version === null ? {} : { version: saved.version })
  return { version: saved.version, changedAt: writeInstant(saved.changedAt) }
}

function valueOf<T>(done: Done<T>): T {
  if (!done.ok) throw new Refused(done.why === 'too-slow' ? 'policy-too-slow' : 'rate-limited')
  return done.value
}

/** The draft of the next version: kept here, shared, checked in the same way as what is published. */
export function addPolicyDraftRoutes(app: Http, desk: Desk, workshop: Workshop): void {
  const seenIn = (request: FastifyRequest): number => {
    const seen = versionSeen(request)
    if (seen === undefined) throw new Refused('version-required')
    return seen
  }

  app.get(at('/policy/draft'), {
    schema: { tags: tags.policy, summary: 'The draft of the next version', params: ofProvider, response: { 200: policyDraft, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'lead')
      const draft = await findDraft(desk, provider.id)
      if (!draft) throw new Refused('not-found')
      return { ...headView(draft), source: draft.source, examples: draft.examples }
    },
  })
  app.post(at('/policy/draft'), {
    bodyLimit,
    schema: {
      tags: tags.policy, summary: 'Begin a draft, from a published version or from texts; with If-Match it stands in the place of the one that was seen', params: ofProvider, body: policyDraftBegin,
      response: { 200: policyDraftSaved, '4xx': problem },
    },
    handler: async (request) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      const { body } = request
      const from = 'version' in body ? await textsOfVersion(desk, provider.id, body.version) : { ...body, version: null }
      if (!from) throw new Refused('not-found')
      const seen = request.headers['if-match'] === undefined ? undefined : seenIn(request)
      return savedView(await beginDraft(desk, provider.id, actor, { source: from.source, examples: from.examples, basedOn: from.version, seen }))
    },
  })
  app.put(at('/policy/draft'), {
    bodyLimit,
    schema: { tags: tags.policy, summary: 'Keep what was written on the draft that was seen (If-Match)', params: ofProvider, body: policyDraftBody, response: { 200: policyDraftSaved, '4xx': problem } },
    handler: async (request) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      return savedView(await saveDraft(desk, provider.id, actor, { ...request.body, seen: seenIn(request) }))
    },
  })
  app.delete(at('/policy/draft'), {
    schema: { tags: tags.policy, summary: 'Throw the draft that was seen (If-Match) away', params: ofProvider, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      savedView(await dropDraft(desk, provider.id, actor, seenIn(request)))
      return reply.code(204).send(null)
    },
  })
  app.post(at('/policy/check'), {
    bodyLimit,
    schema: { tags: tags.policy, summary: 'Check a text: every finding with its place and a way out, as before publication', params: ofProvider, body: policySourceBody, response: { 200: policyChecked, '4xx': problem } },
    handler: async (request) => {
      const { agent } = await agentOf(desk, request, 'lead')
      return checkedView(valueOf(await workshop.run('check', request.body, agent.id)))
    },
  })
  app.post(at('/policy/examples'), {
    bodyLimit,
    schema: { tags: tags.policy, summary: 'Play the examples beside a text: which hold, and where the others differ', params: ofProvider, body: policyDraftBody, response: { 200: policyPlayed, '4xx': problem } },
    handler: async (request) => {
      const { agent } = await agentOf(desk, request, 'lead')
      return playedView(valueOf(await workshop.run('play', request.body, agent.id)))
    },
  })
  app.post(at('/policy/differences'), {
    bodyLimit,
    schema: { tags: tags.policy, summary: 'What a text changes, in words, from the version in force, and what becomes of open tickets', params: ofProvider, body: policySourceBody, response: { 200: policyDiffering, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent } = await agentOf(desk, request, 'lead')
      const inForce = await textsInForce(desk, provider.id)
      // Beside nothing, a text differs from itself in nothing.
      const told = valueOf(await workshop.run('differ', { before: inForce?.source ?? request.body.source, after: request.body.source }, agent.id))
      if (!told) throw new Refused('policy-findings')
      return {
        from: inForce?.version ?? null, lines: { fr: [...told.lines.fr], en: [...told.lines.en] }, notice: told.notice,
        openTickets: await openTicketsUnder(desk, provider.id, told.appliesToOpenTickets),
      }
    },
  })
  app.post(at('/policy/try'), {
    bodyLimit,
    schema: { tags: tags.policy, summary: 'What a text and the version in force answer to one request', params: ofProvider, body: policyTryBody, response: { 200: policyTried, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent } = await agentOf(desk, request, 'lead')
      const { source, facts, at: asked } = request.body
      const inForce = await textsInForce(desk, provider.id)
      const instant = asked ?? writeInstant(desk.time.now())
      return triedView(valueOf(await workshop.run('tryOut', { draft: source, inForce: inForce?.source ?? null, facts, at: instant }, agent.id)), instant)
    },
  })
  app.get(at('/policy/schema/:of'), {
    schema: {
      tags: tags.policy, summary: 'The JSON Schema of a policy or of its examples, for completion', params: ofProvider.extend({ of: z.enum(['policy', 'examples']) }),
      response: { 200: z.record(z.string(), z.unknown()), '4xx': problem },
    },
    handler: async (request) => {
      const { agent } = await agentOf(desk, request, 'lead')
      return { ...valueOf(await workshop.run('schema', { of: request.params.of }, `${agent.id} ${request.params.of}`)) }
    },
  })
}
