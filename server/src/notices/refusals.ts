import type { Transaction } from 'kysely'
import { transaction } from '#platform/database.ts'
import { enqueue, noteBounce, refusedAmong, unnotedBounces } from '#outbox/outbox.ts'
import type { Letter, NewBounce } from '#outbox/outbox.ts'
import { addressOf, foldAddress, listProviders, writeEvent } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Policy } from '@guichet/policy'
import { typeOfLetters } from '@guichet/policy/notifications/notify'
import type { Tables } from '#server/tables.ts'
import { copiesFor, keysOf } from './decide.ts'
import { typeInWords } from './letter.ts'
import type { Announced } from './letter.ts'
import { readerOf } from './people.ts'
import type { Told } from './people.ts'
import { openTasks } from './tasks.ts'
import { writeLetter } from './tell.ts'
import { today } from './today.ts'

const batch = 50

/** What kind of letter bears which type that the policy may have named. */
const carriedBy: Readonly<Record<string, 'tickets' | 'passwords'>> = { reply: 'tickets', acknowledgement: 'tickets', notice: 'tickets', sign_in: 'passwords', security: 'passwords' }

/**
 * What follows from an address that refuses mail for good (S5-38): whoever set it is warned at the registered address and in the
 * client area, what it refused goes to where the policy says instead, and somebody gets the task that the policy tells.
 */
export async function followRefusals(desk: Desk): Promise<number> {
  let followed = 0
  for (const provider of await listProviders(desk)) {
    for (const bounce of await unnotedBounces(desk.database.db, provider.id, batch)) {
      if (await follow(desk, provider, bounce)) followed += 1
    }
  }
  if (followed > 0) desk.jobs.wake('outbox')
  return followed
}

async function follow(desk: Desk, provider: Provider, bounce: NewBounce): Promise<boolean> {
  return transaction(desk.database.db, async (trx) => {
    if (!(await noteBounce(trx, desk, provider.id, bounce.addressKey))) return false
    const policy = await desk.policies.inForce(provider.id, desk.time.now())
    if (!policy) return true
    const inside = { ...desk, database: { ...desk.database, db: trx } }
    for (const contactId of await whose(trx, provider.id, bounce.addressKey)) {
      const told = await readerOf(trx, provider.id, contactId, today(policy.zone, desk.time.now()))
      if (told) await followFor(trx, inside, { provider, policy, bounce, told })
    }
    return true
  })
}

/** The people whose address this is: registered, or their own for a type. */
async function whose(trx: Transaction<Tables>, providerId: string, key: string): Promise<Set<string>> {
  const [own, registered] = [
    await trx.selectFrom('notification_addresses').select('contact_id as id').where('provider_id', '=', providerId).where('address_key', '=', key).execute(),
    await trx.selectFrom('contacts').select('id').where('provider_id', '=', providerId).where('email_key', '=', key).where('removed_at', 'is', null).execute(),
  ]
  return new Set([...own, ...registered].map(({ id }) => id))
}

interface Following { readonly provider: Provider; readonly policy: Policy; readonly bounce: NewBounce; readonly told: Told }

