import { createHash } from 'node:crypto'
import { readPicture } from '#platform/pictures.ts'
import type { PictureRead } from '#platform/pictures.ts'
import { notify, transaction } from '#platform/database.ts'
import type { World } from '#server/tables.ts'
import { writeEvent } from './event.ts'
import type { Actor } from './event.ts'
import { forgetProviders, providerChannel } from './providers.ts'
import type { Provider } from './providers.ts'

/** What a provider shows of itself and may be changed; what is absent stays. Null: as if it had never been set. */
export interface Face {
  readonly name?: string | undefined
  readonly accent?: string | undefined
  readonly mailName?: string | null | undefined
  readonly mailAddress?: string | null | undefined
  readonly secondFactor?: 'required' | 'offered' | undefined
  readonly logo?: Buffer | null | undefined
  readonly darkLogo?: Buffer | null | undefined
  /** A host of its own, `aide.client.fr`, or its whole address; null gives it up. */
  readonly host?: string | null | undefined
}

export type FaceProblem =
  | { readonly why: 'name' | 'accent' | 'mail_name' | 'host_form' | 'host_shared' | 'host_taken' | 'host_scheme' }
  | { readonly why: 'mail_address'; readonly known: readonly string[] }
  | { readonly why: 'logo'; readonly picture: Extract<PictureRead, { ok: false }> }

const oneLine = (text: string) => /^[^\p{Cc}\p{Zl}\p{Zp}<>"]{1,100}$/u.test(text) && text.trim() === text

/** The address of a host as typed: with the scheme, and the port, of the installation's own unless it says otherwise. */
export function baseOfHost(world: World, typed: string): string | undefined {
  const own = new URL(world.settings.baseUrl)
  const whole = /^https?:\/\//i.test(typed) ? typed : `${own.protocol}//${typed}${own.port === '' || /:\d+$/.test(typed) ? '' : `:${own.port}`}`
  if (!URL.canParse(whole)) return undefined
  const { origin, hostname, pathname, search, username } = new URL(whole)
  return pathname === '/' && search === '' && username === '' && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(hostname) && !/^\d+(\.\d+)*$/.test(hostname) ? origin : undefined
}

async function hostProblem(world: World, provider: Provider, typed: string): Promise<FaceProblem | undefined> {
  const base = baseOfHost(world, typed)
  if (base === undefined) return { why: 'host_form' }
  const { hostname, protocol } = new URL(base)
  const shared = new URL(world.settings.baseUrl)
  if (hostname === shared.hostname || hostname === 'localhost' || hostname === '127.0.0.1') return { why: 'host_shared' }
  // A cookie that only travels over HTTPS would never come back over HTTP, and the other way round it would travel in clear.
  if (protocol !== shared.protocol) return { why: 'host_scheme' }
  const held = await world.database.db.selectFrom('directory').select('provider_id').where('kind', '=', 'host').where('key', '=', hostname).executeTakeFirst()
  return held && held.provider_id !== provider.id ? { why: 'host_taken' } : undefined
}

async function problemOf(world: World, provider: Provider, face: Face): Promise<FaceProblem | undefined> {
  if (face.name !== undefined && !oneLine(face.name)) return { why: 'name' }
  if (face.accent !== undefined && !/^#[0-9a-f]{6}$/i.test(face.accent)) return { why: 'accent' }
  if (face.mailName && !oneLine(face.mailName)) return { why: 'mail_name' }
  if (face.mailAddress) {
    const rows = await world.database.db.selectFrom('directory').select('key').where('kind', '=', 'mail_address').where('provider_id', '=', provider.id).orderBy('key').execute()
    if (!rows.some(({ key }) => key === face.mailAddress?.toLowerCase())) return { why: 'mail_address', known: rows.map(({ key }) => key) }
  }
  for (const logo of [face.logo, face.darkLogo]) {
    const picture = logo && readPicture(logo)
    if (picture && !picture.ok) return { why: 'logo', picture }
  }
  return face.host ? hostProblem(world, provider, face.host) : undefined
}

/** Changes what a provider shows of itself, all of it or nothing. Every process knows at once. Gives what is wrong. */
export async function setFace(world: World, provider: Provider, actor: Actor, face: Face): Promise<FaceProblem | undefined> {
  const problem = await problemOf(world, provider, face)
  if (problem) return problem
  const { logo, darkLogo, host, name, accent, mailName, mailAddress, secondFactor } = face
  const base = host === undefined ? undefined : host === null ? null : baseOfHost(world, host)
  const columns = Object.fromEntries(Object.entries({ name, accent, mail_name: mailName, mail_address: mailAddress?.toLowerCase() ?? mailAddress, second_factor: secondFactor, base_url: base }).filter(([, value]) => value !== undefined))
  await transaction(world.database.db, async (trx) => {
    if (Object.keys(columns).length > 0) await trx.updateTable('providers').set(columns).where('id', '=', provider.id).execute()
    if (base !== undefined) {
      const before = provider.baseUrl
      if (before !== null) await trx.deleteFrom('directory').where('kind', '=', 'host').where('key', '=', new URL(before).hostname).where('provider_id', '=', provider.id).execute()
      if (base !== null) await trx.insertInto('directory').values({ kind: 'host', key: new URL(base).hostname, provider_id: provider.id, channel: null }).onConflict((oc) => oc.doNothing()).execute()
    }
    for (const [theme, content] of [['light', logo], ['dark', darkLogo]] as const) {
      if (content === undefined) continue
      await trx.deleteFrom('provider_logos').where('provider_id', '=', provider.id).where('theme', '=', theme).execute()
      const picture = content && readPicture(content)
      if (content && picture?.ok) await trx.insertInto('provider_logos').values({ provider_id: provider.id, theme, media_type: picture.type, sha256: createHash('sha256').update(content).digest('hex'), content }).execute()
    }
    const pictures = { ...(logo === undefined ? {} : { logo: logo !== null }), ...(darkLogo === undefined ? {} : { darkLogo: darkLogo !== null }) }
    await writeEvent(trx, world, { providerId: provider.id, type: 'provider.changed', actor, data: { ...columns, ...pictures } })
    await notify(trx, providerChannel, provider.id)
  })
  forgetProviders(world)
  return undefined
}

/** The bytes of a logo. */
export async function readLogo(world: World, providerId: string, theme: 'light' | 'dark'): Promise<Buffer | undefined> {
  const row = await world.database.db.selectFrom('provider_logos').select('content').where('provider_id', '=', providerId).where('theme', '=', theme).executeTakeFirst()
  return row?.content
}

/** Where a logo is served: its address changes with it, so that it may be kept. */
export function logoPath(provider: Provider, theme: 'light' | 'dark'): string | undefined {
  const logo = theme === 'light' ? provider.logo : provider.darkLogo
  return logo ? `/${provider.slug}/logo/${theme}?v=${logo.sha256.slice(0, 12)}` : undefined
}
