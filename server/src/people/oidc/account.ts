import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { Tables, World } from '#server/tables.ts'
import { foldAddress } from '../address.ts'
import { insertContact } from '../customers.ts'
import { writeEvent } from '../event.ts'
import type { Who } from '../second-factor/second-factor.ts'
import type { Connection } from './connections.ts'
import { isPublicDomain } from './domains.ts'
import type { Claims } from './site.ts'

/**
 * Who of here it is, or why nobody: `unverified` (the site does not say that the address is theirs), `domain` (it may not vouch for
 * addresses of that domain), `unknown` (nobody here has the address), `another` (somebody else at the site is that account already),
 * `gone` (the account was closed, or is no longer in the connection's reach), `full` (the customer has no place left).
 */
export type Vouched = { readonly ok: true; readonly who: Who; readonly first: boolean } | { readonly ok: false; readonly why: 'unverified' | 'domain' | 'unknown' | 'another' | 'gone' | 'full' }

interface Found { readonly agent_id: string | null; readonly contact_id: string | null }

const whoOf = (found: Found): Who => (found.agent_id === null ? { contactId: found.contact_id as string } : { agentId: found.agent_id })

/** Whether the account may still be vouched for: it works, and belongs to the connection's customer. */
async function stillThere(trx: Transaction<Tables>, providerId: string, { customerId, audience }: Connection, who: Who): Promise<boolean> {
  if ('agentId' in who) {
    if (audience !== 'agents') return false
    return (await trx.selectFrom('agents').select('id').where('provider_id', '=', providerId).where('id', '=', who.agentId).where('disabled_at', 'is', null).executeTakeFirst()) !== undefined
  }
  const found = await trx.selectFrom('contacts').select('customer_id').where('provider_id', '=', providerId).where('id', '=', who.contactId).where('removed_at', 'is', null).executeTakeFirst()
  return audience === 'contacts' && found !== undefined && (customerId === null || found.customer_id === customerId)
}

/** Whose address it is among those whom the connection may vouch for; letter case of the part before the @ matters only between two who differ by it. */
async function byAddress(trx: Transaction<Tables>, providerId: string, { audience, customerId }: Connection, key: string): Promise<Who | undefined> {
  if (audience === 'agents') {
    const agent = await trx.selectFrom('agents').select('id').where('provider_id', '=', providerId).where('email_key', '=', key.toLowerCase()).where('disabled_at', 'is', null).executeTakeFirst()
    return agent && { agentId: agent.id }
  }
  let among = trx.selectFrom('contacts').select(['id', 'email_key']).where('provider_id', '=', providerId).where(sql`lower(email_key)`, '=', key.toLowerCase()).where('removed_at', 'is', null)
  if (customerId !== null) among = among.where('customer_id', '=', customerId)
  const rows = await among.limit(3).execute()
  const contact = rows.find((row) => row.email_key === key) ?? (rows.length === 1 ? rows[0] : undefined)
  return contact && { contactId: contact.id }
}

/** Makes the contact of somebody who has no account yet; undefined when their address is taken, or was taken away. */
async function makeContact(trx: Transaction<Tables>, world: World, providerId: string, connection: Connection & { customerId: string }, claims: Claims, key: string): Promise<Who | undefined> {
  const { customerId } = connection
  const customer = await trx.selectFrom('customers').select('language').where('provider_id', '=', providerId).where('id', '=', customerId).executeTakeFirstOrThrow()
  const taken = await trx.selectFrom('contacts').select('id').where('provider_id', '=', providerId).where(sql`lower(email_key)`, '=', key.toLowerCase()).executeTakeFirst()
  if (taken) return undefined
  const id = await insertContact(trx, world, providerId, {
    customer_id: customerId, name: claims.name?.trim() || key.slice(0, key.indexOf('@')), email: key, verified_at: world.time.now(), language: customer.language, rights: [...connection.rights],
  })
  if (id === undefined) return undefined
  await writeEvent(trx, world, { providerId, type: 'contact.added', actor: { kind: 'system' }, data: { contactId: id, customerId, by: `oidc:${connection.name}`, rights: connection.rights } })
  return { contactId: id }
}

/**
 * Who of here somebody is whom a site vouches for. By the site's own name for them, once known; the first time by their address,
 * if the site has verified it, is asked about such addresses, and the address is of somebody in the connection's reach (AB-30, AB-51).
 * `mayAdd`: whether the policy leaves the customer a place for one more contact.
 */
export async function settleAccount(
  trx: Transaction<Tables>, world: World, providerId: string, connection: Connection, claims: Claims, mayAdd: (trx: Transaction<Tables>) => Promise<boolean>,
): Promise<Vouched> {
  const now = world.time.now()
  const row = { provider_id: providerId, connection_id: connection.id, subject: claims.subject }
  const known = await trx.selectFrom('oidc_accounts').select(['agent_id', 'contact_id']).where((eb) => eb.and(row)).executeTakeFirst()
  if (known) {
    const who = whoOf(known)
    if (!(await stillThere(trx, providerId, connection, who))) return { ok: false, why: 'gone' }
    await trx.updateTable('oidc_accounts').set({ used_at: now }).where((eb) => eb.and(row)).execute()
    return { ok: true, who, first: false }
  }
  const key = claims.email === undefined ? undefined : foldAddress(claims.email)
  if (key === undefined || !claims.emailVerified) return { ok: false, why: 'unverified' }
  const domain = key.slice(key.indexOf('@') + 1)
  if (!connection.domains.includes(domain) || isPublicDomain(domain)) return { ok: false, why: 'domain' }
  let who = await byAddress(trx, providerId, connection, key)
  if (!who) {
    const { customerId } = connection
    if (!connection.makesContacts || customerId === null) return { ok: false, why: 'unknown' }
    if (!(await mayAdd(trx))) return { ok: false, why: 'full' }
    who = await makeContact(trx, world, providerId, { ...connection, customerId }, claims, key)
    if (!who) return { ok: false, why: 'unknown' }
  }
  const owner = 'agentId' in who ? { agent_id: who.agentId, contact_id: null } : { agent_id: null, contact_id: who.contactId }
  // An address that somebody else has had before opens nothing of theirs.
  const linked = await trx.insertInto('oidc_accounts').values({ ...row, ...owner, linked_at: now, used_at: now }).onConflict((oc) => oc.doNothing()).executeTakeFirst()
  if ((linked.numInsertedOrUpdatedRows ?? 0n) === 0n) return { ok: false, why: 'another' }
  if (owner.contact_id !== null) await trx.updateTable('contacts').set({ verified_at: now }).where('provider_id', '=', providerId).where('id', '=', owner.contact_id).where('verified_at', 'is', null).execute()
  await writeEvent(trx, world, {
    providerId, type: 'oidc.linked', actor: { kind: owner.agent_id === null ? 'contact' : 'agent', id: (owner.agent_id ?? owner.contact_id) as string },
    data: { connection: connection.name, issuer: connection.issuer, subject: claims.subject },
  })
  return { ok: true, who, first: true }
}
