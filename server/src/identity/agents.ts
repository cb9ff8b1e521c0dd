import type { Transaction } from 'kysely'
import { transaction } from '#platform/database.ts'
import { closeSession, comesInFreely, enter, enterFully, findPending, foldAddress, oweSecond, spendPending, tryAgentPassword, usePasskey, verifySecondFactor, writeEvent } from '#people/people.ts'
import type { Entered, FirstWay, Pending, Place, Provider, SecondGiven, Seen } from '#people/people.ts'
import type { Tables, World } from '#server/tables.ts'
import type { Coming, Slow, Wrong } from './entering.ts'

const where = ({ machine, browser }: Seen) => ({ machine, browser: browser?.slice(0, 300) ?? '' })

/**
 * After a first proof of an agent: a session, or the question for the second. Where the provider requires a second proof and the
 * agent has none yet, the session is good for setting one up and for nothing else.
 */
export async function enterAgent(trx: Transaction<Tables>, world: World, provider: Provider, agentId: string, way: FirstWay, coming: Coming): Promise<Entered> {
  const entered = await enter(trx, world, provider.id, { agentId }, { way, machine: coming.machine, browser: coming.browser })
  if (entered.kind === 'session' && provider.secondFactor === 'required') await oweSecond(trx, provider.id, entered.token)
  return entered
}

async function leave(world: World, provider: Provider, entered: Entered | undefined, coming: Coming): Promise<void> {
  if (entered?.kind === 'session' && coming.previous) await closeSession(world, provider.id, coming.previous)
}

/** Signs an agent in by password. Unknown, closed, wrong and barred are told alike, after the same work (AB-26). */
export async function enterAgentByPassword(world: World, provider: Provider, given: { email: string; password: string }, coming: Coming): Promise<Entered | Wrong | Slow> {
  const tried = await tryAgentPassword(world, provider.id, { ...given, machine: coming.machine })
  if (!tried.ok && tried.why === 'slow') return { kind: 'slow', waitMs: tried.waitMs }
  const entered = await transaction(world.database.db, async (trx) => {
    if (tried.ok) return enterAgent(trx, world, provider, tried.id, 'password', coming)
    const known = await trx.selectFrom('agents').select('id').where('provider_id', '=', provider.id).where('email_key', '=', foldAddress(given.email)?.toLowerCase() ?? 'nobody').executeTakeFirst()
    await writeEvent(trx, world, { providerId: provider.id, type: 'session.failed', actor: known ? { kind: 'agent', id: known.id } : { kind: 'third_party' }, data: { way: 'password', ...where(coming) } })
    return undefined
  })
  await leave(world, provider, entered, coming)
  return entered ?? { kind: 'wrong' }
}

/** Signs an agent in by a passkey that checked its person: both proofs at once. */
export async function enterAgentByPasskey(world: World, provider: Provider, given: { place: Place; response: unknown }, coming: Coming): Promise<Entered | undefined> {
  const entered = await transaction(world.database.db, async (trx) => {
    const who = await usePasskey(world, trx, provider.id, { ...given, purpose: 'desk', kind: 'agent' })
    if (!who || !('agentId' in who) || !(await works(trx, provider, who.agentId, 'passkey'))) return undefined
    return { kind: 'session' as const, ...(await enterFully(trx, world, provider.id, who, { way: 'passkey', second: 'passkey', machine: coming.machine, browser: coming.browser })) }
  })
  await leave(world, provider, entered, coming)
  return entered
}

async function works(trx: Transaction<Tables>, provider: Provider, agentId: string, way?: 'passkey'): Promise<boolean> {
  const people = trx.selectFrom('agents').select('id').where('provider_id', '=', provider.id).where('id', '=', agentId).where('disabled_at', 'is', null)
  return (await (way === 'passkey' ? people.where(comesInFreely('agents')) : people).executeTakeFirst()) !== undefined
}

/** The agent who owes a second proof, by the token of what is pending. */
export async function pendingAgent(world: World, provider: Provider, token: string | undefined): Promise<(Pending & { agentId: string }) | undefined> {
  const pending = token === undefined ? undefined : await findPending(world, provider.id, token)
  return pending && 'agentId' in pending.who ? { ...pending, agentId: pending.who.agentId } : undefined
}

/** Gives the second proof: opens the session, once. `gone`: what was pending is not any more. */
export async function enterAgentBySecond(world: World, provider: Provider, token: string | undefined, given: SecondGiven, coming: Coming): Promise<Entered | Wrong | Slow | { kind: 'gone' }> {
  const pending = await pendingAgent(world, provider, token)
  if (!pending || token === undefined) return { kind: 'gone' }
  const { agentId, who } = pending
  const verdict = await verifySecondFactor(world, provider.id, who, given)
  if (!verdict.ok && verdict.why === 'slow') return { kind: 'slow', waitMs: verdict.waitMs }
  if (!verdict.ok) {
    await transaction(world.database.db, (trx) => writeEvent(trx, world, { providerId: provider.id, type: 'session.second_failed', actor: { kind: 'agent', id: agentId }, data: where(coming) }))
    return { kind: 'wrong' }
  }
  const entered = await transaction(world.database.db, async (trx) => {
    if (!(await spendPending(world, trx, provider.id, token)) || !(await works(trx, provider, agentId))) return undefined
    if (verdict.used === 'code') await writeEvent(trx, world, { providerId: provider.id, type: 'code.used', actor: { kind: 'agent', id: agentId }, data: where(coming) })
    return { kind: 'session' as const, ...(await enterFully(trx, world, provider.id, who, { way: pending.way, second: verdict.used, machine: coming.machine, browser: coming.browser })) }
  })
  await leave(world, provider, entered, coming)
  return entered ?? { kind: 'gone' }
}
