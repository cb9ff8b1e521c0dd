import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  acted, assignBody, confirmBody, milestoneBody, noteBody, problem, reopenBody, replyBody, reprioritiseBody, solveBody, waitBody,
} from '@guichet/protocol'
import type { Acted } from '@guichet/protocol'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { assign, note, reachMilestone, reopen, reply, reprioritise, resume, solve, take, waitForCustomer, waitForSupplier } from '#triage/triage.ts'
import type { Aim, Outcome } from '#triage/triage.ts'
import type { Actor } from '#tickets/tickets.ts'
import { agentOf, ownerOf } from './caller.ts'
import { answerAct, at, confirmedIn, ofTicket, onceOf, tags, versionSeen } from './route.ts'

type Agent = Actor & { kind: 'agent'; id: string }

/** What agents do with a ticket. All but a note name the version that was seen. */
export function addActRoutes(app: Http, desk: Desk): void {
  /** Finds the agent and the aim, does the act, answers it. */
  async function doing(
    request: FastifyRequest, answer: FastifyReply, does: (agent: Agent, aim: Aim, owner: string) => Promise<Outcome>, blind = false,
  ): Promise<Acted> {
    const { provider, agent, actor, wall } = await agentOf(desk, request, 'answer')
    const { number } = request.params as { number: number }
    const aim: Aim = { providerId: provider.id, ticket: { number }, deskWall: wall, version: blind ? undefined : versionSeen(request), once: onceOf(request, agent), confirmed: confirmedIn(request) }
    return answerAct(answer, await does(actor, aim, ownerOf(agent)))
  }
  const schema = { tags: tags.acts, params: ofTicket, response: { 200: acted, '4xx': problem } }
  const path = (name: string) => at(`/queue/:number/${name}`)

  app.post(path('replies'), {
    schema: { ...schema, summary: 'Answer the customer', body: replyBody },
    handler: (request, answer) => {
      const { text, attachments, then, to, cc, outsiders, undoSeconds, alongside, macro } = request.body
      return doing(request, answer, (agent, aim, owner) => reply(desk, agent, aim, { text, attachments, owner }, then, { to, cc, outsiders, holdMs: undoSeconds * 1_000, alongside, macroId: macro }))
    },
  })
  app.post(path('notes'), {
    schema: { ...schema, summary: 'Write a note that only agents see', body: noteBody },
    handler: (request, answer) => doing(request, answer, (agent, aim, owner) => {
      const { text, attachments, mentions, alongside, macro } = request.body
      return note(desk, agent, aim, { text, attachments, owner }, { mentions, alongside, macroId: macro })
    }, true),
  })
  app.put(path('assignee'), {
    schema: { ...schema, summary: 'Give it to an agent, or back to everybody', body: assignBody },
    handler: (request, answer) => doing(request, answer, (agent, aim) => assign(desk, agent, aim, request.body.agentId)),
  })
  app.post(path('take'), {
    schema: { ...schema, summary: 'Take it in charge' },
    handler: (request, answer) => doing(request, answer, (agent, aim) => take(desk, agent, aim)),
  })
  app.post(path('wait'), {
    schema: { ...schema, summary: 'Wait for the customer, with the question put to them, or for a supplier', body: waitBody },
    handler: (request, answer) => {
      const { body } = request
      return doing(request, answer, (agent, aim, owner) =>
        body.for === 'customer' ? waitForCustomer(desk, agent, aim, { text: body.question, attachments: body.attachments, owner }) : waitForSupplier(desk, agent, aim, body.note, { alongside: body.alongside, macroId: body.macro }),
      )
    },
  })
  app.post(path('resume'), {
    schema: { ...schema, summary: 'Wait no longer', body: confirmBody.nullish() },
    handler: (request, answer) => doing(request, answer, (agent, aim) => resume(desk, agent, aim)),
  })
  app.post(path('solve'), {
    schema: { ...schema, summary: 'Call it solved', body: solveBody },
    handler: (request, answer) => doing(request, answer, (agent, aim) => solve(desk, agent, aim, request.body.text, { alongside: request.body.alongside, macroId: request.body.macro })),
  })
  app.post(path('reopen'), {
    schema: { ...schema, summary: 'Open it again', body: reopenBody },
    handler: (request, answer) => doing(request, answer, (agent, aim) => reopen(desk, agent, aim, request.body.reason)),
  })
  app.put(path('priority'), {
    schema: { ...schema, summary: 'Overrule the priority, with a reason', body: reprioritiseBody },
    handler: (request, answer) => doing(request, answer, (agent, aim) => reprioritise(desk, agent, aim, request.body.priority, request.body.reason)),
  })
  app.post(path('milestones'), {
    schema: { ...schema, summary: 'Record what was done outside the conversation', body: milestoneBody },
    handler: (request, answer) => doing(request, answer, (agent, aim) => reachMilestone(desk, agent, aim, request.body.what, request.body.note)),
  })
}
