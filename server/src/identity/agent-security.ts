import type { Transaction } from 'kysely'
import type { EventType } from '@guichet/protocol'
import { transaction } from '#platform/database.ts'
import { hashPassword } from '#platform/passwords.ts'
import {
  addPasskey, backupCodesLeft, confirmTotp, elevateSession, elevation, makeBackupCodes, passwordProblem, removePasskey, removeSecondFactors, removeTotp, revokeSessions, secondFactorsOf, settleSecond,
  tryAgentPassword, verifySecondFactor, writeEvent,
} from '#people/people.ts'
import type { PasswordProblem, Place, Provider, SecondGiven, Seen, SignedAgent } from '#people/people.ts'
import type { Tables, World } from '#server/tables.ts'
import type { Slow, Wrong } from './entering.ts'

const where = ({ machine, browser }: Seen) => ({ machine, browser: browser?.slice(0, 300) ?? '' })

/** Whether an agent proved themselves just now: a second time; or, where there is nothing to prove it by, at the door. */
export async function isFresh(world: World, provider: Provider, agent: SignedAgent): Promise<boolean> {
  const now = world.time.now()
  if ((agent.elevatedUntil ?? 0) > now) return true
  return agent.openedAt > now - elevation && !(await secondFactorsOf(world, provider.id, { agentId: agent.id })).any
}

/** Takes a second proof again, and raises the session under a new token. `gone`: it ended meanwhile. */
export async function raiseAgent(
  world: World, provider: Provider, agent: SignedAgent, token: string, given: SecondGiven, seen: Seen,
): Promise<{ readonly kind: 'raised'; readonly token: string; readonly expiresAt: number } | Wrong | Slow | { readonly kind: 'gone' }> {
  const verdict = await verifySecondFactor(world, provider.id, { agentId: agent.id }, given)
  if (!verdict.ok && verdict.why === 'slow') return { kind: 'slow', waitMs: verdict.waitMs }
  return transaction(world.database.db, async (trx) => {
    const event = (type: EventType, data: Record<string, unknown> = {}) => writeEvent(trx, world, { providerId: provider.id, type, actor: { kind: 'agent', id: agent.id, name: agent.name }, data: { ...data, ...where(seen) } })
    if (!verdict.ok) {
      await event('session.second_failed')
      return { kind: 'wrong' }
    }
    const raised = await elevateSession(world, trx, provider.id, token, verdict.used)
    if (!raised) return { kind: 'gone' }
    if (verdict.used === 'code') await event('code.used')
    await event('session.elevated', { by: verdict.used })
    return { kind: 'raised', ...raised }
  })
}

/** One change of an agent's ways in, with its event. */
async function change<T>(world: World, provider: Provider, agent: SignedAgent, seen: Seen, type: EventType, work: (trx: Transaction<Tables>) => Promise<T | undefined>, data: Record<string, unknown> = {}): Promise<T | undefined> {
  return transaction(world.database.db, async (trx) => {
    const changed = await work(trx)
    if (changed !== undefined) await writeEvent(trx, world, { providerId: provider.id, type, actor: { kind: 'agent', id: agent.id, name: agent.name }, data: { ...data, ...where(seen) } })
    return changed
  })
}

/** A second proof was set up: what was owed is settled, and the first time backup codes come with it. Null: there were some. */
async function setUp(trx: Transaction<Tables>, world: World, provider: Provider, agentId: string): Promise<{ codes: string[] | null }> {
  await settleSecond(trx, provider.id, agentId)
  return { codes: (await backupCodesLeft(trx, provider.id, { agentId })) > 0 ? null : await makeBackupCodes(world, trx, provider.id, { agentId }) }
}

/** Takes an application for codes into use. Undefined: the code is not its own. Null: no new backup codes. */
export async function addAgentTotp(world: World, provider: Provider, agent: SignedAgent, given: { sealed: string; code: string }, seen: Seen): Promise<string[] | null | undefined> {
  const done = await change(world, provider, agent, seen, 'totp.added', async (trx) => ((await confirmTotp(world, trx, provider.id, { agentId: agent.id }, given)) ? setUp(trx, world, provider, agent.id) : undefined))
  return done?.codes
}

/** Keeps a new passkey. Undefined: the browser's answer does not hold. Null: no new backup codes. */
export async function addAgentPasskey(world: World, provider: Provider, agent: SignedAgent, given: { place: Place; purpose: string; name: string; response: unknown }, seen: Seen): Promise<string[] | null | undefined> {
  const done = await change(world, provider, agent, seen, 'passkey.added', async (trx) => {
    const id = await addPasskey(world, trx, provider.id, { agentId: agent.id }, given)
    return id === undefined ? undefined : setUp(trx, world, provider, agent.id)
  }, { name: given.name })
  return done?.codes
}

type Removed = 'done' | 'not-found' | 'second-factor-kept'

