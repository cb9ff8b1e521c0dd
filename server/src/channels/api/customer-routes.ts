import type { FastifyReply, FastifyRequest } from 'fastify'
import { acted, confirmBody, customerReplyBody, problem } from '@guichet/protocol'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { customerReply, messageFrom, solveAsCustomer } from '#triage/triage.ts'
import type { Aim } from '#triage/triage.ts'
import { actorOfContact } from '#people/people.ts'
import type { Actor } from '#tickets/tickets.ts'
import { callerOf, ownerOf, wallOfCaller } from './caller.ts'
import { defaultChannel } from './channel.ts'
import { Refused } from './problems.ts'
import { answerAct, at, confirmedIn, ofTicket, onceOf, tags } from './route.ts'

/** What customers do in their tickets. Priorities and promises are not theirs to change (AB-22). */
export function addCustomerRoutes(app: Http, desk: Desk): void {
  async function aimOf(request: FastifyRequest) {
    const { provider, caller } = await callerOf(desk, request, ['contact', 'token'], 'tickets:write')
    const visibleTo = wallOfCaller(caller)
    if (visibleTo === undefined) throw new Refused('not-found')
    const { number } = request.params as { number: number }
    const aim: Aim = { providerId: provider.id, ticket: { number }, once: onceOf(request, caller), visibleTo, confirmed: confirmedIn(request) }
    const actor: Actor = caller.kind === 'contact' ? actorOfContact(caller) : { kind: 'contact', name: caller.name }
    return { provider, caller, aim, actor }
  }
  const schema = { tags: tags.acts, params: ofTicket, response: { 200: acted, '4xx': problem } }

  app.post(at('/tickets/:number/replies'), {
    schema: { ...schema, summary: 'Answer in one’s ticket; what waited goes on, what was solved opens again', body: customerReplyBody },
    handler: async (request, reply) => {
      const { provider, caller, aim, actor } = await aimOf(request)
      const channel = await defaultChannel(desk, provider.id, caller.kind === 'contact' ? 'portal' : 'api')
      const { text, attachments } = request.body
      const outcome = await customerReply(
        desk, actor, aim, (now, inside) => messageFrom(inside, provider.id, now, actor, { text, attachments, owner: ownerOf(caller) }, 'public', channel), { uploads: attachments },
      )
      return answerAct(reply, outcome)
    },
  })
  app.post(at('/tickets/:number/solve'), {
    schema: { ...schema, summary: 'Say that it is solved', body: confirmBody.nullish() },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const { aim, actor } = await aimOf(request)
      return answerAct(reply, await solveAsCustomer(desk, actor, aim))
    },
  })
}
