import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { addContact, addCustomer, addService } from '#people/people.ts'
import { markBounced } from '#outbox/outbox.ts'
import { followRefusals, proveAddress, setOwnAddress, settingsOf } from '#notices/notices.ts'
import { openTestDesk } from '../desk.ts'

/** An address of one's own for a type of notice: proved before it is used, followed when it refuses. */
const desk = await openTestDesk({ now: '2026-11-03T10:00:00Z', providers: ['introserv'], domains: ['corp.test'] })
const provider = desk.provider('introserv')
const { id, api } = provider
const db = desk.desk.database.db

let count = 0
/** A customer with one person and one service on a node of its own. */
async function somebody() {
  count += 1
  const customerId = await addCustomer(desk.desk, id, { number: `1000${count}`, name: `Corp ${count}` })
  const email = `ana${count}@corp.test`
  const contactId = await addContact(desk.desk, id, { customerId, name: 'Ana', email, verified: true })
  await addService(desk.desk, id, { customerId, kind: 'vps', name: 'VPS', tags: [`node-${count}`] })
  return { person: { id: contactId, name: 'Ana', email, language: 'fr' as const }, customerId, contactId, email, node: `node-${count}`, number: `1000${count}` }
}
type Somebody = Awaited<ReturnType<typeof somebody>>

beforeEach(() => {
  desk.outside.mails.length = 0
})
const sent = () => desk.outside.mails.map(({ to }) => to.join()).sort()
const tokenIn = (address: string) => /notices\/address\/([\w-]+)/.exec(desk.outside.mails.find(({ to }) => to.includes(address))?.parsed.text ?? '')?.[1] ?? ''

async function setAndProve(who: Somebody, type: string, address: string) {
  expect(await setOwnAddress(desk.desk, provider, who.person, type, address)).toBe('asked')
  await desk.settle()
  expect(await proveAddress(desk.desk, id, tokenIn(address), 'fr')).toMatchObject({ type, address })
  await desk.settle()
  desk.outside.mails.length = 0
}
async function tell(who: Somebody, type: string) {
  const made = await (await desk.agent('introserv')).post(api('/notices'), { type, title: { fr: 'Avis' }, text: { fr: 'Texte.' }, audience: { customers: [who.number] } })
  expect(made.status).toBe(201)
  await desk.settle()
  return made.json.id as string
}
/** The letters to an address come back for ever. */
async function bounce(address: string) {
  const row = await db.selectFrom('outbox').select('id').where('provider_id', '=', id).where(sql<boolean>`${address} = any("to")`).orderBy('created_at', 'desc').orderBy('id', 'desc').executeTakeFirstOrThrow()
  expect(await markBounced(desk.desk, id, row.id, { permanent: true, status: '5.1.1' })).toBe(true)
}

describe('S5-38: the settings', () => {
  test('show a field for each type that may have its own address; the others say which one serves', async () => {
    const who = await somebody()
    const settings = await settingsOf(desk.desk, id, who.contactId, 'fr')
    expect(settings.map(({ type, field, addressOf, replaces, fallsBack }) => [type, field, addressOf, replaces, fallsBack])).toEqual([
      ['maintenance', 'other', 'support', false, true], ['change', 'other', 'support', false, true], ['outage', 'other', 'support', false, true],
      ['invoices', 'own', 'invoices', true, true], ['support', 'own', 'support', true, true], ['abuse', 'own', 'abuse', true, true],
    ])
  })

  test('an address is used once it is proved; until then the one before stays, and an empty field returns to the registered one', async () => {
    const who = await somebody()
    expect(await setOwnAddress(desk.desk, provider, who.person, 'invoices', 'factures@corp.test')).toBe('asked')
    await desk.settle()
    expect(sent()).toEqual(['factures@corp.test'])
    // What goes to a stranger says nothing of the account.
    expect(desk.outside.mails[0]!.parsed.text).not.toContain('Ana')
    const token = tokenIn('factures@corp.test')
    desk.outside.mails.length = 0
    await tell(who, 'invoices')
    expect(sent()).toEqual([who.email])
    desk.outside.mails.length = 0
    expect(await proveAddress(desk.desk, id, token, 'fr')).toBeDefined()
    expect(await proveAddress(desk.desk, id, token, 'fr')).toBeUndefined()
    await desk.settle()
    // The registered address is told that mail now goes elsewhere.
    expect(sent()).toEqual([who.email])
    desk.outside.mails.length = 0
    await tell(who, 'invoices')
    expect(sent()).toEqual(['factures@corp.test'])
    expect(await setOwnAddress(desk.desk, provider, who.person, 'invoices', ' ')).toBe('removed')
    desk.outside.mails.length = 0
    await tell(who, 'invoices')
    expect(sent()).toEqual([who.email])
  })

  test('refuse what is no address, the desk’s own, a type without a field, and too many tries', async () => {
    const who = await somebody()
    const set = (address: string, type = 'abuse') => setOwnAddress(desk.desk, provider, who.person, type, address)
    expect(await set('pas une adresse')).toBe('invalid')
    expect(await set('a@b.test\r\nBcc: x@y.test')).toBe('invalid')
    expect(await set('support@introserv.com')).toBe('ours')
    expect(await set('x@corp.test', 'outage')).toBe('no-field')
    expect(await set('x@corp.test', 'unknown')).toBe('no-field')
    for (let i = 0; i < 10; i++) await set(`x${i}-${who.number}@corp.test`)
    expect(await set('encore@corp.test')).toMatchObject({ slowMs: expect.any(Number) })
  })

  test('a link is worth nothing after a week', async () => {
    const who = await somebody()
    await setOwnAddress(desk.desk, provider, who.person, 'abuse', 'tard@corp.test')
    await desk.settle()
    const token = tokenIn('tard@corp.test')
    desk.time.advance(7 * 24 * 3_600_000 + 1)
    expect(await proveAddress(desk.desk, id, token, 'fr')).toBeUndefined()
  })
})

