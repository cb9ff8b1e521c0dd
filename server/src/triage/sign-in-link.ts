import type { Transaction } from 'kysely'
import { transaction } from '#platform/database.ts'
import { tellContact } from '#server/identity/identity.ts'
import { enqueue } from '#outbox/outbox.ts'
import { addressOf, countLinkWish, foldAddress, linkLife, makeLink, onlyWayOf, writeEvent } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'

/**
 * Sends a sign-in link to the contact of an address. Known or not, the answer is the same and comes after the same work;
 * `slowMs`: this machine asks too often, whatever for (AB-26, AB-27).
 */
export async function sendSignInLink(
  desk: Desk, provider: Provider, wish: { email: string; machine: string; language?: 'fr' | 'en' | undefined; /** A page of ours to come back to, already checked. */ back?: string | undefined },
): Promise<{ sent: 'if-known' } | { slowMs: number }> {
  const wished = await countLinkWish(desk, provider.id, wish.email, wish.machine)
  if (typeof wished === 'object') return wished
  if (wished === 'go') {
    await transaction(desk.database.db, async (trx) => {
      const link = await makeLink(desk, trx, provider.id, wish.email)
      if (!link) return tellOfOtherSite(desk, trx, provider, wish)
      await writeEvent(trx, desk, { providerId: provider.id, type: 'link.asked', actor: { kind: 'third_party' }, data: { contactId: link.contact.id, machine: wish.machine } })
      const language = wish.language ?? link.contact.language
      const query = wish.back === undefined ? '' : `?back=${encodeURIComponent(wish.back)}`
      await enqueue(trx, desk, {
        kind: 'sign_in', providerId: provider.id, to: { address: link.contact.email, name: link.contact.name }, language,
        content: { link: addressOf(desk, provider, `/${language}/sign-in/${link.token}${query}`), minutes: linkLife / 60_000 },
      })
    })
    desk.jobs.wake('outbox')
  }
  return { sent: 'if-known' }
}

/** Who comes in through another site only is sent its address instead of a link: the page says the same to everybody (AB-26). */
async function tellOfOtherSite(desk: Desk, trx: Transaction<Tables>, provider: Provider, wish: { email: string; language?: 'fr' | 'en' | undefined }): Promise<void> {
  const contact = await trx
    .selectFrom('contacts').select(['id', 'language']).where('provider_id', '=', provider.id).where('email_key', '=', foldAddress(wish.email) ?? '').where('removed_at', 'is', null).executeTakeFirst()
  const connection = contact && (await onlyWayOf(desk, trx, provider.id, { contactId: contact.id }))
  if (!contact || !connection) return
  const language = wish.language ?? contact.language
  const link = addressOf(desk, provider, `/${language}/sign-in/oidc/${connection.name}`)
  await tellContact(trx, desk, provider, contact.id, { what: 'elsewhere', at: desk.time.now(), name: connection.label, link }, language)
}
