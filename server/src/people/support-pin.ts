import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { transaction } from '#platform/database.ts'
import { createSigner } from '#platform/signing.ts'
import type { World } from '#server/tables.ts'
import { countAttempt, forgetAttempts } from './attempts.ts'
import type { Slowing } from './attempts.ts'
import { writeEvent } from './event.ts'
import type { Actor } from './event.ts'

const hour = 3_600_000
const day = 24 * hour
/** One who shows a PIN again and again gets the same one: what is slowed is drawing others. */
const shows: Slowing = { free: 20, base: 60_000, cap: hour, forget: day }
/** Tries on one customer's number, whoever makes them; and tries of one agent. */
const perNumber: Slowing = { free: 5, base: 30_000, cap: hour, forget: day }
const perAgent: Slowing = { free: 30, base: 10_000, cap: hour, forget: hour }

/**
 * Six digits made from the installation's secret, which is not in the database, and from random bytes that are: a PIN that was
 * hashed would be found again in a million tries by whoever reads the table; this one cannot be tried at all without the secret.
 */
function pinOf(world: World, providerId: string, contactId: string, nonce: Buffer): string {
  const mac = createHmac('sha256', createHmac('sha256', world.settings.secret).update('guichet:support-pin').digest()).update(`${providerId}|${contactId}|`).update(nonce).digest()
  return String(Number(mac.readBigUInt64BE() % 1_000_000n)).padStart(6, '0')
}

/** The PIN that a contact tells on the telephone, until it is used or a day old; asked for, never printed by itself. `slow`: too many were asked for. */
export async function showSupportPin(world: World, providerId: string, contact: { readonly id: string; readonly name: string }): Promise<{ pin: string; expiresAt: number } | 'slow'> {
  if ((await countAttempt(world, providerId, `pin-show:${contact.id}`, shows)) > 0) return 'slow'
  const now = world.time.now()
  return transaction(world.database.db, async (trx) => {
    const kept = await trx
      .selectFrom('support_pins').select(['nonce', 'expires_at']).where('provider_id', '=', providerId).where('contact_id', '=', contact.id).where('expires_at', '>', now).executeTakeFirst()
    if (kept) return { pin: pinOf(world, providerId, contact.id, kept.nonce), expiresAt: kept.expires_at }
    // One PIN names one person of a customer: two colleagues never have the same at once.
    const { rows } = await sql<{ contact_id: string; nonce: Buffer }>`
      select p.contact_id, p.nonce from support_pins p join contacts c on c.provider_id = p.provider_id and c.id = p.contact_id
      where p.provider_id = ${providerId} and p.expires_at > ${now} and p.contact_id <> ${contact.id}
        and c.customer_id = (select customer_id from contacts where provider_id = ${providerId} and id = ${contact.id})`.execute(trx)
    const others = new Set(rows.map((row) => pinOf(world, providerId, row.contact_id, row.nonce)))
    let nonce = randomBytes(16)
    while (others.has(pinOf(world, providerId, contact.id, nonce))) nonce = randomBytes(16)
    const expiresAt = now + day
    await trx
      .insertInto('support_pins').values({ provider_id: providerId, contact_id: contact.id, nonce, expires_at: expiresAt })
      .onConflict((oc) => oc.columns(['provider_id', 'contact_id']).doUpdateSet({ nonce, expires_at: expiresAt })).execute()
    await writeEvent(trx, world, { providerId, type: 'pin.shown', actor: { kind: 'contact', id: contact.id, name: contact.name }, data: { contactId: contact.id } })
    return { pin: pinOf(world, providerId, contact.id, nonce), expiresAt }
  })
}

/** Whom a PIN proves. */
export interface PinProof { readonly contactId: string; readonly name: string; readonly email: string; readonly customer: { readonly id: string; readonly number: string; readonly name: string } }

/**
 * Checks what somebody tells on the telephone: their customer's number and their PIN, which is then used up. An unknown number, a
 * wrong PIN and an old one are told alike (AB-26). `slowMs`: this number, or this agent, was tried too often.
 */
export async function checkSupportPin(
  world: World, providerId: string, given: { number: string; pin: string }, agent: Actor & { id: string },
): Promise<{ ok: true; proof: PinProof } | { ok: false; why: 'wrong' } | { ok: false; why: 'slow'; waitMs: number }> {
  const number = given.number.trim()
  for (const [name, slowing] of [[`pin:${number}`, perNumber], [`pin-agent:${agent.id}`, perAgent]] as const) {
    const waitMs = await countAttempt(world, providerId, name, slowing)
    if (waitMs > 0) return { ok: false, why: 'slow', waitMs }
  }
  const now = world.time.now()
  const shown = Buffer.from(given.pin.replace(/\D/g, '').padEnd(6, 'x').slice(0, 6))
  const proof = await transaction(world.database.db, async (trx) => {
    const rows = await trx
      .selectFrom('support_pins as p')
      .innerJoin('contacts as c', (join) => join.onRef('c.provider_id', '=', 'p.provider_id').onRef('c.id', '=', 'p.contact_id'))
      .innerJoin('customers as u', (join) => join.onRef('u.provider_id', '=', 'c.provider_id').onRef('u.id', '=', 'c.customer_id'))
      .select(['p.nonce', 'c.id', 'c.name', 'c.email', 'u.id as customerId', 'u.number', 'u.name as customerName'])
      .where('p.provider_id', '=', providerId).where('p.expires_at', '>', now).where('u.number', '=', number).where('c.removed_at', 'is', null).forUpdate('p').execute()
    const found = rows.filter((row) => timingSafeEqual(shown, Buffer.from(pinOf(world, providerId, row.id, row.nonce))))[0]
    await writeEvent(trx, world, { providerId, type: 'pin.checked', actor: agent, data: { right: found !== undefined, ...(found ? { contactId: found.id } : {}) } })
    if (!found) return undefined
    await trx.deleteFrom('support_pins').where('provider_id', '=', providerId).where('contact_id', '=', found.id).execute()
    return { contactId: found.id, name: found.name, email: found.email, customer: { id: found.customerId, number: found.number, name: found.customerName } }
  })
  if (!proof) return { ok: false, why: 'wrong' }
  await forgetAttempts(world, providerId, `pin:${number}`)
  return { ok: true, proof }
}

const proofLife = 15 * 60_000
const proofs = (world: World) => createSigner(world.settings.secret, 'pin-proof')
const said = (providerId: string, { agentId, contactId }: { agentId: string; contactId: string }, until: number) => `${providerId}|${agentId}|${contactId}|${until}`

/** What an agent shows with the request that they record next: that this contact told a right PIN to them, a quarter of an hour ago at most. */
export function makePinProof(world: World, providerId: string, whose: { agentId: string; contactId: string }): string {
  const until = world.time.now() + proofLife
  return `${until}.${proofs(world).sign(said(providerId, whose, until))}`
}

/** Whether a proof was given to this agent for this contact, and still holds. */
export function isPinProof(world: World, providerId: string, whose: { agentId: string; contactId: string }, proof: string): boolean {
  const [until, signature = ''] = proof.split('.')
  return Number(until) > world.time.now() && proofs(world).verify(said(providerId, whose, Number(until)), signature)
}
