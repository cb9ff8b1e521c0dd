import type { World } from '#server/tables.ts'
import { mailboxKey } from './addresses.ts'
import type { Known } from './trust.ts'

/** What a provider knows of an address: a contact who proved to hold it, an agent, a mailbox of its own. */
export async function knownSender(world: World, providerId: string, address: string | undefined): Promise<Known> {
  if (address === undefined) return { registered: false, agent: false, own: false }
  const { db } = world.database
  const [contact, agent, own] = await Promise.all([
    db.selectFrom('contacts').select('verified_at').where('provider_id', '=', providerId).where('email_key', '=', address).executeTakeFirst(),
    db.selectFrom('agents').select('id').where('provider_id', '=', providerId).where('email_key', '=', address.toLowerCase()).executeTakeFirst(),
    db.selectFrom('directory').select('provider_id').where('kind', '=', 'mail_address').where('key', '=', mailboxKey(address) ?? '').executeTakeFirst(),
  ])
  return {
    registered: contact?.verified_at != null,
    agent: agent !== undefined,
    own: own !== undefined,
  }
}
