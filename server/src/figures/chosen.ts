import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { onDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Asked } from './period.ts'

/** What names a line: its tier, and what is promised. */
export const keyOf = (tier: string | null, line: string): string => createHash('md5').update(`${tier ?? ''}|${line}`).digest('hex')
/** The same of clocks `k`. */
export const keyText = sql`md5(coalesce(k.tier, '') || '|' || k.line)`

const measured = sql`k.line <> ''`

/**
 * The promises of a period inside the wall, as clocks `k` with the instant `at` by which they belong to it. By outcome: those that stopped
 * in it, and those still open whose deadline passed before its end, for nobody's figures get better by never answering (TIME-27). By
 * creation: those of the tickets opened in it.
 */
export function stoppedOf(providerId: string, wall: DeskWall, { span, basis }: Asked): { readonly from: RawBuilder<unknown>; readonly at: RawBuilder<unknown> } {
  const inside = sql`k.stopped_at is not null and ${measured} and ${onDesk(wall, 'k')}`
  return basis === 'creation'
    ? { at: sql`t.opened_at`, from: sql`tickets t join clocks k on k.provider_id = t.provider_id and k.ticket_id = t.id where t.provider_id = ${providerId} and t.opened_at >= ${span.from} and t.opened_at < ${span.to} and ${inside}` }
    : { at: sql`k.stopped_at`, from: sql`clocks k where k.provider_id = ${providerId} and k.stopped_at >= ${span.from} and k.stopped_at < ${span.to} and ${inside}` }
}

/** Those of them that have not stopped. */
export function openOf(providerId: string, wall: DeskWall, { span, basis, now }: Asked): { readonly from: RawBuilder<unknown>; readonly at: RawBuilder<unknown> } {
  const inside = sql`k.stopped_at is null and ${measured} and ${onDesk(wall, 'k')}`
  return basis === 'creation'
    ? { at: sql`t.opened_at`, from: sql`tickets t join clocks k on k.provider_id = t.provider_id and k.ticket_id = t.id where t.provider_id = ${providerId} and t.opened_at >= ${span.from} and t.opened_at < ${span.to} and ${inside}` }
    : { at: sql`k.due_at`, from: sql`clocks k where k.provider_id = ${providerId} and k.due_at < ${Math.min(span.to, now)} and ${inside}` }
}

/** Why a clock `k` is left out, or null. */
export const whyText = sql`case when k.aside in ('spam', 'merged') then k.aside when k.outcome = 'cancelled' then 'cancelled' else k.aside end`

/** What became of a clock `k`. */
export const partText = (now: number) => sql`case when k.aside is not null or k.outcome = 'cancelled' then 'excluded'
  when k.stopped_at is null then case when k.due_at < ${now} then 'open' else 'running' end when k.broken then 'over' else 'within' end`
