import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { hashToken, newToken } from '#platform/tokens.ts'
import type { SecondProof, Tables, Way, World } from '#server/tables.ts'
import { findGrant } from './grants.ts'
import type { Holder } from './rights.ts'

const minute = 60_000
/** Limits of a session in milliseconds (AB-29): agents leave after 30 quiet minutes. */
export const sessionLimits = {
  agent: { idle: 30 * minute, life: 12 * 60 * minute },
  contact: { idle: 7 * 24 * 60 * minute, life: 30 * 24 * 60 * minute },
} as const

export interface SignedAgent {
  readonly kind: 'agent'
  readonly sessionId: string
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: 'fr' | 'en'
  readonly roles: readonly string[]
  readonly departments: readonly string[]
  /** Must set a second proof up before anything else. */
  readonly owesSecond: boolean
  readonly elevatedUntil: number | null
  readonly openedAt: number
  readonly expiresAt: number
}
export interface SignedContact {
  readonly kind: 'contact'
  readonly sessionId: string
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: 'fr' | 'en'
  readonly declared: boolean
  readonly verified: boolean
  readonly rights: readonly string[]
  /** A role of the policy; what it gives is added at the door as `granted`, by the policy in force. */
  readonly role: string | null
  readonly quotesUpTo: number | null
  readonly granted?: Holder['granted']
  /** Teams of theirs, the one that their requests belong to first. */
  readonly teamIds: readonly string[]
  /** The person's own zone, before their customer's. */
  readonly zone: string | null
  /** When the address changed last, unless a call back has confirmed it since: see `callBackUntil`. */
  readonly addressChangedAt: number | null
  /** Whether there is a customer for whom they may act, and whether their own customer has a role at the provider (a reseller has). */
  readonly actsForOthers: boolean
  readonly partner: boolean
  /** Set while they act for another customer: `customer` is that one, `rights` are those of the grant, and this is who they are. */
  readonly acting?: { readonly grantId: string; readonly own: { readonly id: string; readonly number: string; readonly name: string } } | undefined
  /** For whom everything is done and shown: another than their own while they act for it. */
  readonly customer: { readonly id: string; readonly number: string; readonly name: string; readonly zone: string | null }
  /** T3 while a second proof, or a code sent to their address, is at most a quarter of an hour old. */
  readonly trust: 'T2' | 'T3'
  readonly elevatedUntil: number | null
  /** How and when the session was opened: one that a link opened just now has proved the address. */
  readonly way: Way
  readonly openedAt: number
  readonly expiresAt: number
}

/** How long a second proof raises a session to T3. */
export const elevation = 15 * minute

/** How and from where a session is opened. */
export interface Opened {
  readonly way?: Way
  /** A second proof given with the first: the session begins at T3. */
  readonly second?: SecondProof | undefined
  readonly machine?: string | undefined
  readonly browser?: string | undefined
}

/**
 * Opens a session and gives its token, to be put in a cookie: never the one that was shown before (AB-29).
 * It is T2, and T3 for a quarter of an hour after a second proof.
 */
export async function openSession(
  world: World,
  db: Kysely<Tables>,
  providerId: string,
  who: { agentId: string } | { contactId: string },
  opened: Opened = {},
): Promise<{ token: string; expiresAt: number }> {
  const now = world.time.now()
  const { token, hash } = newToken()
  const expiresAt = now + ('agentId' in who ? sessionLimits.agent.life : sessionLimits.contact.life)
  await db
    .insertInto('sessions')
    .values({
      provider_id: providerId, token_hash: hash, id: world.ids.next(), agent_id: 'agentId' in who ? who.agentId : null,
      contact_id: 'contactId' in who ? who.contactId : null, trust: 'T2', created_at: now, seen_at: now, expires_at: expiresAt, revoked_at: null,
      way: opened.way ?? 'direct', second_factor: opened.second ?? null, elevated_until: opened.second ? now + elevation : null,
      machine: opened.machine ?? null, browser: opened.browser?.slice(0, 300) ?? null,
    })
    .execute()
  return { token, expiresAt }
}

