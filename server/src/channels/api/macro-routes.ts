import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { macro, macroBody, problem, writeInstant } from '@guichet/protocol'
import type { Beside, MacroView } from '@guichet/protocol'
import { agentMay } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { goneOf, listMacros, mayChange, namableNow, placeholders, retireMacro, saveMacro } from '#triage/triage.ts'
import type { Macro, MacroReader, MacroRefused } from '#triage/triage.ts'
import { besideRefused } from './beside-words.ts'
import { agentOf } from './caller.ts'
import type { AgentVisit } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { at, ofId, ofProvider, tags } from './route.ts'

const readerOf = ({ agent, wall }: AgentVisit): MacroReader => ({ id: agent.id, leads: agentMay(agent, 'lead'), wall })

const viewOf = (one: Macro, reader: MacroReader, gone: Beside[]): MacroView => ({
  id: one.id, name: one.name, version: one.version, tab: one.tab, texts: one.texts, acts: one.acts, gone, whose: one.ownerId !== null ? 'me' : one.teamId !== null ? 'team' : 'all', teamId: one.teamId,
  kinds: one.kinds, departments: one.departments, used: one.used, usedAt: one.usedAt === null ? null : writeInstant(one.usedAt), mine: mayChange(one, reader),
})

const refuse = ({ refused, names, beside }: MacroRefused, request: FastifyRequest): never => {
  if (beside) throw new Refused(refused, besideRefused(beside.act, beside.code, langOf(request), beside.detail?.[langOf(request)]))
  throw new Refused(refused, names ? { errors: names.map((name) => ({ at: '/texts', message: `{${name}}` })) } : {})
}

/** Ready-made texts: one's own for every agent, those of all and of teams for whoever leads. */
export function addMacroRoutes(app: Http, desk: Desk): void {
  const schema = { tags: tags.writing }
  app.get(at('/macros'), {
    schema: { ...schema, summary: 'The ready-made texts, and what may stand in braces in them', params: ofProvider, response: { 200: z.object({ rows: z.array(macro), placeholders: z.array(z.string()) }), '4xx': problem } },
    handler: async (request) => {
      const visit = await agentOf(desk, request, 'see')
      const { provider } = visit
      const reader = readerOf(visit)
      const [macros, there, policy] = await Promise.all([listMacros(desk, provider.id, reader), namableNow(desk, provider.id, reader.wall), desk.policies.inForce(provider.id, desk.time.now())])
      return { rows: macros.map((one) => viewOf(one, reader, goneOf(there, policy, one.acts).map(({ act }) => act))), placeholders: [...placeholders] }
    },
  })
  app.post(at('/macros'), {
    schema: { ...schema, summary: 'Make a ready-made text', params: ofProvider, body: macroBody, response: { 201: z.object({ id: z.string() }), '4xx': problem } },
    handler: async (request, reply) => {
      const visit = await agentOf(desk, request, 'answer')
      const done = await saveMacro(desk, visit.provider.id, visit.actor, readerOf(visit), request.body)
      return 'refused' in done ? refuse(done, request) : reply.code(201).send(done)
    },
  })
  app.put(at('/macros/:id'), {
    schema: { ...schema, summary: 'Change one', params: ofId, body: macroBody, response: { 200: z.object({ id: z.string() }), '4xx': problem } },
    handler: async (request) => {
      const visit = await agentOf(desk, request, 'answer')
      const done = await saveMacro(desk, visit.provider.id, visit.actor, readerOf(visit), request.body, request.params.id)
      return 'refused' in done ? refuse(done, request) : done
    },
  })
  app.delete(at('/macros/:id'), {
    schema: { ...schema, summary: 'Take one out of use', params: ofId, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const visit = await agentOf(desk, request, 'answer')
      const done = await retireMacro(desk, visit.provider.id, visit.actor, readerOf(visit), request.params.id)
      return 'refused' in done ? refuse(done, request) : reply.code(204).send(null)
    },
  })
}