/** The last second proof stays where the provider requires one; without any, backup codes open nothing and go too. */
async function remove(world: World, provider: Provider, agent: SignedAgent, seen: Seen, type: EventType, isLast: (factors: Awaited<ReturnType<typeof secondFactorsOf>>) => boolean, work: (trx: Transaction<Tables>) => Promise<unknown>): Promise<Removed> {
  let kept = false
  const done = await change(world, provider, agent, seen, type, async (trx) => {
    // Two removals at once must not take both of two.
    await trx.selectFrom('agents').select('id').where('provider_id', '=', provider.id).where('id', '=', agent.id).forUpdate().execute()
    const last = isLast(await secondFactorsOf(world, provider.id, { agentId: agent.id }, trx))
    if (last && provider.secondFactor === 'required') {
      kept = true
      return undefined
    }
    const removed = await work(trx)
    if (last && removed) await removeSecondFactors(trx, provider.id, { agentId: agent.id })
    return removed || undefined
  })
  return kept ? 'second-factor-kept' : done === undefined ? 'not-found' : 'done'
}

/** Takes an application for codes away; kept where a second factor is required and this is the last. */
export async function removeAgentTotp(world: World, provider: Provider, agent: SignedAgent, seen: Seen): Promise<Removed> {
  return remove(world, provider, agent, seen, 'totp.removed', ({ totp, passkeys }) => totp !== null && passkeys.length === 0, async (trx) => removeTotp(trx, provider.id, { agentId: agent.id }))
}

/** Takes a passkey away; kept where a second factor is required and this is the last. */
export async function removeAgentPasskey(world: World, provider: Provider, agent: SignedAgent, id: string, seen: Seen): Promise<Removed> {
  return remove(world, provider, agent, seen, 'passkey.removed', ({ totp, passkeys }) => totp === null && passkeys.length === 1 && passkeys[0]!.id === id, async (trx) => removePasskey(trx, provider.id, { agentId: agent.id }, id))
}

/** Draws new backup codes; undefined where there is nothing that they could stand in for. */
export async function drawAgentCodes(world: World, provider: Provider, agent: SignedAgent, seen: Seen): Promise<string[] | undefined> {
  return change(world, provider, agent, seen, 'codes.made', async (trx) =>
    (await secondFactorsOf(world, provider.id, { agentId: agent.id }, trx)).any ? makeBackupCodes(world, trx, provider.id, { agentId: agent.id }) : undefined)
}

/**
 * Takes away every second proof of an agent who lost them, and ends their sessions and half-open sign-ins: for whoever runs the
 * machine, since nobody who signs in could be trusted with it. Where the provider requires a second proof, the agent's next session
 * is good for setting one up and for nothing else. `had`: whether there was anything to take away.
 */
export async function resetAgentSecond(world: World, provider: Provider, agent: { readonly id: string }): Promise<{ had: boolean; ended: number }> {
  const who = { agentId: agent.id }
  return transaction(world.database.db, async (trx) => {
    await trx.selectFrom('agents').select('id').where('provider_id', '=', provider.id).where('id', '=', agent.id).forUpdate().execute()
    const { any, backupCodesLeft: left } = await secondFactorsOf(world, provider.id, who, trx)
    if (!any && left === 0) return { had: false, ended: 0 }
    await removeSecondFactors(trx, provider.id, who)
    const ended = await revokeSessions(world, trx, provider.id, who)
    await trx.updateTable('pending_sign_ins').set({ used_at: world.time.now() }).where('provider_id', '=', provider.id).where('agent_id', '=', agent.id).where('used_at', 'is', null).execute()
    await writeEvent(trx, world, { providerId: provider.id, type: 'second_factor.reset', actor: { kind: 'system' }, data: { agentId: agent.id, sessionsEnded: ended } })
    return { had: true, ended }
  })
}

/** Changes an agent's password, which they must know; every other session of theirs ends. */
export async function changeAgentPassword(
  world: World, provider: Provider, agent: SignedAgent, given: { current: string; password: string }, seen: Seen,
): Promise<{ readonly kind: 'changed' } | Wrong | Slow | { readonly kind: 'weak'; readonly problem: PasswordProblem }> {
  const tried = await tryAgentPassword(world, provider.id, { email: agent.email, password: given.current, machine: seen.machine })
  if (!tried.ok) return tried.why === 'slow' ? { kind: 'slow', waitMs: tried.waitMs } : { kind: 'wrong' }
  const problem = passwordProblem(given.password, { name: agent.name, email: agent.email, provider: provider.name })
  if (problem) return { kind: 'weak', problem }
  const password_hash = await hashPassword(given.password)
  await change(world, provider, agent, seen, 'password.set', async (trx) => {
    await trx.updateTable('agents').set({ password_hash }).where('provider_id', '=', provider.id).where('id', '=', agent.id).execute()
    return { ended: await revokeSessions(world, trx, provider.id, { agentId: agent.id }, agent.sessionId) }
  })
  return { kind: 'changed' }
}
