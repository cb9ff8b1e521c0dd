import type { Desk } from '#policies/policies.ts'
import { chainOf, mergedInto } from '#tickets/tickets.ts'
import type { Actor, LoadedTicket, NewEvent, NewMessage } from '#tickets/tickets.ts'
import { hidden } from '../act.ts'
import type { Aim, Outcome, Refusal } from '../act.ts'
import { actOnSeveral } from './several.ts'

/** What somebody wrote to the address, or on the page, of a ticket that goes on in another. */
export interface Through {
  /** Public, by one who takes part; or a note of a stranger or a machine, which moves nothing. */
  readonly type: 'message.customer' | 'message.third_party'
  readonly author: Actor
  readonly message: NewMessage | ((at: number, inside: Desk) => Promise<NewMessage | undefined>)
  readonly uploads?: readonly string[] | undefined
  readonly settles?: { readonly requestId: string; readonly state: string } | undefined
  /** What the ticket in which it is dealt with answers to being written to. */
  readonly judge?: (root: LoadedTicket, now: number, inside: Desk) => Promise<Refusal | undefined>
}

/**
 * Records what came through a merged ticket. It is that ticket's message, and stays so whatever becomes of the merge; those in which
 * it goes on are told of it as of their own, so that whoever deals with it sees it and the promises count it (TIME-25).
 */
export function receiveThrough(desk: Desk, aim: Aim, written: Through): Promise<Outcome> {
  const { providerId } = aim
  return actOnSeveral(
    desk, aim,
    async (trx) => {
      const chosen = trx.selectFrom('tickets').select('id').where('provider_id', '=', providerId)
      const row = await ('id' in aim.ticket ? chosen.where('id', '=', aim.ticket.id) : chosen.where('number', '=', aim.ticket.number)).executeTakeFirst()
      return row ? [row.id, ...(await chainOf(trx, providerId, row.id)).map(({ id }) => id)] : { refused: 'not-found' }
    },
    async (held, now, inside) => {
      const own = [...held.values()].find((one) => ('id' in aim.ticket ? one.id === aim.ticket.id : one.number === aim.ticket.number))!
      if (hidden(own, aim)) return { refused: 'not-found' }
      const line = lineOf(own, held)
      const refusal = await written.judge?.(line.at(-1)!, now, inside)
      if (refusal) return refusal
      const message = typeof written.message === 'function' ? await written.message(now, inside) : written.message
      if (!message) return { refused: 'unknown-attachment' }
      const via = { id: own.id, number: own.number }
      const parts = line.map((loaded) => ({ loaded, doing: { events: told(loaded, loaded === own ? {} : { via }) } }))
      const [first, ...rest] = parts
      return { parts: [{ loaded: own, doing: { ...first!.doing, messages: [message], ...(written.uploads ? { uploads: written.uploads } : {}), ...(written.settles ? { settles: written.settles } : {}) } }, ...rest] }

      function told({ ticket: { state } }: LoadedTicket, mark: { via?: typeof via }): NewEvent[] {
        const base = { at: now, actor: written.author }
        if (written.type === 'message.third_party') return [{ ...base, type: 'message.third_party', data: { messageId: message!.id, ...mark } }]
        return [
          { ...base, type: 'message.customer', data: { messageId: message!.id, ...mark } },
          // One that was over is not any more, or nobody would see it once the merge is undone.
          ...(state === 'solved' || state === 'closed' ? [{ ...base, type: 'ticket.reopened' as const, data: { why: 'customer' as const, reason: null, ...mark } }] : []),
          ...(state.startsWith('waiting_') ? [{ ...base, type: 'ticket.resumed' as const, data: { why: 'customer' as const, ...mark } }] : []),
        ]
      }
    },
  )
}

/** A ticket, and those in which it goes on, up to the one that is dealt with. */
function lineOf(own: LoadedTicket, held: ReadonlyMap<string, LoadedTicket>): LoadedTicket[] {
  const line = [own]
  for (let into = mergedInto(own.events); into; ) {
    const above = held.get(into.data.into.id)
    if (!above) break
    line.push(above)
    into = mergedInto(above.events)
  }
  return line
}
