import { sql } from 'kysely'
import type { Kysely, SqlBool } from 'kysely'
import { transaction } from '#platform/database.ts'
import { createSealer } from '#platform/sealing.ts'
import type { Tables, World } from '#server/tables.ts'
import { writeEvent } from '../event.ts'
import type { Actor } from '../event.ts'
import type { Who } from '../second-factor/second-factor.ts'

/** A site that vouches for people of a provider: for its agents, or for contacts, of one customer or of any (OpenID Connect). */
export interface Connection {
  readonly id: string
  /** Its part of addresses. */
  readonly name: string
  /** What the button calls it. */
  readonly label: string
  readonly audience: 'agents' | 'contacts'
  readonly customerId: string | null
  readonly issuer: string
  readonly clientId: string
  /** Domains of mail addresses that it may vouch for. */
  readonly domains: readonly string[]
  /** Whether its button stands on the sign-in page; else its own address leads to it. */
  readonly listed: boolean
  /** Whether these people come in by no other way. */
  readonly exclusive: boolean
  /** Whether it makes contacts of the customer of people who had no account, with these rights. */
  readonly makesContacts: boolean
  readonly rights: readonly string[]
  /** Who asks for the second proof: we do, or the site has done so. */
  readonly secondFactor: 'ours' | 'theirs'
  /** Whether it stands in a private network: said by the operator of the machine only (AB-32). */
  readonly privateAddresses: boolean
}

export type NewConnection = Omit<Connection, 'id'> & { readonly secret: string | undefined }

const columns = [
  'id', 'name', 'label', 'audience', 'customer_id as customerId', 'issuer', 'client_id as clientId', 'domains', 'listed', 'exclusive', 'makes_contacts as makesContacts', 'rights',
  'second_factor as secondFactor', 'private_addresses as privateAddresses',
] as const

const sealerOf = (world: World) => createSealer(world.settings.secret, 'oidc-client')

/** Adds a connection. @throws the database's error when its name is taken at the provider */
export async function addConnection(world: World, providerId: string, actor: Actor, { secret, ...given }: NewConnection): Promise<Connection> {
  const id = world.ids.next()
  const connection: Connection = { id, ...given }
  await transaction(world.database.db, async (trx) => {
    await trx
      .insertInto('oidc_connections')
      .values({
        provider_id: providerId, id, name: given.name, label: given.label, audience: given.audience, customer_id: given.customerId, issuer: given.issuer, client_id: given.clientId,
        client_secret: secret === undefined ? null : sealerOf(world).seal(secret, id), domains: [...given.domains], listed: given.listed, exclusive: given.exclusive,
        makes_contacts: given.makesContacts, rights: [...given.rights], second_factor: given.secondFactor, private_addresses: given.privateAddresses, created_at: world.time.now(),
      })
      .execute()
    const { name, issuer, audience, domains, exclusive } = given
    await writeEvent(trx, world, { providerId, type: 'oidc.added', actor, data: { id, name, issuer, audience, domains, exclusive, customerId: given.customerId } })
  })
  return connection
}

/** The connections of a provider, by name. */
export async function listConnections(world: World, providerId: string): Promise<Connection[]> {
  return world.database.db.selectFrom('oidc_connections').select(columns).where('provider_id', '=', providerId).orderBy('name').execute()
}

/** A connection by its name, or undefined. */
export async function findConnection(world: World, providerId: string, name: string): Promise<Connection | undefined> {
  return world.database.db.selectFrom('oidc_connections').select(columns).where('provider_id', '=', providerId).where('name', '=', name).executeTakeFirst()
}

/** Takes a connection away, and with it whom it vouched for; false when there is none. */
export async function removeConnection(world: World, providerId: string, actor: Actor, name: string): Promise<boolean> {
  return transaction(world.database.db, async (trx) => {
    const gone = await trx.deleteFrom('oidc_connections').where('provider_id', '=', providerId).where('name', '=', name).returning(['id', 'issuer']).executeTakeFirst()
    if (!gone) return false
    await writeEvent(trx, world, { providerId, type: 'oidc.removed', actor, data: { id: gone.id, name, issuer: gone.issuer } })
    return true
  })
}

/** Its secret, or undefined for a client that has none, or where the installation's own secret was changed since. */
export async function secretOf(world: World, providerId: string, { id }: Connection): Promise<string | undefined> {
  const row = await world.database.db.selectFrom('oidc_connections').select('client_secret').where('provider_id', '=', providerId).where('id', '=', id).executeTakeFirst()
  return row?.client_secret ? sealerOf(world).open(row.client_secret, id) : undefined
}

/** Of rows of `agents` or `contacts`: those who may come in by every way, not through another site alone. */
export function comesInFreely(people: 'agents' | 'contacts', alias: string = people) {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  const customer = people === 'contacts' ? sql`and (o.customer_id is null or o.customer_id = ${column('customer_id')})` : sql``
  return sql<SqlBool>`not exists (select 1 from oidc_connections o where o.provider_id = ${column('provider_id')} and o.exclusive and o.audience = ${people}
    and split_part(lower(${column('email_key')}), '@', 2) = any(o.domains) ${customer})`
}

/** The connection through which alone somebody comes in; undefined for who may come in by every way. */
export async function onlyWayOf(world: World, db: Kysely<Tables>, providerId: string, who: Who): Promise<Connection | undefined> {
  const [people, id] = 'agentId' in who ? (['agents', who.agentId] as const) : (['contacts', who.contactId] as const)
  const customer = people === 'contacts' ? sql`and (c.customer_id is null or c.customer_id = p.customer_id)` : sql``
  const found = await sql<{ name: string }>`select c.name from oidc_connections c join ${sql.table(people)} p on p.provider_id = c.provider_id
    where c.provider_id = ${providerId} and c.exclusive and c.audience = ${people} and p.id = ${id} and split_part(lower(p.email_key), '@', 2) = any(c.domains) ${customer}
    order by c.customer_id nulls last, c.name limit 1`.execute(db)
  const name = found.rows[0]?.name
  return name === undefined ? undefined : findConnection(world, providerId, name)
}
