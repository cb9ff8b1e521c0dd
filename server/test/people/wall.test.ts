import { beforeAll, expect, test } from 'vitest'
import { addContact, addCustomer } from '#people/people.ts'
import { actAs, ask, openCompany, openTrial, pageOf } from '../harness.ts'
import type { Answer } from '../harness.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'mur')
const { desk } = trial
const of = company.provider.id
const { db } = desk.database

const person = (name: string, rights: string[], customerId = company.customerId) =>
  addContact(desk, of, { customerId, name, email: `${name}@martin.example`, verified: true, rights })
const team = async (name: string, ...members: string[]) => {
  const id = desk.ids.next()
  await db.insertInto('teams').values({ provider_id: of, id, customer_id: company.customerId, name, created_at: 0 }).execute()
  for (const contact of members) await db.insertInto('contact_teams').values({ provider_id: of, contact_id: contact, team_id: id, joined_at: 0 }).execute()
}

const own = await person('ana', ['own'])
const colleague = await person('bob', ['own'])
const mate = await person('cleo', ['team'])
const other = await person('dan', ['team'])
const all = await person('eve', ['all'])
const elsewhere = await addCustomer(desk, of, { number: '20002', name: 'Voisin' })
const neighbour = await person('zoe', ['all'], elsewhere)
await team('Production', own, mate)
await team('Compta', other)

/** A ticket of ana's, with a file. */
let ticket: { number: number; attachment: string; message: string }
beforeAll(async () => {
  const cookie = await company.asContact(own)
  const upload = await company.call('POST', 'uploads?name=a.txt', { cookie, raw: Buffer.from('bonjour'), headers: { 'content-type': 'text/plain' } })
  const asked = await company.call('POST', 'requests', { cookie, body: { subject: 'Panne', text: 'Rien ne va', attachments: [upload.body.id] } })
  const page = await pageOf(company, asked.body.number)
  const { message } = page.timeline.find((entry: { kind: string }) => entry.kind === 'message')
  ticket = { number: asked.body.number, attachment: message.attachments[0].id, message: message.id }
})

/** Every way to a ticket that a customer has, and the same way to one that nobody has. */
const ways = (): [string, string, string, unknown?][] => [
  ['GET', `tickets/${ticket.number}`, 'tickets/999999'],
  ['GET', `tickets/${ticket.number}/explanation`, 'tickets/999999/explanation'],
  ['GET', `attachments/${ticket.attachment}`, 'attachments/01a20000-0000-7000-8000-000000000000'],
  ['POST', `tickets/${ticket.number}/replies`, 'tickets/999999/replies', { text: 'x' }],
  ['GET', `/mur/fr/tickets/${ticket.number}`, '/mur/fr/tickets/999999'],
  ['GET', `/mur/fr/attachments/${ticket.attachment}`, '/mur/fr/attachments/01a20000-0000-7000-8000-000000000000'],
  ['POST', `tickets/${ticket.number}/solve`, 'tickets/999999/solve'],
]
const told = ({ status, body, text }: Answer) => [status, body?.code, body?.title ?? text.replaceAll(/\d{4,6}/g, 'N')]

test('own, team, all: each sees what their right shows, by every way', async () => {
  for (const id of [own, mate, all]) {
    const cookie = await company.asContact(id)
    for (const [method, path, , body] of ways().slice(0, 6)) {
      expect((await company.call(method, path, { cookie, ...(body ? { body } : {}) })).status, `${id} ${path}`).toBe(200)
    }
    expect((await company.call('GET', 'tickets', { cookie })).body.rows.map((row: { number: number }) => row.number)).toEqual([ticket.number])
    expect((await company.call('GET', '/mur/fr/tickets', { cookie })).text).toContain('Panne')
  }
})

test('AB-19: behind the wall answers exactly as what does not exist: a colleague with "own", another team, a neighbour', async () => {
  for (const id of [colleague, other, neighbour]) {
    const cookie = await company.asContact(id)
    for (const [method, path, absent, body] of ways()) {
      const [hidden, none] = [await company.call(method, path, { cookie, ...(body ? { body } : {}) }), await company.call(method, absent, { cookie, ...(body ? { body } : {}) })]
      expect(hidden.status, path).toBe(404)
      expect(told(hidden), path).toEqual(told(none))
    }
    expect((await company.call('GET', 'tickets', { cookie })).body.rows).toEqual([])
    expect((await company.call('GET', '/mur/fr/tickets', { cookie })).text).not.toContain('Panne')
  }
})

test('what is no id leads nowhere, also where it has the length of one', async () => {
  const cookie = await company.asContact(own)
  for (const name of ['1', '-'.repeat(36), `${ticket.attachment.slice(0, 35)}-`]) {
    for (const path of ['attachments', '/mur/fr/attachments', '/mur/fr/services', '/mur/fr/contracts', '/mur/fr/notices']) {
      expect((await company.call('GET', `${path}/${name}`, { cookie })).status, `${path}/${name}`).toBe(path === 'attachments' ? 422 : 404)
    }
  }
})

test('AB-40: a right that is taken away is gone at the next look', async () => {
  const cookie = await company.asContact(all)
  expect((await company.call('GET', `tickets/${ticket.number}`, { cookie })).status).toBe(200)
  await db.updateTable('contacts').set({ rights: ['own'] }).where('provider_id', '=', of).where('id', '=', all).execute()
  expect((await company.call('GET', `tickets/${ticket.number}`, { cookie })).status).toBe(404)
  await db.updateTable('contacts').set({ rights: ['all'] }).where('provider_id', '=', of).where('id', '=', all).execute()
})

test('a ticket keeps the team of its contact, whoever joins another later; the projection gives the same', async () => {
  const row = await db.selectFrom('tickets').select(['id', 'team_id']).where('provider_id', '=', of).where('number', '=', ticket.number).executeTakeFirstOrThrow()
  const opened = await db.selectFrom('events').select('data').where('provider_id', '=', of).where('ticket_id', '=', row.id).where('seq', '=', 1).executeTakeFirstOrThrow()
  expect(row.team_id).toBeTypeOf('string')
  expect((opened.data as { teamId?: string }).teamId).toBe(row.team_id)
})

test('who left is signed out at once, is nobody’s to write to, and what they asked stays', async () => {
  const cookie = await company.asContact(own)
  await db.updateTable('contacts').set({ removed_at: 1, email_key: `left:${own}:ana@martin.example` }).where('provider_id', '=', of).where('id', '=', own).execute()
  expect((await company.call('GET', 'tickets', { cookie })).status).toBe(401)
  await actAs(company, ticket.number, 'replies', { text: 'Réponse' })
  const letter = await db.selectFrom('outbox').select('to').where('provider_id', '=', of).where('kind', '=', 'reply').orderBy('id', 'desc').executeTakeFirstOrThrow()
  expect(letter.to).not.toContain('ana@martin.example')
  expect((await company.call('GET', `tickets/${ticket.number}`, { cookie: await company.asContact(all) })).status).toBe(200)
})

test('a contact of whom no right is listed sees all of their customer, as before', async () => {
  const asked = await ask(company)
  expect(asked.body.number).toBeGreaterThan(0)
  expect((await company.call('GET', `tickets/${ticket.number}`, { cookie: await company.asContact() })).status).toBe(200)
})
