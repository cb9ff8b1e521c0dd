import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  acted, besidesBody, checklistBody, closeBody, confirmBody, discretionBody, factsBody, problem, readInstant, snoozeBody, spamBody, tagsBody, transferBody, undoBody, watchBody, workBody, workCorrectionBody,
  workRemovalBody,
} from '@guichet/protocol'
import type { Acted } from '@guichet/protocol'
import { agentMay } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import {
  changeChecklist, changeFacts, close, correctWork, doBesides, grant, markSpam, noteWork, snooze, tag, transfer, undoAct, unmarkSpam, wake, watch,
} from '#triage/triage.ts'
import type { Aim, Outcome } from '#triage/triage.ts'
import { agentOf } from './caller.ts'
import type { AgentVisit } from './caller.ts'
import { answerAct, at, confirmedIn, ofTicket, ofTicketPart, onceOf, tags, versionSeen } from './route.ts'

const minute = 60_000

/** What agents do with a ticket beside answering it. What stands by itself (a tag, a line, time spent) needs no version. */
export function addDeskActRoutes(app: Http, desk: Desk): void {
  async function doing(request: FastifyRequest, answer: FastifyReply, does: (visit: AgentVisit, aim: Aim & { deskWall: AgentVisit['wall'] }) => Promise<Outcome>, blind = false): Promise<Acted> {
    const visit = await agentOf(desk, request, 'answer')
    const { number } = request.params as { number: number }
    const version = blind && request.headers['if-match'] === undefined ? undefined : versionSeen(request)
    return answerAct(answer, await does(visit, { providerId: visit.provider.id, ticket: { number }, deskWall: visit.wall, version, once: onceOf(request, visit.agent), confirmed: confirmedIn(request) }))
  }
  const schema = { tags: tags.acts, params: ofTicket, response: { 200: acted, '4xx': problem } }
  const path = (name: string) => at(`/queue/:number/${name}`)

  app.post(path('undo'), {
    schema: { ...schema, summary: 'Undo an act of the last day, while nothing that touches the same has followed', body: undoBody },
    handler: (request, answer) => doing(request, answer, ({ actor, agent }, aim) => undoAct(desk, actor, aim, request.body.eventId, agentMay(agent, 'lead')), true),
  })
  app.post(path('transfer'), {
    schema: { ...schema, summary: 'Hand it over to a department, a team, an agent, with a note', body: transferBody },
    handler: (request, answer) => {
      const { note, ...wanted } = request.body
      return doing(request, answer, ({ actor }, aim) => transfer(desk, actor, aim, wanted, note))
    },
  })
  app.post(path('snooze'), {
    schema: { ...schema, summary: 'Put it off until a time or the next opening; no promise stops', body: snoozeBody },
    handler: (request, answer) => {
      const { body } = request
      return doing(request, answer, ({ actor }, aim) => snooze(desk, actor, aim, 'until' in body ? { at: readInstant(body.until) } : { opening: true }, body.reason))
    },
  })
  app.post(path('wake'), {
    schema: { ...schema, summary: 'Take it back before its time', body: confirmBody.nullish() },
    handler: (request, answer) => doing(request, answer, ({ actor }, aim) => wake(desk, actor, aim)),
  })
  app.post(path('close'), {
    schema: { ...schema, summary: 'Close it for good, where the policy lets it be', body: closeBody },
    handler: (request, answer) => doing(request, answer, ({ actor }, aim) => close(desk, actor, aim, request.body.text)),
  })
  app.post(path('spam'), {
    schema: { ...schema, summary: 'Mark it as unwanted: it leaves the lists and is never answered', body: spamBody },
    handler: (request, answer) => doing(request, answer, ({ actor }, aim) => markSpam(desk, actor, aim, request.body.reason)),
  })
  app.delete(path('spam'), {
    schema: { ...schema, summary: 'It was wanted after all' },
    handler: (request, answer) => doing(request, answer, ({ actor }, aim) => unmarkSpam(desk, actor, aim)),
  })
  app.put(path('facts'), {
    schema: { ...schema, summary: 'Put right what is known of the request: the policy decides again', body: factsBody },
    handler: (request, answer) => doing(request, answer, ({ actor }, aim) => changeFacts(desk, actor, aim, request.body.facts, request.body.reason)),
  })
  app.post(path('discretion'), {
    schema: { ...schema, summary: 'Take on what the policy does not promise, where it lets agents, with a reason', body: discretionBody },
    handler: (request, answer) => doing(request, answer, ({ actor }, aim) => grant(desk, actor, aim, request.body.reason)),
  })
  app.post(path('tags'), {
    schema: { ...schema, summary: 'Set tags and take tags away', body: tagsBody },
    handler: (request, answer) => doing(request, answer, ({ actor }, aim) => tag(desk, actor, aim, request.body.add, request.body.remove), true),
  })
  app.post(path('checklist'), {
    schema: { ...schema, summary: 'Change what is to be done: add lines, tick, reword, move, take away', body: checklistBody },
    handler: (request, answer) => doing(request, answer, ({ actor }, aim) => changeChecklist(desk, actor, aim, request.body.changes), true),
  })
  app.post(path('acts'), {
    schema: { ...schema, summary: 'Do several acts at once, as one: what a ready-made answer without a text does', body: besidesBody },
    handler: (request, answer) => doing(request, answer, ({ actor }, aim) => doBesides(desk, actor, aim, request.body.alongside, request.body.macro)),
  })
  app.put(path('watch'), {
    schema: { ...schema, summary: 'Follow it, or let a colleague; or no longer', body: watchBody },
    handler: (request, answer) => doing(request, answer, ({ actor }, aim) => watch(desk, actor, aim, request.body.agentId ?? actor.id, request.body.watching), true),
  })
  app.post(path('work'), {
    schema: { ...schema, summary: 'Note time spent', body: workBody },
    handler: (request, answer) => {
      const { minutes, startedAt, kind, note = null } = request.body
      const began = startedAt === undefined ? desk.time.now() - minutes * minute : readInstant(startedAt)
      return doing(request, answer, ({ actor }, aim) => noteWork(desk, actor, aim, { startedAt: began, minutes, kind, note }), true)
    },
  })
  const part = { ...schema, params: ofTicketPart }
  app.put(at('/queue/:number/work/:id'), {
    schema: { ...part, summary: 'Put time spent right, with a reason', body: workCorrectionBody },
    handler: (request, answer) => {
      const { minutes, startedAt, kind, note = null, reason } = request.body
      const said = { startedAt: readInstant(startedAt), minutes, kind, note }
      return doing(request, answer, ({ actor, agent }, aim) => correctWork(desk, actor, aim, request.params.id, said, { reason, lead: agentMay(agent, 'lead') }), true)
    },
  })
  app.delete(at('/queue/:number/work/:id'), {
    schema: { ...part, summary: 'Take time away that was not spent, with a reason', body: workRemovalBody },
    handler: (request, answer) =>
      doing(request, answer, ({ actor, agent }, aim) => correctWork(desk, actor, aim, request.params.id, null, { reason: request.body.reason, lead: agentMay(agent, 'lead') }), true),
  })
}
