import { expect, test } from 'vitest'
import {
  actFor, addContact, addCustomer, admitCustomer, callBackUntil, changeToConfirm, checkSupportPin, endGrant, findSession, isSiret, isVatNumber, makeGrant, openSession, showSupportPin,
} from '#people/people.ts'
import type { SignedContact } from '#people/people.ts'
import { askAddressChange, confirmAddressChange, stopChange } from '#triage/triage.ts'
import { transaction } from '#platform/database.ts'
import { actAs, ask, openCompany, openTrial } from '../harness.ts'

const trial = await openTrial()
const { desk, time } = trial
const { db } = desk.database
const company = await openCompany(trial, 'droits')
const of = company.provider.id
const hour = 3_600_000

async function signed(contactId: string): Promise<{ contact: SignedContact; token: string; again: () => Promise<SignedContact | undefined> }> {
  const { token } = await openSession(desk, db, of, { contactId })
  const again = async () => (await findSession(desk, of, 'contact', token)) as SignedContact | undefined
  return { contact: (await again())!, token, again }
}
const letters = async (what: string) =>
  (await db.selectFrom('outbox').select(['to', 'mail']).where('provider_id', '=', of).where('kind', '=', 'person').orderBy('id').execute())
    .map(({ to, mail }) => ({ to: to[0], ...(mail as { letter: { content: { what: string; link?: string; address?: string } } }).letter.content })).filter((one) => one.what === what)
const tokenOf = (link: string | undefined) => (link ?? '').split('/').at(-1)!

test('S4-6: a customer’s number has the policy’s form, keeps its zeros and is nobody else’s; a SIREN, a SIRET and a VAT number are checked', async () => {
  const form = { matches: (number: string) => /^\d{5}$/.test(number) }
  const admit = (given: Record<string, string>) => transaction(db, (trx) => admitCustomer(trx, desk, of, { name: 'Brume', number: '01234', ...given }, { form, actor: { kind: 'system' } }))
  const added = await admit({ siret: '732 829 320 00074', vatNumber: 'FR44 732 829 320', zone: 'Indian/Reunion' })
  if (!added.ok) throw new Error(JSON.stringify(added))
  expect(await db.selectFrom('customers').select(['number', 'siren', 'zone']).where('provider_id', '=', of).where('id', '=', added.id).executeTakeFirst()).toEqual({ number: '01234', siren: '732829320', zone: 'Indian/Reunion' })
  for (const number of ['1234', '123456', '12a45']) expect(await admit({ number })).toEqual({ ok: false, problems: [{ field: 'number', why: 'wrong_form' }] })
  expect(await admit({})).toEqual({ ok: false, problems: [{ field: 'number', why: 'taken' }] })
  expect(await admit({ number: '00002', siren: '732829321' })).toMatchObject({ problems: [{ field: 'siren', why: 'wrong_form' }] })
  expect(await admit({ number: '00002', siren: '552100554', siret: '73282932000074' })).toMatchObject({ problems: [{ field: 'siret', why: 'mismatch' }] })
  expect(await admit({ number: '00002', zone: 'PST' })).toMatchObject({ problems: [{ field: 'zone', why: 'wrong_form' }] })
  // An establishment of La Poste: refused by the usual sum, admitted by its own.
  expect([isSiret('35600000049837'), isSiret('35600000049838'), isSiret('73282932000075')]).toEqual([true, false, false])
  expect([isVatNumber('FR44732829320'), isVatNumber('FR45732829320'), isVatNumber('DE123456789'), isVatNumber('US123')]).toEqual([true, false, true, false])
})