async function followFor(trx: Transaction<Tables>, inside: Desk, { provider, policy, bounce, told }: Following): Promise<void> {
  const now = inside.time.now()
  const [reader] = told.people
  if (!reader) return
  const refused = await refusedAmong(trx, provider.id, keysOf([told]))
  const own = Object.entries(reader.own).filter(([, address]) => foldAddress(address) === bounce.addressKey)
  for (const [type, address] of own) {
    await trx.updateTable('notification_addresses').set({ refused_at: now }).where('provider_id', '=', provider.id).where('contact_id', '=', reader.id).where('type', '=', type).execute()
    await writeEvent(trx, inside, { providerId: provider.id, type: 'own_address.refused', actor: { kind: 'system' }, data: { contactId: reader.id, type } })
    await enqueue(trx, inside, {
      kind: 'own_address', providerId: provider.id, to: { address: reader.email, name: reader.name }, language: reader.language,
      content: { what: 'refused', type: typeInWords(policy, type, reader.language), address, link: addressOf(inside, provider, `/${reader.language}/notices/settings`) },
    })
  }
  const said = await saidIn(trx, provider.id, bounce.outboxId, reader.id)
  const borne = carriedBy[bounce.letterKind]
  const letters = borne === undefined ? null : typeOfLetters(policy, {}, now, borne)
  const types = new Set([...own.map(([type]) => type), ...(said ? [said.post.type] : []), ...(letters === null ? [] : [letters])])
  for (const type of types) await openTasks(trx, inside, provider.id, type, copiesFor(policy, now, { type, code: '', right: undefined }, told, refused))
  if (said) await sayInstead(trx, inside, { provider, policy, told, said, refused })
  else if (own.length > 0) await sendInstead(trx, inside, provider.id, bounce.outboxId, reader)
}

interface Said { readonly post: Announced; readonly notificationId: string; readonly reference: string; readonly customerId: string }

/** What the letter that came back said, when it was of a notice and told this person. */
async function saidIn(trx: Transaction<Tables>, providerId: string, outboxId: string, contactId: string): Promise<Said | undefined> {
  const row = await trx
    .selectFrom('notice_letters as l')
    .innerJoin('notifications as t', (join) => join.onRef('t.provider_id', '=', 'l.provider_id').onRef('t.id', '=', 'l.notification_id'))
    .innerJoin('notice_posts as p', (join) => join.onRef('p.provider_id', '=', 'l.provider_id').onRef('p.id', '=', 'l.post_id'))
    .innerJoin('notices as n', (join) => join.onRef('n.provider_id', '=', 'p.provider_id').onRef('n.id', '=', 'p.notice_id'))
    .select(['p.id', 'p.kind', 'p.text', 'p.from_at', 'p.until_at', 'p.created_at', 'p.after', 'p.author_kind', 'p.author_id', 'p.author_name', 'n.id as notice_id', 'n.code', 'n.type', 'n.title', 'n.audience', 'n.outcome', 'n.optional', 't.id as notification_id', 't.reference', 't.customer_id'])
    .where('l.provider_id', '=', providerId).where('l.outbox_id', '=', outboxId).where('t.contact_id', '=', contactId).executeTakeFirst()
  if (!row) return undefined
  const { notification_id, reference, customer_id, ...post } = row
  return { post, notificationId: notification_id, reference, customerId: customer_id }
}

/** The same notice, at the addresses that are left. */
async function sayInstead(trx: Transaction<Tables>, inside: Desk, of: { provider: Provider; policy: Policy; told: Told; said: Said; refused: ReadonlySet<string> }): Promise<void> {
  const { provider, policy, told, said, refused } = of
  const [copy] = copiesFor(policy, inside.time.now(), { type: said.post.type, code: said.post.code, right: undefined }, told, refused)
  if (!copy) return
  const writing = { provider, post: said.post, customer: told, copy: { ...copy, reference: said.reference }, notificationId: said.notificationId }
  for (const { address, key } of copy.addresses) await writeLetter(trx, inside, writing, address, key)
}

/** A letter of a request that came back from an address of one's own goes to the registered one. */
async function sendInstead(trx: Transaction<Tables>, inside: Desk, providerId: string, outboxId: string, reader: { name: string; email: string }): Promise<void> {
  const row = await trx.selectFrom('outbox').select('mail').where('provider_id', '=', providerId).where('id', '=', outboxId).executeTakeFirst()
  const letter = (row?.mail as { letter?: Letter } | undefined)?.letter
  if (letter && (letter.kind === 'reply' || letter.kind === 'notice')) await enqueue(trx, inside, { ...letter, to: { address: reader.email, name: reader.name } })
}
