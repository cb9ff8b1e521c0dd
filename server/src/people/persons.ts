import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import { transaction } from '#platform/database.ts'
import type { Tables, World } from '#server/tables.ts'
import { actorOfContact, writeEvent } from './event.ts'
import { leftKey } from './leaving.ts'
import { closeSessionsOf } from './sessions.ts'
import type { SignedContact } from './sessions.ts'

/** A person of a customer as their manager sees them. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: 'fr' | 'en'
  readonly declared: boolean
  readonly rights: readonly string[]
  readonly role: string | null
  readonly quotesUpTo: number | null
  readonly verified: boolean
  readonly invitedAt: number | null
  readonly seenAt: number | null
  readonly teamIds: readonly string[]
}

export interface Team { readonly id: string; readonly name: string }

/** The people of a customer, by name; who left is not among them. `id`: one of them alone; undefined when it is another customer's, as when there is none (AB-20). */
export async function listPersons(db: Kysely<Tables>, providerId: string, customerId: string, id?: string): Promise<Person[]> {
  let query = db
    .selectFrom('contacts as c')
    .select([
      'c.id', 'c.name', 'c.email', 'c.language', 'c.declared', 'c.rights', 'c.role', 'c.quotes_up_to as quotesUpTo', 'c.invited_at as invitedAt',
      sql<boolean>`c.verified_at is not null`.as('verified'),
      sql<number | null>`(select max(s.seen_at) from sessions s where s.provider_id = c.provider_id and s.contact_id = c.id)`.as('seenAt'),
      sql<string[]>`array(select m.team_id from contact_teams m where m.provider_id = c.provider_id and m.contact_id = c.id order by m.joined_at, m.team_id)`.as('teamIds'),
    ])
    .where('c.provider_id', '=', providerId).where('c.customer_id', '=', customerId).where('c.removed_at', 'is', null)
  if (id !== undefined) query = query.where('c.id', '=', id)
  return query.orderBy('c.name').orderBy('c.id').limit(1_000).execute()
}

/** The teams of a customer by name, the first 500. */
export async function listTeams(db: Kysely<Tables>, providerId: string, customerId: string): Promise<Team[]> {
  return db.selectFrom('teams').select(['id', 'name']).where('provider_id', '=', providerId).where('customer_id', '=', customerId).orderBy('name').limit(500).execute()
}

/** The team of a name at a customer, made when there is none. */
export async function teamNamed(trx: Transaction<Tables>, world: World, providerId: string, customerId: string, name: string): Promise<string> {
  const id = world.ids.next()
  await trx
    .insertInto('teams').values({ provider_id: providerId, id, customer_id: customerId, name, created_at: world.time.now() })
    .onConflict((oc) => oc.columns(['provider_id', 'customer_id', 'name']).doNothing()).execute()
  const found = await trx.selectFrom('teams').select('id').where('provider_id', '=', providerId).where('customer_id', '=', customerId).where('name', '=', name).executeTakeFirstOrThrow()
  return found.id
}

/** Puts a person in these teams and no other; the first is the one to which their requests will belong. */
export async function setTeams(trx: Transaction<Tables>, world: World, providerId: string, contactId: string, teamIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('contact_teams').where('provider_id', '=', providerId).where('contact_id', '=', contactId).execute()
  const now = world.time.now()
  if (teamIds.length === 0) return
  await trx.insertInto('contact_teams').values(teamIds.map((team_id, index) => ({ provider_id: providerId, contact_id: contactId, team_id, joined_at: now + index }))).execute()
}

/** What somebody says of themselves: name, language, and the zone in which times are told to them; an empty one is that of their company. */
export async function changeOwnData(world: World, providerId: string, contact: SignedContact, { name, language, zone }: { name: string; language: 'fr' | 'en'; zone: string }): Promise<void> {
  await transaction(world.database.db, async (trx) => {
    await trx
      .updateTable('contacts').set({ name, language, zone: zone === '' ? null : zone })
      .where('provider_id', '=', providerId).where('id', '=', contact.id).execute()
    await writeEvent(trx, world, { providerId, type: 'contact.changed', actor: actorOfContact(contact), data: { contactId: contact.id, language, zone } })
  })
}

/** Lets a person go: nobody signs in as them any more, their address is free, what they asked stays under their name. False: they had left. */
export async function letGo(trx: Transaction<Tables>, world: World, providerId: string, contactId: string): Promise<boolean> {
  const left = await trx
    .updateTable('contacts').set((eb) => ({ removed_at: world.time.now(), email_key: leftKey(eb.ref('id'), eb.ref('email_key')) }))
    .where('provider_id', '=', providerId).where('id', '=', contactId).where('removed_at', 'is', null).returning('id').executeTakeFirst()
  if (!left) return false
  await closeSessionsOf({ ...world, database: { ...world.database, db: trx } }, providerId, { contactId })
  await trx.deleteFrom('support_pins').where('provider_id', '=', providerId).where('contact_id', '=', contactId).execute()
  return true
}

/** What a customer is in law, as its own people read it. */
export async function customerSheet(world: World, providerId: string, customerId: string) {
  return world.database.db
    .selectFrom('customers').select(['kind', 'zone', 'legal_name as legalName', 'siren', 'siret', 'vat_number as vatNumber'])
    .where('provider_id', '=', providerId).where('id', '=', customerId).executeTakeFirst()
}
