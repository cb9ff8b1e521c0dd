import type { FastifyRequest } from 'fastify'
import { isRefusal } from '@guichet/policy/ask/refusal'
import type { AskError } from '@guichet/policy/ask/refusal'
import { explainBody, explanation, problem } from '@guichet/protocol'
import type { Lang, ProblemCode } from '@guichet/protocol'
import { explainAsked, readTicketExplanation } from '#desk/desk.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { callerOf, deskWallOfCaller, wallOfCaller } from './caller.ts'
import type { Visit } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, ofTicket, tags } from './route.ts'

const ofEngine: Record<string, ProblemCode> = { 'unknown-fact': 'unknown-fact', 'wrong-value': 'unknown-value' }

/** What the engine cannot read of a body, as a problem that names the member. */
function refusalOf({ code, fact, message }: AskError, lang: Lang): Refused {
  const known = ofEngine[code]
  const place = fact === undefined ? '/' : known ? `/facts/${fact}` : `/${fact.replaceAll('.', '/')}`
  return new Refused(known ?? 'invalid-body', { errors: [{ at: place, message: message[lang] ?? '' }] })
}

/** An agent, or a key of the provider itself: any facts may be asked about, so that no customer asks for another. */
async function ofDesk(desk: Desk, request: FastifyRequest): Promise<Visit> {
  const visit = await callerOf(desk, request, ['agent', 'token'], 'tickets:read')
  if (visit.caller.kind === 'token' && visit.caller.customer) throw new Refused('not-allowed')
  return visit
}

/** Why: of anything that can be asked of the policy, and of a ticket. */
export function addExplainRoutes(app: Http, desk: Desk): void {
  app.post(at('/explain'), {
    schema: {
      tags: tags.policy, summary: 'Explain what the policy in force answers to a request, a deadline or any further question; nothing is recorded', params: ofProvider, body: explainBody,
      response: { 200: explanation, '4xx': problem, 503: problem },
    },
    handler: async (request) => {
      const { provider } = await ofDesk(desk, request)
      const policy = await desk.policies.inForce(provider.id, desk.time.now())
      if (!policy) throw new Refused('policy-missing')
      const lang = langOf(request)
      const explained = explainAsked(policy, request.body, lang, desk.time.now())
      if (isRefusal(explained)) throw refusalOf(explained.error, lang)
      return explained
    },
  })

  app.get(at('/tickets/:number/explanation'), {
    schema: {
      tags: tags.tickets, summary: 'Why a ticket was decided as it was, and how each deadline adds up: for agents, and for its customer', params: ofTicket, response: { 200: explanation, '4xx': problem },
    },
    handler: async (request) => {
      const { provider, caller } = await callerOf(desk, request, ['agent', 'contact', 'token'], 'tickets:read')
      const explained = await readTicketExplanation(desk, provider.id, request.params.number, deskWallOfCaller(caller) ?? wallOfCaller(caller) ?? null, langOf(request))
      if (!explained) throw new Refused('not-found')
      return explained
    },
  })
}
