import { instantInWords } from '@guichet/policy/words/instants'
import type { Lang } from '@guichet/protocol'
import type { Due } from '#clocks/clocks.ts'
import { knownOf, longestSnooze, nextOpening, policyOfTicket, wakesAt } from '#desk/desk.ts'
import { listProviders } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { system } from '#tickets/tickets.ts'
import type { Actor } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome, Think } from './act.ts'
import { over } from './over.ts'

/** Until when: an instant, or the next opening of the hours in which somebody is there for it. */
export type Until = { readonly at: number } | { readonly opening: true }

const batch = 500
const minute = 60_000

/**
 * Puts a ticket off: it leaves the lists of work until then, and comes back by itself, at once when the customer writes. No clock
 * stands still for it. Where a promise falls due before, whoever puts it off says that they mean it, and it comes back an hour
 * before that, as the promise counts its hours.
 */
export function snooze(desk: Desk, agent: Actor, aim: Aim, until: Until, reason: string | undefined): Promise<Outcome> {
  return act(desk, aim, puttingOff(agent, aim.confirmed, until, reason))
}

/** `dueThen`: the promise that is due first by then, where that is not the one of the ticket's row. */
export function puttingOff(agent: Actor, confirmed: boolean | undefined, until: Until, reason: string | undefined, dueThen?: Due | null): Think {
  return async (loaded, now, inside) => {
    const ended = over(loaded)
    if (ended) return ended
    const { ticket, providerId } = loaded
    if (ticket.state === 'solved') return { refused: 'already-solved' }
    if (ticket.state !== 'new' && ticket.state !== 'open') return { refused: 'waits-already' }
    const policy = await policyOfTicket(inside, providerId, ticket, now)
    if (!policy) return { refused: 'policy-missing' }
    const opening = 'opening' in until ? nextOpening(policy, knownOf(loaded.events), now) : undefined
    const at = 'at' in until ? until.at : opening?.at
    if (at === undefined || at < now + minute || at > now + longestSnooze) return { refused: 'unusable-time' }
    const due = dueThen !== undefined ? dueThen : ((await inside.database.db.selectFrom('tickets').select('due').where('provider_id', '=', providerId).where('id', '=', loaded.id).executeTakeFirstOrThrow()).due as Due | null)
    const counted = due === null ? policy : await inside.policies.version(providerId, due.policyVersion)
    const back = wakesAt(counted, due, at, now)
    if (due !== null && due.dueAt <= at && !confirmed) {
      const when = (one: number, lang: Lang) => instantInWords(one, { zone: policy.zone, lang, now })
      const words: Record<Lang, string> = due.dueAt <= now
        ? { fr: `Une promesse est due depuis ${when(due.dueAt, 'fr')}. Le report ne l’arrête pas.`, en: `A promise has been due since ${when(due.dueAt, 'en')}. Putting the request off does not stop it.` }
        : {
            fr: `Une promesse est due ${when(due.dueAt, 'fr')}. Le report ne l’arrête pas\u202f: la demande reviendra ${when(back, 'fr')}.`,
            en: `A promise is due ${when(due.dueAt, 'en')}. Putting the request off does not stop it: it comes back ${when(back, 'en')}.`,
          }
      return { refused: 'confirm-needed', detail: words }
    }
    return {
      events: [{ type: 'ticket.snoozed', at: now, actor: agent, data: { until: at, wakesAt: back, calendar: opening?.calendar ?? null, reason: reason ?? null } }],
    }
  }
}

/** Takes it back before its time. */
export function wake(desk: Desk, agent: Actor, aim: Aim): Promise<Outcome> {
  return act(desk, aim, (loaded, now) => {
    if (loaded.ticket.snoozedUntil === null) return { refused: 'not-snoozed' }
    return { events: [{ type: 'ticket.woken', at: now, actor: agent, data: { why: 'agent' } }] }
  })
}

/** Brings back to the lists what was put off until now. Gives the number of tickets looked at. */
export async function wakeSnoozed(desk: Desk): Promise<number> {
  let woken = 0
  for (const provider of await listProviders(desk)) {
    const due = await desk.database.db
      .selectFrom('tickets').select('id').where('provider_id', '=', provider.id).where('snoozed_until', '<=', desk.time.now()).orderBy('snoozed_until').limit(batch).execute()
    for (const { id } of due) {
      await act(desk, { providerId: provider.id, ticket: { id } }, ({ ticket }, now) => ({
        events: ticket.snoozedUntil !== null && ticket.snoozedUntil <= now ? [{ type: 'ticket.woken', at: now, actor: system, data: { why: 'time' } }] : [],
      }))
    }
    woken += due.length
  }
  return woken
}
