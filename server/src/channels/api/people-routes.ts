import { z } from 'zod'
import { calledBackBody, pinCheckBody, pinChecked, problem } from '@guichet/protocol'
import { transaction } from '#platform/database.ts'
import type { Http } from '#platform/http.ts'
import { checkSupportPin, makePinProof, noteCallBack } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { agentOf } from './caller.ts'
import { Refused } from './problems.ts'
import { at, ofId, ofProvider, tags } from './route.ts'

/** What agents do to be sure of somebody: the PIN of who telephones, the call back after a change of address. */
export function addPeopleRoutes(app: Http, desk: Desk): void {
  app.post(at('/people/pin-check'), {
    schema: {
      tags: tags.people, summary: 'Check the customer number and the support PIN that somebody tells on the telephone; a right PIN is used up (agents)', params: ofProvider, body: pinCheckBody,
      response: { 200: pinChecked, '4xx': problem },
    },
    handler: async (request) => {
      const { provider, actor } = await agentOf(desk, request, 'answer')
      const checked = await checkSupportPin(desk, provider.id, request.body, actor)
      if (!checked.ok && checked.why === 'slow') throw new Refused('too-many-attempts', {}, { 'retry-after': String(Math.ceil(checked.waitMs / 1_000)) })
      if (!checked.ok) throw new Refused('wrong-pin')
      const { contactId, name, email, customer } = checked.proof
      return { contact: { id: contactId, name, email }, customer, proof: makePinProof(desk, provider.id, { agentId: actor.id, contactId }) }
    },
  })

  app.post(at('/contacts/:id/called-back'), {
    schema: {
      tags: tags.people, summary: 'Note that a contact was called back at a number known before their address changed: dangerous acts go on (agents)', params: ofId, body: calledBackBody,
      response: { 204: z.null().meta({ description: 'Noted' }), '4xx': problem },
    },
    handler: async (request, reply) => {
      const { provider, actor } = await agentOf(desk, request, 'answer')
      const noted = await transaction(desk.database.db, (trx) => noteCallBack(trx, desk, provider.id, request.params.id, actor, request.body.number))
      if (!noted) throw new Refused('not-found')
      return reply.code(204).send(null)
    },
  })
}
