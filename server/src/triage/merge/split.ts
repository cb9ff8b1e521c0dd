import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { isOnDesk } from '#people/people.ts'
import { project } from '#desk/projection.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import { effective, eventRow, nextNumber, numberEvents, openingColumns } from '#tickets/tickets.ts'
import type { Actor, LoadedTicket, NewEvent, Opening } from '#tickets/tickets.ts'
import { act } from '../act.ts'
import type { Aim, Outcome } from '../act.ts'
import type { Judged } from '../decide.ts'
import { tell } from '../tell.ts'
import { writeRows } from '../write.ts'
import { joining } from './merge.ts'
import { askedIn, authorOf, eventsWith, judgeParted, partedMessages } from './parting.ts'
import type { Letter } from './parting.ts'
import { actOnSeveral } from './several.ts'

/** Which messages become another ticket, what it is called, and why. */
export interface Splitting { readonly messageIds: readonly string[]; readonly following: boolean; readonly subject: string; readonly reason?: string }

type NumberAim = Aim & { readonly ticket: { readonly number: number } }

/** What each moved message is in its new ticket. */
const typeOf = ({ author_kind: kind, visibility }: Letter) =>
  kind === 'third_party' ? ('message.third_party' as const) : visibility === 'internal' ? ('message.note' as const) : kind === 'contact' ? ('message.customer' as const) : ('message.agent' as const)

function openingOf(loaded: LoadedTicket, judged: Judged, parted: readonly Letter[], number: number, subject: string, requestId: string): Opening {
  const asked = askedIn(parted)
  return {
    requestId, number, subject, channel: loaded.channel, language: loaded.language, trust: judged.requester.trust,
    customerId: loaded.customerId, contactId: loaded.contactId, teamId: loaded.teamId, serviceId: loaded.serviceId, contractId: judged.contractId ?? null, policyVersion: judged.policy.version,
    receivedAt: (asked ?? parted[0]!).at, initiative: asked ? 'customer' : 'provider', facts: judged.facts, decision: judged.decision,
  }
}

/** Messages, their files and the threads that answer them go from one ticket to another. */
async function moveMessages(db: Kysely<Tables>, providerId: string, ids: readonly string[], from: string, to: string): Promise<void> {
  const mine = [...ids]
  await sql`with moved as (update messages set ticket_id = ${to} where provider_id = ${providerId} and ticket_id = ${from} and id = any(${mine}::uuid[]) returning id, request_id),
    files as (update attachments set ticket_id = ${to} where provider_id = ${providerId} and ticket_id = ${from} and message_id = any(${mine}::uuid[])),
    threads as (update mail_threads set ticket_id = ${to} where provider_id = ${providerId} and ticket_id = ${from} and message_id = any(${mine}::uuid[]))
    update requests r set ticket_id = ${to} from moved where r.provider_id = ${providerId} and r.id = moved.request_id and r.ticket_id = ${from} and r.state <> 'ticket'`.execute(db)
}

/**
 * Makes a ticket of its own of messages of another: decided anew by the policy, its promises from when the customer asked. The other
 * stands as if these had never been written in it. What answers them by mail reaches the new one.
 */
export async function splitTicket(desk: Desk, agent: Actor, aim: NumberAim, splitting: Splitting): Promise<Outcome & { number?: number }> {
  const { providerId } = aim
  // Before anything is held: numbers are given through another connection.
  const number = await nextNumber(desk, providerId)
  const ticketId = desk.ids.next()
  let opened = 0
  const outcome = await act(desk, aim, async (loaded, now, inside) => {
    const parted = await partedMessages(inside, loaded, splitting)
    if ('refused' in parted) return parted
    const judged = await judgeParted(inside, loaded, parted, splitting.subject)
    if (!judged) return { refused: 'policy-missing' }
    const messageIds = parted.map(({ id }) => id)
    const why = splitting.reason === undefined ? {} : { reason: splitting.reason }
    const going = eventsWith(loaded.events, new Set(messageIds))
    const asked = askedIn(parted)
    const opening = loaded.events[0]
    const requestId = (asked ?? parted[0]!).request_id ?? (opening?.type === 'ticket.opened' ? opening.data.requestId : '')
    const happened: NewEvent[] = [
      { type: 'ticket.opened', at: parted[0]!.at, actor: asked ? authorOf(asked) : agent, data: openingOf(loaded, judged, parted, number, splitting.subject, requestId) },
      ...parted.filter((one) => one !== asked).map((one): NewEvent => ({ type: typeOf(one), at: one.at, actor: authorOf(one), data: { messageId: one.id } })),
      { type: 'ticket.split_from', at: now, actor: agent, data: { from: { id: loaded.id, number: loaded.number }, messageIds, ...why } },
    ]
    return {
      events: [{ type: 'ticket.split', at: now, actor: agent, data: { to: { id: ticketId, number }, messageIds, eventIds: going.map(({ id }) => id), ...why } }],
      follows: async (within) => {
        opened = await openParted(within, providerId, ticketId, happened)
        await moveMessages(within.database.db, providerId, messageIds, loaded.id, ticketId)
      },
    }
  })
  if (outcome.ok && !outcome.again) tell(desk, { provider: providerId, ticket: ticketId, number, version: opened, events: ['ticket.opened'] })
  return outcome.ok ? { ...outcome, number: outcome.again ? await splitNumber(desk, providerId, outcome) : number } : outcome
}

