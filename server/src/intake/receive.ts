import type { QuarantineReason } from '@guichet/protocol'
import type { Desk } from '#policies/policies.ts'
import { answerOf, isSpammer, judge, openTicket, settleWithoutTicket } from '#triage/triage.ts'
import type { Recorded } from '#triage/triage.ts'
import type { IncomingRequest, Received } from './incoming.ts'
import { followThread } from './follow.ts'
import { findByKey, recordRequest, requestRow } from './record.ts'

/**
 * The one way in for all channels. When it returns, the request is durable: written together with its ticket, in one commit, where it
 * opens one; before anything else where it belongs to a conversation or is put aside. Whoever hands it in answers only then: what a
 * crash cut short was never said to be taken in, and comes again. The same request twice is one (MAIL-09, API-03). Never throws for
 * what a request says: what cannot be decided now is kept and taken up again.
 */
export async function receive(desk: Desk, incoming: IncomingRequest): Promise<Received> {
  const row = requestRow(desk, desk.ids.next(), incoming)
  const early = incoming.thread !== undefined || incoming.quarantine !== undefined || incoming.automatic !== 'human'
  if (early && !(await recordRequest(desk, row))) return duplicate(desk, incoming)
  try {
    return (await place(desk, incoming, early ? { id: row.id } : { id: row.id, row })) ?? (await duplicate(desk, incoming))
  } catch (error) {
    if (!early && isTaken(error)) return duplicate(desk, incoming)
    desk.log.error({ err: error, request: row.id }, 'a request could not be decided')
    if (!early) await recordRequest(desk, row)
    return { kind: 'recorded', requestId: row.id }
  }
}

const isTaken = (error: unknown) => (error as { code?: string; constraint?: string }).code === '23505' && (error as { constraint?: string }).constraint === 'requests_provider_id_dedupe_key_key'

/** A request that is here already: answered as it was then. */
async function duplicate(desk: Desk, incoming: IncomingRequest): Promise<Received> {
  const known = await findByKey(desk, incoming.providerId, incoming.dedupeKey)
  if (!known) throw new Error('a request is neither new nor known')
  const { id: requestId, state, ticket_id: ticketId, number, decision } = known
  if (incoming.raw !== undefined) return { kind: 'duplicate', requestId }
  if (state === 'ticket' && ticketId && number && decision) return { kind: 'ticket', requestId, ticketId, number, decision }
  if ((state === 'refused' || state === 'redirected' || state === 'asked') && decision) return { kind: state, requestId, decision }
  return state === 'recorded' ? { kind: 'recorded', requestId } : { kind: 'duplicate', requestId }
}

/** Why a message that belongs to no conversation is shown to agents rather than placed (MAIL-04, MAIL-11, AB-09). */
function asideReason(incoming: IncomingRequest): QuarantineReason | undefined {
  if (incoming.quarantine) return incoming.quarantine
  if (incoming.automatic === 'human') return undefined
  return incoming.automatic === 'bounce' || incoming.automatic === 'report' ? 'bounce' : incoming.automatic === 'list' ? 'list' : 'automatic'
}

/** Decides a recorded request and applies the decision; undefined when somebody else did meanwhile. */
export async function place(desk: Desk, incoming: IncomingRequest, recorded: Recorded): Promise<Received | undefined> {
  const requestId = recorded.id
  if (incoming.medium === 'mail' && incoming.sender.address !== undefined && (await isSpammer(desk, incoming.providerId, incoming.sender.address))) return aside(desk, incoming, recorded, 'unwanted')
  if (incoming.thread && incoming.quarantine === undefined) {
    const followed = await followThread(desk, incoming, incoming.thread, requestId)
    if (followed !== 'new') return followed
  }
  const why = asideReason(incoming)
  if (why) return aside(desk, incoming, recorded, why)
  const judged = await judge(desk, incoming)
  if (!judged) {
    if (recorded.row) await recordRequest(desk, recorded.row)
    return { kind: 'recorded', requestId }
  }
  const { decision, facts } = judged
  if (decision.outcome === 'accepted' || decision.outcome === 'held') {
    const opened = await openTicket(desk, incoming, judged, recorded)
    return opened && { kind: 'ticket', requestId, ...opened, decision }
  }
  const kind = decision.outcome === 'ask' ? 'asked' : decision.outcome
  const settled = await settleWithoutTicket(desk, incoming.providerId, recorded, { state: kind, facts, decision }, { letter: answerOf(desk, incoming, judged) })
  return settled ? { kind, requestId, decision } : undefined
}

/** Puts a request where agents see it. */
export async function aside(desk: Desk, incoming: IncomingRequest, recorded: Recorded, why: QuarantineReason): Promise<Received | undefined> {
  const settled = await settleWithoutTicket(desk, incoming.providerId, recorded, { state: 'quarantined', why, ...(incoming.thread ? { ticketId: incoming.thread.ticketId } : {}) })
  return settled ? { kind: 'quarantined', requestId: recorded.id, why } : undefined
}
