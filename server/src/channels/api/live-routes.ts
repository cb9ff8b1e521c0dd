import { z } from 'zod'
import { problem, queueRow, ticketNumber } from '@guichet/protocol'
import { readRows } from '#desk/desk.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { agentOf } from './caller.ts'
import { at, ofProvider, tags } from './route.ts'

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
}
