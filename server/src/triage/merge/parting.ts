import type { Trust } from '@guichet/policy'
import type { Desk } from '#policies/policies.ts'
import type { Actor, LoadedTicket, Row, TicketEvent } from '#tickets/tickets.ts'
import type { Refusal } from '../act.ts'
import { judge } from '../decide.ts'
import type { Judged } from '../decide.ts'

/** A message as parting looks at it. */
export type Letter = Pick<Row<'messages'>, 'id' | 'at' | 'author_kind' | 'author_id' | 'author_name' | 'visibility' | 'channel' | 'text' | 'language' | 'from_address' | 'sender' | 'request_id'>

const columns = ['id', 'at', 'author_kind', 'author_id', 'author_name', 'visibility', 'channel', 'text', 'language', 'from_address', 'sender', 'request_id'] as const

/** The messages to part from a ticket, in their order; its first stays, or it would be about nothing. */
export async function partedMessages(desk: Desk, loaded: Pick<LoadedTicket, 'id' | 'providerId'>, wanted: { messageIds: readonly string[]; following: boolean }): Promise<Letter[] | Refusal> {
  const all = await desk.database.db
    .selectFrom('messages').select(columns).where('provider_id', '=', loaded.providerId).where('ticket_id', '=', loaded.id).where('visibility', '<>', 'withdrawn')
    .orderBy('at').orderBy('id').execute()
  const chosen = new Set(wanted.messageIds)
  if (wanted.messageIds.some((id) => !all.some((one) => one.id === id))) return { refused: 'unknown-message' }
  const from = wanted.following ? all.findIndex((one) => chosen.has(one.id)) : all.length
  const parted = all.filter((one, index) => index >= from || chosen.has(one.id))
  return parted.some((one) => one.id === all[0]?.id) ? { refused: 'split-first' } : parted
}

/** What the customer asks in them: the first thing that they wrote; undefined when they wrote none of it. */
export const askedIn = (parted: readonly Letter[]) => parted.find((one) => one.author_kind === 'contact' && one.visibility === 'public')

const trusts = new Set(['T0', 'T0.5', 'T1', 'T2', 'T3'])
const trustOf = (sender: object | null, otherwise: string): Trust => {
  const said = sender && 'trust' in sender ? String(sender.trust) : otherwise
  return trusts.has(said) ? (said as Trust) : 'T0'
}

/** What the policy answers to what was parted, as to a request of its own, from when the customer asked. Undefined when no policy was published by then. */
export async function judgeParted(desk: Desk, loaded: LoadedTicket, parted: readonly Letter[], subject: string): Promise<Judged | undefined> {
  const { providerId } = loaded
  const asked = askedIn(parted) ?? parted[0]!
  const row = await desk.database.db
    .selectFrom('tickets as t').leftJoin('requests as r', (join) => join.onRef('r.provider_id', '=', 't.provider_id').onRef('r.id', '=', 't.request_id'))
    .select(['t.trust', 'r.incoming']).where('t.provider_id', '=', providerId).where('t.id', '=', loaded.id).executeTakeFirstOrThrow()
  // What they answered to the form of the first request they did not answer for this one, but who they are and what it is about stays.
  const said = row.incoming && 'facts' in row.incoming ? (row.incoming.facts as LoadedTicket['facts']) : {}
  const files = await desk.database.db
    .selectFrom('attachments').select('id').where('provider_id', '=', providerId).where('message_id', 'in', parted.map(({ id }) => id)).execute()
  const judged = await judge(desk, {
    providerId, channel: loaded.channel, receivedAt: asked.at, subject, text: asked.text, attachments: files, facts: said,
    sender: {
      trust: trustOf(asked.sender, row.trust), ...(asked.from_address ? { address: asked.from_address } : {}),
      ...(loaded.contactId === null ? {} : { contactId: loaded.contactId, ...(loaded.customerId === null ? {} : { customerId: loaded.customerId }) }),
    },
    ...(asked.language === null ? {} : { language: asked.language }), ...(loaded.serviceId === null ? {} : { serviceId: loaded.serviceId }),
  })
  if (!judged) return undefined
  const admitted = judged.decision.outcome === 'accepted' || judged.decision.outcome === 'held'
  // An agent made a ticket of it, whatever would have been answered: what is promised is promised, where it would be refused nothing is.
  return admitted ? judged : { ...judged, decision: { ...judged.decision, outcome: 'accepted', entitlement: 'discretionary', commitments: [] } }
}

/** The events of a ticket that go with its messages: those that name them, and what was done in the same act. */
export function eventsWith(events: readonly TicketEvent[], messageIds: ReadonlySet<string>): TicketEvent[] {
  const named = events.filter(({ data }) => 'messageId' in data && data.messageId != null && messageIds.has(data.messageId))
  const acts = new Set(named.flatMap(({ actId }) => (actId === null ? [] : [actId])))
  return events.filter((event) => named.includes(event) || (event.actId !== null && acts.has(event.actId) && event.type !== 'ticket.opened' && !('messageId' in event.data && event.data.messageId != null)))
}

export const authorOf = (letter: Letter): Actor => ({
  kind: letter.author_kind as Actor['kind'], ...(letter.author_id === null ? {} : { id: letter.author_id }), ...(letter.author_name === null ? {} : { name: letter.author_name }),
})
