import type { Selectable } from 'kysely'
import { runPrepared } from '#platform/database.ts'
import type { Tables, World } from '#server/tables.ts'
import { domainOf, mailboxKey, splitDetail } from './addresses.ts'

/** An address of ours that mail came to. */
export interface Mailbox {
  readonly kind: 'mailbox'
  readonly providerId: string
  readonly channel: string
  /** Without detail. */
  readonly address: string
  /** The reply token in it, lower case, if it is a reply address. */
  readonly token?: string
}

/** The return address of one of our letters. */
export interface ReturnAddress {
  readonly kind: 'return'
  readonly detail: string
  /** Providers that have a mailbox at its domain: one of them wrote the letter. */
  readonly providerIds: readonly string[]
}

export const returnLocalPart = 'bounces'
const tokenDetail = /^t\.([a-z2-7]{26})$/

/**
 * Whose address this is; undefined when it is nobody's here. Addresses of ours are compared without case, and with or
 * without a detail after `+` (RFC 5233).
 */
export async function findMailbox(world: World, address: string): Promise<Mailbox | ReturnAddress | undefined> {
  const key = mailboxKey(address)
  if (key === undefined) return undefined
  const { mailbox, detail } = splitDetail(key)
  const rows = await runPrepared<Pick<Selectable<Tables['directory']>, 'key' | 'provider_id' | 'channel'>>(world.database, {
    name: 'mailbox', text: "select key, provider_id, channel from directory where kind = 'mail_address' and key in ($1, $2)", values: [key, mailbox],
  })
  const found = rows.find((row) => row.key === key) ?? rows[0]
  if (found !== undefined) {
    const token = found.key === key ? undefined : tokenDetail.exec(detail ?? '')?.[1]
    return { kind: 'mailbox', providerId: found.provider_id, channel: found.channel ?? 'mail', address: found.key, ...(token === undefined ? {} : { token }) }
  }
  if (detail === undefined || mailbox !== `${returnLocalPart}@${domainOf(mailbox)}`) return undefined
  const providers = await world.database.db
    .selectFrom('directory').select('provider_id').distinct().where('kind', '=', 'mail_address').where('key', 'like', `%@${domainOf(mailbox).replaceAll('_', '\\_')}`).execute()
  return providers.length === 0 ? undefined : { kind: 'return', detail, providerIds: providers.map((row) => row.provider_id) }
}
