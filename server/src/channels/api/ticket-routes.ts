import { z } from 'zod'
import { counts, customerTicketPage, customerTickets, problem, queuePage, ticketPage, view } from '@guichet/protocol'
import { readCounts, readCustomerTicket, readCustomerTickets, readQueue, readTicketPage } from '#desk/desk.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { noteReading } from '#privacy/privacy.ts'
import { powersOf } from '#people/people.ts'
import { agentOf, callerOf, wallOfCaller } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, ofTicket, paging, tags } from './route.ts'

/** Where the API of a provider is. */
export const baseOf = (slug: string) => `/${slug}/api/v1`

/** The queue, its counts, a ticket: for agents; for a customer, theirs. */
export function addTicketRoutes(app: Http, desk: Desk): void {
  app.get(at('/queue'), {
    schema: {
      tags: tags.tickets, summary: 'A view of the queue, by rank, then by what is due first', params: ofProvider, querystring: z.object({ view: view.default('todo'), ...paging }),
      response: { 200: queuePage, '4xx': problem },
    },
    handler: async (request) => {
      const { provider, agent, wall } = await agentOf(desk, request, 'see')
      return readQueue(desk, { providerId: provider.id, agentId: agent.id, wall, ...request.query })
    },
  })

  app.get(at('/queue/counts'), {
    schema: { tags: tags.tickets, summary: 'How much each view holds', params: ofProvider, response: { 200: counts, '4xx': problem } },
    handler: async (request) => {
      const { provider, wall } = await agentOf(desk, request, 'see')
      return readCounts(desk, provider.id, wall)
    },
  })

  app.get(at('/queue/:number'), {
    schema: { tags: tags.tickets, summary: 'A ticket, whole, for agents', params: ofTicket, response: { 200: ticketPage, '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, agent, wall } = await agentOf(desk, request, 'see')
      const page = await readTicketPage(desk, provider.id, request.params.number, { lang: langOf(request), base: baseOf(provider.slug), wall, powers: powersOf(agent.roles) })
      if (!page) throw new Refused('not-found')
      noteReading(desk, { providerId: provider.id, agent, what: 'ticket', objectId: page.id, customerId: page.customer?.id, contactId: page.contact?.id })
      void reply.header('etag', `"${page.version}"`)
      return page
    },
  })

  app.get(at('/tickets'), {
    schema: { tags: tags.tickets, summary: 'The tickets of a customer, for that customer', params: ofProvider, querystring: z.object(paging), response: { 200: customerTickets, '4xx': problem } },
    handler: async (request) => {
      const { provider, caller } = await callerOf(desk, request, ['contact', 'token'], 'tickets:read')
      const wall = wallOfCaller(caller)
      if (wall === undefined) throw new Refused('not-allowed')
      return readCustomerTickets(desk, provider.id, wall, request.query)
    },
  })

  app.get(at('/tickets/:number'), {
    schema: { tags: tags.tickets, summary: 'A ticket, as its customer sees it', params: ofTicket, response: { 200: customerTicketPage, '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, caller } = await callerOf(desk, request, ['contact', 'token'], 'tickets:read')
      const wall = wallOfCaller(caller)
      const page =
        wall === undefined ? undefined
        : await readCustomerTicket(desk, provider.id, request.params.number, wall, { lang: langOf(request), base: baseOf(provider.slug) })
      if (!page) throw new Refused('not-found')
      void reply.header('etag', `"${page.version}"`)
      return page
    },
  })
}
