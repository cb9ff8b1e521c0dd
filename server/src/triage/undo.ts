import { historySeen, undoableAct } from '#desk/desk.ts'
import { isOnDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { messagesOf } from '#tickets/tickets.ts'
import type { Actor, LoadedTicket } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome } from './act.ts'
import { cancelLetters, takeBack } from './composing/held.ts'
import { outOfOwnSight } from './own-sight.ts'

/** Messages whose letters have not left, and may still be called off. */
async function heldAmong(desk: Desk, loaded: LoadedTicket, now: number): Promise<Set<string>> {
  const rows = await desk.database.db.selectFrom('messages').select('id').where('provider_id', '=', loaded.providerId).where('ticket_id', '=', loaded.id).where('leaves_at', '>', now).execute()
  return new Set(rows.map((row) => row.id))
}

/**
 * Undoes an act of an agent: all that it wrote counts no more, state and clocks come out as if it had not been done, and the history
 * shows it struck through. By whoever did it, or a lead, within a day, while nothing that touches the same has followed. What left
 * by mail is read by then: it is not undone. Whoever handed a ticket out of their own sight may take that back, as long as nobody
 * has done anything since. `many`: with others like it; letters that have not left are called back then, whoever wrote them, and
 * their words become nobody's draft.
 */
export async function undoAct(desk: Desk, agent: Actor & { id: string }, aim: Aim & { readonly deskWall: DeskWall }, eventId: string, lead: boolean, many = false): Promise<Outcome> {
  const { deskWall, ...behind } = aim
  let letter: string | undefined
  const outcome = await act(desk, behind, async (loaded, now, inside) => {
    const visible = isOnDesk(deskWall, loaded.ticket)
    const found = undoableAct(await historySeen(inside, loaded.providerId, loaded.history, deskWall), eventId, { agentId: agent.id, lead: lead && visible, many, now, held: await heldAmong(inside, loaded, now) })
    if (!visible && !(found && outOfOwnSight(loaded, found.events, agent.id))) return { refused: 'not-found' }
    if (!found) return { refused: 'already-handled' }
    if (found.why !== null) return { refused: found.why }
    const answer = found.events.find((event) => event.type === 'message.agent')
    if (answer && !many) {
      letter = answer.data.messageId
      return { refused: 'already-left' }
    }
    if (answer && !(await cancelLetters(inside, loaded.providerId, answer.data.messageId))) return { refused: 'letter-gone' }
    return {
      events: [{ type: 'ticket.undone', at: now, actor: agent, data: { eventIds: found.events.map(({ id }) => id), what: found.what } }],
      withdraws: messagesOf(found.events),
    }
  })
  // An answer is called back with its letters, and its words become a draft again.
  return letter === undefined ? outcome : (await takeBack(desk, agent, aim, letter)).outcome
}
