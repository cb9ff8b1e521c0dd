import { notify } from '@guichet/policy/notifications/notify'
import type { Lang, Policy } from '@guichet/policy'
import { transaction } from '#platform/database.ts'
import { hashToken, newToken } from '#platform/tokens.ts'
import { enqueue, forgiveBounces } from '#outbox/outbox.ts'
import { addressOf, countAttempt, foldAddress, providerOf, writeEvent } from '#people/people.ts'
import type { Provider, Slowing } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { generally } from './decide.ts'
import { typeInWords } from './letter.ts'

const day = 24 * 3_600_000
/** A link that proves an address is worth something for so many days. */
const proofDays = 7
/** Letters to addresses that nobody proved: they may be strangers'. */
const perPerson: Slowing = { free: 10, base: 10 * 60_000, cap: day, forget: day }
const perAddress: Slowing = { free: 3, base: 30 * 60_000, cap: day, forget: day }

/** A type of which customers are told, as its settings show it. */
export interface TypeSetting {
  readonly type: string
  readonly label: string
  readonly through: readonly ('client_area' | 'mail')[]
  /** own: an address may be given for it. other: the one given for `addressOf` serves. none: the registered address. */
  readonly field: 'own' | 'other' | 'none'
  readonly addressOf: string | null
  /** What the policy does with an address that is given: it stands instead of the registered one, or is added to it. */
  readonly replaces: boolean
  /** Whether mail comes back to the registered address when the given one is empty or refuses. */
  readonly fallsBack: boolean
  readonly optional: boolean
  readonly givenUp: boolean
  readonly clauses: readonly string[]
  readonly address: string | null
  readonly pending: string | null
  readonly refusedAt: number | null
}

const [own, registered] = ['own@example.com', 'registered@example.com']

/** What the policy would do with an address, asked of it with made-up ones. */
function trial(policy: Policy, type: string, now: number) {
  const to = (given: string | undefined, bounced: string[]) =>
    notify(policy, {}, now, { type, event: '', bounced, customers: [{ name: '', affected: true, registered, ...(given === undefined ? {} : { own: given }) }] })
      .notifications.flatMap(({ messages }) => messages.flatMap(({ address }) => address ?? []))
  return { replaces: !to(own, []).includes(registered), fallsBack: to(undefined, []).includes(registered) && to(own, [own]).includes(registered) }
}

/** Every type that the policy tells people of by mail or in the client area, with what this person set. */
export async function settingsOf(desk: Desk, providerId: string, contactId: string, lang: Lang): Promise<TypeSetting[]> {
  const now = desk.time.now()
  const policy = await desk.policies.inForce(providerId, now)
  if (!policy) return []
  const { db } = desk.database
  const [addresses, givenUp] = await Promise.all([
    db.selectFrom('notification_addresses').select(['type', 'address', 'pending', 'refused_at', 'expires_at']).where('provider_id', '=', providerId).where('contact_id', '=', contactId).execute(),
    db.selectFrom('notification_refusals').select('type').where('provider_id', '=', providerId).where('contact_id', '=', contactId).execute(),
  ])
  return (policy.facts.get('notification')?.options ?? []).flatMap(({ value: type }): TypeSetting[] => {
    const said = generally(policy, type, now)
    if (said.outcome === 'unsaid' || said.outcome === 'public') return []
    const set = addresses.find((one) => one.type === type)
    const field = !said.through.includes('mail') || said.addressOf === null ? 'none' : said.addressOf === type ? 'own' : 'other'
    return [{
      type, label: typeInWords(policy, type, lang), through: said.through, field, addressOf: said.addressOf, ...trial(policy, type, now), optional: said.optional,
      givenUp: givenUp.some((one) => one.type === type), clauses: said.clauses, address: set?.address ?? null,
      pending: set?.pending && (set.expires_at ?? 0) > now ? set.pending : null, refusedAt: set?.refused_at ?? null,
    }]
  })
}

export type SetAddress = 'unchanged' | 'removed' | 'asked' | 'invalid' | 'ours' | 'no-field' | { readonly slowMs: number }

interface Person { readonly id: string; readonly name: string; readonly email: string; readonly language: Lang }

/**
 * Sets the address of a person's own for a type: '' takes it away; another is used once it is proved by the link sent there, and
 * until then the one before stays (S5-38).
 */
