import type { Transaction } from 'kysely'
import type { Acted } from '@guichet/protocol'
import { transaction } from '#platform/database.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import { lockTicket } from '#tickets/tickets.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import { keepAnswer, repeated, save, undo, Undone } from '../act.ts'
import type { Aim, Doing, Outcome, Refusal } from '../act.ts'
import { tell } from '../tell.ts'
import type { Change } from '../tell.ts'

/** What an act on several tickets does to one of them. */
export interface Part { readonly loaded: LoadedTicket; readonly doing: Doing }

/** Which tickets an act concerns, found without holding them; a refusal when there are none such. */
type Choose = (trx: Transaction<Tables>) => Promise<readonly string[] | Refusal>

/** What is done to each, in the order in which it is to be written; the answer tells of the first unless `answers` names another. */
export interface Doings { readonly parts: readonly Part[]; readonly answers?: string }

/** Times that the tickets are looked for again, when others merged them meanwhile. */
const patience = 5
class Moved extends Error {}

/**
 * Does one act on several tickets, all of it or nothing. Their rows are held in one order, whatever the act, so that two acts never
 * wait for one another; whether they are still the ones it concerns is asked again once they are held.
 */
export async function actOnSeveral(
  desk: Desk, aim: Pick<Aim, 'providerId' | 'once'>, choose: Choose, think: (held: ReadonlyMap<string, LoadedTicket>, now: number, inside: Desk) => Promise<Doings | Refusal>,
): Promise<Outcome> {
  let changes: Change[] = []
  const attempt = () => transaction(desk.database.db, async (trx): Promise<Outcome> => {
    const before = await repeated(trx, desk, aim)
    if (before) return before
    const ids = orRefuse(await choose(trx))
    const held = new Map<string, LoadedTicket>()
    for (const id of [...new Set(ids)].toSorted()) {
      const loaded = await lockTicket(trx, aim.providerId, { id })
      if (!loaded) return undo({ refused: 'not-found' })
      held.set(id, loaded)
    }
    const again = orRefuse(await choose(trx))
    if (again.some((id) => !held.has(id))) throw new Moved()
    const doings = await think(held, desk.time.now(), { ...desk, database: { ...desk.database, db: trx } })
    if ('refused' in doings) return undo(doings)
    const acted = new Map<string, Acted>()
    changes = []
    for (const { loaded, doing } of doings.parts) {
      const saved = await save(trx, desk, loaded, doing)
      acted.set(loaded.id, saved.acted)
      changes.push(saved.changed)
    }
    const ticketId = doings.answers ?? doings.parts[0]!.loaded.id
    const answer = acted.get(ticketId)!
    await keepAnswer(trx, aim, ticketId, answer)
    return { ok: true, acted: answer, again: false, ticketId }
  })
  for (let left = patience; ; left--) {
    try {
      const outcome = await attempt()
      if (!outcome.ok || outcome.again) return outcome
      for (const change of changes) tell(desk, change)
      desk.jobs.wake('outbox')
      return outcome
    } catch (error) {
      if (error instanceof Undone) return { ok: false, ...error.refusal }
      if (!(error instanceof Moved) || left <= 1) throw error
    }
  }
}

function orRefuse(chosen: readonly string[] | Refusal): readonly string[] {
  return 'refused' in chosen ? undo(chosen) : chosen
}
