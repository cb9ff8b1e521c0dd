import { verifyPassword } from '#platform/passwords.ts'
import { transaction } from '#platform/database.ts'
import type { World } from '#server/tables.ts'
import { foldAddress } from './address.ts'
import { countAttempt, forgetAttempts } from './attempts.ts'
import type { Slowing } from './attempts.ts'
import { closeSession, openSession } from './sessions.ts'

const minute = 60_000
/** One machine against one account. */
const pair: Slowing = { free: 5, base: 1_000, cap: 15 * minute, forget: 60 * minute }
/** One machine against any account. */
const machine: Slowing = { free: 30, base: 1_000, cap: 15 * minute, forget: 60 * minute }
/** Many machines against one account: slowed, never shut, or anybody could shut anybody out (AB-28). */
const account: Slowing = { free: 50, base: 500, cap: 5_000, forget: 60 * minute }

export type SignedIn = { ok: true; token: string; expiresAt: number; agentId: string } | { ok: false; why: 'wrong' } | { ok: false; why: 'slow'; waitMs: number }

/**
 * Signs an agent in by password. A wrong password, an unknown address and a disabled account take as long and
 * are told alike (AB-26). `previous` is the token that the browser showed: it is worth nothing afterwards.
 */
export async function signInAgent(
  world: World,
  providerId: string,
  given: { email: string; password: string; machine: string; previous?: string | undefined },
): Promise<SignedIn> {
  const key = foldAddress(given.email)?.toLowerCase() ?? 'nobody'
  const names: [string, Slowing][] = [
    [`password:${key}|${given.machine}`, pair], [`password:*|${given.machine}`, machine], [`password:${key}`, account],
  ]
  for (const [name, slowing] of names) {
    const waitMs = await countAttempt(world, providerId, name, slowing)
    if (waitMs > 0) return { ok: false, why: 'slow', waitMs }
  }
  const agent = await world.database.db
    .selectFrom('agents').select(['id', 'password_hash']).where('provider_id', '=', providerId).where('email_key', '=', key)
    .where('disabled_at', 'is', null).executeTakeFirst()
  if (!(await verifyPassword(given.password, agent?.password_hash)) || !agent) {
    return { ok: false, why: 'wrong' }
  }
  for (const [name] of names) await forgetAttempts(world, providerId, name)
  const session = await transaction(world.database.db, (trx) => openSession(world, trx, providerId, { agentId: agent.id }))
  if (given.previous) await closeSession(world, providerId, given.previous)
  return { ok: true, ...session, agentId: agent.id }
}
