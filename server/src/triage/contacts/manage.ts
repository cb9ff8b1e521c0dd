import type { Transaction } from 'kysely'
import type { Policy } from '@guichet/policy'
import { transaction } from '#platform/database.ts'
import { enqueue } from '#outbox/outbox.ts'
import { actorOfContact, addressOf, admitContact, countAttempt, findProfile, letGo, listPersons, listRights, mayGive, newInvitation, rightsOf, setTeams, teamNamed, writeEvent } from '#people/people.ts'
import type { ContactProblem, Person, Provider, SignedContact, Slowing } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import { grantedByRole } from '../contact-rights.ts'
import { roleLimit } from './limits.ts'
import type { RoleLimit } from './limits.ts'

/** What a manager gives somebody. */
export interface GivenRights {
  /** A role of the policy, where it has roles: it gives everything else. */
  readonly role: string | null
  readonly rights: readonly string[]
  readonly quotesUpTo: number | null
  /** Names of teams; those that are not there yet are made. */
  readonly teams: readonly string[]
}

export type Managed =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly why: 'problems'; readonly problems: readonly ContactProblem[] }
  | { readonly ok: false; readonly why: 'limit'; readonly limit: RoleLimit }
  /** gone: nobody of this customer · more: nobody gives more than they have · above: they may more than you · last: the only manager · slow: too many at once */
  | { readonly ok: false; readonly why: 'gone' | 'more' | 'above' | 'last' | 'unknown_role' | 'slow' }

const hour = 3_600_000
/** Enough to enter a whole company, too slow to find out which addresses are known here (AB-26). */
const perManager: Slowing = { free: 30, base: 60_000, cap: hour, forget: 24 * hour }

interface Standing { readonly trx: Transaction<Tables>; readonly inside: Desk; readonly policy: Policy | undefined; readonly people: readonly Person[]; readonly now: number; readonly may: (person: Pick<Person, 'rights' | 'role' | 'quotesUpTo'>) => ReturnType<typeof rightsOf> }

/** One change at a time per customer: two managers who remove each other at once leave one. */
async function holding(desk: Desk, providerId: string, customerId: string, work: (standing: Standing) => Promise<Managed>): Promise<Managed> {
  const now = desk.time.now()
  const policy = await desk.policies.inForce(providerId, now)
  return transaction(desk.database.db, async (trx) => {
    await trx.selectFrom('customers').select('id').where('provider_id', '=', providerId).where('id', '=', customerId).forUpdate().executeTakeFirstOrThrow()
    const people = await listPersons(trx, providerId, customerId)
    const may: Standing['may'] = (person) => rightsOf({ ...person, granted: policy && grantedByRole(policy, person.role, now) })
    return work({ trx, inside: { ...desk, database: { ...desk.database, db: trx } }, policy, people, now, may })
  })
}

const managers = ({ people, may }: Standing) => people.filter((one) => one.verified && may(one).may.has('manage_contacts'))

/** Whether these rights may be given by this manager; with roles, what the role gives is what counts. */
async function refusalOf(standing: Standing, providerId: string, by: SignedContact, given: GivenRights, others: readonly Person[]): Promise<Managed | undefined> {
  const { policy, now, inside } = standing
  if (given.role !== null && !policy?.contacts?.roles.has(given.role)) return { ok: false, why: 'unknown_role' }
  const asked = standing.may(given)
  if (!mayGive(rightsOf(by), { rights: listRights(asked), quotesUpTo: asked.quotesUpTo })) return { ok: false, why: 'more' }
  const profile = policy?.contacts && (await findProfile(inside, providerId, { customerId: by.customer.id }))
  const limit = policy && profile && roleLimit(policy, profile, others, given.role, now)
  return limit ? { ok: false, why: 'limit', limit } : undefined
}

async function putInTeams({ trx, inside }: Standing, providerId: string, customerId: string, contactId: string, names: readonly string[]): Promise<void> {
  const ids: string[] = []
  for (const name of names) ids.push(await teamNamed(trx, inside, providerId, customerId, name))
  await setTeams(trx, inside, providerId, contactId, ids)
}

/** Adds a person to the manager's customer and invites them by a link that confirms their address. */
export async function invitePerson(desk: Desk, provider: Provider, by: SignedContact, given: GivenRights & { readonly name: string; readonly email: string; readonly language: 'fr' | 'en' }): Promise<Managed> {
  if ((await countAttempt(desk, provider.id, `invite:${by.id}`, perManager)) > 0) return { ok: false, why: 'slow' }
  const outcome = await holding(desk, provider.id, by.customer.id, async (standing) => {
    const refused = await refusalOf(standing, provider.id, by, given, standing.people)
    if (refused) return refused
    const { trx, now } = standing
    const added = await admitContact(trx, desk, provider.id, { ...given, customerId: by.customer.id, invitedAt: now }, actorOfContact(by), 'contact.invited')
    if (!added.ok) return { ok: false, why: 'problems', problems: added.problems }
    await putInTeams(standing, provider.id, by.customer.id, added.id, given.teams)
    await sendInvitation(trx, desk, provider, by, { id: added.id, name: given.name.trim(), email: given.email.trim(), language: given.language })
    return { ok: true, id: added.id }
  })
  if (outcome.ok) desk.jobs.wake('outbox')
  return outcome
}

