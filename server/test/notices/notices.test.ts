import { beforeEach, describe, expect, test } from 'vitest'
import { addContact, addCustomer, addService } from '#people/people.ts'
import { openTestDesk } from '../desk.ts'

/** What customers are told of without having asked: who, where, when, and in which words. */
const desk = await openTestDesk({ now: '2026-11-03T10:00:00Z', providers: ['introserv', 'dri'] })
const { id, api, agent } = desk.provider('introserv')
const db = desk.desk.database.db

async function customerOf(number: string, name: string, tags: string[], more: { language?: 'fr' | 'en'; zone?: string } = {}) {
  const slug = name.toLowerCase()
  const customerId = await addCustomer(desk.desk, id, { number, name, ...more })
  const contactId = await addContact(desk.desk, id, { customerId, name: `${name} Un`, email: `un@${slug}.example`, verified: true, ...(more.language ? { language: more.language } : {}) })
  const serviceId = await addService(desk.desk, id, { customerId, kind: 'vps', name: `VPS ${name}`, tags })
  return { customerId, contactId, serviceId }
}
const ana = await customerOf('00001', 'Ana', ['node-3'])
const bruno = await customerOf('00002', 'Bruno', ['node-4'])
await customerOf('00003', 'Carla', ['node-3'], { language: 'en', zone: 'America/New_York' })

beforeEach(() => {
  desk.outside.mails.length = 0
})

const outage = { type: 'outage', severity: 'major', title: { fr: 'Nœud 3 arrêté', en: 'Node 3 down' }, text: { fr: 'Nous changeons son alimentation.', en: 'We are replacing its power supply.' }, audience: { tags: ['node-3'] } }
const tell = async (body: object = outage, headers: Record<string, string> = {}) => (await desk.agent('introserv')).post(api('/notices'), body, headers)
const mailsTo = (address: string) => desk.outside.mails.filter(({ to }) => to.includes(address))
const notificationsOf = (contactId: string) => db.selectFrom('notifications').selectAll().where('contact_id', '=', contactId).orderBy('id').execute()

describe('an outage of a node', () => {
  test('S5-33, S5-39: is told to whoever has a service on it, each personally; to nobody else', async () => {
    const preview = await (await desk.agent('introserv')).post(api('/notices/preview'), outage)
    expect(preview).toMatchObject({ status: 200, json: { outcome: 'sent', through: ['client_area', 'mail'], services: 2, customers: 2, people: 2, letters: 2, within: null, optional: false } })
    expect(preview.json.clauses).toEqual(expect.arrayContaining(['4.1', '4.2', '4.5', '5']))
    expect(preview.json.sample.map((one: { addresses: string[] }) => one.addresses)).toEqual([['un@ana.example'], ['un@carla.example']])
    // Looking tells nobody.
    expect(await db.selectFrom('notices').select('id').execute()).toEqual([])
    const made = await tell()
    expect(made.status).toBe(201)
    await desk.settle()
    expect(await notificationsOf(ana.contactId)).toHaveLength(1)
    expect(await notificationsOf(bruno.contactId)).toHaveLength(0)
    expect(desk.outside.mails.map(({ to }) => to).flat().sort()).toEqual(['un@ana.example', 'un@carla.example'])
  })

  test('S5-34: the client area and the mail bear the same reference, and lead to the same page', async () => {
    await tell()
    await desk.settle()
    const [mail] = mailsTo('un@ana.example')
    const latest = (await notificationsOf(ana.contactId)).at(-1)!
    expect(mail!.parsed.text).toContain(latest.reference)
    expect(mail!.parsed.text).toContain(`/introserv/fr/notices/${latest.id}`)
    expect(mail!.parsed.headers.get('x-notification-id')).toBe(latest.reference)
    expect(latest.reference).toMatch(/\/00001$/)
    expect(mail!.parsed.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail!.parsed.headers.get('precedence')).toBe('bulk')
    // MAIL-19: what the contract wants said cannot be given up.
    expect(mail!.parsed.headers.has('list')).toBe(false)
  })

  test('S5-41: is in the reader’s language, its times in the company’s zone and in the reader’s', async () => {
    await tell({ ...outage, from: '2026-07-10T12:30:00.000Z', until: '2026-07-10T14:00:00.000Z' })
    await desk.settle()
    const [french, english] = [mailsTo('un@ana.example')[0]!.parsed, mailsTo('un@carla.example')[0]!.parsed]
    expect(french.subject).toBe('Nœud 3 arrêté')
    expect(french.text).toMatch(/vendredi.10.juillet.*14.h.30/)
    expect(french.text).not.toContain('À votre heure')
    expect(english.subject).toBe('Node 3 down')
    expect(english.text).toMatch(/14:30 \(Paris time, UTC\+2\)/)
    expect(english.text).toMatch(/In your own time: .*8:30/)
  })

  test('S5-40: is told within seconds, and how long it took is measured', async () => {
    const { json } = await tell()
    desk.time.advance(2_000)
    await desk.jobs.run('notices')
    desk.time.advance(3_000)
    await desk.jobs.run('outbox')
    const seen = (await (await desk.agent('introserv')).get(api(`/notices/${json.id}`))).json
    expect(seen.posts).toMatchObject([{ kind: 'first', told: true, shown: { count: 2, median: 2_000, longest: 2_000 }, handed: { count: 2, longest: 2_000 }, sent: { count: 2, longest: 5_000 }, failed: 0, read: 0 }])
    expect(seen).toMatchObject({ within: null, customers: 2, services: 2, telling: false, banner: true, by: agent.name })
  })

  test('goes on to the same people: news, then that it is over; nothing after that', async () => {
    const { json } = await tell()
    await desk.settle()
    const client = await desk.agent('introserv')
    await client.post(api(`/notices/${json.id}/updates`), { kind: 'update', text: { fr: 'L’alimentation est arrivée.' }, until: '2026-11-03T13:00:00.000Z' })
    await addContact(desk.desk, id, { customerId: ana.customerId, name: 'Arrivée Après', email: `apres${json.id}@ana.example` })
    await desk.settle()
    await client.post(api(`/notices/${json.id}/updates`), { kind: 'end', text: { fr: 'Tout est revenu.', en: 'All is back.' } })
    await desk.settle()
    expect(mailsTo('un@ana.example').map(({ parsed }) => parsed.subject)).toEqual(['Nœud 3 arrêté', 'Suite : Nœud 3 arrêté', 'Terminé : Nœud 3 arrêté'])
    expect(mailsTo('un@carla.example')[1]!.parsed.text).toContain('L’alimentation est arrivée.')
    expect(desk.outside.mails).toHaveLength(6)
    expect((await client.post(api(`/notices/${json.id}/updates`), { kind: 'update', text: { fr: 'Encore.' } })).json).toMatchObject({ code: 'notice-ended', status: 409 })
    await db.updateTable('contacts').set({ removed_at: 1 }).where('email', 'like', 'apres%').execute()
  })
})

