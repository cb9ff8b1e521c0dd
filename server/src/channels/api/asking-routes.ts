import { z } from 'zod'
import { instant, problem, writeInstant } from '@guichet/protocol'
import { readAvoided, readOrigin } from '#desk/desk.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { agentOf } from './caller.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, ofTicket, tags } from './route.ts'

const counted = (name: 'day' | 'answer') => z.array(z.object({ [name]: z.string(), count: z.int() }))
const avoided = z.object({ count: z.int(), byDay: counted('day'), byAnswer: counted('answer') }).meta({ id: 'AvoidedRequests' })
const origin = z
  .object({
    requestId: z.string(), receivedAt: instant, channel: z.string(), medium: z.string(), contactId: z.string().nullable(), machine: z.string().nullable(),
    accepted: z.object({ version: z.string(), at: instant }).nullable(),
  })
  .meta({ id: 'RequestOrigin' })
const month = 31 * 24 * 3_600_000

/** What asking leaves for agents to know: the questions that had their answer, and how a request was sent. */
export function addAskingRoutes(app: Http, desk: Desk): void {
  app.get(at('/avoided-requests'), {
    schema: {
      tags: tags.requests, summary: 'Requests that were not made because their answer was there; the last 31 days, or a period', params: ofProvider,
      querystring: z.object({ from: z.iso.datetime({ offset: true }).optional(), to: z.iso.datetime({ offset: true }).optional() }), response: { 200: avoided, '4xx': problem },
    },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'see')
      const to = request.query.to === undefined ? desk.time.now() + 1 : Date.parse(request.query.to)
      const from = request.query.from === undefined ? to - month : Date.parse(request.query.from)
      const policy = await desk.policies.inForce(provider.id, desk.time.now())
      const found = await readAvoided(desk, provider.id, { from, to, zone: policy?.zone ?? 'UTC' })
      return { count: found.count, byDay: [...found.byDay], byAnswer: [...found.byAnswer] }
    },
  })
  app.get(at('/queue/:number/origin'), {
    schema: { tags: tags.tickets, summary: 'From where and under which policy a request was sent, for the audit (agents who lead)', params: ofTicket, response: { 200: origin, '4xx': problem } },
    handler: async (request) => {
      const { provider, wall } = await agentOf(desk, request, 'lead')
      const found = await readOrigin(desk, provider.id, request.params.number, wall)
      if (!found) throw new Refused('not-found')
      const { receivedAt, acceptedVersion, acceptedAt, ...rest } = found
      return { ...rest, receivedAt: writeInstant(receivedAt), accepted: acceptedVersion === null || acceptedAt === null ? null : { version: acceptedVersion, at: writeInstant(acceptedAt) } }
    },
  })
}