async function sendInvitation(trx: Transaction<Tables>, desk: Desk, provider: Provider, by: SignedContact, to: Pick<Person, 'id' | 'name' | 'email' | 'language'>): Promise<void> {
  const { token, expiresAt } = await newInvitation(desk, trx, provider.id, to.id)
  const back = encodeURIComponent(`/${provider.slug}/${to.language}/security`)
  await enqueue(trx, desk, {
    kind: 'person', providerId: provider.id, to: { address: to.email, name: to.name }, language: to.language,
    content: { what: 'invited', at: desk.time.now(), by: by.name, customer: by.customer.name, link: addressOf(desk, provider, `/${to.language}/sign-in/${token}?back=${back}`), until: expiresAt },
  })
}

/** Sends the invitation again, to somebody who has not used it yet. */
export async function inviteAgain(desk: Desk, provider: Provider, by: SignedContact, id: string): Promise<Managed> {
  if ((await countAttempt(desk, provider.id, `invite:${by.id}`, perManager)) > 0) return { ok: false, why: 'slow' }
  const outcome = await holding(desk, provider.id, by.customer.id, async ({ trx, people, now }) => {
    const person = people.find((one) => one.id === id && !one.verified)
    if (!person) return { ok: false, why: 'gone' }
    await trx.updateTable('contacts').set({ invited_at: now }).where('provider_id', '=', provider.id).where('id', '=', id).execute()
    await sendInvitation(trx, desk, provider, by, person)
    await writeEvent(trx, desk, { providerId: provider.id, type: 'contact.invited', actor: actorOfContact(by), data: { contactId: id, customerId: by.customer.id, again: true } })
    return { ok: true, id }
  })
  if (outcome.ok) desk.jobs.wake('outbox')
  return outcome
}

/** Gives a person of the manager's customer other rights, another role, other teams. */
export async function changePerson(desk: Desk, provider: Provider, by: SignedContact, id: string, given: GivenRights): Promise<Managed> {
  return holding(desk, provider.id, by.customer.id, async (standing) => {
    const { trx, people, may } = standing
    const person = people.find((one) => one.id === id)
    if (!person) return { ok: false, why: 'gone' }
    if (!mayGive(rightsOf(by), { rights: listRights(may(person)), quotesUpTo: may(person).quotesUpTo })) return { ok: false, why: 'above' }
    const refused = await refusalOf(standing, provider.id, by, given, people.filter((one) => one.id !== id))
    if (refused) return refused
    const left = managers(standing).filter((one) => one.id !== id)
    if (left.length === 0 && may(person).may.has('manage_contacts') && !may(given).may.has('manage_contacts')) return { ok: false, why: 'last' }
    await trx
      .updateTable('contacts').set({ rights: [...given.rights], role: given.role, quotes_up_to: given.quotesUpTo })
      .where('provider_id', '=', provider.id).where('id', '=', id).execute()
    await putInTeams(standing, provider.id, by.customer.id, id, given.teams)
    await writeEvent(trx, desk, {
      providerId: provider.id, type: 'contact.changed', actor: actorOfContact(by),
      data: { contactId: id, customerId: by.customer.id, rights: given.rights, role: given.role, quotesUpTo: given.quotesUpTo, teams: given.teams, from: { rights: person.rights, role: person.role } },
    })
    return { ok: true, id }
  })
}

/** Lets a person of the manager's customer go: their sessions end, their requests stay. */
export async function removePerson(desk: Desk, provider: Provider, by: SignedContact, id: string): Promise<Managed> {
  return holding(desk, provider.id, by.customer.id, async (standing) => {
    const { trx, people, may } = standing
    const person = people.find((one) => one.id === id)
    if (!person) return { ok: false, why: 'gone' }
    if (!mayGive(rightsOf(by), { rights: listRights(may(person)), quotesUpTo: may(person).quotesUpTo })) return { ok: false, why: 'above' }
    if (may(person).may.has('manage_contacts') && managers(standing).every((one) => one.id === id)) return { ok: false, why: 'last' }
    await letGo(trx, desk, provider.id, id)
    await writeEvent(trx, desk, { providerId: provider.id, type: 'contact.removed', actor: actorOfContact(by), data: { contactId: id, customerId: by.customer.id } })
    return { ok: true, id }
  })
}
