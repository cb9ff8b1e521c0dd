import { owesFirstReply, promisesOf } from '#clocks/clocks.ts'
import { isOnDesk } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { placeOf } from '#tickets/tickets.ts'
import type { Actor, LoadedTicket, NewEvent } from '#tickets/tickets.ts'
import type { Aim, Outcome, Refusal } from '../act.ts'
import { correspondentsOf } from '../addressees.ts'
import { moveRefused } from '../may-move.ts'
import { alsoAnswered } from './people.ts'
import { mergedRefusal } from './refusal.ts'
import { otherCustomer, sameCustomer } from './same.ts'
import { actOnSeveral } from './several.ts'

/** Merging, as it is aimed: the ticket that goes on in another, and that other with the version seen of it. */
export interface MergeAim extends Omit<Aim, 'ticket'> {
  readonly ticket: { readonly number: number }
  readonly into: { readonly number: number; readonly version?: number | undefined }
}

/** What a merge writes on both. */
export interface Joining {
  readonly onFrom: NewEvent[]
  readonly onInto: NewEvent[]
  readonly reopens: boolean
  readonly resumes: boolean
  readonly firstReplyFrom: number | null
}

/** Whether the customer of a ticket waits for us. */
const waitsForUs = ({ ticket }: LoadedTicket) => (ticket.state === 'new' || ticket.state === 'open') && !ticket.answered

/** The hold of two that become one: none as soon as one of them is to be done now. */
function heldTogether(from: LoadedTicket, into: LoadedTicket): number | null {
  const place = placeOf(from.ticket)
  const [a, b] = [from.ticket.heldUntil, into.ticket.heldUntil]
  if (b === null || place === 'solved' || place === 'closed') return b
  return a === null ? (place === 'todo' ? null : b) : Math.min(a, b)
}

const over = ({ ticket: { state } }: LoadedTicket) => state === 'solved' || state === 'closed'

/** What happens when one ticket goes on in another; `why` it cannot, when it cannot. `splitUndone`: they were one before. */
export async function joining(desk: Desk, by: Actor, from: LoadedTicket, into: LoadedTicket, now: number, splitUndone = false): Promise<Joining | Refusal> {
  if (into.ticket.state === 'closed') return { refused: 'survivor-closed', detail: { fr: `La demande n° ${into.number} est close et ne reçoit plus rien. Fusionnez-la plutôt dans celle-ci.`, en: `Request #${into.number} is closed and takes nothing more. Merge it into this one instead.` } }
  const reopens = into.ticket.state === 'solved' && !over(from)
  if (reopens) {
    const refusal = await moveRefused(desk, into, { to: 'open', by: 'agent', confirmed: true }, now)
    if (refusal) return refusal
  }
  const resumes = into.ticket.state.startsWith('waiting_') && waitsForUs(from)
  const owed = splitUndone ? [] : promisesOf(from.events).filter((promised) => owesFirstReply(promised, from.events, now))
  const firstReplyFrom = owed.reduce<number | null>((least, { commitment: { startsAt } }) => (least === null || startsAt < least ? startsAt : least), null)
  const via = { id: from.id, number: from.number }
  const state = reopens || resumes ? 'open' : into.ticket.state
  const rank = over(from) ? into.ticket.rank : Math.min(into.ticket.rank, from.ticket.rank)
  return {
    reopens, resumes, firstReplyFrom,
    onFrom: [{ type: 'ticket.merged', at: now, actor: by, data: { into: { id: into.id, number: into.number }, state, ...(splitUndone ? { splitUndone: true as const } : {}) } }],
    onInto: [
      { type: 'ticket.absorbed', at: now, actor: by, data: { from: via, answered: !waitsForUs(from), firstReplyFrom, rank, heldUntil: heldTogether(from, into) } },
      ...(reopens ? [{ type: 'ticket.reopened' as const, at: now, actor: by, data: { why: 'agent' as const, reason: null, via } }] : []),
      ...(resumes ? [{ type: 'ticket.resumed' as const, at: now, actor: by, data: { why: 'agent' as const, via } }] : []),
    ],
  }
}

