import { hashToken, newToken } from '#platform/tokens.ts'
import type { World } from '#server/tables.ts'

/** What a key may do (API-05): read or write, tickets, requests, and people with what they have; all of the provider's or one customer's. */
export const scopes = ['tickets:read', 'tickets:write', 'requests:write', 'people:read', 'people:write', 'notices:write'] as const
export type Scope = (typeof scopes)[number]

export interface SignedToken {
  readonly kind: 'token'
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  /** The one customer for whom it speaks; undefined: the provider itself. */
  readonly customer: { readonly id: string; readonly number: string; readonly name: string } | undefined
}

/** Makes a key and gives it, this once. */
export async function addApiToken(
  world: World,
  providerId: string,
  given: { name: string; scopes: readonly Scope[]; customerId?: string; expiresAt: number },
): Promise<{ id: string; token: string }> {
  const id = world.ids.next()
  const { token, hash } = newToken()
  await world.database.db
    .insertInto('api_tokens')
    .values({
      provider_id: providerId, id, token_hash: hash, name: given.name, scopes: [...given.scopes], customer_id: given.customerId ?? null,
      created_at: world.time.now(), expires_at: given.expiresAt, last_used_at: null, revoked_at: null,
    })
    .execute()
  return { id, token }
}

/** Whose key this is at this provider, or undefined. Its last use is noted, to the minute. */
export async function findApiToken(world: World, providerId: string, token: string): Promise<SignedToken | undefined> {
  const now = world.time.now()
  const found = await world.database.pool.query({
    name: 'find-api-token',
    text: `select t.id, t.name, t.scopes, t.last_used_at, c.id as customer_id, c.number, c.name as customer_name
      from api_tokens t left join customers c on c.provider_id = t.provider_id and c.id = t.customer_id
      where t.provider_id = $1 and t.token_hash = $2 and t.revoked_at is null and t.expires_at > $3`,
    values: [providerId, hashToken(token), now],
  })
  const row = found.rows[0]
  if (!row) return undefined
  if (row.last_used_at === null || now - row.last_used_at >= 60_000) {
    await world.database.db
      .updateTable('api_tokens').set({ last_used_at: now }).where('provider_id', '=', providerId).where('id', '=', row.id).execute()
  }
  const customer = row.customer_id ? { id: row.customer_id, number: row.number, name: row.customer_name } : undefined
  return { kind: 'token', id: row.id, name: row.name, scopes: row.scopes, customer }
}

/** Ends a key; false when the provider has no living one of this id. */
export async function revokeApiToken(world: World, providerId: string, id: string): Promise<boolean> {
  const ended = await world.database.db
    .updateTable('api_tokens').set({ revoked_at: world.time.now() }).where('provider_id', '=', providerId).where('id', '=', id)
    .where('revoked_at', 'is', null).returning('id').executeTakeFirst()
  return ended !== undefined
}
