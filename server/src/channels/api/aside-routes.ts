import { z } from 'zod'
import { acted, attachBody, discardBody, problem, quarantinePage, ticketNumber } from '@guichet/protocol'
import { readQuarantine } from '#desk/desk.ts'
import { acceptQuarantined, attachQuarantined, discardQuarantined } from '#intake/intake.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { noteReading } from '#privacy/privacy.ts'
import { agentOf } from './caller.ts'
import { Refused } from './problems.ts'
import { answerAct, at, ofId, ofProvider, paging, tags } from './route.ts'
import { baseOf } from './ticket-routes.ts'

/** What could not be placed: nothing is dropped, an agent decides. */
export function addAsideRoutes(app: Http, desk: Desk): void {
  app.get(at('/quarantine'), {
    schema: { tags: tags.aside, summary: 'Requests put aside, the oldest first', params: ofProvider, querystring: z.object(paging), response: { 200: quarantinePage, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent, wall } = await agentOf(desk, request, 'see')
      noteReading(desk, { providerId: provider.id, agent, what: 'list' })
      return readQuarantine(desk, provider.id, wall, request.query, baseOf(provider.slug))
    },
  })
  app.post(at('/quarantine/:id/accept'), {
    schema: { tags: tags.aside, summary: 'Make a ticket of it', params: ofId, response: { 201: z.object({ number: ticketNumber }), '4xx': problem, 503: problem } },
    handler: async (request, reply) => {
      const { provider, actor, wall } = await agentOf(desk, request, 'answer')
      const done = await acceptQuarantined(desk, provider.id, request.params.id, { actor, wall })
      if (typeof done === 'string') throw new Refused(done)
      return reply.code(201).send(done)
    },
  })
  app.post(at('/quarantine/:id/attach'), {
    schema: { tags: tags.aside, summary: 'Put it into a ticket', params: ofId, body: attachBody, response: { 200: acted, '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor, wall } = await agentOf(desk, request, 'answer')
      return answerAct(reply, await attachQuarantined(desk, provider.id, request.params.id, { actor, wall }, request.body))
    },
  })
  app.post(at('/quarantine/:id/discard'), {
    schema: { tags: tags.aside, summary: 'Throw it away, with a reason; it stays on record', params: ofId, body: discardBody, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor, wall } = await agentOf(desk, request, 'answer')
      const done = await discardQuarantined(desk, provider.id, request.params.id, { actor, wall }, request.body.reason)
      if (done !== 'discarded') throw new Refused(done)
      return reply.code(204).send(null)
    },
  })
}
