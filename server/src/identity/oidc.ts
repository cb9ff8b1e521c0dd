import type { Transaction } from 'kysely'
import { transaction } from '#platform/database.ts'
import { closeSession, enterFully, settleAccount, writeEvent } from '#people/people.ts'
import type { Claims, Connection, Entered, Provider, Vouched, Who } from '#people/people.ts'
import type { Tables, World } from '#server/tables.ts'
import { enterAgent } from './agents.ts'
import { enterContact } from './entering.ts'
import type { Coming } from './entering.ts'

export type OidcEntered = (Entered & { readonly who: Who }) | { readonly kind: 'refused'; readonly why: Exclude<Vouched, { ok: true }>['why'] }

/**
 * Lets somebody in for whom a site vouches: the account, the session or the question for the second proof, and their events, in one
 * transaction. A refusal is written down too. `mayAdd`: whether the policy leaves the customer a place for one more contact.
 */
export async function enterByOidc(world: World, provider: Provider, connection: Connection, claims: Claims, coming: Coming, mayAdd: (trx: Transaction<Tables>) => Promise<boolean>): Promise<OidcEntered> {
  const { machine, browser } = coming
  const entered = await transaction(world.database.db, async (trx): Promise<OidcEntered> => {
    const vouched = await settleAccount(trx, world, provider.id, connection, claims, mayAdd)
    if (!vouched.ok) {
      await writeEvent(trx, world, { providerId: provider.id, type: 'oidc.refused', actor: { kind: 'third_party' }, data: { connection: connection.name, subject: claims.subject, why: vouched.why, machine } })
      return { kind: 'refused', why: vouched.why }
    }
    const { who } = vouched
    if (connection.secondFactor === 'theirs') return { kind: 'session', ...(await enterFully(trx, world, provider.id, who, { way: 'oidc', machine, browser })), who }
    return { ...('agentId' in who ? await enterAgent(trx, world, provider, who.agentId, 'oidc', coming) : await enterContact(trx, world, provider, who.contactId, 'oidc', coming)), who }
  })
  if (entered.kind === 'session' && coming.previous) await closeSession(world, provider.id, coming.previous)
  world.jobs.wake('outbox')
  return entered
}
