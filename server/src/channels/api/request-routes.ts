import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { problem, received, recordBody, requestBody } from '@guichet/protocol'
import type { Lang, ReceivedView } from '@guichet/protocol'
import { decisionView } from '#desk/desk.ts'
import { receive } from '#intake/intake.ts'
import type { IncomingRequest, Received } from '#intake/intake.ts'
import { isPinProof } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { findUploads, forgetUploads, wrongAnswers } from '#triage/triage.ts'
import type { Facts, Policy } from '@guichet/policy'
import { agentOf, callerOf, ownerOf } from './caller.ts'
import type { Caller } from './caller.ts'
import { defaultChannel } from './channel.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, onceOf, tags } from './route.ts'

const week = 7 * 24 * 3_600_000

async function policyNow(desk: Desk, providerId: string): Promise<Policy> {
  const policy = await desk.policies.inForce(providerId, desk.time.now())
  if (!policy) throw new Refused('policy-missing')
  return policy
}

/** Only what the policy asks of a requester, with values that it knows: nothing else gets in this way (AB-21). */
function checkAnswers(policy: Policy, facts: Facts): void {
  const wrong = wrongAnswers(policy, facts)
  const [first] = wrong
  if (first) throw new Refused(first.why, { errors: wrong.map(({ name, why }) => ({ at: `/facts/${name}`, message: why })) })
}

function senderOf(caller: Caller, from: { email: string; name?: string | undefined } | undefined): IncomingRequest['sender'] {
  if (caller.kind === 'contact') return { contactId: caller.id, ...(caller.acting ? { customerId: caller.customer.id } : {}), address: caller.email, name: caller.name, trust: caller.trust, flags: [] }
  if (caller.kind === 'agent') throw new Refused('not-allowed')
  // A key given to one customer speaks for that customer, whatever address it names.
  if (caller.customer) return { customerId: caller.customer.id, ...(from ? { address: from.email, ...(from.name ? { name: from.name } : {}) } : {}), trust: 'T2', reason: 'token', flags: [] }
  return { ...(from ? { address: from.email, ...(from.name ? { name: from.name } : {}) } : {}), trust: 'T0', flags: [] }
}

async function answer(desk: Desk, providerId: string, result: Received, lang: Lang, reply: FastifyReply): Promise<ReceivedView> {
  if (result.kind === 'recorded') throw new Refused('policy-missing')
  if (!('decision' in result)) {
    if (result.kind === 'third_party') return { kind: 'third_party', requestId: result.requestId }
    if (result.kind === 'reply') return { kind: 'reply', requestId: result.requestId, number: result.number }
    return result.kind === 'quarantined' ? { kind: 'quarantined', requestId: result.requestId, why: result.why } : { kind: 'duplicate', requestId: result.requestId }
  }
  const policy = await desk.policies.version(providerId, result.decision.version)
  if (!policy) throw new Error(`policy version ${result.decision.version} is not published`)
  const decision = decisionView(policy, result.decision, lang, desk.time.now())
  if (result.kind === 'ticket') {
    void reply.code(201)
    return { kind: 'ticket', requestId: result.requestId, number: result.number, decision }
  }
  return { kind: result.kind, requestId: result.requestId, decision }
}

