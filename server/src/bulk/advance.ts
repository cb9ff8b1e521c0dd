import { sql } from 'kysely'
import type { BulkTicketState, ProblemCode } from '@guichet/protocol'
import { transaction } from '#platform/database.ts'
import { pause } from '#platform/time.ts'
import { agentMay, deskWallOf, findAgent, listProviders } from '#people/people.ts'
import type { Agent } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Row } from '#tickets/tickets.ts'
import { tell, undoAct } from '#triage/triage.ts'
import type { Aim, Outcome } from '#triage/triage.ts'
import { noted } from './begin.ts'
import { holdOf, moveLetters } from './letters.ts'
import { detailOf, doOne } from './one.ts'

/** Tickets in one go, before the others' turn and a rest. */
const together = 20
/** Rest after each go, as long as it took: people's own acts come first. */
const rest = { least: 5, most: 250 }
/** A stint ends well within the time that a process is given to stop; the next is asked for at once. */
const stint = 5_000
/** Screens are told of progress at most so often. */
const telling = 400
const day = 24 * 3_600_000
/** What an agent wrote for many is kept so long. */
const kept = 30 * day

type Run = Row<'bulk_runs'>
type ToDo = Pick<Row<'bulk_tickets'>, 'place' | 'ticket_id' | 'event_id'>

/**
 * Goes on with every act on many tickets, and every undoing of one: some tickets of each by turns. What became of a ticket is written
 * in the transaction of its act, so that whoever goes on after a crash does none twice; nor do two at once. `goes`: for tests.
 */
export async function advanceBulk(desk: Desk, goes = Infinity): Promise<void> {
  const began = desk.time.now()
  const told = new Map<string, number>()
  let left = goes
  for (const { id: providerId } of await listProviders(desk)) {
    await desk.database.db.deleteFrom('bulk_runs').where('provider_id', '=', providerId).where('ended_at', '<', began - kept).execute()
  }
  for (;;) {
    let found = false
    for (const { id: providerId } of await listProviders(desk)) {
      const runs = await desk.database.db.selectFrom('bulk_runs').selectAll().where('provider_id', '=', providerId).where('state', 'in', ['running', 'undoing']).orderBy('started_at').orderBy('id').execute()
      for (const run of runs) {
        if (left-- <= 0) return
        found = true
        const before = desk.time.now()
        const ended = await goOn(desk, run as Run)
        const now = desk.time.now()
        if (ended || now - (told.get(run.id) ?? 0) >= telling) {
          told.set(run.id, now)
          tell(desk, { provider: providerId, events: ['bulk.moved'] })
        }
        await pause(Math.min(rest.most, Math.max(rest.least, now - before)))
      }
    }
    if (!found) return
    if (desk.time.now() - began > stint) return desk.jobs.wake('bulk')
  }
}

/** Some tickets of one run; true when there are none left. */
async function goOn(desk: Desk, run: Run): Promise<boolean> {
  const { db } = desk.database
  const agent = await findAgent(desk, run.provider_id, run.state === 'undoing' ? run.undone_by! : run.agent_id)
  // Whoever may do it no more by hand does it no more by this either.
  if (!agent || !agentMay(agent, 'answer')) return end(desk, run, agent, 'not-allowed')
  const todo = await db.selectFrom('bulk_tickets').select(['place', 'ticket_id', 'event_id']).where('provider_id', '=', run.provider_id).where('run_id', '=', run.id)
    .where('state', '=', run.state === 'undoing' ? 'done' : 'waiting').orderBy('place', run.state === 'undoing' ? 'desc' : 'asc').limit(together).execute()
  for (const one of todo) {
    if (!(await (run.state === 'undoing' ? undoOne(desk, run, agent, one) : doNext(desk, run, agent, one)))) return true
  }
  return todo.length < together ? end(desk, run, agent, null) : false
}

/** Does the act on one ticket; false when the run was stopped meanwhile. */
async function doNext(desk: Desk, run: Run, agent: Agent, one: ToDo): Promise<boolean> {
  const { confirmed, holdSeconds: _held, ...act } = run.act
  let settled: boolean | undefined
  const outcome = await attempt(desk, doOne(desk, { kind: 'agent', id: agent.id, name: agent.name }, {
    ...aimOf(run, one), deskWall: deskWallOf(agent), confirmed,
    also: async (inside, { eventId, messageId }) => {
      settled = await settle(inside, run, one, 'waiting', eventId == null ? 'unchanged' : 'done', { eventId: eventId ?? null, messageId })
      return settled
    },
  }, act, { holdMs: holdOf(run) }))
  if (outcome.ok) return true
  if (settled === false) return false
  return settle(desk, run, one, 'waiting', 'refused', { why: outcome.refused, detail: detailOf(outcome) })
}

