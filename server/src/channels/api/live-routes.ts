import { z } from 'zod'
import { otherTickets, problem, queueRow, ticketNumber } from '@guichet/protocol'
import { otherTickets as readOthers, readRows } from '#desk/desk.ts'
import { sendAgain, ticketOfLetter } from '#outbox/outbox.ts'
import { isOnDesk } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { agentOf } from './caller.ts'
import { Refused } from './problems.ts'
import { at, ofId, ofProvider, ofTicket, tags } from './route.ts'

const mostRows = 50

const numbers = z
  .string().max(600).regex(/^\d{1,9}(,\d{1,9})*$/)
  .transform((text) => [...new Set(text.split(',').map(Number))])
  .pipe(z.array(ticketNumber).max(mostRows))
  .describe(`Numbers of tickets with commas between them, ${mostRows} at most`)

/** What a screen reads again when the live socket names it: single rows of the queue. */
export function addLiveRoutes(app: Http, desk: Desk): void {
  app.get(at('/queue/rows'), {
    schema: { tags: tags.tickets, summary: 'Rows of the queue by their numbers; what is not there for the agent is left out', params: ofProvider, querystring: z.object({ numbers }), response: { 200: z.array(queueRow), '4xx': problem } },
    handler: async (request) => {
      const { provider, wall } = await agentOf(desk, request, 'see')
      return readRows(desk, provider.id, wall, request.query.numbers)
    },
  })

  app.get(at('/queue/:number/others'), {
    schema: { tags: tags.tickets, summary: 'Other tickets about the same service, else of the same customer', params: ofTicket, response: { 200: otherTickets, '4xx': problem } },
    handler: async (request) => {
      const { provider, wall } = await agentOf(desk, request, 'see')
      const found = await readOthers(desk, provider.id, wall, request.params.number)
      if (!found) throw new Refused('not-found')
      return found
    },
  })

  app.post(at('/outgoing/:id/send-again'), {
    schema: { tags: tags.outgoing, summary: 'Let a letter that was given up leave once more', params: ofId, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, agent, wall } = await agentOf(desk, request, 'answer')
      const of = await ticketOfLetter(desk, provider.id, request.params.id)
      if (of === undefined || (of !== null && !isOnDesk(wall, of))) throw new Refused('not-found')
      if (!(await sendAgain(desk, provider.id, request.params.id, agent))) throw new Refused('already-handled')
      return reply.code(204).send(null)
    },
  })
}
