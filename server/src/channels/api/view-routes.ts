import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { changeView as changeBody, newView, orderViews as orderBody, problem, savedView, savedViews } from '@guichet/protocol'
import type { SavedView } from '@guichet/protocol'
import { changeView, filtersFor, listViews, orderViews, removeView, saveView } from '#desk/desk.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { tell } from '#triage/triage.ts'
import { agentOf } from './caller.ts'
import type { AgentVisit } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { viewerOf } from './queue-routes.ts'
import { at, ofId, ofProvider, tags, versionSeen } from './route.ts'

/** Views that agents saved: their own, their teams', everyone's. */
export function addViewRoutes(app: Http, desk: Desk): void {
  const told = ({ provider }: AgentVisit) => tell(desk, { provider: provider.id, events: ['view.changed'] })
  /** @throws Refused for a filter that cannot be understood: a view is never a silent nothing */
  const legible = async (request: FastifyRequest, { provider, wall }: AgentVisit, text: string) => {
    const filter = (await filtersFor(desk, provider.id, wall))(text)
    const lang = langOf(request)
    if (!filter.ok) throw new Refused('filter-unreadable', { detail: filter.problems.map((one) => one[lang]).join(' '), errors: filter.problems.map((one) => ({ at: '/filter', message: one[lang] })) })
  }
  const answered = (visit: AgentVisit, outcome: Awaited<ReturnType<typeof saveView>>): SavedView => {
    if (!outcome.ok) throw new Refused(outcome.refused)
    told(visit)
    return outcome.view
  }

  app.get(at('/views'), {
    schema: { tags: tags.tickets, summary: 'The saved views that I see', params: ofProvider, response: { 200: savedViews, '4xx': problem } },
    handler: async (request) => listViews(desk, viewerOf(await agentOf(desk, request, 'see'))),
  })
  app.post(at('/views'), {
    schema: { tags: tags.tickets, summary: 'Save a view: for myself, or as a lead for a team or for everyone', params: ofProvider, body: newView, response: { 201: savedView, '4xx': problem } },
    handler: async (request, reply) => {
      const visit = await agentOf(desk, request, 'see')
      await legible(request, visit, request.body.filter)
      return reply.code(201).send(answered(visit, await saveView(desk, viewerOf(visit), request.body)))
    },
  })
  app.patch(at('/views/:id'), {
    schema: { tags: tags.tickets, summary: 'Rename a saved view, or change its filter or order', params: ofId, body: changeBody, response: { 200: savedView, '4xx': problem } },
    handler: async (request) => {
      const visit = await agentOf(desk, request, 'see')
      if (request.body.filter !== undefined) await legible(request, visit, request.body.filter)
      return answered(visit, await changeView(desk, viewerOf(visit), request.params.id, versionSeen(request), request.body))
    },
  })
  app.delete(at('/views/:id'), {
    schema: { tags: tags.tickets, summary: 'Delete a saved view; nothing of the tickets changes', params: ofId, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const visit = await agentOf(desk, request, 'see')
      const refused = await removeView(desk, viewerOf(visit), request.params.id)
      if (refused) throw new Refused(refused)
      told(visit)
      return reply.code(204).send(null)
    },
  })
  app.put(at('/views/order'), {
    schema: { tags: tags.tickets, summary: 'Put saved views in an order', params: ofProvider, body: orderBody, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const visit = await agentOf(desk, request, 'see')
      const { scope, teamId, ids } = request.body
      const refused = await orderViews(desk, viewerOf(visit), scope, teamId, ids)
      if (refused) throw new Refused(refused)
      told(visit)
      return reply.code(204).send(null)
    },
  })
}
