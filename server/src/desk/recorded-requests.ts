import type { Facts } from '@guichet/policy'
import type { Desk } from '#policies/policies.ts'

/** What a ticket was decided on: the facts known of it, and the instant of its receipt. */
export interface RecordedRequest {
  readonly number: number
  readonly facts: Facts
  readonly at: number
}

const batch = 500

/**
 * What the tickets of a provider were decided on, newest first, `limit` at most, a batch at a time. `open`: only those that are neither
 * solved nor closed.
 */
export async function* recordedRequests({ database }: Desk, providerId: string, { open, limit }: { open: boolean; limit: number }): AsyncGenerator<RecordedRequest[]> {
  let below: number | undefined
  for (let left = limit; left > 0; left -= batch) {
    const wanted = Math.min(batch, left)
    let chosen = database.db.selectFrom('tickets').select(['number', 'facts', 'opened_at']).where('provider_id', '=', providerId)
    if (open) chosen = chosen.where('place', 'in', ['todo', 'waiting'])
    if (below !== undefined) chosen = chosen.where('number', '<', below)
    const rows = await chosen.orderBy('number', 'desc').limit(wanted).execute()
    if (rows.length > 0) yield rows.map((row) => ({ number: row.number, facts: row.facts, at: row.opened_at }))
    if (rows.length < wanted) return
    below = rows.at(-1)!.number
  }
}
