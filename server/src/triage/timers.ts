import { say } from '@guichet/policy/words/fill'
import { timersToRun } from '#desk/desk.ts'
import type { Notice } from '#outbox/outbox.ts'
import { listProviders } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { system } from '#tickets/tickets.ts'
import type { LoadedTicket, NewEvent, NewMessage } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Doing } from './act.ts'
import { correspondentsOf, ticketLink } from './correspondent.ts'
import { alsoAnswered } from './merge/people.ts'
import { deskChannel } from './writing.ts'

/** Tickets at a time; the next run, seconds later, goes on. */
const batch = 500

/** The letter that carries what the policy says to the customer; none when there is no address to write to. */
async function noticeOf(desk: Desk, loaded: LoadedTicket, message: NewMessage): Promise<Notice[]> {
  const { providerId, id: ticketId, language, channel, number, subject } = loaded
  const recipients = await correspondentsOf(desk, loaded)
  const link = await ticketLink(desk, loaded)
  const own = recipients.map((to) => ({ kind: 'notice' as const, providerId, ticketId, messageId: message.id, to, language, channel, content: { number, subject, words: message.text, ...(link ? { link } : {}) } }))
  // Whoever asked in a ticket that goes on in this one is told too, in the conversation that they know.
  const others = await Promise.all((await alsoAnswered(desk, loaded, recipients)).map(async ({ ticket, to }) => {
    const there = await ticketLink(desk, ticket)
    return to.map((one) => ({
      kind: 'notice' as const, providerId, ticketId: ticket.id, messageId: message.id, to: one, language: ticket.language, channel: ticket.channel,
      content: { number: ticket.number, subject: ticket.subject, words: message.text, ...(there ? { link: there } : {}) },
    }))
  }))
  return [...own, ...others.flat()]
}

/** What the next timer does that is due: its words to the requester, or as a note to whom else the policy names, and the change of state. */
async function nextOf(desk: Desk, loaded: LoadedTicket, now: number): Promise<Doing> {
  const { providerId, ticket, events, language } = loaded
  const policy = await desk.policies.version(providerId, ticket.policyVersion)
  const timer = policy && timersToRun(policy, ticket, events)[0]
  if (!policy || !timer || timer.at > now) return { events: [] }
  const asked = timer.to === undefined || timer.to === 'requester'
  const message: NewMessage | undefined = timer.words && {
    id: desk.ids.next(), at: now, author: system, visibility: asked ? 'public' : 'internal', automatic: true, channel: deskChannel, text: say(timer.words, policy, language), language, attachments: [],
  }
  const messageId = message?.id ?? null
  const done: NewEvent[] = [{ type: 'ticket.timer', at: now, actor: system, data: { name: timer.name, do: timer.do, since: ticket.since, clauses: timer.clauses, messageId } }]
  if (timer.do === 'solve') done.push({ type: 'ticket.solved', at: now, actor: system, data: { messageId } })
  if (timer.do === 'close') done.push({ type: 'ticket.closed', at: now, actor: system, data: {} })
  return { events: done, ...(message ? { messages: [message], letters: asked ? await noticeOf(desk, loaded, message) : [] } : {}) }
}

/**
 * Runs the timers of the policy that are due: each once while a ticket stays in its state, however late, one after the other, and never
 * where the policy does not let a ticket go. Gives the number of tickets looked at.
 */
export async function runTimers(desk: Desk): Promise<number> {
  let looked = 0
  for (const provider of await listProviders(desk)) {
    const due = await desk.database.db
      .selectFrom('tickets').select('id').where('provider_id', '=', provider.id).where('timer_at', '<=', desk.time.now()).orderBy('timer_at').limit(batch).execute()
    for (const { id } of due) await act(desk, { providerId: provider.id, ticket: { id } }, (loaded, now, inside) => nextOf(inside, loaded, now))
    looked += due.length
  }
  return looked
}
