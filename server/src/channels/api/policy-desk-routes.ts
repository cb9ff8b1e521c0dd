import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { policyDesk, policyPublishBody, policyTexts, policyVersion, problem, writeInstant } from '@guichet/protocol'
import { agentMay, secondFactorsOf } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import type { Policy } from '@guichet/policy'
import type { Http } from '#platform/http.ts'
import { findDraft } from '#policies/drafts.ts'
import type { Desk } from '#policies/policies.ts'
import { publishDraft } from '#policies/publish-draft.ts'
import { keptVersions, textsOfVersion, withdrawVersion } from '#policies/versions.ts'
import type { Workshop } from '#policies/workshop/workshop.ts'
import { isFresh } from '#server/identity/identity.ts'
import { agentOf } from './caller.ts'
import { langOf } from './language.ts'
import { addPolicyDraftRoutes } from './policy-draft-routes.ts'
import { headView, versionView } from './policy-views.ts'
import { Refused } from './problems.ts'
import { at, ofId, ofProvider, tags, versionSeen } from './route.ts'

/** What else a published policy changes: addresses at which mail for it comes in. */
export type AfterPublishing = (provider: Provider, policy: Policy) => Promise<unknown>

/** The policy itself in the hands of those who may: versions, the draft of the next, its publication. */
export function addPolicyDeskRoutes(app: Http, desk: Desk, workshop: Workshop, afterPublishing: AfterPublishing): void {
  /** What binds the company takes a proof of just now: a session left open is not enough (AB-29). */
  async function freshly(request: FastifyRequest) {
    const visit = await agentOf(desk, request, 'administer')
    if (!(await isFresh(desk, visit.provider, visit.agent))) throw new Refused((await secondFactorsOf(desk, visit.provider.id, { agentId: visit.agent.id })).any ? 'second-factor-needed' : 'sign-in-again')
    return visit
  }

  app.get(at('/policy/versions'), {
    schema: { tags: tags.policy, summary: 'Every version of the policy, and where the draft of the next one stands', params: ofProvider, response: { 200: policyDesk, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent } = await agentOf(desk, request, 'lead')
      const [versions, draft, inForce] = await Promise.all([keptVersions(desk, provider.id), findDraft(desk, provider.id), desk.policies.inForce(provider.id, desk.time.now())])
      return { versions: versions.map(versionView), draft: draft ? headView(draft) : null, zone: inForce?.zone ?? null, mayWrite: agentMay(agent, 'administer') }
    },
  })
  app.get(at('/policy/versions/:id'), {
    schema: { tags: tags.policy, summary: 'The texts of a version, as they were published', params: ofId, response: { 200: policyTexts, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'lead')
      const found = await textsOfVersion(desk, provider.id, request.params.id)
      if (!found) throw new Refused('not-found')
      return found
    },
  })
  app.get(at('/policy/versions/:id/changes'), {
    schema: {
      tags: tags.policy, summary: 'What changed in words from one version to this one', params: ofId, querystring: z.object({ since: z.uuid().lowercase() }),
      response: { 200: z.object({ fr: z.array(z.string()), en: z.array(z.string()) }), '4xx': problem },
    },
    handler: async (request) => {
      const { provider, agent } = await agentOf(desk, request, 'lead')
      const [after, before] = await Promise.all([textsOfVersion(desk, provider.id, request.params.id), textsOfVersion(desk, provider.id, request.query.since)])
      if (!after || !before) throw new Refused('not-found')
      const done = await workshop.run('differ', { before: before.source, after: after.source }, agent.id)
      if (!done.ok || !done.value) throw new Refused(done.ok || done.why === 'too-slow' ? 'policy-too-slow' : 'rate-limited')
      return { fr: [...done.value.lines.fr], en: [...done.value.lines.en] }
    },
  })
  app.post(at('/policy/versions/:id/withdraw'), {
    schema: { tags: tags.policy, summary: 'Take back a version whose day has not come; after a proof of just now', params: ofId, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await freshly(request)
      const done = await withdrawVersion(desk, provider.id, actor, request.params.id)
      if (done !== 'done') throw new Refused(done === 'held' ? 'policy-held' : 'not-found')
      return reply.code(204).send(null)
    },
  })
  app.post(at('/policy/publish'), {
    schema: {
      tags: tags.policy, summary: 'Publish the draft that was seen (If-Match) as a new version, from a day on; after a proof of just now', params: ofProvider, body: policyPublishBody,
      response: { 201: policyVersion, '4xx': problem },
    },
    handler: async (request, reply) => {
      const { provider, agent } = await freshly(request)
      const seen = versionSeen(request) ?? (await findDraft(desk, provider.id))?.version
      if (seen === undefined) throw new Refused('not-found')
      const done = await publishDraft(desk, workshop, provider.id, { kind: 'agent', id: agent.id, name: agent.name }, { seen, ...request.body })
      if (!done.ok) return refuse(done, langOf(request))
      await afterPublishing(provider, done.policy)
      const made = (await keptVersions(desk, provider.id)).find(({ version }) => version === done.policy.version)
      if (!made) throw new Error('a version that was just published is not there')
      return reply.code(201).send(versionView(made))
    },
  })
  addPolicyDraftRoutes(app, desk, workshop)
}

/** Ends a request with why a draft was not published. */
function refuse(done: Exclude<Awaited<ReturnType<typeof publishDraft>>, { ok: true }>, lang: 'fr' | 'en'): never {
  switch (done.why) {
    case 'no-draft': throw new Refused('not-found')
    case 'changed': throw new Refused('policy-draft-changed', done.version === null ? {} : { version: done.version })
    case 'findings': throw new Refused('policy-findings', { errors: done.findings.slice(0, 20).map(({ line, message }) => ({ at: `${line}`, message: message[lang] })) })
    case 'examples': throw new Refused('policy-examples', { detail: lang === 'fr' ? `${done.failing} ne tiennent pas.` : `${done.failing} do not hold.` })
    case 'past': throw new Refused('policy-past')
    case 'too-soon': throw new Refused('policy-too-soon', { detail: writeInstant(done.from) })
    case 'name-taken': throw new Refused('policy-name-taken')
    case 'not-read': throw new Refused('policy-findings', { detail: lang === 'fr' ? 'Écrivez « version » et « effective » sur une ligne chacun, en tête du texte.' : 'Write “version” and “effective” on a line each, at the head of the text.' })
    case 'too-slow': throw new Refused('policy-too-slow')
    case 'busy': throw new Refused('rate-limited')
  }
}
