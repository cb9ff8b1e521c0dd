import { z } from 'zod'
import {
  accessLines, accessProof, holdBody, id, legalHolds, privacySettings as settingsSchema, privacySettingsBody, problem, registerLanguage, retentionBody, retentions, writeInstant,
} from '@guichet/protocol'
import { holidayCalendarNames } from '@guichet/policy/calendar/holidays/holidays'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import {
  changePrivacySettings, countPurge, flushReadings, isRetentionKind, liftHold, listHolds, listRetention, privacySettings, privacyWords, processingRegister, readAccessLog, retentionKinds, setHold,
  setRetention, verifyAccessLog,
} from '#privacy/privacy.ts'
import { langOf } from './language.ts'
import { privacyAgentOf } from './person-routes.ts'
import { Refused } from './problems.ts'
import { at, ofId, ofProvider, tags } from './route.ts'

/** How long things are kept, what must not go, who read what, and what the provider says of itself (GDPR-05 to GDPR-08). */
export function addPrivacyRoutes(app: Http, desk: Desk): void {
  app.get(at('/retention'), {
    schema: { tags: tags.data, summary: 'How long each kind of data is kept, why, and how much of it is past its time', params: ofProvider, response: { 200: retentions, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await privacyAgentOf(desk, request)
      const [kept, due] = await Promise.all([listRetention(desk, provider.id), countPurge(desk, provider.id)])
      const words = privacyWords[langOf(request)].kinds
      return {
        rows: kept.map(({ kind, days, reason }) => ({
          kind, name: words[kind].name, days, least: retentionKinds[kind].least, most: retentionKinds[kind].most, reason: reason ?? words[kind].why, own: reason !== null, due: due[kind],
        })),
      }
    },
  })

  app.put(at('/retention/:kind'), {
    schema: { tags: tags.data, summary: 'Keep a kind of data for so many days, and say why', params: ofProvider.extend({ kind: z.string().max(40) }), body: retentionBody, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await privacyAgentOf(desk, request)
      const { kind } = request.params
      if (!isRetentionKind(kind)) throw new Refused('not-found')
      const done = await setRetention(desk, provider.id, actor, { kind, ...request.body })
      if (!done.ok) throw new Refused('invalid-body', { errors: [{ at: '/days', message: `${done.least}–${done.most}` }] })
      return reply.code(204).send(null)
    },
  })

  app.get(at('/legal-holds'), {
    schema: { tags: tags.data, summary: 'What must not be erased, until when and why', params: ofProvider, response: { 200: legalHolds, '4xx': problem } },
    handler: async (request) => {
      const { provider, wall } = await privacyAgentOf(desk, request)
      const rows = await listHolds(desk, provider.id, wall)
      return { rows: rows.map((hold) => ({ ...hold, setAt: writeInstant(hold.setAt), lifted: hold.lifted && { ...hold.lifted, at: writeInstant(hold.lifted.at) } })) }
    },
  })

  app.post(at('/legal-holds'), {
    schema: { tags: tags.data, summary: 'Forbid to erase a customer’s, a person’s or a ticket’s data until a day', params: ofProvider, body: holdBody, response: { 201: z.object({ id }), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor, wall } = await privacyAgentOf(desk, request)
      const made = await setHold(desk, provider.id, actor, request.body, wall)
      if (made === undefined) throw new Refused('not-found')
      return reply.code(201).send({ id: made })
    },
  })

  app.post(at('/legal-holds/:id/lift'), {
    schema: { tags: tags.data, summary: 'End a hold before its day', params: ofId, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor, wall } = await privacyAgentOf(desk, request)
      if (!(await liftHold(desk, provider.id, actor, request.params.id, wall))) throw new Refused('not-found')
      return reply.code(204).send(null)
    },
  })

  app.get(at('/access-log'), {
    schema: {
      tags: tags.data, summary: 'Who of the provider read what, the latest first', params: ofProvider,
      querystring: z.object({ customerId: id.optional(), contactId: id.optional(), before: z.coerce.number().int().min(1).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
      response: { 200: accessLines, '4xx': problem },
    },
    handler: async (request) => {
      const { provider, wall } = await privacyAgentOf(desk, request)
      await flushReadings(desk)
      const { customerId, contactId, before, limit } = request.query
      const rows = await readAccessLog(desk, provider.id, { limit, wall, ...(customerId ? { customerId } : {}), ...(contactId ? { contactId } : {}), ...(before ? { before } : {}) })
      return { rows: rows.map(({ agentId, agent, at: when, ...row }) => ({ ...row, at: writeInstant(when), agent: { id: agentId, name: agent } })) }
    },
  })

  app.get(at('/access-log/proof'), {
    schema: { tags: tags.data, summary: 'Whether the log is what was written', params: ofProvider, response: { 200: accessProof, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await privacyAgentOf(desk, request)
      await flushReadings(desk)
      return verifyAccessLog(desk, provider.id)
    },
  })

  app.get(at('/privacy-settings'), {
    schema: { tags: tags.data, summary: 'What the provider says of itself as the controller', params: ofProvider, response: { 200: settingsSchema, '4xx': problem } },
    handler: async (request) => privacySettings(desk, (await privacyAgentOf(desk, request)).provider.id),
  })

  app.patch(at('/privacy-settings'), {
    schema: { tags: tags.data, summary: 'Change what is given, leave the rest', params: ofProvider, body: privacySettingsBody, response: { 200: settingsSchema, '4xx': problem } },
    handler: async (request) => {
      const { provider, actor } = await privacyAgentOf(desk, request)
      const { holidays } = request.body
      if (holidays !== undefined && !holidayCalendarNames().includes(holidays)) throw new Refused('invalid-body', { errors: [{ at: '/holidays', message: holidayCalendarNames().join(', ') }] })
      return changePrivacySettings(desk, provider.id, actor, Object.fromEntries(Object.entries(request.body).filter(([, value]) => value !== undefined)))
    },
  })

  app.get(at('/processing-register'), {
    schema: { tags: tags.data, summary: 'The register of processing activities (GDPR, art. 30), as Markdown', params: ofProvider, querystring: registerLanguage },
    handler: async (request, reply) => {
      const { provider } = await privacyAgentOf(desk, request)
      return reply.type('text/markdown; charset=utf-8').send(await processingRegister(desk, provider, request.query.language))
    },
  })
}
