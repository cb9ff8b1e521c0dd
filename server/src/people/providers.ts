import { sql } from 'kysely'
import type { World } from '#server/tables.ts'

/** A company that offers support here. */
export interface Provider {
  readonly id: string
  /** Its part of every address: `/dri/…`. */
  readonly slug: string
  readonly name: string
  readonly accent: string
  /** The language it writes in first. */
  readonly language: 'fr' | 'en'
}

/** Adds a provider, and the sequence of its ticket numbers. @throws Error when the slug is taken */
export async function addProvider(world: World, provider: Omit<Provider, 'id'>): Promise<Provider> {
  const id = world.ids.next()
  await world.database.db.transaction().execute(async (trx) => {
    await trx.insertInto('providers').values({ id, ...provider, created_at: world.time.now() }).execute()
    await sql`create sequence ${numbersOf(id)} start 1001`.execute(trx)
  })
  return { id, ...provider }
}

/** The sequence of a provider's ticket numbers. */
export function numbersOf(providerId: string) {
  return sql.id('numbers', providerId)
}

const columns = ['id', 'slug', 'name', 'accent', 'language'] as const

/** Every provider, by name: for the first page and for sweepers that go provider by provider. */
export async function listProviders(world: World): Promise<Provider[]> {
  return world.database.db.selectFrom('providers').select(columns).orderBy('name').execute()
}

/** Says that a host or a mail address belongs to a provider and, for mail, to which channel of its policy. */
export async function addToDirectory(
  world: World,
  entry: { kind: 'host' | 'mail_address'; key: string; providerId: string; channel?: string },
): Promise<void> {
  await world.database.db
    .insertInto('directory')
    .values({ kind: entry.kind, key: entry.key.toLowerCase(), provider_id: entry.providerId, channel: entry.channel ?? null })
    .onConflict((oc) => oc.columns(['kind', 'key']).doUpdateSet({ provider_id: entry.providerId, channel: entry.channel ?? null }))
    .execute()
}

/** Whose a host or a mail address is, or undefined. Addresses are compared without case. */
export async function lookUpDirectory(
  world: World,
  kind: 'host' | 'mail_address',
  key: string,
): Promise<{ providerId: string; channel: string | undefined } | undefined> {
  const found = await world.database.db
    .selectFrom('directory').select(['provider_id', 'channel']).where('kind', '=', kind).where('key', '=', key.toLowerCase()).executeTakeFirst()
  return found && { providerId: found.provider_id, channel: found.channel ?? undefined }
}

/** Providers found once, by id and by slug: neither ever changes. */
const known = new WeakMap<World, Map<string, Provider>>()

async function kept(world: World, key: string, find: () => Promise<Provider | undefined>): Promise<Provider | undefined> {
  const all = known.get(world) ?? new Map<string, Provider>()
  known.set(world, all)
  const provider = all.get(key) ?? (await find())
  if (provider) all.set(key, provider)
  return provider
}

/** The provider of an address, or undefined. */
export async function findProvider(world: World, slug: string): Promise<Provider | undefined> {
  return kept(world, slug, () => world.database.db.selectFrom('providers').select(columns).where('slug', '=', slug).executeTakeFirst())
}

/** A provider by id. @throws Error when there is none: a bug */
export async function providerOf(world: World, id: string): Promise<Provider> {
  const provider = await kept(world, id, () => world.database.db.selectFrom('providers').select(columns).where('id', '=', id).executeTakeFirst())
  if (!provider) throw new Error(`there is no provider ${id}`)
  return provider
}
