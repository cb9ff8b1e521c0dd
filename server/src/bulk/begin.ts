import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { ProblemCode } from '@guichet/protocol'
import { transaction } from '#platform/database.ts'
import { writeEvent } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { KeptAct } from '#server/tables/bulk.ts'
import type { Tables } from '#server/tables.ts'
import type { Actor } from '#tickets/tickets.ts'
import { tell } from '#triage/triage.ts'
import { chosenTickets } from './chosen.ts'
import { holdOf, moveLetters, whileUndone } from './letters.ts'
import type { Asked } from './preview.ts'

/** Runs under way at once, of one provider and of one agent: each takes its turn, and none may wait for ever. */
const mostUnderWay = { provider: 6, agent: 3 }
const batch = 5_000

export interface Beginning extends Asked {
  /** The same key is the same run. */
  readonly once: { readonly key: string; readonly body: string }
}

/** Begins an act on many tickets: which they are is settled here and now, whatever comes into the list later. */
export async function beginBulk(desk: Desk, { providerId, actor, wall, which, act, confirmed, holdSeconds, once }: Beginning): Promise<{ id: string } | { refused: ProblemCode }> {
  const before = await sameRun(desk, providerId, actor.id, once)
  if (before) return before
  const { tickets } = await chosenTickets(desk, providerId, wall, which)
  if (tickets.length === 0) return { refused: 'nothing-chosen' }
  const id = desk.ids.next()
  const now = desk.time.now()
  const begun = await transaction(desk.database.db, async (trx): Promise<{ id: string } | { refused: ProblemCode } | undefined> => {
    if (await tooMany(trx, providerId, actor.id)) return { refused: 'bulk-busy' }
    const kept: KeptAct = { ...act, confirmed, holdSeconds }
    const made = await trx.insertInto('bulk_runs').values({
      provider_id: providerId, id, agent_id: actor.id, act: JSON.stringify(kept), chosen_by: 'ids' in which ? null : which.by, state: 'running', why: null, undone_by: null, total: tickets.length,
      started_at: now, moved_at: now, ended_at: null, key: once.key, body_sha256: once.body,
    }).onConflict((oc) => oc.columns(['provider_id', 'agent_id', 'key']).doNothing()).returning('id').executeTakeFirst()
    if (!made) return undefined
    for (let from = 0; from < tickets.length; from += batch) {
      const some = tickets.slice(from, from + batch)
      await sql`insert into bulk_tickets (provider_id, run_id, place, ticket_id, number)
        select ${providerId}, ${id}, ${from}::int + c.place::int, c.id, c.number from unnest(${some.map((one) => one.id)}::uuid[], ${some.map((one) => one.number)}::int[]) with ordinality c (id, number, place)`.execute(trx)
    }
    await noted(trx, desk, providerId, actor, 'bulk.begun', { runId: id, act: act.do, tickets: tickets.length })
    return { id }
  })
  if (begun === undefined) return (await sameRun(desk, providerId, actor.id, once)) ?? { refused: 'request-in-progress' }
  if ('id' in begun) moved(desk, providerId)
  return begun
}

async function sameRun(desk: Desk, providerId: string, agentId: string, { key, body }: Beginning['once']): Promise<{ id: string } | { refused: ProblemCode } | undefined> {
  const run = await desk.database.db.selectFrom('bulk_runs').select(['id', 'body_sha256']).where('provider_id', '=', providerId).where('agent_id', '=', agentId).where('key', '=', key).executeTakeFirst()
  return run && (run.body_sha256 === body ? { id: run.id } : { refused: 'key-reused' })
}

/** One decides at a time, or two at the same instant would both be the last. */
async function tooMany(trx: Transaction<Tables>, providerId: string, agentId: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`bulk ${providerId}`}, 0))`.execute(trx)
  const { all, own } = await trx.selectFrom('bulk_runs')
    .select((eb) => [eb.fn.countAll<number>().as('all'), eb.fn.countAll<number>().filterWhere(eb.fn.coalesce('undone_by', 'agent_id'), '=', agentId).as('own')])
    .where('provider_id', '=', providerId).where('state', 'in', ['running', 'undoing']).executeTakeFirstOrThrow()
  return Number(all) >= mostUnderWay.provider || Number(own) >= mostUnderWay.agent
}

/** Stops an act on many where it is, or its undoing: the ticket in hand is finished, no other is begun. */
export async function stopBulk(desk: Desk, providerId: string, actor: Actor & { id: string }, id: string): Promise<ProblemCode | undefined> {
  const stopped = await transaction(desk.database.db, async (trx) => {
    const now = desk.time.now()
    const run = await trx.updateTable('bulk_runs').set({ state: 'stopped', why: null, moved_at: now, ended_at: now }).where('provider_id', '=', providerId).where('id', '=', id)
      .where('state', 'in', ['running', 'undoing']).returning(['act', 'done', 'undone']).executeTakeFirst()
    if (run) {
      // Whoever stops has second thoughts: they have their time to undo again.
      await moveLetters(trx, { providerId, runId: id, now, to: now + holdOf(run) })
      await noted(trx, desk, providerId, actor, 'bulk.stopped', { runId: id, done: run.done, undone: run.undone })
    }
    return run !== undefined
  })
  if (!stopped) return 'already-handled'
  moved(desk, providerId)
  return undefined
}

/** Begins to undo all that an act on many has done, the last first. */
export async function undoBulk(desk: Desk, providerId: string, actor: Actor & { id: string }, id: string): Promise<ProblemCode | undefined> {
  const refused = await transaction(desk.database.db, async (trx): Promise<ProblemCode | undefined> => {
    const run = await trx.selectFrom('bulk_runs').select(['state', 'done']).where('provider_id', '=', providerId).where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
    if (run.state === 'running' || run.state === 'undoing') return 'bulk-running'
    if (run.done === 0) return 'already-handled'
    if (await tooMany(trx, providerId, actor.id)) return 'bulk-busy'
    const now = desk.time.now()
    // What is about to be called back does not leave meanwhile.
    await moveLetters(trx, { providerId, runId: id, now, to: now + whileUndone })
    await trx.updateTable('bulk_runs').set({ state: 'undoing', why: null, undone_by: actor.id, moved_at: now, ended_at: null }).where('provider_id', '=', providerId).where('id', '=', id).execute()
    return undefined
  })
  if (refused === undefined) moved(desk, providerId)
  return refused
}

export const noted = (trx: Transaction<Tables>, desk: Desk, providerId: string, actor: Actor, type: 'bulk.begun' | 'bulk.stopped' | 'bulk.ended' | 'bulk.undone', data: Record<string, unknown>) =>
  writeEvent(trx, desk, { providerId, type, actor, data })

/** Screens that show it read it again, and the work goes on. */
function moved(desk: Desk, providerId: string): void {
  tell(desk, { provider: providerId, events: ['bulk.moved'] })
  desk.jobs.wake('bulk')
}