/** What was opened when the same was asked before. */
async function splitNumber(desk: Desk, providerId: string, { ticketId, acted }: { ticketId: string; acted: { version: number } }): Promise<number> {
  const row = await desk.database.db.selectFrom('events').select('data').where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).where('seq', '=', acted.version).executeTakeFirstOrThrow()
  return (row.data as { to: { number: number } }).to.number
}

async function openParted(desk: Desk, providerId: string, ticketId: string, happened: readonly NewEvent[]): Promise<number> {
  const events = numberEvents(desk.ids, 0, happened)
  const [opening] = events
  if (opening?.type !== 'ticket.opened') throw new Error('a ticket begins with its opening')
  const { columns, clocks } = await project(desk, providerId, ticketId, events)
  await writeRows(desk.database.db, {
    tickets: [{ provider_id: providerId, id: ticketId, ...openingColumns(opening.data), ...columns }],
    messages: [], attachments: [], events: events.map((event) => eventRow(providerId, ticketId, event)), clocks,
  })
  return events.length
}

/**
 * Undoes a split: the messages are back, and count as if they had never gone. What was written in the new ticket since is not lost:
 * it goes on in the other, as a merged one does, and owes nothing by itself.
 */
export function unsplit(desk: Desk, agent: Actor, aim: NumberAim): Promise<Outcome> {
  const { providerId } = aim
  return actOnSeveral(
    desk, aim,
    async (trx) => {
      const row = await trx.selectFrom('tickets').select(['id', 'department', 'assignee_id as assigneeId']).where('provider_id', '=', providerId).where('number', '=', aim.ticket.number).executeTakeFirst()
      if (!row || (aim.deskWall && !isOnDesk(aim.deskWall, row))) return { refused: 'not-found' }
      const from = await trx
        .selectFrom('events').select('data').where('provider_id', '=', providerId).where('ticket_id', '=', row.id).where('type', '=', 'ticket.split_from').executeTakeFirst()
      return from ? [row.id, (from.data as { from: { id: string } }).from.id] : { refused: 'not-split' }
    },
    async (held, now, inside) => {
      const parted = [...held.values()].find((one) => one.number === aim.ticket.number)!
      const whole = [...held.values()].find((one) => one !== parted)!
      const { deskWall } = aim
      if (deskWall && (!isOnDesk(deskWall, parted.ticket) || !isOnDesk(deskWall, whole.ticket))) return { refused: 'not-found' }
      const split = effective(whole.events).findLast((event) => event.type === 'ticket.split' && event.data.to.id === parted.id)
      if (split?.type !== 'ticket.split' || parted.ticket.mergedInto || whole.ticket.mergedInto) return { refused: 'not-split' }
      if (aim.version !== undefined && aim.version !== parted.ticket.version) return { refused: 'version-changed', version: parted.ticket.version }
      const joined = await joining(inside, agent, parted, whole, now, true)
      if ('refused' in joined) return joined
      return {
        parts: [
          { loaded: parted, doing: { events: joined.onFrom } },
          {
            loaded: whole,
            doing: {
              events: [{ type: 'ticket.undone', at: now, actor: agent, data: { eventIds: [split.id], what: 'ticket.split' } }, ...joined.onInto],
              follows: (within) => moveMessages(within.database.db, providerId, split.data.messageIds, parted.id, whole.id),
            },
          },
        ],
        answers: whole.id,
      }
    },
  )
}
