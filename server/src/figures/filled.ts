import { isBroken, lineOf, standingOf } from '#clocks/clocks.ts'
import { projectAgain } from '#desk/desk.ts'
import { listProviders } from '#people/people.ts'
import { transaction } from '#platform/database.ts'
import { pause, stopwatch } from '#platform/time.ts'
import type { Desk } from '#policies/policies.ts'
import { lockTicket } from '#tickets/tickets.ts'

/** Tickets made ready in one run; the next goes on. */
const batch = 1_000

/** Whether every promise of a provider says what figures ask of it. */
export async function allFilled(desk: Desk, providerId: string): Promise<boolean> {
  const { rows } = await desk.database.pool.query<{ some: boolean }>({ name: 'clocks-to-fill', text: 'select exists (select 1 from clocks k where k.provider_id = $1 and k.line is null) as some', values: [providerId] })
  return rows[0]?.some !== true
}

/**
 * Writes into the promises of one ticket what figures ask of them, from its events. What has been measured stays as it is: a stopped
 * clock keeps its outcome for ever.
 */
async function fillTicket(desk: Desk, providerId: string, ticketId: string): Promise<void> {
  await transaction(desk.database.db, async (trx) => {
    const loaded = await lockTicket(trx, providerId, { id: ticketId })
    if (!loaded) return
    const inside = { ...desk, database: { ...desk.database, db: trx } }
    const again = await projectAgain(inside, providerId, ticketId)
    const stands = standingOf(loaded.ticket, loaded.events)
    const rows = await trx.selectFrom('clocks').select(['metric', 'cycle', 'commitment', 'outcome', 'counted', 'counted_to']).where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).where('line', 'is', null).execute()
    for (const row of rows) {
      const measured = again.clocks.find(({ metric, cycle }) => metric === row.metric && cycle === row.cycle)
      const counted = row.counted ?? measured?.counted ?? null
      const commitment = row.commitment as unknown as Parameters<typeof lineOf>[0]
      await trx.updateTable('clocks').set({
        ...stands, line: counted === null ? '' : lineOf(commitment), broken: isBroken(commitment, row.outcome, counted),
        counted, counted_to: row.counted === null ? (measured?.counted_to ?? null) : row.counted_to,
      }).where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).where('metric', '=', row.metric).where('cycle', '=', row.cycle).execute()
    }
  })
}

/** What cannot be read from its events is in no figure; without it the rest would never be done. */
async function leaveOut(desk: Desk, providerId: string, ticketId: string): Promise<void> {
  await desk.database.db.updateTable('clocks').set({ line: '' }).where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).where('line', 'is', null).execute()
}

/** Makes the promises that an older version wrote ready for figures, some tickets at a time and half of the time at most; a run cut short is gone on with. Gives how many. */
export async function fillClocks(desk: Desk): Promise<number> {
  let done = 0
  for (const { id: providerId } of await listProviders(desk)) {
    const { rows } = await desk.database.pool.query<{ id: string }>('select distinct ticket_id as id from (select k.ticket_id from clocks k where k.provider_id = $1 and k.line is null order by k.ticket_id limit $2) k', [providerId, batch])
    for (const { id } of rows) {
      const took = stopwatch()
      await fillTicket(desk, providerId, id).catch(async (err: unknown) => {
        desk.log.warn({ err, ticket: id }, 'the promises of a ticket could not be made ready for figures')
        await leaveOut(desk, providerId, id)
      })
      done += 1
      await pause(took())
    }
  }
  if (done >= batch) desk.jobs.wake('figures')
  return done
}
