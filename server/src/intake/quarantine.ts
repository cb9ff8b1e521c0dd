import type { Desk } from '#policies/policies.ts'
import { findRequester, judge, knownSender, openTicket, settleWithoutTicket, act } from '#triage/triage.ts'
import type { Outcome } from '#triage/triage.ts'
import { foldAddress, onDeskOrNone } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Actor, NewEvent, NewMessage } from '#tickets/tickets.ts'
import type { IncomingRequest } from './incoming.ts'

type Agent = Actor & { readonly kind: 'agent'; readonly id: string }

/** An agent who sees to what is aside; with a wall, only what concerns no ticket behind it. */
export interface Handler { readonly actor: Agent; readonly wall?: DeskWall | undefined }

type Unheld = 'not-found' | 'already-handled'

/** What is aside; 'already-handled' when a colleague saw to it a moment ago. */
async function held(desk: Desk, providerId: string, requestId: string, { wall }: Handler): Promise<IncomingRequest | Unheld> {
  const kept = desk.database.db
    .selectFrom('requests as r').leftJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'r.provider_id').onRef('t.id', '=', 'r.ticket_id'))
    .select(['r.incoming', 'r.state']).where('r.provider_id', '=', providerId).where('r.id', '=', requestId)
  const row = await (wall ? kept.where(onDeskOrNone(wall)) : kept).executeTakeFirst()
  if (!row) return 'not-found'
  return row.state === 'quarantined' ? (row.incoming as IncomingRequest) : 'already-handled'
}

/**
 * An agent makes a ticket of a request that was put aside, whatever the policy would have answered to it: what it promises is
 * promised, where it would have refused nothing is.
 */
export async function acceptQuarantined(desk: Desk, providerId: string, requestId: string, handler: Handler): Promise<{ number: number } | Unheld | 'policy-missing'> {
  const incoming = await held(desk, providerId, requestId, handler)
  if (typeof incoming === 'string') return incoming
  const judged = await judge(desk, incoming)
  if (!judged) return 'policy-missing'
  const free = await release(desk, providerId, requestId)
  if (!free) return 'already-handled'
  const admitted = judged.decision.outcome === 'accepted' || judged.decision.outcome === 'held'
  const decision = admitted ? judged.decision : { ...judged.decision, outcome: 'accepted' as const, entitlement: 'discretionary' as const }
  const opened = await openTicket(desk, { ...incoming, automatic: 'auto_generated' }, { ...judged, decision }, { id: requestId })
  if (!opened) return 'already-handled'
  await tellAccepted(desk, providerId, requestId, handler.actor, opened.number)
  return { number: opened.number }
}

/** Back to `recorded`, so that exactly one agent takes it on. */
async function release(desk: Desk, providerId: string, requestId: string): Promise<boolean> {
  const updated = await desk.database.db
    .updateTable('requests').set({ state: 'recorded', why: null }).where('provider_id', '=', providerId).where('id', '=', requestId).where('state', '=', 'quarantined').executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

async function tellAccepted(desk: Desk, providerId: string, requestId: string, agent: Agent, number: number): Promise<void> {
  await desk.database.db
    .insertInto('events')
    .values({
      provider_id: providerId, id: desk.ids.next(), ticket_id: null, seq: null, at: desk.time.now(), type: 'request.accepted', actor_kind: 'agent', actor_id: agent.id,
      actor_name: agent.name ?? null, data: JSON.stringify({ requestId, number }),
    })
    .execute()
}

/** An agent puts it where it belongs: as the customer's message, or as a note that only agents see. */
export async function attachQuarantined(
  desk: Desk, providerId: string, requestId: string, handler: Handler, to: { number: number; as: 'customer' | 'note' },
): Promise<Outcome> {
  const incoming = await held(desk, providerId, requestId, handler)
  if (typeof incoming === 'string') return { ok: false, refused: incoming }
  const { actor: agent, wall } = handler
  const requester = await findRequester(desk, providerId, incoming.sender)
  const author: Actor =
    to.as === 'note' ? { kind: 'third_party', name: incoming.sender.name ?? incoming.sender.address }
    : { kind: 'contact', ...(requester.contact ? { id: requester.contact.id } : {}), name: incoming.sender.name ?? incoming.sender.address }
  return act(desk, { providerId, ticket: { number: to.number }, deskWall: wall }, async (loaded, now, inside) => {
    const { state } = loaded.ticket
    if (state === 'closed') return { refused: 'ticket-closed' }
    if (loaded.ticket.spam) return { refused: 'ticket-spam' }
    const open = await inside.database.db
      .selectFrom('requests').select('id').where('provider_id', '=', providerId).where('id', '=', requestId).where('state', '=', 'quarantined').forUpdate().executeTakeFirst()
    if (!open) return { refused: 'already-handled' }
    const message: NewMessage = {
      id: desk.ids.next(), at: incoming.receivedAt, author, visibility: to.as === 'customer' ? 'public' : 'internal', automatic: incoming.automatic !== 'human',
      channel: incoming.channel, text: incoming.text, htmlFile: incoming.htmlFile, foldAt: incoming.foldAt, language: incoming.language,
      sender: knownSender(incoming.sender, requester), requestId, headerMessageId: incoming.mail?.messageId,
      fromAddress: incoming.sender.address === undefined ? undefined : foldAddress(incoming.sender.address), attachments: incoming.attachments,
    }
    const events: NewEvent[] =
      to.as === 'note' ? [{ type: 'message.third_party', at: now, actor: agent, data: { messageId: message.id } }]
      : [{ type: 'message.customer', at: now, actor: agent, data: { messageId: message.id } }]
    if (to.as === 'customer' && state === 'solved') events.push({ type: 'ticket.reopened', at: now, actor: agent, data: { why: 'customer', reason: null } })
    if (to.as === 'customer' && state.startsWith('waiting_')) events.push({ type: 'ticket.resumed', at: now, actor: agent, data: { why: 'customer' } })
    return { events, messages: [message], settles: { requestId, state: to.as === 'customer' ? 'reply' : 'third_party' } }
  })
}

/** An agent throws it away, with a reason; it stays on record. */
export async function discardQuarantined(desk: Desk, providerId: string, requestId: string, handler: Handler, reason: string): Promise<Unheld | 'discarded'> {
  const incoming = await held(desk, providerId, requestId, handler)
  if (typeof incoming === 'string') return incoming
  return (await settleWithoutTicket(desk, providerId, { id: requestId }, { state: 'discarded', why: reason }, { actor: handler.actor, from: 'quarantined' })) ? 'discarded' : 'already-handled'
}