test('S5-35, S5-36, S5-37: each type goes to its own address; an announcement to the registered one and the one for support', async () => {
  const who = await somebody()
  await setAndProve(who, 'invoices', 'f@corp.test')
  await setAndProve(who, 'support', 'it@corp.test')
  await setAndProve(who, 'abuse', 'abuse@corp.test')
  for (const [type, addresses] of [['invoices', ['f@corp.test']], ['abuse', ['abuse@corp.test']], ['outage', [who.email, 'it@corp.test']]] as const) {
    desk.outside.mails.length = 0
    await tell(who, type)
    expect(sent(), type).toEqual([...addresses].sort())
  }
})

test('S5-36: what an agent answers in a ticket goes to the address given for support; without one, to the registered address', async () => {
  const who = await somebody()
  const ask = async () => (await (await desk.contact('introserv', who.contactId)).post(api('/requests'), { channel: 'ticket', subject: 'Disque', text: 'Il est lent depuis hier.', facts: { kind: 'technical', chosen_priority: 'regular' } })).json.number as number
  const answer = async (number: number) => {
    desk.outside.mails.length = 0
    expect((await (await desk.agent('introserv')).post(api(`/queue/${number}/replies`), { text: 'Nous regardons.' }, { 'if-match': '*' })).status).toBe(200)
    await desk.settle()
    return sent()
  }
  const number = await ask()
  await desk.settle()
  expect(await answer(number)).toEqual([who.email])
  await setAndProve(who, 'support', 'it2@corp.test')
  expect(await answer(number)).toEqual(['it2@corp.test'])
  // MAIL-19: never in a ticket's letters.
  expect(desk.outside.mails[0]!.parsed.headers.has('list')).toBe(false)
  // It comes back: the reply goes to the registered address all the same, and the person is warned.
  await bounce('it2@corp.test')
  desk.outside.mails.length = 0
  await followRefusals(desk.desk)
  await desk.settle()
  expect(sent()).toEqual([who.email, who.email])
  expect(desk.outside.mails.map(({ parsed }) => parsed.text).join('\n')).toContain('Nous regardons.')
  expect(desk.outside.mails.map(({ parsed }) => parsed.subject).join('\n')).toContain('refuse nos courriels')
  expect(await answer(number)).toEqual([who.email])
})

test('SEED-18, S5-38: an address that refuses for good falls back, warns in the client area and by mail, and gives agents a task', async () => {
  const who = await somebody()
  await setAndProve(who, 'invoices', 'mort@corp.test')
  await tell(who, 'invoices')
  expect(sent()).toEqual(['mort@corp.test'])
  await bounce('mort@corp.test')
  desk.outside.mails.length = 0
  expect(await followRefusals(desk.desk)).toBe(1)
  expect(await followRefusals(desk.desk)).toBe(0)
  await desk.settle()
  // The same invoice, under the same reference, and the warning.
  expect(sent()).toEqual([who.email, who.email])
  const [notification] = await db.selectFrom('notifications').selectAll().where('contact_id', '=', who.contactId).execute()
  expect(desk.outside.mails.some(({ parsed }) => parsed.text?.includes(notification!.reference))).toBe(true)
  expect((await settingsOf(desk.desk, id, who.contactId, 'fr')).find(({ type }) => type === 'invoices')).toMatchObject({ address: 'mort@corp.test', refusedAt: desk.time.now() })
  const agent = await desk.agent('introserv')
  const tasks = (await agent.get(api('/address-tasks'))).json.filter((task: { address: string }) => task.address === 'mort@corp.test')
  expect(tasks).toMatchObject([{ type: 'invoices', doneAt: null, customer: { number: who.number }, contact: { name: 'Ana' } }])
  desk.outside.mails.length = 0
  await tell(who, 'invoices')
  expect(sent()).toEqual([who.email])
  expect((await agent.get(api('/address-tasks'))).json.filter((task: { address: string }) => task.address === 'mort@corp.test')).toHaveLength(1)
  expect((await agent.post(api(`/address-tasks/${tasks[0].id}/done`))).status).toBe(204)
  expect((await agent.post(api(`/address-tasks/${tasks[0].id}/done`))).status).toBe(404)
  // Confirmed again, it is used again.
  await setAndProve(who, 'invoices', 'mort@corp.test')
  await tell(who, 'invoices')
  expect(sent()).toEqual(['mort@corp.test'])
})
