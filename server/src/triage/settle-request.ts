import type { Transaction } from 'kysely'
import type { Decision, Facts } from '@guichet/policy'
import { transaction } from '#platform/database.ts'
import { enqueue } from '#outbox/outbox.ts'
import type { Letter } from '#outbox/outbox.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import type { Recorded } from './opening.ts'
import { tell } from './tell.ts'
import type { Change } from './tell.ts'
import { writeRows } from './write.ts'
import type { Part } from './write.ts'

export interface Settled {
  readonly state: string
  readonly why?: string
  readonly ticketId?: string
  readonly facts?: Facts
  readonly decision?: Decision
}

/** Says what became of a recorded request; false when it was settled before, so that nothing happens twice. */
async function settleRequest(trx: Transaction<Tables>, desk: Desk, providerId: string, requestId: string, settled: Settled, from = 'recorded'): Promise<boolean> {
  const updated = await trx
    .updateTable('requests')
    .set({
      state: settled.state, why: settled.why ?? null, ticket_id: settled.ticketId ?? null, decided_at: desk.time.now(),
      ...(settled.facts ? { facts: JSON.stringify(settled.facts) } : {}), ...(settled.decision ? { decision: JSON.stringify(settled.decision) } : {}),
    })
    .where('provider_id', '=', providerId).where('id', '=', requestId).where('state', '=', from).executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** The same as a part of the statement that opens the ticket. */
export function settledByTicket(desk: Desk, providerId: string, requestId: string, { ticketId, facts, decision }: { ticketId: string; facts: Facts; decision: Decision }): Part {
  return {
    text: (from) => `settled as (update requests set state = 'ticket', why = null, ticket_id = $${from}, decided_at = $${from + 1}, facts = $${from + 2}, decision = $${from + 3}
      where provider_id = $${from + 4} and id = $${from + 5} and state = 'recorded' returning id)`,
    values: [ticketId, desk.time.now(), JSON.stringify(facts), JSON.stringify(decision), providerId, requestId],
  }
}

const eventOf: Record<string, string> = { quarantined: 'request.quarantined', discarded: 'request.discarded', refused: 'request.decided', redirected: 'request.decided', asked: 'request.decided' }

/** Settles a request without a ticket: refused, redirected, asked for more, put aside, thrown away; with its event and its letter. */
export async function settleWithoutTicket(
  desk: Desk, providerId: string, recorded: Recorded, settled: Settled,
  more: { letter?: Letter | undefined; actor?: { kind: 'agent' | 'system'; id?: string | undefined; name?: string | undefined }; from?: string; data?: object } = {},
): Promise<boolean> {
  const now = desk.time.now()
  const actor = more.actor ?? { kind: 'system' as const }
  const type = eventOf[settled.state] ?? 'request.decided'
  const change: Change = { provider: providerId, events: [type] }
  const done = await transaction(desk.database.db, async (trx) => {
    const row = recorded.row && {
      ...recorded.row, state: settled.state, why: settled.why ?? null, ticket_id: settled.ticketId ?? null, facts: settled.facts ?? null, decision: settled.decision ?? null, decided_at: now,
    }
    if (!row && !(await settleRequest(trx, desk, providerId, recorded.id, settled, more.from))) return false
    const eventId = desk.ids.next()
    await writeRows(trx, {
      ...(row ? { requests: [row] } : {}),
      messages: [], attachments: [], clocks: [],
      events: [{
        provider_id: providerId, id: eventId, ticket_id: null, seq: null, at: now, type, actor_kind: actor.kind, actor_id: actor.id ?? null, act_id: null, actor_name: actor.name ?? null,
        data: { requestId: recorded.id, state: settled.state, ...(settled.why ? { why: settled.why } : {}), ...more.data },
      }],
    })
    if (more.letter) await enqueue(trx, desk, { ...more.letter, causeEventId: eventId })
    return true
  })
  if (done) tell(desk, change)
  if (done && more.letter) desk.jobs.wake('outbox')
  return done
}
