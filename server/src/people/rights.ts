import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'

/** Whose requests a contact sees: their own, those of their teams, all of their customer. From the narrowest to the widest. */
export const sights = ['own', 'team', 'all'] as const
export type Sight = (typeof sights)[number]

/** What else a contact may do. */
export const powers = ['ask_technical', 'ask_urgent', 'billing', 'accept_quotes', 'manage_contacts'] as const
export type Power = (typeof powers)[number]
export type ContactRightName = Sight | Power

/** Every right that a contact, a role or a grant may list. */
export const contactRights: readonly ContactRightName[] = [...sights, ...powers]

/** Of whom nobody said anything: everything that is done every day, nothing that binds the customer or changes its people. */
const usual: readonly string[] = ['all', 'ask_technical', 'ask_urgent', 'billing']

/** What a contact may do, ready to be used. */
export interface Rights {
  readonly sees: Sight
  readonly may: ReadonlySet<Power>
  /** Whole cents up to which a quote may be accepted; null: no limit of their own. Nothing where `may` lacks accept_quotes. */
  readonly quotesUpTo: number | null
}

/** The rights as they stand: those listed for the contact, and those that the policy gives their role (`granted`), where it has roles. */
export interface Holder {
  readonly rights: readonly string[]
  readonly quotesUpTo?: number | null | undefined
  readonly granted?: { readonly rights: readonly string[]; readonly quotesUpTo: number | null } | undefined
}

const widest = (listed: readonly string[]): Sight => sights.findLast((sight) => listed.includes(sight)) ?? 'own'
const lesser = (a: number | null | undefined, b: number | null | undefined) => (a === null || a === undefined ? (b ?? null) : b === null || b === undefined ? a : Math.min(a, b))

/**
 * What a contact may do. What is listed for them counts; nothing listed is what is usual. Where the policy has roles, the role
 * gives, and what is listed can only take away: a policy that says nothing limits nobody.
 */
export function rightsOf({ rights, quotesUpTo, granted }: Holder): Rights {
  const listed = rights.filter((one) => (contactRights as readonly string[]).includes(one))
  const own = listed.length > 0 ? listed : granted ? granted.rights : usual
  const inBoth = granted ? powers.filter((power) => own.includes(power) && granted.rights.includes(power)) : powers.filter((power) => own.includes(power))
  const [mine, theirs] = [widest(own), granted ? widest(granted.rights) : 'all']
  return {
    sees: sights.indexOf(mine) <= sights.indexOf(theirs) ? mine : theirs,
    may: new Set(inBoth),
    quotesUpTo: lesser(quotesUpTo, granted?.quotesUpTo),
  }
}

/** The rights as they are listed: what a contact holds whose rights are exactly these. */
export function listRights({ sees, may }: Pick<Rights, 'sees' | 'may'>): ContactRightName[] {
  return [sees, ...powers.filter((power) => may.has(power))]
}

/** Whether somebody with the rights of `giver` may give these: nobody gives more than they have (AB-21). */
export function mayGive(giver: Rights, given: { readonly rights: readonly string[]; readonly quotesUpTo?: number | null | undefined }): boolean {
  const asked = rightsOf({ rights: given.rights.length > 0 ? given.rights : usual, quotesUpTo: given.quotesUpTo })
  const amount = !asked.may.has('accept_quotes') || giver.quotesUpTo === null || (asked.quotesUpTo !== null && asked.quotesUpTo <= giver.quotesUpTo)
  return sights.indexOf(asked.sees) <= sights.indexOf(giver.sees) && [...asked.may].every((power) => giver.may.has(power)) && amount
}

/**
 * What of a provider's tickets there is for somebody: a customer's; with `contactId`, that person's alone, and those of `teamIds`.
 * What lies behind it answers exactly as what does not exist (AB-19).
 */
export interface Wall {
  readonly customerId: string
  readonly contactId?: string | undefined
  readonly teamIds?: readonly string[] | undefined
}

/** The wall of a signed-in contact; while they act for another customer, `customer` is that one. */
export function wallOf(contact: Holder & { readonly id: string; readonly customer: { readonly id: string }; readonly teamIds: readonly string[] }): Wall {
  const { sees } = rightsOf(contact)
  const customerId = contact.customer.id
  if (sees === 'all') return { customerId }
  return { customerId, contactId: contact.id, ...(sees === 'team' ? { teamIds: contact.teamIds } : {}) }
}

/** Whether a ticket stands inside a wall. */
export function isInside(wall: Wall, ticket: { readonly customerId: string | null; readonly contactId: string | null; readonly teamId: string | null }): boolean {
  if (ticket.customerId !== wall.customerId) return false
  if (wall.contactId === undefined || ticket.contactId === wall.contactId) return true
  return ticket.teamId !== null && wall.teamIds?.includes(ticket.teamId) === true
}

/** The same as a condition of a query; `tickets` is the name under which it knows the table. */
export function insideWall(wall: Wall, tickets = 'tickets'): RawBuilder<SqlBool> {
  const column = (name: string) => sql.ref(`${tickets}.${name}`)
  const customer = sql<SqlBool>`${column('customer_id')} = ${wall.customerId}`
  if (wall.contactId === undefined) return customer
  const teams = wall.teamIds?.length ? sql`or ${column('team_id')} = any(${[...wall.teamIds]}::uuid[])` : sql``
  return sql<SqlBool>`${customer} and (${column('contact_id')} = ${wall.contactId} ${teams})`
}