/** Whose session a token opens at this provider, or undefined: unknown, revoked, expired, idle, disabled and another provider's are all alike. */
export async function findSession(world: World, providerId: string, kind: 'agent' | 'contact', token: string): Promise<SignedAgent | SignedContact | undefined> {
  const now = world.time.now()
  const hash = hashToken(token)
  const { db } = world.database
  const base = db
    .selectFrom('sessions as s')
    .where('s.provider_id', '=', providerId)
    .where('s.token_hash', '=', hash)
    .where('s.revoked_at', 'is', null)
    .where('s.expires_at', '>', now)
    .where('s.seen_at', '>', now - sessionLimits[kind].idle)
  const touch = async (seen: number) => {
    if (now - seen < minute) return
    await db.updateTable('sessions').set({ seen_at: now }).where('provider_id', '=', providerId).where('token_hash', '=', hash).execute()
  }
  if (kind === 'agent') {
    const found = await base
      .innerJoin('agents as a', (join) => join.onRef('a.provider_id', '=', 's.provider_id').onRef('a.id', '=', 's.agent_id'))
      .where('a.disabled_at', 'is', null)
      .select(['s.id as sessionId', 's.seen_at', 's.expires_at as expiresAt', 'a.id', 'a.name', 'a.email', 'a.language', 'a.roles', 'a.departments', 's.elevated_until as elevatedUntil', 's.owes_second as owesSecond', 's.created_at as openedAt'])
      .executeTakeFirst()
    if (!found) return undefined
    await touch(found.seen_at)
    const { seen_at: _seen, ...agent } = found
    return { kind: 'agent', ...agent }
  }
  const found = await base
    .innerJoin('contacts as c', (join) => join.onRef('c.provider_id', '=', 's.provider_id').onRef('c.id', '=', 's.contact_id'))
    .innerJoin('customers as u', (join) => join.onRef('u.provider_id', '=', 'c.provider_id').onRef('u.id', '=', 'c.customer_id'))
    .where('c.removed_at', 'is', null)
    .select([
      's.id as sessionId', 's.seen_at', 's.expires_at as expiresAt', 's.elevated_until as elevatedUntil', 's.way', 's.created_at as openedAt', 'c.id', 'c.name', 'c.email', 'c.language', 'c.declared', 'c.rights', 'c.verified_at',
      'c.role', 'c.quotes_up_to as quotesUpTo', 'c.zone as ownZone', 'c.address_changed_at', 'c.called_back_at', 's.acting_for',
      sql<string[]>`array(select m.team_id from contact_teams m where m.provider_id = c.provider_id and m.contact_id = c.id order by m.joined_at, m.team_id)`.as('teamIds'),
      sql<boolean>`exists (select 1 from grants g where g.provider_id = c.provider_id and g.customer_id = c.customer_id and g.ended_at is null and g.from_at <= ${now} and (g.until_at is null or g.until_at > ${now}))`.as('actsForOthers'),
      sql<boolean>`u.role is not null`.as('partner'),
      'u.id as customerId', 'u.number', 'u.name as customerName', 'u.zone',
    ])
    .executeTakeFirst()
  if (!found) return undefined
  await touch(found.seen_at)
  const { seen_at: _seen, verified_at, address_changed_at: changed, called_back_at: called, acting_for, customerId, number, customerName, zone, ownZone, ...contact } = found
  const signed: SignedContact = {
    kind: 'contact', ...contact, trust: (contact.elevatedUntil ?? 0) > now ? 'T3' : 'T2', zone: ownZone, verified: verified_at !== null, customer: { id: customerId, number, name: customerName, zone },
    addressChangedAt: changed !== null && (called === null || called < changed) ? changed : null,
  }
  const grant = acting_for === null ? undefined : await findGrant(world, providerId, customerId, acting_for)
  if (!grant) return signed
  const { id, number: ownNumber, name } = signed.customer
  return { ...signed, customer: grant.customer, rights: grant.rights, role: null, quotesUpTo: null, teamIds: [], acting: { grantId: grant.id, own: { id, number: ownNumber, name } } }
}

/** Which of these sessions of agents are still open, all looked up at once (AB-40). */
export async function sessionsStillOpen(world: World, providerId: string, sessions: readonly { readonly id: string; readonly agentId: string }[]): Promise<Set<string>> {
  const now = world.time.now()
  const { rows } = await world.database.pool.query<{ id: string }>({
    name: 'sessions-still-open',
    text: `select s.id from sessions s join agents a on a.provider_id = s.provider_id and a.id = s.agent_id
      where s.provider_id = $1 and s.agent_id = any($2::uuid[]) and s.id = any($3::uuid[]) and s.revoked_at is null and s.expires_at > $4 and s.seen_at > $5 and a.disabled_at is null`,
    values: [providerId, [...new Set(sessions.map(({ agentId }) => agentId))], sessions.map(({ id }) => id), now, now - sessionLimits.agent.idle],
  })
  return new Set(rows.map(({ id }) => id))
}

/** Ends the session of a token, for every process at once. */
export async function closeSession(world: World, providerId: string, token: string): Promise<void> {
  await world.database.db
    .updateTable('sessions').set({ revoked_at: world.time.now() })
    .where('provider_id', '=', providerId).where('token_hash', '=', hashToken(token)).where('revoked_at', 'is', null).execute()
}

/** Ends every session of a person: after a change of password or address. */
export async function closeSessionsOf(world: World, providerId: string, who: { agentId: string } | { contactId: string }): Promise<void> {
  const column = 'agentId' in who ? sql.ref('agent_id') : sql.ref('contact_id')
  const id = 'agentId' in who ? who.agentId : who.contactId
  await sql`update sessions set revoked_at = ${world.time.now()} where provider_id = ${providerId} and ${column} = ${id} and revoked_at is null`.execute(world.database.db)
}
