import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { clauseText, composing, draftBody, draftView, filledMacro, mentionable, problem, tab, takeDraftBody, takenBack, writeInstant } from '@guichet/protocol'
import type { DraftView } from '@guichet/protocol'
import { agentMay } from '#people/people.ts'
import type { AgentPower } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { addresseesOf, clausesFor, draftsOf, keepDraft, languagesOf, macrosFor, mentionableAgents, seeMentions, takeBack, takeDraft, tellOfDrafts, ticketForWriter, unseenMentions } from '#triage/triage.ts'
import type { KeptDraft, Saved } from '#triage/triage.ts'
import { agentOf } from './caller.ts'
import { Refused } from './problems.ts'
import { answerAct, at, ofTicket, onceOf, tags } from './route.ts'

const viewOf = ({ version, text, shared, more, ended, endedBy, at: since }: KeptDraft): DraftView => ({ version, text, shared, ...more, ended, endedBy, at: writeInstant(since) })

/** A draft that was kept, or the refusal with the draft as it is. @throws Refused */
function savedOr(saved: Saved): DraftView {
  if (!saved.ok) throw new Refused('draft-changed', { draft: saved.draft ? viewOf(saved.draft) : null })
  return viewOf(saved.draft)
}

const ofDraft = ofTicket.extend({ tab })

/** What agents write before it is sent: whom it goes to, drafts, ready-made texts, clauses, who may be named; and an answer taken back. */
export function addComposingRoutes(app: Http, desk: Desk): void {
  /** The agent and the ticket before them. @throws Refused when there is none for them */
  async function writer(request: FastifyRequest, power: AgentPower) {
    const visit = await agentOf(desk, request, power)
    const ticket = await ticketForWriter(desk, visit.provider.id, (request.params as { number: number }).number, visit.wall)
    if (!ticket) throw new Refused('not-found')
    return { ...visit, ticket, of: { providerId: visit.provider.id, ticketId: ticket.id, agentId: visit.agent.id } }
  }
  const schema = { tags: tags.writing, params: ofTicket }

  app.get(at('/queue/:number/composing'), {
    schema: { ...schema, summary: 'What an answer begins with: whom it goes to, drafts, in which language', response: { 200: composing, '4xx': problem } },
    handler: async (request) => {
      const { ticket, of } = await writer(request, 'see')
      const [addressees, languages, drafts, mentions] = await Promise.all([addresseesOf(desk, ticket), languagesOf(desk, ticket), draftsOf(desk, of), unseenMentions(desk, of)])
      const own = (which: 'reply' | 'note') => {
        const found = drafts.own.find((one) => one.tab === which)
        return found ? viewOf(found) : null
      }
      return {
        ...addressees, ...languages, mentions, reply: own('reply'), note: own('note'),
        others: drafts.others.map((one) => ({ agent: one.agent, tab: one.tab, at: writeInstant(one.at), version: one.version, shared: one.shared, text: one.shared ? one.text : null })),
      }
    },
  })
  app.put(at('/queue/:number/drafts/:tab'), {
    schema: { ...schema, params: ofDraft, summary: 'Keep what is being written; refused when it changed since it was seen', body: draftBody, response: { 200: draftView, '4xx': problem } },
    handler: async (request) => {
      const { ticket, of } = await writer(request, 'answer')
      const { seen, text, shared, ...more } = request.body
      const saved = await keepDraft(desk, of, seen, { tab: request.params.tab, text, shared, more })
      if (saved.ok && saved.news) tellOfDrafts(desk, ticket)
      return savedOr(saved)
    },
  })
  app.post(at('/queue/:number/drafts/:tab/:agentId/take'), {
    schema: {
      ...schema, params: ofDraft.extend({ agentId: z.uuid().lowercase() }), summary: 'Take a colleague’s shared draft over; its author is told', body: takeDraftBody, response: { 200: draftView, '4xx': problem },
    },
    handler: async (request) => {
      const { ticket, of } = await writer(request, 'answer')
      const taken = await takeDraft(desk, of, { agentId: request.params.agentId, tab: request.params.tab, seen: request.body.seen })
      if (!taken) throw new Refused('not-found')
      const kept = savedOr(taken)
      tellOfDrafts(desk, ticket)
      return kept
    },
  })
  app.post(at('/queue/:number/replies/:messageId/take-back'), {
    schema: { tags: tags.acts, params: ofTicket.extend({ messageId: z.uuid().lowercase() }), summary: 'Take an answer back before it leaves (its writer)', response: { 200: takenBack, '4xx': problem } },
    handler: async (request, answer) => {
      const { provider, agent, actor, wall } = await agentOf(desk, request, 'answer')
      const { number, messageId } = request.params
      const { outcome, draft } = await takeBack(desk, actor, { providerId: provider.id, ticket: { number }, deskWall: wall, once: onceOf(request, agent) }, messageId)
      const { version, state } = answerAct(answer, outcome)
      const kept = draft ?? (outcome.ok ? (await draftsOf(desk, { providerId: provider.id, ticketId: outcome.ticketId, agentId: agent.id })).own.find((one) => one.tab === 'reply') : undefined)
      if (!kept) throw new Refused('not-found')
      return { number, version, state, draft: viewOf(kept) }
    },
  })
  app.get(at('/queue/:number/mentionable'), {
    schema: { ...schema, summary: 'Who may be named in a note, and who does not see the ticket', response: { 200: z.array(mentionable), '4xx': problem } },
    handler: async (request) => {
      const { provider, ticket } = await writer(request, 'see')
      return mentionableAgents(desk, provider.id, ticket.ticket)
    },
  })
  app.post(at('/queue/:number/mentions/seen'), {
    schema: { ...schema, summary: 'What names me here is seen', response: { 204: z.null(), '4xx': problem } },
    handler: async (request, answer) => {
      const { of } = await writer(request, 'see')
      await seeMentions(desk, of)
      return answer.code(204).send(null)
    },
  })
  app.get(at('/queue/:number/macros'), {
    schema: { ...schema, summary: 'The ready-made texts for it, filled', response: { 200: z.array(filledMacro), '4xx': problem } },
    handler: async (request) => {
      const { agent, ticket, wall } = await writer(request, 'see')
      return macrosFor(desk, ticket, { id: agent.id, leads: agentMay(agent, 'lead'), wall })
    },
  })
  app.get(at('/queue/:number/clauses'), {
    schema: { ...schema, summary: 'The clauses of its policy, as they may be quoted in an answer; those of its decision first', response: { 200: z.array(clauseText), '4xx': problem } },
    handler: async (request) => clausesFor(desk, (await writer(request, 'see')).ticket),
  })
}
