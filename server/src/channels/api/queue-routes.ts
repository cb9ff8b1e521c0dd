import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { counts, cursor, filterText, id, problem, queueOrder, queuePage, queueShape, seenBody, view } from '@guichet/protocol'
import { filtersFor, findView, markSeen, readCounts, readQueue, readShape, readViews, unreadChanged } from '#desk/desk.ts'
import type { QueueQuestion, Viewer } from '#desk/desk.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { noteReading } from '#privacy/privacy.ts'
import { agentOf } from './caller.ts'
import type { AgentVisit } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, ofTicket, tags } from './route.ts'

const which = {
  view: view.optional().describe('todo, when neither a saved view nor a filter is given'), saved: id.optional().describe('A saved view'),
  q: filterText.optional().describe('A filter in the words of search; within the view, when one is given'), order: queueOrder.optional(),
}
export const listQuery = z.object(which)
const pageQuery = listQuery.extend({
  cursor: cursor.optional(), until: cursor.optional().describe('The last row of the part, as a place of the list’s shape'), limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** The agent who calls, as the one who looks at views. */
export const viewerOf = ({ provider, agent }: AgentVisit): Viewer => ({ providerId: provider.id, id: agent.id, name: agent.name, roles: agent.roles })

/** Which list a call is about. @throws Refused for a saved view that is not there for this agent, and for a filter that cannot be understood */
export async function questionOf(desk: Desk, request: FastifyRequest, visit: AgentVisit, query: z.infer<typeof listQuery>): Promise<QueueQuestion> {
  const { provider, wall } = visit
  const saved = query.saved === undefined ? undefined : await findView(desk, viewerOf(visit), query.saved)
  if (query.saved !== undefined && !saved) throw new Refused('not-found')
  const text = [saved?.filter, query.q].filter((one) => one !== undefined && one !== '').join(' ')
  const asked = { providerId: provider.id, wall, view: query.view ?? (text === '' ? ('todo' as const) : undefined), order: query.order ?? saved?.order }
  if (text === '') return asked
  const filter = (await filtersFor(desk, provider.id, wall))(text)
  const lang = langOf(request)
  if (!filter.ok) throw new Refused('filter-unreadable', { detail: filter.problems.map((one) => one[lang]).join(' '), errors: filter.problems.map((one) => ({ at: 'q', message: one[lang] })) })
  return { ...asked, filter }
}

/** The queue: its lists, how long they are, how much each view holds, what an agent has read. */
export function addQueueRoutes(app: Http, desk: Desk): void {
  app.get(at('/queue'), {
    schema: { tags: tags.tickets, summary: 'A view of the queue, by rank, then by what is due first', params: ofProvider, querystring: pageQuery, response: { 200: queuePage, '4xx': problem } },
    handler: async (request) => {
      const visit = await agentOf(desk, request, 'see')
      const question = await questionOf(desk, request, visit, request.query)
      if (question.filter && request.query.cursor === undefined) noteReading(desk, { providerId: visit.provider.id, agent: visit.agent, what: 'search' })
      return readQueue(desk, question, request.query)
    },
  })

  app.get(at('/queue/shape'), {
    schema: { tags: tags.tickets, summary: 'How long a list of the queue is, and where each further hundred begins', params: ofProvider, querystring: listQuery, response: { 200: queueShape, '4xx': problem } },
    handler: async (request) => {
      const visit = await agentOf(desk, request, 'see')
      return readShape(desk, await questionOf(desk, request, visit, request.query))
    },
  })

  app.get(at('/queue/counts'), {
    schema: { tags: tags.tickets, summary: 'How much each view holds', params: ofProvider, response: { 200: counts, '4xx': problem } },
    handler: async (request) => {
      const visit = await agentOf(desk, request, 'see')
      return readCounts(desk, visit.provider.id, visit.wall, await readViews(desk, viewerOf(visit)))
    },
  })

  app.put(at('/queue/:number/seen'), {
    schema: { tags: tags.tickets, summary: 'Note up to which version I have read a ticket; 0: not at all', params: ofTicket, body: seenBody, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, wall } = await agentOf(desk, request, 'see')
      if (!(await markSeen(desk, provider.id, wall, request.params.number, request.body.version))) throw new Refused('not-found')
      unreadChanged(desk, provider.id, wall)
      return reply.code(204).send(null)
    },
  })
}
