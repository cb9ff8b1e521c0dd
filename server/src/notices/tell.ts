import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { transaction } from '#platform/database.ts'
import { enqueue } from '#outbox/outbox.ts'
import { addressOf, listProviders, writeEvent } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import { copiesFor, refusedBy } from './decide.ts'
import type { Copy } from './decide.ts'
import { announcementFor } from './letter.ts'
import type { Announced } from './letter.ts'
import { nextCustomers } from './people.ts'
import type { Told } from './people.ts'
import { openTasks } from './tasks.ts'
import { today } from './today.ts'

/** Customers told in one transaction: a process that dies loses no more than these, and nobody waits behind thousands. */
const batch = 50

/** Tells everybody of what was said and not told yet, a few customers at a time. Safe to run twice at once and to kill at any instant. */
export async function tellNotices(desk: Desk): Promise<number> {
  let told = 0
  for (const provider of await listProviders(desk)) {
    for (let people = await tellSome(desk, provider); people !== undefined; people = await tellSome(desk, provider)) {
      told += people
      desk.jobs.wake('outbox')
    }
  }
  return told
}

/** The oldest thing said that is not told to the end and that nobody else is telling, and the notice it is said in. */
async function lockPost(trx: Transaction<Tables>, providerId: string): Promise<Announced | undefined> {
  return trx
    .selectFrom('notice_posts as p').innerJoin('notices as n', (join) => join.onRef('n.provider_id', '=', 'p.provider_id').onRef('n.id', '=', 'p.notice_id'))
    .select(['p.id', 'p.kind', 'p.text', 'p.from_at', 'p.until_at', 'p.created_at', 'p.after', 'p.author_kind', 'p.author_id', 'p.author_name', 'n.id as notice_id', 'n.code', 'n.type', 'n.title', 'n.audience', 'n.outcome', 'n.optional'])
    .where('p.provider_id', '=', providerId).where('p.state', '=', 'telling')
    // News of a notice goes to whom it was told: not before that is done.
    .where((eb) => eb.not(eb.exists(eb.selectFrom('notice_posts as e').select('e.id').whereRef('e.provider_id', '=', 'p.provider_id').whereRef('e.notice_id', '=', 'p.notice_id').whereRef('e.id', '<', 'p.id').where('e.state', '=', 'telling'))))
    .orderBy('p.id').limit(1).forUpdate('p').skipLocked().executeTakeFirst()
}

/** Tells the next customers of the oldest thing said; the number of people, or undefined when there is nothing to tell. */
async function tellSome(desk: Desk, provider: Provider): Promise<number | undefined> {
  return transaction(desk.database.db, async (trx) => {
    const post = await lockPost(trx, provider.id)
    if (!post) return undefined
    const now = desk.time.now()
    const policy = await desk.policies.inForce(provider.id, now)
    if (!policy) throw new Error(`a notice of ${provider.slug} has no policy any more`)
    const inside = { ...desk, database: { ...desk.database, db: trx } }
    const page = { after: post.after, most: batch, today: today(policy.zone, now), already: post.kind !== 'first' }
    const customers = post.outcome === 'public' ? [] : await nextCustomers(trx, provider.id, post.notice_id, page)
    const last = customers.at(-1)
    if (!last) {
      await trx.updateTable('notice_posts').set({ state: 'told', told_at: now }).where('provider_id', '=', provider.id).where('id', '=', post.id).execute()
      await writeEvent(trx, desk, { providerId: provider.id, type: 'notice.told', actor: { kind: 'system' }, data: { noticeId: post.notice_id, postId: post.id } })
      return 0
    }
    const refused = await refusedBy(inside, provider.id, customers)
    let people = 0
    for (const customer of customers) {
      const copies = copiesFor(policy, now, { type: post.type, code: post.code, right: post.audience.right }, customer, refused)
      await writeCopies(trx, inside, provider, post, customer, copies)
      await openTasks(trx, desk, provider.id, post.type, copies)
      people += copies.length
    }
    await trx.updateTable('notice_posts').set({ after: last.customerId }).where('provider_id', '=', provider.id).where('id', '=', post.id).execute()
    return people
  })
}

/** Writes what each person of a customer is told: in the client area, and the letters of the same reference. */
async function writeCopies(trx: Transaction<Tables>, inside: Desk, provider: Provider, post: Announced, customer: Told, copies: readonly Copy[]): Promise<void> {
  if (copies.length === 0) return
  const now = inside.time.now()
  const rows = await trx
    .insertInto('notifications')
    .values(copies.map(({ reader, reference, inClientArea }) => ({
      provider_id: provider.id, id: inside.ids.next(), notice_id: post.notice_id, customer_id: customer.customerId, contact_id: reader.id, reference, in_client_area: inClientArea,
      shown_at: now, changed_at: now, read_at: null,
    })))
    .onConflict((oc) => oc.columns(['provider_id', 'notice_id', 'contact_id']).doUpdateSet({ changed_at: now, read_at: null, in_client_area: sql`notifications.in_client_area or excluded.in_client_area` }))
    .returning(['id', 'contact_id']).execute()
  const idOf = (contactId: string) => rows.find((row) => row.contact_id === contactId)?.id ?? ''
  await trx
    .insertInto('notice_told')
    .values(copies.map(({ reader }) => ({ provider_id: provider.id, post_id: post.id, contact_id: reader.id, notification_id: idOf(reader.id), shown_at: now }))).execute()
  for (const copy of copies) {
    for (const { address, key } of copy.addresses) await writeLetter(trx, inside, { provider, post, customer, copy, notificationId: idOf(copy.reader.id) }, address, key)
  }
}

interface Writing { readonly provider: Provider; readonly post: Announced; readonly customer: Told; readonly copy: Copy; readonly notificationId: string }

/** Writes one letter, once for an address of a customer. */
export async function writeLetter(trx: Transaction<Tables>, inside: Desk, writing: Writing, address: string, key: string): Promise<void> {
  const { provider, post, customer, notificationId } = writing
  const written = await trx
    .insertInto('notice_letters')
    .values({ provider_id: provider.id, post_id: post.id, customer_id: customer.customerId, address_key: key, notification_id: notificationId, outbox_id: null, written_at: inside.time.now() })
    .onConflict((oc) => oc.columns(['provider_id', 'post_id', 'customer_id', 'address_key']).doNothing()).returning('post_id').executeTakeFirst()
  if (!written) return
  const policy = await inside.policies.inForce(provider.id, inside.time.now())
  const letter = announcementFor(inside, { ...writing, policy, address, home: (path) => addressOf(inside, provider, path) })
  const enqueued = await enqueue(trx, inside, letter)
  if (enqueued.kind !== 'enqueued') return
  await trx
    .updateTable('notice_letters').set({ outbox_id: enqueued.id }).where('provider_id', '=', provider.id).where('post_id', '=', post.id)
    .where('customer_id', '=', customer.customerId).where('address_key', '=', key).execute()
}
