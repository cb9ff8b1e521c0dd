import { verifyPassword } from '#platform/passwords.ts'
import type { World } from '#server/tables.ts'
import { foldAddress } from './address.ts'
import { countAttempt, forgetAttempts, giveAttemptBack } from './attempts.ts'
import type { Slowing } from './attempts.ts'
import { comesInFreely } from './oidc/connections.ts'

const minute = 60_000
/** One machine against one account. */
const pair: Slowing = { free: 5, base: 1_000, cap: 15 * minute, forget: 60 * minute }
/** One machine against any account. */
const machine: Slowing = { free: 30, base: 1_000, cap: 15 * minute, forget: 60 * minute }
/** Many machines against one account: slowed, never shut, or anybody could shut anybody out (AB-28). */
const account: Slowing = { free: 50, base: 500, cap: 5_000, forget: 60 * minute }

/** Somebody with a password, as a door found them. */
interface Holder { readonly id: string; readonly hash: string }

/**
 * Whose password it is, by one throttle for every door. `kind` keeps agents' and contacts' tries apart. A wrong password, an unknown
 * address and one without a password take as long and are told alike (AB-26).
 */
export async function tryPassword(
  world: World, providerId: string,
  given: { kind: 'agent' | 'contact'; email: string; password: string; machine: string; find: (emailKey: string) => Promise<Holder | undefined> },
): Promise<{ ok: true; id: string } | { ok: false; why: 'wrong' } | { ok: false; why: 'slow'; waitMs: number }> {
  const key = foldAddress(given.email) ?? 'nobody'
  const [tried, counted] = [given.kind === 'agent' ? 'password' : 'contact-password', key.toLowerCase()]
  const own = [`${tried}:${counted}|${given.machine}`, `${tried}:${counted}`] as const
  const any = `${tried}:*|${given.machine}`
  const names: [string, Slowing][] = [[own[0], pair], [any, machine], [own[1], account]]
  for (const [name, slowing] of names) {
    const waitMs = await countAttempt(world, providerId, name, slowing)
    if (waitMs > 0) return { ok: false, why: 'slow', waitMs }
  }
  const holder = await given.find(key)
  if (!(await verifyPassword(given.password, holder?.hash)) || !holder) return { ok: false, why: 'wrong' }
  for (const name of own) await forgetAttempts(world, providerId, name)
  // An account of one's own forgives no tries at others' (AB-28).
  await giveAttemptBack(world, providerId, any)
  return { ok: true, id: holder.id }
}

/** Whose password an agent's is; one who comes in through another site only has none that counts. */
export async function tryAgentPassword(world: World, providerId: string, given: { email: string; password: string; machine: string }): ReturnType<typeof tryPassword> {
  const find = async (emailKey: string) =>
    world.database.db
      .selectFrom('agents').select(['id', 'password_hash as hash']).where('provider_id', '=', providerId).where('email_key', '=', emailKey.toLowerCase())
      .where('disabled_at', 'is', null).where(comesInFreely('agents')).executeTakeFirst()
  return tryPassword(world, providerId, { kind: 'agent', ...given, find })
}