/** Why two tickets cannot become one, whatever state they are in. */
export async function unmergeable(desk: Desk, aim: Pick<Aim, 'providerId' | 'deskWall'>, from: LoadedTicket, into: LoadedTicket): Promise<Refusal | undefined> {
  const trx = desk.database.db as Parameters<typeof mergedRefusal>[0]
  if (from.id === into.id) return { refused: 'same-ticket' }
  const merged = (await mergedRefusal(trx, aim, from)) ?? (await mergedRefusal(trx, aim, into))
  if (merged) return merged
  if (from.ticket.spam || into.ticket.spam) return { refused: 'move-refused', detail: { fr: 'L’une des deux est indésirable : dites d’abord qu’elle ne l’est pas.', en: 'One of the two is unwanted: say first that it is not.' } }
  return (await sameCustomer(desk, from, into)) ? undefined : { refused: 'different-customer', detail: otherCustomer }
}

/** To whom answers go once two are one, and in which conversation each of them is. */
export async function answeredTogether(desk: Desk, from: LoadedTicket, into: LoadedTicket) {
  const own = await correspondentsOf(desk, into)
  const there = [...own.map((to) => ({ ...to, number: into.number })), ...(await alsoAnswered(desk, into, own)).flatMap(({ ticket, to }) => to.map((one) => ({ ...one, number: ticket.number })))]
  const known = new Set(there.map(({ address }) => address.toLowerCase()))
  const here = await correspondentsOf(desk, from)
  const below = (await alsoAnswered(desk, from, here)).flatMap(({ ticket, to }) => to.map((one) => ({ ...one, number: ticket.number })))
  const added = [...here.map((to) => ({ ...to, number: from.number })), ...below].filter(({ address }) => !known.has(address.toLowerCase()))
  return { recipients: [...there, ...added], added }
}

const severalPeople = {
  fr: 'Les réponses iront à plusieurs personnes, chacune dans sa conversation. Confirmez que c’est voulu.',
  en: 'Answers will go to several people, each in their own conversation. Confirm that it is meant.',
}

/**
 * Merges a ticket into another of the same customer. It keeps its number, its events and its promises; nothing is moved, so that
 * the merge can be undone at any time. What comes to its address is told to the other one; answers go to the people of both.
 */
export function mergeTickets(desk: Desk, agent: Actor, aim: MergeAim): Promise<Outcome> {
  const { providerId } = aim
  const hidden = ({ ticket }: LoadedTicket) => aim.deskWall !== undefined && !isOnDesk(aim.deskWall, ticket)
  return actOnSeveral(
    desk, aim,
    async (trx) => {
      if (aim.ticket.number === aim.into.number) return { refused: 'same-ticket' }
      const rows = await trx.selectFrom('tickets').select('id').where('provider_id', '=', providerId).where('number', 'in', [aim.ticket.number, aim.into.number]).execute()
      return rows.length === 2 ? rows.map(({ id }) => id) : { refused: 'not-found' }
    },
    async (held, now, inside) => {
      const [from, into] = [aim.ticket.number, aim.into.number].map((number) => [...held.values()].find((one) => one.number === number)!) as [LoadedTicket, LoadedTicket]
      if (hidden(from) || hidden(into)) return { refused: 'not-found' }
      const never = await unmergeable(inside, aim, from, into)
      if (never) return never
      for (const [ticket, seen] of [[from, aim.version], [into, aim.into.version]] as const) {
        if (seen !== undefined && seen !== ticket.ticket.version) return { refused: 'version-changed', version: ticket.ticket.version, detail: changed(ticket.number) }
      }
      const joined = await joining(inside, agent, from, into, now)
      if ('refused' in joined) return joined
      if (!aim.confirmed && (await answeredTogether(inside, from, into)).added.length > 0) return { refused: 'confirm-needed', detail: severalPeople }
      return { parts: [{ loaded: from, doing: { events: joined.onFrom } }, { loaded: into, doing: { events: joined.onInto } }], answers: into.id }
    },
  )
}

const changed = (number: number) => ({ fr: `La demande n° ${number} a changé entre-temps.`, en: `Request #${number} has changed meanwhile.` })
