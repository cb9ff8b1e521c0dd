import type { Kysely } from 'kysely'
import type { Tables } from '#server/tables.ts'

/** A purchase or a use as it stands after its corrections, the last of which counts. */
export interface Movement {
  readonly id: string
  readonly quota: string
  readonly kind: 'purchase' | 'use'
  readonly at: number
  /** Seconds, or requests. */
  readonly quantity: number
  /** What was recorded first, where a correction says otherwise. */
  readonly recorded: number
  readonly author: string | null
  readonly recordedAt: number
  readonly note: string | null
  readonly ticket: number | null
  readonly corrections: readonly { readonly quantity: number; readonly author: string | null; readonly at: number; readonly note: string | null }[]
}

/** Everything that was bought and used of a contract, the last first. */
export async function movementsOf(db: Kysely<Tables>, providerId: string, contractId: string): Promise<Movement[]> {
  const rows = await db
    .selectFrom('quota_movements as m').leftJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'm.provider_id').onRef('t.id', '=', 'm.ticket_id'))
    .select(['m.id', 'm.quota', 'm.kind', 'm.at', 'm.quantity', 'm.corrects', 'm.note', 'm.author_name', 'm.recorded_at', 't.number'])
    .where('m.provider_id', '=', providerId).where('m.contract_id', '=', contractId).orderBy('m.at', 'desc').orderBy('m.id', 'desc').execute()
  const corrections = rows.filter((row) => row.corrects !== null).sort((a, b) => a.recorded_at - b.recorded_at || (a.id < b.id ? -1 : 1))
  return rows.flatMap((row): Movement[] => {
    if (row.kind === 'correction') return []
    const own = corrections.filter((one) => one.corrects === row.id)
    return [{
      id: row.id, quota: row.quota, kind: row.kind, at: row.at, quantity: own.at(-1)?.quantity ?? row.quantity, recorded: row.quantity, author: row.author_name, recordedAt: row.recorded_at,
      note: row.note, ticket: row.number, corrections: own.map((one) => ({ quantity: one.quantity, author: one.author_name, at: one.recorded_at, note: one.note })),
    }]
  })
}
