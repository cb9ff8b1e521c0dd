import { transaction } from '#platform/database.ts'
import { enqueue } from '#outbox/outbox.ts'
import { addressOf, countLinkWish, foldAddress, linkLife, makeLink, onlyWayOf, writeEvent } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

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
