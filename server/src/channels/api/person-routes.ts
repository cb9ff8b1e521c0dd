import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { askPersonBody, personRequest, personRequests, problem, readInstant, whyBody, writeInstant } from '@guichet/protocol'
import type { PersonRequestView } from '@guichet/protocol'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { answerRequest, askFor, confirmErasure, dateIn, extendRequest, findRequest, listRequests, noteReading, refuseRequest, releaseArchive, takeArchive, zoneOf } from '#privacy/privacy.ts'
import type { Asked, PersonRequest, Who } from '#privacy/privacy.ts'
import { agentOf } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { obstaclesInWords } from './privacy-words.ts'
import { at, ofId, ofProvider, tags } from './route.ts'

/** Who answers for people's data: others do not learn that such things are asked. */
const answerable = ['privacy', 'admin']

/** An agent who may answer for people's data. @throws Refused for any other */
export async function privacyAgentOf(desk: Desk, request: FastifyRequest) {
  const found = await agentOf(desk, request, 'see')
  if (!found.agent.roles.some((role) => answerable.includes(role))) throw new Refused('not-allowed')
  return found
}

function viewOf(request: PersonRequest, today: string): PersonRequestView {
  const over = request.ended_at !== null
  return {
    id: request.id, kind: request.kind, state: request.state, contactId: request.contact_id, address: request.address, askedAt: writeInstant(request.asked_at),
    askedBy: { kind: request.asked_by_kind, id: request.asked_by_id }, dueOn: request.due_on, late: !over && request.due_on < today, extended: request.extended_why,
    confirmedBy: request.confirmed_by, report: request.report as PersonRequestView['report'], size: request.file_size,
    readyUntil: request.expires_at === null ? null : writeInstant(request.expires_at), downloads: request.downloads, endedAt: request.ended_at === null ? null : writeInstant(request.ended_at), why: request.why,
  }
}

/** The register of what people ask about their data: for agents with the role `privacy` or `admin` (GDPR-02 to GDPR-04). */
export function addPersonRoutes(app: Http, desk: Desk): void {
  const today = async (providerId: string) => dateIn(await zoneOf(desk, providerId), desk.time.now())
  async function answer(request: FastifyRequest, providerId: string, asked: Asked): Promise<PersonRequestView> {
    if ('request' in asked) return viewOf(asked.request, await today(providerId))
    if (asked.refused === 'obstacles') throw new Refused('erasure-impossible', { detail: obstaclesInWords(asked.obstacles, langOf(request)) })
    throw new Refused(asked.refused === 'unknown-person' ? 'not-found' : asked.refused === 'too-many' ? 'rate-limited' : asked.refused)
  }
  const schema = { tags: tags.data, response: { 200: personRequest, '4xx': problem } }

  app.get(at('/person-requests'), {
    schema: { tags: tags.data, summary: 'What people asked about their data: what is due first, or what is over', params: ofProvider, querystring: z.object({ state: z.enum(['open', 'over']).default('open') }), response: { 200: personRequests, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent } = await privacyAgentOf(desk, request)
      noteReading(desk, { providerId: provider.id, agent, what: 'list' })
      const [rows, now] = await Promise.all([listRequests(desk.database.db, provider.id, request.query.state), today(provider.id)])
      return { rows: rows.map((row) => viewOf(row, now)) }
    },
  })

  app.post(at('/person-requests'), {
    schema: { tags: tags.data, summary: 'Keep what a person asked; an archive is then made, an erasure waits for a second agent', params: ofProvider, body: askPersonBody, response: { 201: personRequest, '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await privacyAgentOf(desk, request)
      const { kind, contactId, address = '', receivedAt, words } = request.body
      const received = receivedAt === undefined ? undefined : readInstant(receivedAt)
      if (received !== undefined && received > desk.time.now()) throw new Refused('invalid-body', { errors: [{ at: '/receivedAt', message: 'it is yet to come' }] })
      const asked = await askFor(desk, provider.id, actor as Who, { kind, whose: contactId === undefined ? { address } : { contactId }, words, ...(received === undefined ? {} : { receivedAt: received }) })
      return reply.code(201).send(await answer(request, provider.id, asked))
    },
  })

  app.get(at('/person-requests/:id'), {
    schema: { ...schema, summary: 'One of them', params: ofId },
    handler: async (request) => {
      const { provider } = await privacyAgentOf(desk, request)
      const found = await findRequest(desk.database.db, provider.id, request.params.id)
      if (!found) throw new Refused('not-found')
      return viewOf(found, await today(provider.id))
    },
  })

  app.get(at('/person-requests/:id/archive'), {
    schema: { tags: tags.data, summary: 'The archive of an access request, to read it before it is released or to hand it over', params: ofId },
    handler: async (request, reply) => {
      const { provider, agent, actor } = await privacyAgentOf(desk, request)
      const file = await takeArchive(desk, provider, request.params.id, actor as Who)
      if (!file) throw new Refused('not-found')
      const asked = await findRequest(desk.database.db, provider.id, request.params.id)
      noteReading(desk, { providerId: provider.id, agent, what: 'export', objectId: request.params.id, contactId: asked?.contact_id })
      return reply
        .header('content-disposition', `attachment; filename="${file.name}"`).header('content-security-policy', "default-src 'none'; sandbox").header('cache-control', 'private, no-store')
        .type('application/octet-stream').send(desk.files.stream(file.sha256))
    },
  })

  app.post(at('/person-requests/:id/release'), {
    schema: { ...schema, summary: 'Give an archive free that holds internal notes, once it was read', params: ofId },
    handler: async (request) => {
      const { provider, actor } = await privacyAgentOf(desk, request)
      return answer(request, provider.id, await releaseArchive(desk, provider, request.params.id, actor as Who))
    },
  })

  app.post(at('/person-requests/:id/confirm'), {
    schema: { ...schema, summary: 'Confirm an erasure that somebody else asked for; it is done within the hour, for ever', params: ofId },
    handler: async (request) => {
      const { provider, actor } = await privacyAgentOf(desk, request)
      return answer(request, provider.id, await confirmErasure(desk, provider.id, request.params.id, actor as Who))
    },
  })

  const acts = [
    ['refuse', 'Refuse it; the person is told why', refuseRequest],
    ['extend', 'Take two months more, once; the person is told why', extendRequest],
    ['answer', 'Say what was done by hand', answerRequest],
  ] as const
  for (const [path, summary, act] of acts) {
    app.post(at(`/person-requests/:id/${path}`), {
      schema: { ...schema, summary, params: ofId, body: whyBody },
      handler: async (request) => {
        const { provider, actor } = await privacyAgentOf(desk, request)
        return answer(request, provider.id, await act(desk, provider, request.params.id, actor as Who, request.body.why))
      },
    })
  }
}
