import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { acted, fieldBody, fieldChangeBody, fieldOrderBody, fieldRetiredBody, fields, fieldSetBody, knownFields, problem, writeInstant } from '@guichet/protocol'
import type { Field, KnownField } from '@guichet/protocol'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { changeField, fieldsSeen, listFields, makeField, orderFields, removeField, retireField } from '#fields/fields.ts'
import type { FieldRefused, KeptField, ListedField } from '#fields/fields.ts'
import { setField } from '#triage/triage.ts'
import { agentOf } from './caller.ts'
import { Refused } from './problems.ts'
import { answerAct, at, ofId, ofProvider, ofTicketPart, onceOf, tags, versionSeen } from './route.ts'

const known = ({ id, name, type, label, help, unit, choices }: KeptField): KnownField => ({ id, name, type, label, help, unit, choices: choices.map((choice) => ({ ...choice })) })
const viewOf = (one: ListedField): Field => ({
  ...known(one), version: one.version, kinds: [...one.kinds], department: one.department, shownTo: one.shown_to, required: one.required, retiredAt: one.retired_at === null ? null : writeInstant(one.retired_at), tickets: one.tickets,
})

/** What came of a change. @throws Refused with where it is wrong */
function done<T extends object>(outcome: T | FieldRefused): T {
  if (!('refused' in outcome)) return outcome
  throw new Refused(outcome.refused, outcome.at === undefined ? {} : { errors: [{ at: outcome.at, message: '' }] })
}

/** A provider's own fields: declared by who administers, filled in on tickets by agents. */
export function addFieldRoutes(app: Http, desk: Desk): void {
  const schema = { tags: tags.admin }
  const named = z.object({ id: z.string() })
  app.get(at('/admin/fields'), {
    schema: { ...schema, summary: 'The provider’s own fields, in their order, those retired last', params: ofProvider, response: { 200: fields, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'administer')
      return { rows: (await listFields(desk, provider.id)).map(viewOf) }
    },
  })
  app.post(at('/admin/fields'), {
    schema: { ...schema, summary: 'Make a field', params: ofProvider, body: fieldBody, response: { 201: named, '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      return reply.code(201).send(done(await makeField(desk, provider.id, actor, request.body)))
    },
  })
  app.put(at('/admin/fields/:id'), {
    schema: { ...schema, summary: 'Change a field; its name and its type stay', params: ofId, body: fieldChangeBody, response: { 200: named, '4xx': problem } },
    handler: async (request) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      return done(await changeField(desk, provider.id, actor, request.params.id, request.body))
    },
  })
  app.put(at('/admin/fields/:id/retired'), {
    schema: { ...schema, summary: 'Take a field out of use, or bring it back; what was noted in it stays to be read', params: ofId, body: fieldRetiredBody, response: { 200: named, '4xx': problem } },
    handler: async (request) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      return done(await retireField(desk, provider.id, actor, request.params.id, request.body.retired))
    },
  })
  app.delete(at('/admin/fields/:id'), {
    schema: { ...schema, summary: 'Take a retired field away that no request bears', params: ofId, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      done(await removeField(desk, provider.id, actor, request.params.id))
      return reply.code(204).send(null)
    },
  })
  app.put(at('/admin/fields/order'), {
    schema: { ...schema, summary: 'Put the fields in an order', params: ofProvider, body: fieldOrderBody, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      await orderFields(desk, provider.id, actor, request.body.ids)
      return reply.code(204).send(null)
    },
  })
  app.get(at('/fields'), {
    schema: { tags: tags.acts, summary: 'The fields that I may fill in, where they are asked', params: ofProvider, response: { 200: knownFields, '4xx': problem } },
    handler: async (request) => {
      const { provider, wall } = await agentOf(desk, request, 'see')
      return { rows: (await fieldsSeen(desk.database.db, provider.id, wall)).filter(({ retired_at }) => retired_at === null).map(known) }
    },
  })
  app.put(at('/queue/:number/fields/:id'), {
    schema: { tags: tags.acts, summary: 'Note something in a field, unless somebody has changed it since it was seen', params: ofTicketPart, body: fieldSetBody, response: { 200: acted, '4xx': problem } },
    handler: async (request: FastifyRequest<{ Params: z.infer<typeof ofTicketPart>; Body: z.infer<typeof fieldSetBody> }>, answer: FastifyReply) => {
      const { provider, agent, actor, wall } = await agentOf(desk, request, 'answer')
      const { number, id } = request.params
      // What stood there is compared by itself: whatever else was done to the ticket meanwhile is no matter.
      const version = request.headers['if-match'] === undefined ? undefined : versionSeen(request)
      return answerAct(answer, await setField(desk, actor, { providerId: provider.id, ticket: { number }, deskWall: wall, version, once: onceOf(request, agent) }, { fieldId: id, ...request.body }))
    },
  })
}
