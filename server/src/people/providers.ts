import { sql } from 'kysely'
import { notify } from '#platform/database.ts'
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
  /** Its own address, without a slash at its end, where it has a host of its own. */
  readonly baseUrl: string | null
  /** The name on its letters, where it is not its own. */
  readonly mailName: string | null
  /** The mailbox of its own from which letters that answer nothing are written. */
  readonly mailAddress: string | null
  /** Whether its agents must prove themselves twice. */
  readonly secondFactor: 'required' | 'offered'
  /** Its logo, and the one for dark pages: media type and SHA-256. */
  readonly logo: Logo | null
  readonly darkLogo: Logo | null
}

export interface Logo { readonly type: string; readonly sha256: string }

type Given = Pick<Provider, 'slug' | 'name' | 'accent' | 'language'> & Partial<Pick<Provider, 'secondFactor'>>

/** Adds a provider, and the sequence of its ticket numbers. @throws Error when the slug is taken */
export async function addProvider(world: World, { slug, name, accent, language, secondFactor = 'required' }: Given): Promise<Provider> {
  const id = world.ids.next()
  await world.database.db.transaction().execute(async (trx) => {
    await trx.insertInto('providers').values({ id, slug, name, accent, language, second_factor: secondFactor, created_at: world.time.now() }).execute()
    await sql`create sequence ${numbersOf(id)} start 1001`.execute(trx)
  })
  return { id, slug, name, accent, language, secondFactor, baseUrl: null, mailName: null, mailAddress: null, logo: null, darkLogo: null }
}

/** The sequence of a provider's ticket numbers. */
export function numbersOf(providerId: string) {
  return sql.id('numbers', providerId)
}

function providers(world: World) {
  const logo = (theme: 'light' | 'dark') => sql<Logo | null>`(select json_build_object('type', media_type, 'sha256', sha256) from provider_logos l where l.provider_id = p.id and l.theme = ${theme})`
  return world.database.db.selectFrom('providers as p').select([
    'p.id', 'p.slug', 'p.name', 'p.accent', 'p.language', 'p.base_url as baseUrl', 'p.mail_name as mailName', 'p.mail_address as mailAddress', 'p.second_factor as secondFactor',
    logo('light').as('logo'), logo('dark').as('darkLogo'),
  ])
}

/** Every provider, by name: for the first page and for sweepers that go provider by provider. */
export async function listProviders(world: World): Promise<Provider[]> {
  return providers(world).orderBy('name').execute()
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
  if (entry.kind !== 'host') return
  await notify(world.database.db, providerChannel, entry.providerId)
  forgetProviders(world)
}

/** Says over the database that a provider changed, its hosts included. */
export const providerChannel = 'guichet_providers'

interface Known { readonly providers: Map<string, Provider>; hosts: Promise<ReadonlyMap<string, string>> | undefined }

/** What is asked for with every request, found once. */
const known = new WeakMap<World['database'], Known>()

function kept(world: World): Known {
  const found = known.get(world.database) ?? { providers: new Map(), hosts: undefined }
  known.set(world.database, found)
  return found
}

/** Forgets what is kept: a provider changed, here or in another process. */
export function forgetProviders(world: World): void {
  known.delete(world.database)
}

async function find(world: World, key: string, ask: () => Promise<Provider | undefined>): Promise<Provider | undefined> {
  const all = kept(world).providers
  const provider = all.get(key) ?? (await ask())
  if (provider) all.set(key, provider)
  return provider
}

/** The provider of an address, or undefined. */
export async function findProvider(world: World, slug: string): Promise<Provider | undefined> {
  return find(world, slug, () => providers(world).where('p.slug', '=', slug).executeTakeFirst())
}

/** A provider by id. @throws Error when there is none: a bug */
export async function providerOf(world: World, id: string): Promise<Provider> {
  const provider = await find(world, id, () => providers(world).where('p.id', '=', id).executeTakeFirst())
  if (!provider) throw new Error(`there is no provider ${id}`)
  return provider
}

/** Whose host a name is; undefined for one that all providers share, or that is none of ours. */
export async function ownerOfHost(world: World, host: string): Promise<string | undefined> {
  const here = kept(world)
  here.hosts ??= world.database.db.selectFrom('directory').select(['key', 'provider_id']).where('kind', '=', 'host').execute()
    .then((rows) => new Map(rows.map((row) => [row.key, row.provider_id])))
  here.hosts.catch(() => forgetProviders(world))
  return (await here.hosts).get(host.toLowerCase())
}

/** Who alone answers on a host: its owner, unless it is the address of them all as well. */
export async function aloneOnHost(world: World, host: string): Promise<string | undefined> {
  return host.toLowerCase() === new URL(world.settings.baseUrl).hostname ? undefined : ownerOfHost(world, host)
}

/** Where a provider's addresses begin: at its own host, else at the one of the settings; never at what a header says (AB-25). */
export function baseOf(world: World, provider: Pick<Provider, 'baseUrl'>): string {
  return provider.baseUrl ?? world.settings.baseUrl
}

/** The address of a provider's pages, for links that are sent. `path` begins with a slash. */
export function addressOf(world: World, provider: Pick<Provider, 'baseUrl' | 'slug'>, path: string): string {
  return `${baseOf(world, provider)}/${provider.slug}${path}`
}
