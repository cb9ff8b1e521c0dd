import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { acted, alikeTicket, confirmBody, linkBody, linkKind, mergeBody, mergePreview, problem, splitBody, ticketNumber } from '@guichet/protocol'
import { alikeTickets } from '#desk/desk.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { linkTickets, mergeTickets, previewMerge, splitTicket, unmerge, unsplit } from '#triage/triage.ts'
import { agentOf } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { answerAct, at, confirmedIn, ofTicket, onceOf, tags, versionSeen } from './route.ts'

/** Tickets that become one, part, or have to do with one another: for agents who answer. */
export function addMergeRoutes(app: Http, desk: Desk): void {
  const path = (name: string) => at(`/queue/:number/${name}`)
  async function aimOf(request: FastifyRequest) {
    const { provider, agent, actor, wall } = await agentOf(desk, request, 'answer')
    const { number } = request.params as { number: number }
    return { actor, aim: { providerId: provider.id, ticket: { number }, deskWall: wall, version: versionSeen(request), once: onceOf(request, agent), confirmed: confirmedIn(request) } }
  }
  const schema = { tags: tags.acts, params: ofTicket, response: { 200: acted, '4xx': problem } }

  app.get(path('merge-preview'), {
    schema: { tags: tags.tickets, summary: 'What merging it into another would do', params: ofTicket, querystring: z.object({ into: z.coerce.number().pipe(ticketNumber) }), response: { 200: mergePreview, '4xx': problem } },
    handler: async (request) => {
      const { provider, wall } = await agentOf(desk, request, 'answer')
      const preview = await previewMerge(desk, provider.id, { from: request.params.number, into: request.query.into }, { lang: langOf(request), wall })
      if (!preview) throw new Refused('not-found')
      return preview
    },
  })
  app.post(path('merge'), {
    schema: { ...schema, summary: 'Merge it into another ticket of the same customer; answers with that one', body: mergeBody },
    handler: async (request, answer: FastifyReply) => {
      const { actor, aim } = await aimOf(request)
      return answerAct(answer, await mergeTickets(desk, actor, { ...aim, into: { number: request.body.into, version: request.body.versionThere } }))
    },
  })
  app.post(path('unmerge'), {
    schema: { ...schema, summary: 'Undo the merge by which it went on in another', body: confirmBody.nullish() },
    handler: async (request, answer: FastifyReply) => {
      const { actor, aim } = await aimOf(request)
      return answerAct(answer, await unmerge(desk, actor, aim))
    },
  })
  app.post(path('split'), {
    schema: { ...schema, summary: 'Make a ticket of its own of some of its messages', body: splitBody, response: { 200: acted.extend({ opened: ticketNumber }).meta({ id: 'Split' }), '4xx': problem } },
    handler: async (request, answer: FastifyReply) => {
      const { actor, aim } = await aimOf(request)
      const outcome = await splitTicket(desk, actor, aim, request.body)
      return { ...answerAct(answer, outcome), opened: outcome.number! }
    },
  })
  app.post(path('unsplit'), {
    schema: { ...schema, summary: 'Undo the split that made it of messages of another; answers with that one', body: confirmBody.nullish() },
    handler: async (request, answer: FastifyReply) => {
      const { actor, aim } = await aimOf(request)
      return answerAct(answer, await unsplit(desk, actor, aim))
    },
  })
  app.post(path('links'), {
    schema: { ...schema, summary: 'Link it to another ticket', body: linkBody },
    handler: async (request, answer: FastifyReply) => {
      const { actor, aim } = await aimOf(request)
      return answerAct(answer, await linkTickets(desk, actor, aim, request.body.to, request.body.as, true))
    },
  })
  app.delete(path('links/:to'), {
    schema: { ...schema, summary: 'Take a link back', params: ofTicket.extend({ to: z.coerce.number().pipe(ticketNumber) }), querystring: z.object({ as: linkKind }) },
    handler: async (request, answer: FastifyReply) => {
      const { actor, aim } = await aimOf(request)
      return answerAct(answer, await linkTickets(desk, actor, aim, request.params.to, request.query.as, false))
    },
  })
  app.get(path('alike'), {
    schema: {
      tags: tags.tickets, summary: 'Open tickets that may be about the same; with `search`, this customer’s by number or subject', params: ofTicket, querystring: z.object({ search: z.string().trim().max(100).optional() }),
      response: { 200: z.array(alikeTicket), '4xx': problem },
    },
    handler: async (request) => {
      const { provider, wall } = await agentOf(desk, request, 'see')
      const alike = await alikeTickets(desk, provider.id, request.params.number, wall, request.query.search)
      if (!alike) throw new Refused('not-found')
      return alike
    },
  })
}
