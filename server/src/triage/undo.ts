import { undoableAct } from '#desk/desk.ts'
import { isOnDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor, LoadedTicket } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome } from './act.ts'
import { takeBack } from './composing/held.ts'

/** Messages whose letters have not left, and may still be called off. */
async function heldAmong(desk: Desk, loaded: LoadedTicket, now: number): Promise<Set<string>> {
  const rows = await desk.database.db.selectFrom('messages').select('id').where('provider_id', '=', loaded.providerId).where('ticket_id', '=', loaded.id).where('leaves_at', '>', now).execute()
  return new Set(rows.map((row) => row.id))
}

/**
 * Undoes an act of an agent: all that it wrote counts no more, state and clocks come out as if it had not been done, and the history
 * shows it struck through. By whoever did it, or a lead, within a day, while nothing that touches the same has followed. What left
 * by mail is read by then: it is not undone. Whoever handed a ticket out of their own sight may take that back, as long as nobody
 * has done anything since.
 */
export async function undoAct(desk: Desk, agent: Actor & { id: string }, aim: Aim & { readonly deskWall: DeskWall }, eventId: string, lead: boolean): Promise<Outcome> {
  const { deskWall, ...behind } = aim
  let letter: string | undefined
  const outcome = await act(desk, behind, async (loaded, now, inside) => {
    const visible = isOnDesk(deskWall, loaded.ticket)
    const found = undoableAct(loaded.history, eventId, { agentId: agent.id, lead: lead && visible, now, held: await heldAmong(inside, loaded, now) })
    const last = found?.events.at(-1)
    if (!visible && !(last?.type === 'ticket.transferred' && last.actor.id === agent.id && last.seq === loaded.ticket.version)) return { refused: 'not-found' }
    if (!found) return { refused: 'already-handled' }
    if (found.why !== null) return { refused: found.why }
    if (found.messageId !== null && found.events.some(({ type }) => type === 'message.agent')) {
      letter = found.messageId
      return { refused: 'already-left' }
    }
    return {
      events: [{ type: 'ticket.undone', at: now, actor: agent, data: { eventIds: found.events.map(({ id }) => id), what: found.what } }],
      ...(found.messageId === null ? {} : { withdraws: [found.messageId] }),
    }
  })
  // An answer is called back with its letters, and its words become a draft again.
  return letter === undefined ? outcome : (await takeBack(desk, agent, aim, letter)).outcome
}
