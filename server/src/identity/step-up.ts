import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { transaction } from '#platform/database.ts'
import { countAttempt, elevateSession, elevation, forgetAttempts, secondFactorsOf, verifySecondFactor, writeEvent } from '#people/people.ts'
import type { Provider, SecondGiven, SecondProof, Seen, SignedContact, Slowing } from '#people/people.ts'
import type { World } from '#server/tables.ts'
import { codeUsed, secondFailed } from './entering.ts'
import type { Slow, Wrong } from './entering.ts'
import { tellContact } from './notices.ts'

const minute = 60_000
/** How long a code sent by mail can be typed. */
const life = 15 * minute
const sending: Slowing = { free: 3, base: minute, cap: 60 * minute, forget: 60 * minute }
const typing: Slowing = { free: 5, base: minute, cap: 15 * minute, forget: 60 * minute }

export type Raised = { readonly kind: 'raised'; readonly token: string; readonly expiresAt: number }

/**
 * Whether somebody may arrange their ways in without confirming again: they are at T3; or they have no second factor and a link just
 * proved the very address to which a code would go.
 */
export async function provedJustNow(world: World, provider: Provider, contact: SignedContact): Promise<boolean> {
  if (contact.trust === 'T3') return true
  if (contact.way !== 'link' || contact.openedAt <= world.time.now() - elevation) return false
  return !(await secondFactorsOf(world, provider.id, { contactId: contact.id })).any
}

function hashOf(world: World, sessionId: string, code: string): Buffer {
  return createHmac('sha256', world.settings.secret).update(`guichet:mail-code|${sessionId}|${code.replaceAll(/\D/g, '')}`).digest()
}

/** Sends a code to the registered address, for this session alone; only where no second factor is set up (AUTH-01: out-of-band). */
export async function sendMailCode(world: World, provider: Provider, contact: SignedContact, seen: Seen): Promise<{ kind: 'sent' } | Slow | { kind: 'not_here' }> {
  if ((await secondFactorsOf(world, provider.id, { contactId: contact.id })).any) return { kind: 'not_here' }
  const waitMs = await countAttempt(world, provider.id, `mail-code:${contact.id}`, sending)
  if (waitMs > 0) return { kind: 'slow', waitMs }
  const now = world.time.now()
  const code = String(randomInt(100_000_000)).padStart(8, '0')
  await transaction(world.database.db, async (trx) => {
    const row = { code_hash: hashOf(world, contact.sessionId, code), created_at: now, expires_at: now + life }
    await trx
      .insertInto('mail_codes').values({ provider_id: provider.id, session_id: contact.sessionId, ...row })
      .onConflict((oc) => oc.columns(['provider_id', 'session_id']).doUpdateSet(row)).execute()
    await tellContact(trx, world, provider, contact.id, {
      what: 'code', at: now, code: code.replace(/^(.{4})/, '$1 '), minutes: life / minute, where: { machine: seen.machine, browser: seen.browser ?? '' },
    })
  })
  world.jobs.wake('outbox')
  return { kind: 'sent' }
}

/** Whether a code was sent to this session and can still be typed. */
export async function mailCodeIsOut(world: World, provider: Provider, contact: SignedContact): Promise<boolean> {
  const row = await world.database.db
    .selectFrom('mail_codes').select('expires_at').where('provider_id', '=', provider.id).where('session_id', '=', contact.sessionId).executeTakeFirst()
  return row !== undefined && row.expires_at > world.time.now()
}

async function checkMailCode(world: World, provider: Provider, contact: SignedContact, code: string): Promise<'mail' | undefined | Slow> {
  const name = `mail-code-typed:${contact.sessionId}`
  const waitMs = await countAttempt(world, provider.id, name, typing)
  if (waitMs > 0) return { kind: 'slow', waitMs }
  const { db } = world.database
  const row = await db.selectFrom('mail_codes').select(['code_hash', 'expires_at']).where('provider_id', '=', provider.id).where('session_id', '=', contact.sessionId).executeTakeFirst()
  if (!row || row.expires_at <= world.time.now() || !timingSafeEqual(row.code_hash, hashOf(world, contact.sessionId, code))) return undefined
  const spent = await db.deleteFrom('mail_codes').where('provider_id', '=', provider.id).where('session_id', '=', contact.sessionId).where('code_hash', '=', row.code_hash).executeTakeFirst()
  if (spent.numDeletedRows === 0n) return undefined
  await forgetAttempts(world, provider.id, name)
  return 'mail'
}

async function check(world: World, provider: Provider, contact: SignedContact, given: SecondGiven): Promise<{ used: SecondProof } | (Wrong & { last: boolean }) | Slow> {
  const who = { contactId: contact.id }
  if (!(await secondFactorsOf(world, provider.id, who)).any) {
    const used = 'code' in given ? await checkMailCode(world, provider, contact, given.code) : undefined
    if (used === 'mail') return { used }
    return used ?? { kind: 'wrong', last: false }
  }
  const verdict = await verifySecondFactor(world, provider.id, who, given)
  if (verdict.ok) return { used: verdict.used }
  return verdict.why === 'slow' ? { kind: 'slow', waitMs: verdict.waitMs } : { kind: 'wrong', last: verdict.last }
}

/**
 * Raises a session to T3 for a quarter of an hour by any second factor or, where none is set up, by the code sent to the registered
 * address. The session goes on under a new token (AB-29).
 */
export async function stepUp(world: World, provider: Provider, contact: SignedContact, shown: string, given: SecondGiven, seen: Seen): Promise<Raised | Wrong | Slow> {
  const verdict = await check(world, provider, contact, given)
  if (!('used' in verdict)) {
    if (verdict.kind === 'slow') return verdict
    await transaction(world.database.db, (trx) => secondFailed(trx, world, provider, contact.id, seen, verdict.last))
    world.jobs.wake('outbox')
    return { kind: 'wrong' }
  }
  const raised = await transaction(world.database.db, async (trx) => {
    const session = await elevateSession(world, trx, provider.id, shown, verdict.used)
    if (!session) return undefined
    await writeEvent(trx, world, { providerId: provider.id, type: 'session.elevated', actor: { kind: 'contact', id: contact.id, name: contact.name }, data: { by: verdict.used } })
    if (verdict.used === 'code') await codeUsed(trx, world, provider, contact.id, seen)
    return session
  })
  world.jobs.wake('outbox')
  return raised ? { kind: 'raised', ...raised } : { kind: 'wrong' }
}
