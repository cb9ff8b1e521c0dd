import { z } from 'zod'
import { customerTicketPage, customerTickets, problem, ticketPage } from '@guichet/protocol'
import { leadsTo, readCustomerTicket, readCustomerTickets, readTicketPage } from '#desk/desk.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { noteReading } from '#privacy/privacy.ts'
import { powersOf } from '#people/people.ts'
import { alsoToOf } from '#triage/triage.ts'
import { agentOf, callerOf, wallOfCaller } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, ofTicket, paging, tags } from './route.ts'

/** Where the API of a provider is. */
export const baseOf = (slug: string) => `/${slug}/api/v1`

/** A ticket: for agents; for a customer, theirs. */
export function addTicketRoutes(app: Http, desk: Desk): void {
  app.get(at('/queue/:number'), {
    schema: { tags: tags.tickets, summary: 'A ticket, whole, for agents', params: ofTicket, response: { 200: ticketPage, '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, agent, wall } = await agentOf(desk, request, 'see')
      const page = await readTicketPage(desk, provider.id, request.params.number, { lang: langOf(request), base: baseOf(provider.slug), wall, powers: powersOf(agent.roles) })
      if (!page) throw new Refused('not-found')
      noteReading(desk, { providerId: provider.id, agent, what: 'ticket', objectId: page.id, customerId: page.customer?.id, contactId: page.contact?.id })
      void reply.header('etag', `"${page.version}"`)
      return page.relations.absorbed.length === 0 ? page : { ...page, relations: { ...page.relations, alsoTo: await alsoToOf(desk, provider.id, page.number) } }
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
    schema: { tags: tags.tickets, summary: 'A ticket, as its customer sees it; one that was merged leads to the other (307)', params: ofTicket, response: { 200: customerTicketPage, '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, caller } = await callerOf(desk, request, ['contact', 'token'], 'tickets:read')
      const wall = wallOfCaller(caller)
      const elsewhere = wall && (await leadsTo(desk, provider.id, request.params.number, wall))
      if (elsewhere !== undefined) return reply.redirect(`${baseOf(provider.slug)}/tickets/${elsewhere}`, 307)
      const page =
        wall === undefined ? undefined
        : await readCustomerTicket(desk, provider.id, request.params.number, wall, { lang: langOf(request), base: baseOf(provider.slug) })
      if (!page) throw new Refused('not-found')
      void reply.header('etag', `"${page.version}"`)
      return page
    },
  })
}
