import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { World } from '#server/tables.ts'

/** How tries are slowed: the first `free` cost nothing, then each waits twice as long as the one before, up to `cap`. Milliseconds. */
export interface Slowing {
  readonly free: number
  readonly base: number
  readonly cap: number
  /** Quiet for so long, and the count begins again. */
  readonly forget: number
}

const keyOf = (name: string) => createHash('sha256').update(name).digest('base64url')

/**
 * Counts one try under a name (hashed before it is kept) and says whether it may go on.
 * Gives 0 when it may, else the milliseconds to wait. Counted before it is judged, so that many at once are not free;
 * a try that has to wait is not counted: nobody can lock another out for longer by insisting.
 */
export async function countAttempt(world: World, providerId: string, name: string, slowing: Slowing): Promise<number> {
  const now = world.time.now()
  const key = keyOf(name)
  const { free, base, cap, forget } = slowing
  const again = sql`(case when attempts.since_at < ${now - forget}::bigint then 1 else attempts.count + 1 end)`
  const wait = (count: ReturnType<typeof sql>) =>
    sql`${now}::bigint + (case when ${count} < ${free}::int then 0 else least(${cap}::float8, ${base}::float8 * power(2::float8, least(${count} - ${free}::int, 30))) end)::bigint`
  const counted = await sql`
    insert into attempts (provider_id, key, count, since_at, next_at) values (${providerId}, ${key}, 1, ${now}, ${wait(sql`1`)})
    on conflict (provider_id, key) do update set count = ${again}, since_at = ${now}, next_at = ${wait(again)}
    where attempts.next_at <= ${now}
    returning 1`.execute(world.database.db)
  if (counted.rows.length > 0) return 0
  const held = await world.database.db
    .selectFrom('attempts').select('next_at').where('provider_id', '=', providerId).where('key', '=', key).executeTakeFirst()
  return Math.max(1, (held?.next_at ?? now) - now)
}

/** Milliseconds that the next try under a name has to wait, without counting one; 0 when it need not. */
export async function attemptWait(world: World, providerId: string, name: string): Promise<number> {
  const held = await world.database.db
    .selectFrom('attempts').select('next_at').where('provider_id', '=', providerId).where('key', '=', keyOf(name)).executeTakeFirst()
  return Math.max(0, (held?.next_at ?? 0) - world.time.now())
}

/**
 * Takes one try back: what follows a success where others are tried under the same name. Whoever comes in themselves between two
 * guesses at others is no slower, and no faster.
 */
export async function giveAttemptBack(world: World, providerId: string, name: string): Promise<void> {
  await world.database.db
    .updateTable('attempts').set((eb) => ({ count: sql<number>`greatest(${eb.ref('count')} - 1, 0)`, next_at: world.time.now() }))
    .where('provider_id', '=', providerId).where('key', '=', keyOf(name)).execute()
}

/** Forgets the tries under a name: what follows a success. */
export async function forgetAttempts(world: World, providerId: string, name: string): Promise<void> {
  await world.database.db.deleteFrom('attempts').where('provider_id', '=', providerId).where('key', '=', keyOf(name)).execute()
}
