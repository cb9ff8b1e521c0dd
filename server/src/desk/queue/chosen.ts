import { deskWallText, deskWallValues } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { listFor } from './page.ts'
import type { QueueQuestion } from './page.ts'
import { keysOf, orderOf, Values } from './statement.ts'

/** A ticket as somebody chooses it among others. */
export interface ChosenTicket { readonly id: string; readonly number: number }

/** Every ticket that a list holds at this instant, in its order, up to `most`. */
export async function ticketsOfList(desk: Desk, question: QueueQuestion, most: number): Promise<ChosenTicket[]> {
  const list = listFor(question, desk.time.now())
  const values = new Values()
  values.put(question.providerId, 'uuid')
  const keys = keysOf(list, values, values.put(most, 'int'))
  const { rows } = await desk.database.pool.query<ChosenTicket>({
    text: `select k.id, t.number from (${keys}) k join tickets t on t.provider_id = $1 and t.id = k.id order by ${orderOf(list)}`, values: values.all,
  })
  return rows
}

/** Those of these that are there for an agent, as they were named: what is behind the wall is left out. */
export async function ticketsByIds(desk: Desk, providerId: string, wall: DeskWall, ids: readonly string[]): Promise<ChosenTicket[]> {
  const { rows } = await desk.database.pool.query<ChosenTicket>({
    text: `select t.id, t.number from unnest($2::uuid[]) with ordinality c (id, place) join tickets t on t.provider_id = $1 and t.id = c.id where ${deskWallText(3)} order by c.place`,
    values: [providerId, [...new Set(ids)], ...deskWallValues(wall)],
  })
  return rows
}
