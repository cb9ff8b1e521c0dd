import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { adminAttention, cursor, problem, rule, ruleBody, ruleOnBody, ruleOrderBody, ruleRuns, ruleTried, ruleTryBody, writeInstant } from '@guichet/protocol'
import type { Rule } from '@guichet/protocol'
import { isId } from '#platform/ids.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { checkRules, listRules, orderRules, retireRule, runsOf, saveRule, switchRule, tryRule } from '#rules/rules.ts'
import type { ListedRule, RuleRefused } from '#rules/rules.ts'
import { agentOf } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { at, ofId, ofProvider, tags } from './route.ts'

const viewOf = (one: ListedRule): Rule => ({
  id: one.id, name: one.name, version: one.version, starts: one.starts, within: one.within_minutes, filter: one.filter, deeds: one.deeds, onSince: one.on_since === null ? null : writeInstant(one.on_since),
  trouble: one.trouble && one.trouble_since !== null ? { since: writeInstant(one.trouble_since), still: one.trouble.still, words: [...one.trouble.words] } : null,
  setAside: one.set_aside_at === null ? null : { at: writeInstant(one.set_aside_at), number: one.set_aside_number }, runs: one.runs, ranAt: one.ran_at === null ? null : writeInstant(one.ran_at),
})

/** What came of a change. @throws Refused with what is wrong, in the reader's language */
function done<T extends object>(request: FastifyRequest, outcome: T | RuleRefused): T {
  if (!('refused' in outcome)) return outcome
  const { refused, at: where, words } = outcome
  const lang = langOf(request)
  const said = words?.map((one) => one[lang])
  throw new Refused(refused, { ...(said ? { detail: said.join(' ') } : {}), ...(where === undefined ? {} : { errors: (said ?? ['']).map((message) => ({ at: where, message })) }) })
}

/** A provider's own rules: what is done by itself with what the policy does not decide. */
export function addRuleRoutes(app: Http, desk: Desk): void {
  const schema = { tags: tags.admin }
  const named = z.object({ id: z.string() })
  app.get(at('/admin/attention'), {
    schema: { ...schema, summary: 'What of the desk’s own arrangements waits for somebody who looks after it', params: ofProvider, response: { 200: adminAttention, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'lead')
      return { rules: await checkRules(desk, provider.id) }
    },
  })
  app.get(at('/admin/rules'), {
    schema: { ...schema, summary: 'The rules, in the order in which they react, with what of them is no longer understood', params: ofProvider, response: { 200: z.object({ rows: z.array(rule) }), '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'lead')
      await checkRules(desk, provider.id)
      return { rows: (await listRules(desk, provider.id)).map(viewOf) }
    },
  })
  app.post(at('/admin/rules'), {
    schema: { ...schema, summary: 'Make a rule; it is off until it is switched on', params: ofProvider, body: ruleBody, response: { 201: named, '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      return reply.code(201).send(done(request, await saveRule(desk, provider.id, actor, request.body)))
    },
  })
  app.put(at('/admin/rules/:id'), {
    schema: { ...schema, summary: 'Change a rule', params: ofId, body: ruleBody, response: { 200: named, '4xx': problem } },
    handler: async (request) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      return done(request, await saveRule(desk, provider.id, actor, request.body, request.params.id))
    },
  })
  app.delete(at('/admin/rules/:id'), {
    schema: { ...schema, summary: 'Take a rule out of use; what it did stays', params: ofId, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      done(request, await retireRule(desk, provider.id, actor, request.params.id))
      return reply.code(204).send(null)
    },
  })
  app.put(at('/admin/rules/:id/on'), {
    schema: { ...schema, summary: 'Switch a rule on, for what happens from now on, or off', params: ofId, body: ruleOnBody, response: { 200: named, '4xx': problem } },
    handler: async (request) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      return done(request, await switchRule(desk, provider.id, actor, request.params.id, request.body.on))
    },
  })
  app.put(at('/admin/rules/order'), {
    schema: { ...schema, summary: 'Put the rules in an order', params: ofProvider, body: ruleOrderBody, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      await orderRules(desk, provider.id, actor, request.body.ids)
      return reply.code(204).send(null)
    },
  })
  app.post(at('/admin/rules/try'), {
    schema: { ...schema, summary: 'To which tickets a rule would have reacted in the last week; nothing is done', params: ofProvider, body: ruleTryBody, response: { 200: ruleTried, '4xx': problem } },
    handler: async (request) => {
      const { provider, wall } = await agentOf(desk, request, 'administer')
      const { since, tickets, times, rows } = done(request, await tryRule(desk, provider.id, wall, request.body))
      return { since: writeInstant(since), tickets, times, rows: rows.map((row) => ({ number: row.number, subject: row.subject, times: row.times, lastAt: writeInstant(Number(row.last_at)) })) }
    },
  })
  app.get(at('/admin/rules/:id/runs'), {
    schema: { ...schema, summary: 'What a rule did in the last ninety days, the last first', params: ofId, querystring: z.object({ cursor: cursor.optional() }), response: { 200: ruleRuns, '4xx': problem } },
    handler: async (request) => {
      const { provider, wall } = await agentOf(desk, request, 'lead')
      const { cursor: before } = request.query
      if (before !== undefined && !isId(before)) throw new Refused('invalid-parameter')
      const runs = await runsOf(desk, provider.id, wall, request.params.id, before)
      if (!runs) throw new Refused('not-found')
      return { rows: runs.rows.map(({ at: when, outcomes, ...row }) => ({ ...row, at: writeInstant(when), outcomes: [...outcomes] })), next: runs.next }
    },
  })
}
