import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { addressTask, id, notice, noticeBody, noticePage, noticePreview, noticeUpdateBody, problem, toldPage, writeInstant } from '@guichet/protocol'
import type { NoticeView } from '@guichet/protocol'
import { finishTask, followUp, listNotices, listTasks, listTold, makeNotice, previewNotice, readNotice } from '#notices/notices.ts'
import type { NewNotice, NoticeFigures, NoticeRefusal, NoticeRow } from '#notices/notices.ts'
import type { Http } from '#platform/http.ts'
import type { Actor, AgentPower } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { agentOf, callerOf, needPower } from './caller.ts'
import { Refused } from './problems.ts'
import { at, ofId, ofProvider, onceOf, pagingById, tags } from './route.ts'

const maybe = (instant: number | null) => (instant === null ? null : writeInstant(instant))
const instantOf = (text: string | null | undefined) => (typeof text === 'string' ? Date.parse(text) : text)

const rowOf = (row: NoticeRow) => ({ ...row, from: maybe(row.from), until: maybe(row.until), createdAt: writeInstant(row.createdAt), endedAt: maybe(row.endedAt) })

function viewOf({ audience: _audience, ...found }: NoticeFigures): NoticeView {
  return {
    ...found, ...rowOf(found), through: found.through as NoticeView['through'], clauses: [...found.clauses],
    posts: found.posts.map((post) => ({ ...post, from: maybe(post.from), until: maybe(post.until), at: writeInstant(post.at) })),
  }
}

/** Ends a request with why a notice cannot be made. */
function refuse(refusal: NoticeRefusal): never {
  switch (refusal.refused) {
    case 'policy-missing': case 'key-reused': throw new Refused(refusal.refused)
    case 'unknown-type': throw new Refused('unknown-value', { errors: [{ at: '/type', message: 'the policy declares no such type' }] })
    case 'unsaid-type': throw new Refused('notice-unsaid')
    case 'unknown-audience': throw new Refused(refusal.unknown.list === 'services' ? 'unknown-service' : 'unknown-customer', { errors: refusal.unknown.names.slice(0, 50).map((name) => ({ at: `/audience/${refusal.unknown.list}`, message: name })) })
  }
}