test('AUTH-13, AB-46: an address is changed by a link to the new one, the old one is told and can undo it; for 72 hours dangerous acts need a call back', async () => {
  const id = await addContact(desk, of, { customerId: company.customerId, name: 'Ana', email: 'ana@ancien.example', verified: true })
  const session = await signed(id)
  expect(await askAddressChange(desk, company.provider, session.contact, 'pas une adresse')).toMatchObject({ why: 'wrong_form' })
  expect(await askAddressChange(desk, company.provider, session.contact, 'ana@nouveau.example')).toEqual({ ok: true })
  const [confirm] = await letters('address_confirm')
  const [warning] = await letters('address_asked')
  expect([confirm?.to, warning?.to, warning?.address]).toEqual(['ana@nouveau.example', 'ana@ancien.example', 'a…@nouveau.example'])
  // Nothing has changed yet.
  expect((await session.again())?.email).toBe('ana@ancien.example')
  expect(await confirmAddressChange(desk, company.provider, 'n-importe-quoi')).toBeUndefined()
  expect(await confirmAddressChange(desk, company.provider, tokenOf(confirm?.link))).toMatchObject({ newEmail: 'ana@nouveau.example' })
  expect(await confirmAddressChange(desk, company.provider, tokenOf(confirm?.link))).toBeUndefined()
  expect(await session.again()).toBeUndefined()
  expect([(await letters('address_changed'))[0]?.to, (await letters('address_done'))[0]?.to]).toEqual(['ana@ancien.example', 'ana@nouveau.example'])
  const { contact } = await signed(id)
  expect(callBackUntil(contact, time.now())).toBe(time.now() + 72 * hour)
  expect(await askAddressChange(desk, company.provider, contact, 'encore@autre.example')).toMatchObject({ why: 'call_back' })
  time.advance(71 * hour)
  expect(await stopChange(desk, company.provider, tokenOf(warning?.link))).toMatchObject({ oldEmail: 'ana@ancien.example' })
  const back = await signed(id)
  expect([back.contact.email, back.contact.addressChangedAt]).toEqual(['ana@ancien.example', null])
})

test('AUTH-13: after 72 hours nothing undoes the change and no call back is needed; an address that somebody has gets no link and is told alike (AB-26)', async () => {
  const id = await addContact(desk, of, { customerId: company.customerId, name: 'Bob', email: 'bob@ancien.example', verified: true })
  const { contact } = await signed(id)
  const sent = (await letters('address_confirm')).length
  expect(await askAddressChange(desk, company.provider, contact, 'jean@martin-droits.example')).toEqual({ ok: true })
  expect(await letters('address_confirm')).toHaveLength(sent)
  expect(await askAddressChange(desk, company.provider, contact, 'bob@nouveau.example')).toEqual({ ok: true })
  await confirmAddressChange(desk, company.provider, tokenOf((await letters('address_confirm')).at(-1)?.link))
  time.advance(72 * hour + 1)
  expect(await stopChange(desk, company.provider, tokenOf((await letters('address_asked')).at(-1)?.link))).toBeUndefined()
  expect(callBackUntil((await signed(id)).contact, time.now())).toBeUndefined()
  expect(await changeToConfirm(db, desk, of, 'x')).toBeUndefined()
})

test('a support PIN is shown on request, stays until it is used or a day old, and is used once; who guesses waits', async () => {
  const agent = { kind: 'agent' as const, id: company.agent.id }
  const show = async () => {
    const shown = await showSupportPin(desk, of, { id: company.contactId, name: 'Jean Martin' })
    if (shown === 'slow') throw new Error('slow')
    return shown.pin
  }
  const pin = await show()
  expect(pin).toMatch(/^\d{6}$/)
  expect(await show()).toBe(pin)
  const wrong = pin === '000000' ? '000001' : '000000'
  expect(await checkSupportPin(desk, of, { number: '10001', pin: wrong }, agent)).toEqual({ ok: false, why: 'wrong' })
  expect(await checkSupportPin(desk, of, { number: '99999', pin }, agent)).toEqual({ ok: false, why: 'wrong' })
  expect(await checkSupportPin(desk, of, { number: '10001', pin: `${pin.slice(0, 3)} ${pin.slice(3)}` }, agent)).toMatchObject({ ok: true, proof: { contactId: company.contactId, customer: { number: '10001' } } })
  expect(await checkSupportPin(desk, of, { number: '10001', pin }, agent)).toEqual({ ok: false, why: 'wrong' })
  const next = await show()
  time.advance(24 * hour + 1)
  expect(await checkSupportPin(desk, of, { number: '10001', pin: next }, agent)).toMatchObject({ ok: false })
  const row = await db.selectFrom('support_pins').selectAll().where('provider_id', '=', of).executeTakeFirst()
  expect(JSON.stringify(row)).not.toContain(next)
  const outcomes = []
  for (let i = 0; i < 8; i++) outcomes.push(await checkSupportPin(desk, of, { number: '10001', pin: '123456' }, agent))
  expect(outcomes.at(-1)).toMatchObject({ ok: false, why: 'slow' })
})