test('is told once, however often its maker says it: by key, with the same body', async () => {
  const [first, again, other] = [await tell(outage, { 'idempotency-key': 'a-1' }), await tell(outage, { 'idempotency-key': 'a-1' }), await tell({ ...outage, type: 'change' }, { 'idempotency-key': 'a-1' })]
  expect([first.status, again.status, other.status]).toEqual([201, 200, 422])
  expect(again.json.id).toBe(first.json.id)
  expect(other.json.code).toBe('key-reused')
  await desk.settle()
  expect(desk.outside.mails).toHaveLength(2)
})

test('S5-35: a billing system tells an invoice by its key; a customer’s own key, and a key without the scope, tell nothing', async () => {
  const invoice = { type: 'invoices', title: { fr: 'Facture F-1' }, text: { fr: 'Votre facture est là.' }, audience: { customers: ['00002'] } }
  expect((await (await desk.program('introserv', ['tickets:read'])).post(api('/notices'), invoice)).json.code).toBe('not-allowed')
  expect((await (await desk.program('introserv', ['notices:write'], ana.customerId)).post(api('/notices'), invoice)).json.code).toBe('not-allowed')
  expect((await (await desk.contact('introserv', ana.contactId)).post(api('/notices'), invoice)).json.code).toBe('not-allowed')
  const made = await (await desk.program('introserv', ['notices:write'])).post(api('/notices'), invoice)
  expect(made.status).toBe(201)
  await desk.settle()
  expect(desk.outside.mails.map(({ to }) => to)).toEqual([['un@bruno.example']])
})

test('only those with the right are told, where the maker says so', async () => {
  const tech = await addContact(desk.desk, id, { customerId: bruno.customerId, name: 'Technique', email: 'tech@bruno.example', rights: ['all', 'ask_technical'] })
  await tell({ type: 'invoices', title: { fr: 'Facture F-2' }, text: { fr: 'Elle est là.' }, audience: { customers: ['00002'], right: 'billing' } })
  await desk.settle()
  expect(await notificationsOf(tech)).toHaveLength(0)
  expect(desk.outside.mails.map(({ to }) => to)).toEqual([['un@bruno.example']])
  await db.updateTable('contacts').set({ removed_at: 1 }).where('id', '=', tech).execute()
})

test('what cannot be told is refused, and says why', async () => {
  const refused = async (more: object) => (await tell({ ...outage, ...more })).json
  expect(await refused({ type: 'party' })).toMatchObject({ code: 'unknown-value', status: 422, errors: [{ at: '/type' }] })
  expect(await refused({ audience: { services: ['00000000-0000-7000-8000-000000000000'] } })).toMatchObject({ code: 'unknown-service' })
  expect(await refused({ audience: { customers: ['nobody'] } })).toMatchObject({ code: 'unknown-customer', errors: [{ at: '/audience/customers', message: 'nobody' }] })
  expect(await refused({ audience: {} })).toMatchObject({ code: 'invalid-body' })
  expect(await refused({ title: {} })).toMatchObject({ code: 'invalid-body' })
  expect(await refused({ from: '2026-11-03T12:00:00.000Z', until: '2026-11-03T12:00:00.000Z' })).toMatchObject({ code: 'invalid-body', errors: [{ at: '/until' }] })
  const dri = desk.provider('dri')
  expect((await (await desk.agent('dri')).post(dri.api('/notices'), { ...outage, audience: { everybody: true } })).json).toMatchObject({ code: 'unknown-value' })
  // Another provider's services and customers do not exist.
  expect((await (await desk.agent('dri')).post(dri.api('/notices/preview'), { ...outage, type: 'password_reset', audience: { services: [ana.serviceId] } })).json).toMatchObject({ code: 'unknown-service' })
})

test('AB-35: a title cannot add a header to its letter', async () => {
  await tell({ ...outage, title: { fr: 'Panne\r\nBcc: victime@exemple.test\r\n\r\nCorps' }, audience: { customers: ['00001'] } })
  await desk.settle()
  const [mail] = desk.outside.mails
  expect(mail!.to).toEqual(['un@ana.example'])
  expect(mail!.parsed.headers.has('bcc')).toBe(false)
  expect(mail!.parsed.subject).toBe('Panne Bcc: victime@exemple.test Corps')
})
