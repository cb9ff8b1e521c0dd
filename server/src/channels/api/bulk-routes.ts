import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { besidesOf, bulkBody, bulkPreview, bulkRun, bulkRunPage, bulkRuns, problem, writeInstant } from '@guichet/protocol'
import type { BulkBody, BulkPreview, BulkRun, BulkRunPage, Lang } from '@guichet/protocol'
import { beginBulk, findBulk, groupsOfRun, heldLetters, listBulk, mostTickets, outcomesOf, previewBulk, stopBulk, undoBulk, unfillable } from '#bulk/bulk.ts'
import type { Asked, Reader, RefusedGroup, RunRead, Which } from '#bulk/bulk.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { noteReading } from '#privacy/privacy.ts'
import { agentOf } from './caller.ts'
import type { AgentVisit } from './caller.ts'
import { outcomeLines } from './bulk-csv.ts'
import { langOf } from './language.ts'
import { problemOf, Refused } from './problems.ts'
import { questionOf } from './queue-routes.ts'
import { at, ofId, ofProvider, onceOf, tags } from './route.ts'

const files = { rateLimit: { max: 20, timeWindow: 60_000 } }

/** One act on many tickets: tried, begun, looked at, stopped, undone. What an agent may not do to one they may not do to many. */
export function addBulkRoutes(app: Http, desk: Desk): void {
  const readerOf = ({ provider, agent, wall }: AgentVisit): Reader => ({ providerId: provider.id, agent, wall })

  async function askedOf(request: FastifyRequest, visit: AgentVisit, { chosen, act, confirmed, holdSeconds }: BulkBody): Promise<Asked> {
    if (act.do === 'reply' && act.texts.fr === undefined && act.texts.en === undefined) throw new Refused('invalid-body', { errors: [{ at: '/act/texts', message: 'a text in one language at least' }] })
    if (act.do === 'besides' && besidesOf(act.alongside).length === 0) throw new Refused('invalid-body', { errors: [{ at: '/act/alongside', message: 'one act at least' }] })
    const unknown = unfillable(act)
    if (unknown.length > 0) throw new Refused('unknown-placeholder', { errors: unknown.map((name) => ({ at: '/act', message: `{${name}}` })) })
    let which: Which
    if ('ids' in chosen) which = { ids: chosen.ids }
    else {
      const { list, except } = chosen
      const by = [list.view ?? '', list.q ?? ''].filter(Boolean).join(' ')
      which = { question: await questionOf(desk, request, visit, list), except, by }
    }
    return { providerId: visit.provider.id, actor: visit.actor, wall: visit.wall, which, act, confirmed, holdSeconds }
  }

  async function runOf(visit: AgentVisit, id: string): Promise<RunRead> {
    const run = await findBulk(desk, readerOf(visit), id)
    if (!run) throw new Refused('not-found')
    return run
  }

  async function pageOf(visit: AgentVisit, id: string, lang: Lang): Promise<BulkRunPage> {
    const run = await runOf(visit, id)
    const [refusals, keptGroups, held] = await Promise.all([groupsOfRun(desk, visit.provider.id, id, 'refused'), groupsOfRun(desk, visit.provider.id, id, 'kept'), heldLetters(desk, run)])
    return { ...runView(run), held: held && { count: held.count, until: held.until === null ? null : writeInstant(held.until) }, refusals: refusals.map((group) => groupView(group, lang)), keptGroups: keptGroups.map((group) => groupView(group, lang)) }
  }

  app.post(at('/bulk/preview'), {
    schema: { tags: tags.acts, summary: 'What an act on many tickets would do, nothing being done', params: ofProvider, body: bulkBody, response: { 200: bulkPreview, '4xx': problem } },
    handler: async (request): Promise<BulkPreview> => {
      const visit = await agentOf(desk, request, 'answer')
      if ('list' in request.body.chosen) noteReading(desk, { providerId: visit.provider.id, agent: visit.agent, what: 'search' })
      const { refused, ...sums } = await previewBulk(desk, await askedOf(request, visit, request.body))
      return { ...sums, refused: refused.map((group) => groupView(group, langOf(request))) }
    },
  })
  app.post(at('/bulk'), {
    schema: {
      tags: tags.acts, summary: 'Do one act on many tickets, some at a time; needs an Idempotency-Key', description: `At most ${mostTickets} tickets: which they are is settled as it begins.`, params: ofProvider, body: bulkBody,
      response: { 202: bulkRun, '4xx': problem },
    },
    handler: async (request, reply) => {
      const visit = await agentOf(desk, request, 'answer')
      const once = onceOf(request, visit.agent)
      if (!once) throw new Refused('key-required')
      const begun = await beginBulk(desk, { ...(await askedOf(request, visit, request.body)), once })
      if ('refused' in begun) throw new Refused(begun.refused)
      return reply.code(202).send(runView(await runOf(visit, begun.id)))
    },
  })
  app.get(at('/bulk'), {
    schema: { tags: tags.acts, summary: 'Acts on many tickets of the last thirty days: mine, and for a lead everybody’s', params: ofProvider, response: { 200: bulkRuns, '4xx': problem } },
    handler: async (request) => ({ runs: (await listBulk(desk, readerOf(await agentOf(desk, request, 'answer')))).map(runView) }),
  })
  app.get(at('/bulk/:id'), {
    schema: { tags: tags.acts, summary: 'How far an act on many tickets has come, what was refused, what could not be undone', params: ofId, response: { 200: bulkRunPage, '4xx': problem } },
    handler: async (request) => pageOf(await agentOf(desk, request, 'answer'), request.params.id, langOf(request)),
  })
  app.get(at('/bulk/:id/outcome.csv'), {
    config: files,
    schema: { tags: tags.acts, summary: 'What became of every ticket of an act on many, as a table', params: ofId, querystring: z.object({ lang: z.enum(['fr', 'en']).optional() }) },
    handler: async (request, reply) => {
      const visit = await agentOf(desk, request, 'answer')
      const run = await runOf(visit, request.params.id)
      noteReading(desk, { providerId: visit.provider.id, agent: visit.agent, what: 'export' })
      const lang = request.query.lang ?? langOf(request)
      const outcomes = outcomesOf(desk, visit.provider.id, run.id, visit.wall)
      return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="bulk-${new Date(run.started_at).toISOString().slice(0, 10)}.csv"`).send(Readable.from(outcomeLines(outcomes, lang)))
    },
  })
  for (const [what, does, summary] of [
    ['stop', stopBulk, 'Stop an act on many tickets, or its undoing, where it is'],
    ['undo', undoBulk, 'Undo all that an act on many tickets has done, some at a time'],
  ] as const) {
    app.post(at(`/bulk/:id/${what}`), {
      schema: { tags: tags.acts, summary, params: ofId, response: { 202: bulkRunPage, '4xx': problem } },
      handler: async (request, reply) => {
        const visit = await agentOf(desk, request, 'answer')
        await runOf(visit, request.params.id)
        const refused = await does(desk, visit.provider.id, visit.actor, request.params.id)
        if (refused) throw new Refused(refused)
        return reply.code(202).send(await pageOf(visit, request.params.id, langOf(request)))
      },
    })
  }
}

const groupView = ({ code, count, tickets }: RefusedGroup, lang: Lang): BulkPreview['refused'][number] => ({
  code, title: problemOf(code, lang).title, count, tickets: tickets.map(({ number, detail }) => ({ number, detail: detail?.[lang] ?? null })),
})

function runView(run: RunRead): BulkRun {
  const { confirmed: _confirmed, holdSeconds = 0, ...act } = run.act
  const { id, state, why, total, done, unchanged, refused, undone, kept } = run
  const underWay = state === 'running' || state === 'undoing'
  return {
    id, act, chosenBy: run.chosen_by, agent: { id: run.agent_id, name: run.agent_name }, state, why, total, done, unchanged, refused, undone, kept,
    startedAt: writeInstant(run.started_at), endedAt: run.ended_at === null ? null : writeInstant(run.ended_at), mayStop: underWay, mayUndo: !underWay && done > 0, holdSeconds,
  }
}