export async function setOwnAddress(desk: Desk, provider: Provider, person: Person, type: string, typed: string): Promise<SetAddress> {
  const field = (await settingsOf(desk, provider.id, person.id, person.language)).find((one) => one.type === type && one.field === 'own')
  if (!field) return 'no-field'
  const address = typed.trim()
  if (address === '') return field.address === null && field.pending === null ? 'unchanged' : removeAddress(desk, provider.id, person, type)
  const key = foldAddress(address)
  if (key === undefined) return 'invalid'
  if (field.address !== null && foldAddress(field.address) === key && field.refusedAt === null && field.pending === null) return 'unchanged'
  if (field.pending !== null && foldAddress(field.pending) === key) return 'unchanged'
  const ours = await desk.database.db.selectFrom('directory').select('key').where('kind', '=', 'mail_address').where('key', '=', key.toLowerCase()).executeTakeFirst()
  if (ours) return 'ours'
  const slowMs = (await countAttempt(desk, provider.id, `own-address:${person.id}`, perPerson)) || (await countAttempt(desk, provider.id, `own-address:*|${key.toLowerCase()}`, perAddress))
  if (slowMs > 0) return { slowMs }
  const { token, hash } = newToken()
  const now = desk.time.now()
  await transaction(desk.database.db, async (trx) => {
    const asked = { pending: address, token_hash: hash, asked_at: now, expires_at: now + proofDays * day }
    await trx
      .insertInto('notification_addresses')
      .values({ provider_id: provider.id, contact_id: person.id, type, address: null, address_key: null, verified_at: null, refused_at: null, ...asked })
      .onConflict((oc) => oc.columns(['provider_id', 'contact_id', 'type']).doUpdateSet(asked)).execute()
    await writeEvent(trx, desk, { providerId: provider.id, type: 'own_address.asked', actor: { kind: 'contact', id: person.id, name: person.name }, data: { contactId: person.id, type } })
    // It goes to an address that proved nothing yet: it says what it is for and nothing of the account.
    await enqueue(trx, desk, {
      kind: 'own_address', providerId: provider.id, to: { address }, language: person.language,
      content: { what: 'prove', type: field.label, address, link: addressOf(desk, provider, `/${person.language}/notices/address/${token}`), days: proofDays },
    })
  })
  desk.jobs.wake('outbox')
  return 'asked'
}

async function removeAddress(desk: Desk, providerId: string, person: Person, type: string): Promise<'removed'> {
  await transaction(desk.database.db, async (trx) => {
    await trx.deleteFrom('notification_addresses').where('provider_id', '=', providerId).where('contact_id', '=', person.id).where('type', '=', type).execute()
    await writeEvent(trx, desk, { providerId, type: 'own_address.removed', actor: { kind: 'contact', id: person.id, name: person.name }, data: { contactId: person.id, type } })
  })
  return 'removed'
}

/** An address that waits to be proved: what GET shows (AB-24). */
export interface Proof { readonly type: string; readonly address: string; readonly label: string }

/** What a link would prove, without proving it; undefined when it is unknown, used or too old. */
export async function showProof(desk: Desk, providerId: string, token: string, lang: Lang): Promise<Proof | undefined> {
  const now = desk.time.now()
  const found = await desk.database.db
    .selectFrom('notification_addresses').select(['type', 'pending']).where('provider_id', '=', providerId).where('token_hash', '=', hashToken(token)).where('expires_at', '>', now).executeTakeFirst()
  if (!found?.pending) return undefined
  return { type: found.type, address: found.pending, label: typeInWords(await desk.policies.inForce(providerId, now), found.type, lang) }
}

/** Proves an address, once: it is used from now on, and the registered address is told so. */
export async function proveAddress(desk: Desk, providerId: string, token: string, lang: Lang): Promise<Proof | undefined> {
  const now = desk.time.now()
  const provider = await providerOf(desk, providerId)
  const policy = await desk.policies.inForce(providerId, now)
  const proved = await transaction(desk.database.db, async (trx) => {
    const found = await trx
      .selectFrom('notification_addresses').select(['contact_id', 'type', 'pending']).where('provider_id', '=', providerId).where('token_hash', '=', hashToken(token)).where('expires_at', '>', now)
      .forUpdate().executeTakeFirst()
    const key = found?.pending ? foldAddress(found.pending) : undefined
    const contact = found && (await trx.selectFrom('contacts').select(['id', 'name', 'email', 'language']).where('provider_id', '=', providerId).where('id', '=', found.contact_id).where('removed_at', 'is', null).executeTakeFirst())
    if (!found?.pending || key === undefined || !contact) return undefined
    await trx
      .updateTable('notification_addresses')
      .set({ address: found.pending, address_key: key, verified_at: now, refused_at: null, pending: null, token_hash: null, asked_at: null, expires_at: null })
      .where('provider_id', '=', providerId).where('contact_id', '=', found.contact_id).where('type', '=', found.type).execute()
    await forgiveBounces(trx, providerId, key)
    await writeEvent(trx, desk, { providerId, type: 'own_address.proved', actor: { kind: 'contact', id: contact.id, name: contact.name }, data: { contactId: contact.id, type: found.type } })
    await enqueue(trx, desk, {
      kind: 'own_address', providerId, to: { address: contact.email, name: contact.name }, language: contact.language,
      content: { what: 'in_use', type: typeInWords(policy, found.type, contact.language), address: found.pending, link: addressOf(desk, provider, `/${contact.language}/notices/settings`) },
    })
    return { type: found.type, address: found.pending, label: typeInWords(policy, found.type, lang) }
  })
  if (proved) desk.jobs.wake('outbox')
  return proved
}