/** Asking: for customers and programs; and for agents, writing down what somebody asked them. */
export function addRequestRoutes(app: Http, desk: Desk): void {
  const response = { 200: received, 201: received, '4xx': problem, 503: problem }

  app.post(at('/requests'), {
    schema: {
      tags: tags.requests, summary: 'Ask. The policy answers: a ticket with its promises, a refusal with its reason, a question', params: ofProvider,
      headers: z.object({ 'idempotency-key': z.string().optional() }), body: requestBody, response,
    },
    handler: async (request, reply) => {
      const { provider, caller } = await callerOf(desk, request, ['contact', 'token'], 'requests:write')
      const { body } = request
      const policy = await policyNow(desk, provider.id)
      checkAnswers(policy, body.facts)
      const medium = caller.kind === 'contact' ? 'portal' : 'api'
      const channel = body.channel ?? (await defaultChannel(desk, provider.id, medium))
      // A program cannot pretend that somebody telephoned.
      if (!['portal', 'api', 'monitoring'].includes(policy.channels.get(channel)?.medium ?? '')) throw new Refused('unknown-value', { errors: [{ at: '/channel', message: channel }] })
      const owner = ownerOf(caller)
      const attachments = await findUploads(desk, provider.id, owner, body.attachments)
      if (!attachments) throw new Refused('unknown-attachment')
      const once = onceOf(request, caller)
      const result = await receive(desk, {
        providerId: provider.id, channel, medium, receivedAt: desk.time.now(),
        dedupeKey: once ? createHash('sha256').update(`${once.actor} ${once.key}`).digest('hex') : desk.ids.next(),
        sender: senderOf(caller, body.from), automatic: 'human', subject: body.subject, text: body.text, facts: body.facts, attachments, machine: request.ip, accepted: { version: policy.version, at: desk.time.now() },
        ...(body.language ? { language: body.language } : {}), ...(body.serviceId ? { serviceId: body.serviceId } : {}),
      })
      if (body.attachments.length > 0) await forgetUploads(desk.database.db, provider.id, body.attachments)
      return answer(desk, provider.id, result, langOf(request), reply)
    },
  })

  app.post(at('/recorded-requests'), {
    schema: { tags: tags.requests, summary: 'Write down what a customer asked by telephone or in person (agents)', params: ofProvider, body: recordBody, response },
    handler: async (request, reply) => {
      const { provider, agent } = await agentOf(desk, request, 'answer')
      const { body } = request
      const policy = await policyNow(desk, provider.id)
      checkAnswers(policy, body.facts)
      const channel = policy.channels.get(body.channel)
      if (!channel) throw new Refused('unknown-value', { errors: [{ at: '/channel', message: body.channel }] })
      const now = desk.time.now()
      const receivedAt = body.contactedAt === undefined ? now : Date.parse(body.contactedAt)
      if (receivedAt > now || receivedAt < now - week) throw new Refused('invalid-body', { errors: [{ at: '/contactedAt', message: 'within the last seven days' }] })
      const contact = body.contactId === undefined ? undefined : await contactOf(desk, provider.id, body.contactId)
      const proven = body.pinProof !== undefined && contact !== undefined && isPinProof(desk, provider.id, { agentId: agent.id, contactId: contact.id }, body.pinProof)
      if (body.pinProof !== undefined && !proven) throw new Refused('wrong-pin')
      const once = onceOf(request, agent)
      const result = await receive(desk, {
        providerId: provider.id, channel: channel.name, medium: channel.medium, receivedAt,
        dedupeKey: once ? createHash('sha256').update(`${once.actor} ${once.key}`).digest('hex') : desk.ids.next(),
        sender: contact
          ? { contactId: contact.id, address: contact.email, name: contact.name, trust: 'T1', reason: proven ? 'pin' : 'recorded', flags: [] }
          : { ...(body.caller?.email ? { address: body.caller.email } : {}), ...(body.caller?.name ? { name: body.caller.name } : {}), trust: 'T0', reason: 'recorded', flags: [] },
        automatic: 'human', subject: body.subject, text: body.text, facts: body.facts, attachments: [],
        recordedBy: { agentId: agent.id, name: agent.name, initiative: body.initiative },
        ...(body.language ? { language: body.language } : {}), ...(body.serviceId ? { serviceId: body.serviceId } : {}),
      })
      return answer(desk, provider.id, result, langOf(request), reply)
    },
  })
}

async function contactOf(desk: Desk, providerId: string, id: string) {
  const contact = await desk.database.db.selectFrom('contacts').select(['id', 'name', 'email']).where('provider_id', '=', providerId).where('id', '=', id).where('removed_at', 'is', null).executeTakeFirst()
  if (!contact) throw new Refused('unknown-contact')
  return contact
}