test('who acts for another customer sees that one alone, their requests say so, and the end of the grant is the end of it at once', async () => {
  const agency = await addCustomer(desk, of, { number: '70001', name: 'Agence Delta' })
  const other = await addCustomer(desk, of, { number: '70002', name: 'Boutique Alpha' })
  const delta = await addContact(desk, of, { customerId: agency, name: 'Dora Delta', email: 'dora@delta.example', verified: true })
  const own = await ask(company)
  const session = await signed(delta)
  expect(await actFor(desk, of, session.contact, company.customerId)).toBe(false)
  const grant = (await transaction(db, (trx) => makeGrant(trx, desk, of, { customerId: agency, forCustomerId: company.customerId, rights: ['all', 'ask_technical'], untilAt: time.now() + 48 * hour }, { kind: 'system' })))!
  expect(await actFor(desk, of, session.contact, other)).toBe(false)
  expect(await actFor(desk, of, session.contact, company.customerId)).toBe(true)
  expect(await session.again()).toMatchObject({ customer: { number: '10001' }, acting: { own: { name: 'Agence Delta' } }, rights: ['all', 'ask_technical'] })
  const cookie = `guichet_droits_contact=${session.token}`
  expect((await company.call('GET', `tickets/${own.body.number}`, { cookie })).status).toBe(200)
  const asked = await company.call('POST', 'requests', { cookie, body: { subject: 'Pour la boulangerie', text: 'Bonjour' } })
  const row = await db.selectFrom('tickets').select(['customer_id', 'contact_id', 'id']).where('provider_id', '=', of).where('number', '=', asked.body.number).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ customer_id: company.customerId, contact_id: delta })
  const message = await db.selectFrom('messages').select('author_name').where('provider_id', '=', of).where('ticket_id', '=', row.id).executeTakeFirstOrThrow()
  expect(message.author_name).toBe('Dora Delta (Agence Delta)')
  // While acting, nothing of their own; and their own wall shows nothing of it afterwards.
  await transaction(db, (trx) => endGrant(trx, desk, of, { id: grant, forCustomerId: company.customerId }, { kind: 'system' }))
  const self = await session.again()
  expect([self?.customer.number, self?.acting]).toEqual(['70001', undefined])
  expect((await company.call('GET', `tickets/${asked.body.number}`, { cookie })).status).toBe(404)
  await actAs(company, asked.body.number, 'replies', { text: 'Réponse' })
  const letter = await db.selectFrom('outbox').select('to').where('provider_id', '=', of).where('kind', '=', 'reply').orderBy('id', 'desc').executeTakeFirstOrThrow()
  expect(letter.to).not.toContain('dora@delta.example')
})

test('AB-20: nobody acts for themselves, for nobody, or after the end', async () => {
  const make = (given: { customerId: string; forCustomerId: string; untilAt?: number }) => transaction(db, (trx) => makeGrant(trx, desk, of, { rights: [], ...given }, { kind: 'system' }))
  expect(await make({ customerId: company.customerId, forCustomerId: company.customerId })).toBeUndefined()
  expect(await make({ customerId: company.customerId, forCustomerId: desk.ids.next() })).toBeUndefined()
  const b = await addCustomer(desk, of, { number: '70003', name: 'B' })
  expect(await make({ customerId: company.customerId, forCustomerId: b, untilAt: time.now() - 1 })).toBeUndefined()
  expect(await make({ customerId: company.customerId, forCustomerId: b, untilAt: time.now() + 1 })).toBeTypeOf('string')
})
