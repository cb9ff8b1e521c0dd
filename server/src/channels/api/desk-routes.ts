import { z } from 'zod'
import { agentRef, customer, outgoingPage, problem, vocabulary, writeInstant } from '@guichet/protocol'
import { customerView } from '#desk/desk.ts'
import { listOutgoing } from '#outbox/outbox.ts'
import { findProfile, listAgents, searchCustomers } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { noteReading } from '#privacy/privacy.ts'
import { vocabularyOf } from '#policies/vocabulary.ts'
import { agentOf, providerOfRequest } from './caller.ts'
import { Refused } from './problems.ts'
import { at, ofId, ofProvider, pagingById, tags } from './route.ts'

const foundCustomer = z
  .object({ id: z.string(), number: z.string(), name: z.string(), contacts: z.array(z.object({ id: z.string(), name: z.string(), email: z.string() })) })
  .meta({ id: 'FoundCustomer' })

/** What agents look up: colleagues, customers, outgoing mail; and the policy's words, which are public. */
export function addDeskRoutes(app: Http, desk: Desk): void {
  app.get(at('/policy'), {
    schema: { tags: tags.policy, summary: 'What the policy in force declares: words for every name the API uses', params: ofProvider, response: { 200: vocabulary, '4xx': problem, 503: problem } },
    handler: async (request) => {
      const provider = await providerOfRequest(desk, request)
      const policy = await desk.policies.inForce(provider.id, desk.time.now())
      if (!policy) throw new Refused('policy-missing')
      return vocabularyOf(policy)
    },
  })
  app.get(at('/agents'), {
    schema: { tags: tags.people, summary: 'The agents', params: ofProvider, response: { 200: z.array(agentRef), '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'see')
      return (await listAgents(desk, provider.id)).map(({ id, name }) => ({ id, name }))
    },
  })
  app.get(at('/customers'), {
    schema: {
      tags: tags.people, summary: 'Find a customer by name, number, or a contact’s name or address', params: ofProvider, querystring: z.object({ search: z.string().trim().min(2).max(100) }),
      response: { 200: z.array(foundCustomer), '4xx': problem },
    },
    handler: async (request) => {
      const { provider, agent } = await agentOf(desk, request, 'see')
      // That somebody searched is kept, what they searched for is not.
      noteReading(desk, { providerId: provider.id, agent, what: 'search' })
      return searchCustomers(desk, provider.id, request.query.search, 20)
    },
  })
  app.get(at('/customers/:id'), {
    schema: { tags: tags.people, summary: 'A customer, with contacts, contracts, services and licences', params: ofId, response: { 200: customer, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent } = await agentOf(desk, request, 'see')
      const profile = await findProfile(desk, provider.id, { customerId: request.params.id })
      if (!profile) throw new Refused('not-found')
      noteReading(desk, { providerId: provider.id, agent, what: 'customer', objectId: profile.customer.id, customerId: profile.customer.id })
      return customerView(profile, writeInstant(desk.time.now()).slice(0, 10))
    },
  })
  app.get(at('/outgoing'), {
    schema: {
      tags: tags.outgoing, summary: 'Mail that leaves, will, or did; the newest first', params: ofProvider,
      querystring: z.object({
        state: z.enum(['pending', 'sending', 'sent', 'failed', 'caught', 'cancelled']).optional(), ...pagingById,
      }),
      response: { 200: outgoingPage, '4xx': problem },
    },
    handler: async (request) => {
      const { provider, agent, wall } = await agentOf(desk, request, 'see')
      noteReading(desk, { providerId: provider.id, agent, what: 'list' })
      const { state, cursor, limit } = request.query
      const found = await listOutgoing(desk.database.db, provider.id, wall, { limit: limit + 1, ...(cursor ? { before: cursor } : {}), ...(state ? { state } : {}) })
      const rows = found.slice(0, limit)
      return {
        rows: rows.map((row) => ({
          ...row, createdAt: writeInstant(row.createdAt), nextAt: row.nextAt === null ? null : writeInstant(row.nextAt), sentAt: row.sentAt === null ? null : writeInstant(row.sentAt),
        })),
        next: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
      }
    },
  })
}
