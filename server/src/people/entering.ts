import type { Transaction } from 'kysely'
import type { FirstWay, SecondProof, Tables, World } from '#server/tables.ts'
import { writeEvent } from './event.ts'
import { openPending, secondFactorsOf } from './second-factor/second-factor.ts'
import type { Who } from './second-factor/second-factor.ts'
import { openSession } from './sessions.ts'

/** From where somebody comes in. */
export interface Seen {
  readonly machine: string
  readonly browser?: string | undefined
}

/** A session; or, where a second proof is set up, a first half that opens nothing by itself. */
export interface Entered {
  readonly kind: 'session' | 'pending'
  readonly token: string
  readonly expiresAt: number
}

/** After a first proof: a session, or the question for the second (a link or a password alone never opens more than that). */
export async function enter(trx: Transaction<Tables>, world: World, providerId: string, who: Who, given: Seen & { way: FirstWay }): Promise<Entered> {
  const { any } = await secondFactorsOf(world, providerId, who, trx)
  if (any) return { kind: 'pending', ...(await openPending(world, trx, providerId, who, given.way)) }
  return { kind: 'session', ...(await enterFully(trx, world, providerId, who, given)) }
}

/** Opens the session of somebody who proved all they have to, and writes it down. */
export async function enterFully(
  trx: Transaction<Tables>, world: World, providerId: string, who: Who, given: Seen & { way: FirstWay; second?: SecondProof | undefined },
): Promise<{ token: string; expiresAt: number }> {
  const session = await openSession(world, trx, providerId, who, given)
  await writeEvent(trx, world, { providerId, type: 'session.opened', actor: actorOf(who), data: { way: given.way, second: given.second ?? null, machine: given.machine, browser: given.browser?.slice(0, 300) ?? null } })
  return session
}

/** Who did it, for the events of people. */
export function actorOf(who: Who): { kind: 'agent' | 'contact'; id: string } {
  return 'agentId' in who ? { kind: 'agent', id: who.agentId } : { kind: 'contact', id: who.contactId }
}

export type { FirstWay, SecondProof }