/** Notices as agents and other systems make them; what customers read is in the client area. */
export function addNoticeRoutes(app: Http, desk: Desk): void {
  /** An agent, or a key of the provider itself: a customer's own key tells other customers nothing. */
  async function maker(request: FastifyRequest, power: AgentPower = 'answer') {
    const { provider, caller } = await callerOf(desk, request, ['agent', 'token'], 'notices:write')
    if (caller.kind === 'token' && caller.customer) throw new Refused('not-allowed')
    needPower(caller, power)
    const actor: Actor = caller.kind === 'agent' ? { kind: 'agent', id: caller.id, name: caller.name } : { kind: 'system', name: caller.name }
    return { provider, caller, actor }
  }
  const newNotice = (body: z.infer<typeof noticeBody>): NewNotice => {
    const { from, until, ...rest } = body
    const given = { ...rest, from: instantOf(from) ?? undefined, until: instantOf(until) ?? undefined }
    if (given.from !== undefined && given.until !== undefined && given.until <= given.from) throw new Refused('invalid-body', { errors: [{ at: '/until', message: 'after `from`' }] })
    return given
  }

  app.post(at('/notices/preview'), {
    schema: { tags: tags.notices, summary: 'Who would be told, through what and at which addresses, without telling anybody', params: ofProvider, body: noticeBody, response: { 200: noticePreview, '4xx': problem, 503: problem } },
    handler: async (request) => {
      const { provider, actor } = await maker(request)
      const seen = await previewNotice(desk, provider.id, actor, newNotice(request.body))
      if ('refused' in seen) refuse(seen)
      const { general, sample, ...counts } = seen
      return {
        ...counts, outcome: general.outcome === 'public' ? ('public' as const) : counts.people > 0 ? ('sent' as const) : ('not_concerned' as const), through: [...general.through], clauses: [...general.clauses],
        within: general.within, optional: general.optional, sample: sample.map(({ reference: _reference, ...one }) => ({ ...one, addresses: [...one.addresses], tasks: [...one.tasks] })),
      }
    },
  })
  app.post(at('/notices'), {
    schema: {
      tags: tags.notices, summary: 'Tell customers of maintenance, an outage, an invoice; each person concerned is told once', params: ofProvider,
      headers: z.object({ 'idempotency-key': z.string().optional() }), body: noticeBody, response: { 200: z.object({ id }), 201: z.object({ id }), '4xx': problem, 503: problem },
    },
    handler: async (request, reply) => {
      const { provider, caller, actor } = await maker(request)
      const made = await makeNotice(desk, provider.id, actor, newNotice(request.body), { once: onceOf(request, caller) })
      if (!made.ok) refuse(made)
      return reply.code(made.again ? 200 : 201).send({ id: made.id })
    },
  })
  app.get(at('/notices'), {
    schema: {
      tags: tags.notices, summary: 'Notices, the newest first', params: ofProvider,
      querystring: z.object({ type: z.string().max(100).optional(), current: z.stringbool().optional(), ...pagingById }),
      response: { 200: noticePage, '4xx': problem },
    },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'see')
      const { type, current, cursor, limit } = request.query
      const found = await listNotices(desk, provider.id, { limit: limit + 1, before: cursor, type, current })
      const rows = found.slice(0, limit)
      return { rows: rows.map(rowOf), next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
    },
  })
  app.get(at('/notices/:id'), {
    schema: { tags: tags.notices, summary: 'A notice, what was said in it and how soon it reached people', params: ofId, response: { 200: notice, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await maker(request, 'see')
      const found = await readNotice(desk, provider.id, request.params.id)
      if (!found) throw new Refused('not-found')
      return viewOf(found)
    },
  })
  app.get(at('/notices/:id/told'), {
    schema: { tags: tags.notices, summary: 'Who was told, and what became of the letters', params: ofId, querystring: z.object(pagingById), response: { 200: toldPage, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'see')
      const { cursor, limit } = request.query
      const found = await listTold(desk, provider.id, request.params.id, { limit: limit + 1, after: cursor })
      const rows = found.slice(0, limit)
      return {
        rows: rows.map((row) => ({ ...row, shownAt: writeInstant(row.shownAt), readAt: maybe(row.readAt), letters: row.letters.map((letter) => ({ ...letter, sentAt: maybe(letter.sentAt) })) })),
        next: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
      }
    },
  })
  app.post(at('/notices/:id/updates'), {
    schema: { tags: tags.notices, summary: 'Say more, or that it is over, to the same people', params: ofId, body: noticeUpdateBody, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await maker(request)
      const { kind, text, from, until } = request.body
      const done = await followUp(desk, provider.id, actor, request.params.id, { kind, text, from: instantOf(from), until: instantOf(until) })
      if (done === 'not-found') throw new Refused('not-found')
      if (done === 'ended') throw new Refused('notice-ended')
      if (done === 'wrong-times') throw new Refused('invalid-body', { errors: [{ at: '/until', message: 'after `from`' }] })
      return reply.code(204).send(null)
    },
  })
  app.get(at('/address-tasks'), {
    schema: { tags: tags.notices, summary: 'Addresses that refuse mail for good, for somebody to see to', params: ofProvider, response: { 200: z.array(addressTask), '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'see')
      return (await listTasks(desk, provider.id)).map((task) => ({ ...task, madeAt: writeInstant(task.madeAt), doneAt: maybe(task.doneAt) }))
    },
  })
  app.post(at('/address-tasks/:id/done'), {
    schema: { tags: tags.notices, summary: 'Say that somebody saw to it', params: ofId, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await agentOf(desk, request, 'answer')
      if (!(await finishTask(desk, provider.id, actor, request.params.id))) throw new Refused('not-found')
      return reply.code(204).send(null)
    },
  })
}
