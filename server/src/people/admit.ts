import type { Transaction } from 'kysely'
import type { Tables, World } from '#server/tables.ts'
import { foldAddress } from './address.ts'
import { insertContact, insertCustomer } from './customers.ts'
import { writeEvent } from './event.ts'
import type { Actor } from './event.ts'
import { bareNumber, isSirenNumber, isSiret, isTimeZone, isVatNumber } from './legal.ts'

type Lang = 'fr' | 'en'

/** A customer as somebody writes it down. */
export interface GivenCustomer {
  readonly number: string
  readonly name: string
  readonly kind?: 'professional' | 'consumer' | 'unknown' | undefined
  readonly role?: string | undefined
  readonly zone?: string | undefined
  readonly language?: Lang | undefined
  readonly legalName?: string | undefined
  readonly siren?: string | undefined
  readonly siret?: string | undefined
  readonly vatNumber?: string | undefined
  readonly notes?: string | undefined
}

/** What is wrong with it. `mismatch`: a SIRET or a French VAT number of another company than the SIREN. */
export interface CustomerProblem {
  readonly field: keyof GivenCustomer
  readonly why: 'missing' | 'too_long' | 'wrong_form' | 'taken' | 'mismatch'
}

const longest: Partial<Record<keyof GivenCustomer, number>> = { number: 60, name: 200, legalName: 200, notes: 5_000 }

/** Numbers bare, what is left empty absent; `siren` follows from the SIRET where only that is given. */
export function readCustomer(given: GivenCustomer): GivenCustomer {
  const bare = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : bareNumber(text))
  const plain = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : text.trim())
  const siret = bare(given.siret)
  return {
    ...given, number: given.number.trim(), name: given.name.trim(), zone: plain(given.zone), legalName: plain(given.legalName), notes: plain(given.notes),
    siret, siren: bare(given.siren) ?? siret?.slice(0, 9), vatNumber: bare(given.vatNumber),
  }
}

/** What is wrong with a customer as written; `form` is that of the numbers by the policy (S4-6). */
export function problemsOfCustomer(given: GivenCustomer, form: { matches(number: string): boolean } | undefined): CustomerProblem[] {
  const { number, name, siren, siret, vatNumber, zone } = given
  const problems: CustomerProblem[] = []
  const wrong = (field: keyof GivenCustomer, why: CustomerProblem['why']) => problems.push({ field, why })
  if (number === '') wrong('number', 'missing')
  else if (form && !form.matches(number)) wrong('number', 'wrong_form')
  if (name === '') wrong('name', 'missing')
  if (siren !== undefined && !isSirenNumber(siren)) wrong('siren', 'wrong_form')
  if (siret !== undefined && !isSiret(siret)) wrong('siret', 'wrong_form')
  else if (siret !== undefined && siren !== undefined && !siret.startsWith(siren)) wrong('siret', 'mismatch')
  if (vatNumber !== undefined && !isVatNumber(vatNumber)) wrong('vatNumber', 'wrong_form')
  else if (vatNumber?.startsWith('FR') === true && siren !== undefined && !vatNumber.endsWith(siren)) wrong('vatNumber', 'mismatch')
  if (zone !== undefined && !isTimeZone(zone)) wrong('zone', 'wrong_form')
  for (const [field, most] of Object.entries(longest)) if ((given[field as keyof GivenCustomer] ?? '').length > most) wrong(field as keyof GivenCustomer, 'too_long')
  return problems
}

/** Admits a customer, or says what is wrong; a number is kept as it is written, leading zeros included (S4-6). */
export async function admitCustomer(
  trx: Transaction<Tables>, world: World, providerId: string, written: GivenCustomer, by: { form: { matches(number: string): boolean } | undefined; actor: Actor },
): Promise<{ ok: true; id: string } | { ok: false; problems: readonly CustomerProblem[] }> {
  const given = readCustomer(written)
  const problems = problemsOfCustomer(given, by.form)
  if (problems.length > 0) return { ok: false, problems }
  const { legalName, vatNumber, ...same } = given
  const id = await insertCustomer(trx, world, providerId, { ...same, legal_name: legalName, vat_number: vatNumber })
  if (id === undefined) return { ok: false, problems: [{ field: 'number', why: 'taken' }] }
  await writeEvent(trx, world, { providerId, type: 'customer.added', actor: by.actor, data: { customerId: id, number: given.number } })
  return { ok: true, id }
}

/** A person of a customer as somebody writes them down. */
export interface GivenContact {
  readonly customerId: string
  readonly name: string
  readonly email: string
  readonly language?: Lang | undefined
  readonly declared?: boolean | undefined
  readonly rights?: readonly string[] | undefined
  readonly role?: string | null | undefined
  readonly quotesUpTo?: number | null | undefined
  readonly invitedAt?: number | undefined
}

export interface ContactProblem { readonly field: 'name' | 'email'; readonly why: 'missing' | 'too_long' | 'wrong_form' | 'taken' }

/** What is wrong with a person as written. */
export function problemsOfContact({ name, email }: Pick<GivenContact, 'name' | 'email'>): ContactProblem[] {
  const problems: ContactProblem[] = []
  if (name.trim() === '') problems.push({ field: 'name', why: 'missing' })
  else if (name.length > 200) problems.push({ field: 'name', why: 'too_long' })
  if (email.trim() === '') problems.push({ field: 'email', why: 'missing' })
  else if (foldAddress(email) === undefined) problems.push({ field: 'email', why: 'wrong_form' })
  return problems
}

/** Admits a person of a customer, or says what is wrong. Their address proves nothing until they use a link that was sent to it. */
export async function admitContact(
  trx: Transaction<Tables>, world: World, providerId: string, given: GivenContact, actor: Actor, how: 'contact.added' | 'contact.invited' = 'contact.added',
): Promise<{ ok: true; id: string } | { ok: false; problems: readonly ContactProblem[] }> {
  const [name, email] = [given.name.trim(), given.email.trim()]
  const problems = problemsOfContact({ name, email })
  if (problems.length > 0) return { ok: false, problems }
  const id = await insertContact(trx, world, providerId, {
    customer_id: given.customerId, name, email, language: given.language, declared: given.declared, rights: [...(given.rights ?? [])], role: given.role, quotes_up_to: given.quotesUpTo,
    invited_at: given.invitedAt,
  })
  if (id === undefined) return { ok: false, problems: [{ field: 'email', why: 'taken' }] }
  await writeEvent(trx, world, { providerId, type: how, actor, data: { contactId: id, customerId: given.customerId, rights: given.rights ?? [], role: given.role ?? null } })
  return { ok: true, id }
}