/** Undoes it on one ticket, by the rule of undoing one; false when that was stopped meanwhile. */
async function undoOne(desk: Desk, run: Run, agent: Agent, one: ToDo): Promise<boolean> {
  let settled: boolean | undefined
  const outcome = await attempt(desk, undoAct(desk, { kind: 'agent', id: agent.id, name: agent.name }, {
    ...aimOf(run, one), deskWall: deskWallOf(agent),
    also: async (inside) => {
      settled = await settle(inside, run, one, 'done', 'undone', {})
      return settled
    },
  }, one.event_id!, agentMay(agent, 'lead'), true))
  if (outcome.ok) return true
  if (settled === false) return false
  return settle(desk, run, one, 'done', 'kept', { why: outcome.refused, detail: outcome.detail })
}

const aimOf = (run: Run, one: ToDo): Aim => ({ providerId: run.provider_id, ticket: { id: one.ticket_id }, bulk: { runId: run.id, tickets: run.total } })

/** One ticket that breaks something of ours does not hold up the others. */
async function attempt(desk: Desk, outcome: Promise<Outcome>): Promise<Outcome> {
  try {
    return await outcome
  } catch (err) {
    desk.log.error({ err }, 'one of many could not be done')
    return { ok: false, refused: 'internal' }
  }
}

/** Writes what became of one ticket, and counts it; false when the run no longer goes on, or another process was faster. */
async function settle(desk: Desk, run: Run, { place }: ToDo, from: BulkTicketState, to: Exclude<BulkTicketState, 'waiting'>, { eventId, messageId, why, detail }: { eventId?: string | null; messageId?: string | null; why?: ProblemCode; detail?: object | undefined }): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    with under as (select 1 from bulk_runs where provider_id = ${run.provider_id} and id = ${run.id} and state = ${run.state} for update),
    settled as (
      update bulk_tickets set state = ${to}, why = ${why ?? null}, detail = ${detail === undefined ? null : JSON.stringify(detail)}::jsonb, event_id = coalesce(${eventId ?? null}::uuid, event_id), message_id = coalesce(${messageId ?? null}::uuid, message_id)
      where provider_id = ${run.provider_id} and run_id = ${run.id} and place = ${place} and state = ${from} and exists (select 1 from under) returning 1),
    counted as (
      update bulk_runs set ${sql.ref(to)} = ${sql.ref(to)} + 1, ${from === 'done' ? sql`done = done - 1, ` : sql``} moved_at = ${desk.time.now()}::bigint
      where provider_id = ${run.provider_id} and id = ${run.id} and exists (select 1 from settled) returning 1)
    select count(*)::int as n from counted`.execute(desk.database.db)
  return rows[0]?.n === 1
}

/** The run is over: all of it was done or undone, or whoever wanted it may not any more. */
async function end(desk: Desk, run: Run, agent: Agent | undefined, why: ProblemCode | null): Promise<true> {
  await transaction(desk.database.db, async (trx) => {
    const now = desk.time.now()
    const state = why !== null ? 'stopped' : run.state === 'undoing' ? 'undone' : 'done'
    const ended = await trx.updateTable('bulk_runs').set({ state, why, moved_at: now, ended_at: now }).where('provider_id', '=', run.provider_id).where('id', '=', run.id).where('state', '=', run.state)
      .returning(['done', 'unchanged', 'refused', 'undone', 'kept']).executeTakeFirst()
    if (!ended) return
    // Stopped by itself, somebody else has the time to undo it; undone, what could not be leaves.
    if (state !== 'done') await moveLetters(trx, { providerId: run.provider_id, runId: run.id, now, to: state === 'stopped' ? now + holdOf(run) : now })
    const type = state === 'stopped' ? 'bulk.stopped' : state === 'undone' ? 'bulk.undone' : 'bulk.ended'
    await noted(trx, desk, run.provider_id, agent ? { kind: 'agent', id: agent.id, name: agent.name } : { kind: 'system' }, type, { runId: run.id, ...ended, ...(why === null ? {} : { why }) })
  })
  return true
}
