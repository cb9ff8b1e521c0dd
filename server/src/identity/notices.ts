import type { Transaction } from 'kysely'
import { enqueue } from '#outbox/outbox.ts'
import type { SecurityLetter } from '#outbox/letter.ts'
import type { Provider } from '#people/people.ts'
import type { Tables, World } from '#server/tables.ts'

/**
 * Tells a contact by mail that something about their way in changed, or sends what proves their address: in the transaction of its
 * cause, in their language, to the declared address (S4-17), and never held back by the limits of automatic mail.
 */
export async function tellContact(
  trx: Transaction<Tables>, world: World, provider: Provider, contactId: string, content: SecurityLetter['content'], language?: 'fr' | 'en',
): Promise<void> {
  const contact = await trx
    .selectFrom('contacts').select(['name', 'email', 'language']).where('provider_id', '=', provider.id).where('id', '=', contactId).where('removed_at', 'is', null).executeTakeFirst()
  if (!contact) return
  await enqueue(trx, world, {
    kind: 'security', providerId: provider.id, to: { address: contact.email, name: contact.name }, language: language ?? contact.language, content,
  })
}
