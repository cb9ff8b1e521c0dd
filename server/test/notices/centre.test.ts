import { expect, test } from 'vitest'
import { addContact, addCustomer, addService } from '#people/people.ts'
import { openTestDesk } from '../desk.ts'

/** Where one reads what one was told, without a script: the list, a notice, what goes on above other pages. */
const desk = await openTestDesk({ now: '2026-11-03T10:00:00Z', providers: ['introserv'] })
const { id, api } = desk.provider('introserv')
const customer = await addCustomer(desk.desk, id, { number: '1', name: 'Studio' })
const ana = await addContact(desk.desk, id, { customerId: customer, name: 'Ana', email: 'ana@studio.example', verified: true })
const bea = await addContact(desk.desk, id, { customerId: customer, name: 'Béa', email: 'bea@studio.example', verified: true })
const vps = await addService(desk.desk, id, { customerId: customer, kind: 'vps', name: 'VPS Paris', tags: ['node-3'] })
const other = await addService(desk.desk, id, { customerId: customer, kind: 'vps', name: 'VPS Lyon' })
const rival = await addCustomer(desk.desk, id, { number: '2', name: 'Rival' })
const rita = await addContact(desk.desk, id, { customerId: rival, name: 'Rita', email: 'rita@rival.example', verified: true })

const tell = async (more: object = {}) => {
  const made = await (await desk.agent('introserv')).post(api('/notices'), { type: 'outage', severity: 'major', title: { fr: 'Nœud 3 <arrêté>' }, text: { fr: 'On répare.' }, audience: { tags: ['node-3'] }, ...more })
  expect(made.status).toBe(201)
  await desk.settle()
  return made.json.id as string
}
const own = async (contactId: string, noticeId: string) =>
  (await desk.desk.database.db.selectFrom('notifications').select('id').where('contact_id', '=', contactId).where('notice_id', '=', noticeId).executeTakeFirst())?.id
const page = async (contactId: string, path: string) => (await desk.contact('introserv', contactId)).get(`/introserv/fr${path}`)

test('the menu counts what was not read; opening reads, saying so unreads; everybody’s own', async () => {
  const noticeId = await tell()
  expect((await page(ana, '/tickets')).text).toContain('(1 non lu)')
  const mine = await own(ana, noticeId)
  const opened = await page(ana, `/notices/${mine}`)
  expect(opened.text).toContain('Nœud 3 &lt;arrêté&gt;')
  expect(opened.text).toContain('VPS Paris')
  expect(opened.text).toMatch(/Référence<\/dt><dd class="figure">[a-z0-9]{7}\/1</)
  expect(opened.text).not.toContain('non lu)')
  expect((await page(ana, '/tickets')).text).not.toContain('non lu)')
  expect((await page(bea, '/tickets')).text).toContain('(1 non lu)')
  const client = await desk.contact('introserv', ana)
  expect((await client.post(`/introserv/fr/notices/${mine}/unread`)).status).toBe(303)
  expect((await page(ana, '/notices')).text).toContain('(1 non lu)')
  // News make it unread again; all is read at once.
  expect((await client.post('/introserv/fr/notices/read')).headers.get('location')).toBe('/introserv/fr/notices?read=1')
  await (await desk.agent('introserv')).post(api(`/notices/${noticeId}/updates`), { kind: 'update', text: { fr: 'Toujours.' } })
  await desk.settle()
  expect((await page(ana, '/notices?unread=1')).text).toContain('Nœud 3')
})

test('AB-19: another’s notice does not exist, read or unread; nor does what is no id', async () => {
  const mine = await own(ana, await tell())
  for (const who of [bea, rita]) {
    expect((await page(who, `/notices/${mine}`)).status).toBe(404)
    for (const mark of ['read', 'unread']) expect((await (await desk.contact('introserv', who)).post(`/introserv/fr/notices/${mine}/${mark}`)).status).toBe(404)
  }
  expect((await page(ana, '/notices/nothing')).status).toBe(404)
  expect((await page(ana, '/notices/00000000-0000-7000-8000-000000000000')).status).toBe(404)
  expect((await desk.visitor().get(`/introserv/fr/notices/${mine}`)).headers.get('location')).toContain('/sign-in?back=')
})

test('the list is chosen by type and time, and read page by page', async () => {
  const before = desk.time.now()
  await tell({ type: 'maintenance', title: { fr: 'Vieille maintenance' } })
  desk.time.set(before + 40 * 86_400_000)
  await tell({ type: 'change', title: { en: 'A change' } })
  const listed = async (query: string) => [...(await page(ana, `/notices${query}`)).text.matchAll(/<th scope="row"><a href="[^"]*"(?: lang="en")?>([^<]*)</g)].map((match) => match[1])
  expect(await listed('?period=30')).toEqual(['A change'])
  expect(await listed('?type=maintenance')).toEqual(['Vieille maintenance'])
  expect(await listed('?type=invoices')).toEqual([])
  expect((await listed('?type=party&older=nonsense')).length).toBeGreaterThan(2)
  const agent = await desk.agent('introserv')
  for (let i = 0; i < 31; i++) {
    desk.time.advance(1_000)
    await agent.post(api('/notices'), { type: 'invoices', title: { fr: `Facture ${i}` }, text: { fr: 'Elle est là.' }, audience: { customers: ['1'] } })
    await desk.jobs.run('notices')
  }
  const first = await page(ana, '/notices?type=invoices')
  const older = /href="(\?[^"]*older=[^"]*)"/.exec(first.text)![1]!.replaceAll('&amp;', '&')
  expect(await listed(older)).toEqual(['Facture 0'])
  desk.time.set(before)
})

test('S4-12: an outage is seen above one’s space, asking, the service and its requests, not above others; when it is over, nowhere', async () => {
  const ask = async (serviceId: string) => (await (await desk.contact('introserv', ana)).post(api('/requests'), { channel: 'ticket', subject: 'Lent', text: 'Il est lent depuis hier.', serviceId, facts: { kind: 'technical', chosen_priority: 'regular' } })).json.number as number
  const [concerned, unconcerned] = [await ask(vps), await ask(other)]
  const noticeId = await tell({ title: { fr: 'Panne en bandeau' } })
  const seen = async (who: string, path: string) => (await page(who, path)).text.includes('Panne en bandeau')
  for (const path of ['/account', '/ask', `/services/${vps}`, `/tickets/${concerned}`]) expect(await seen(ana, path), path).toBe(true)
  for (const path of ['/tickets', '/policy', `/services/${other}`, `/tickets/${unconcerned}`]) expect(await seen(ana, path), path).toBe(false)
  expect(await seen(rita, '/account')).toBe(false)
  expect((await desk.visitor().get('/introserv/fr/ask')).text).not.toContain('Panne en bandeau')
  await (await desk.agent('introserv')).post(api(`/notices/${noticeId}/updates`), { kind: 'end', text: { fr: 'Fini.' } })
  await desk.settle()
  expect(await seen(ana, '/account')).toBe(false)
})

test('planned maintenance is seen from three days before it begins until it ends', async () => {
  const begins = desk.time.now() + 5 * 86_400_000
  await tell({ type: 'maintenance', severity: 'minor', title: { fr: 'Maintenance du 8' }, from: new Date(begins).toISOString(), until: new Date(begins + 3_600_000).toISOString() })
  const seen = async () => (await page(ana, '/account')).text.includes('Maintenance du 8')
  expect(await seen()).toBe(false)
  desk.time.set(begins - 2 * 86_400_000)
  expect(await seen()).toBe(true)
  desk.time.set(begins + 3_600_000)
  expect(await seen()).toBe(false)
})

test('AB-23, AB-24: an address is set from our own page only; its link shows by GET and HEAD, and proves by POST', async () => {
  const client = await desk.contact('introserv', ana)
  const form = new URLSearchParams({ 'own.invoices': 'factures@studio.example', 'own.support': '', 'own.abuse': 'pas une adresse' })
  expect((await client.post('/introserv/fr/notices/settings', form, { origin: 'https://ailleurs.example' })).status).toBe(403)
  const refused = await client.post('/introserv/fr/notices/settings', form)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('value="pas une adresse"')
  await desk.settle()
  const mail = desk.outside.mails.find(({ to }) => to.includes('factures@studio.example'))!
  const path = /http:\/\/aide\.test(\/introserv\/fr\/notices\/address\/\S+)/.exec(mail.parsed.text ?? '')![1]!
  const row = () => desk.desk.database.db.selectFrom('notification_addresses').select(['address', 'pending']).where('contact_id', '=', ana).executeTakeFirst()
  const scanner = desk.visitor()
  expect((await scanner.get(path)).text).toContain('factures@studio.example')
  expect((await scanner.call('HEAD', path)).status).toBe(200)
  expect(await row()).toEqual({ address: null, pending: 'factures@studio.example' })
  expect((await scanner.post(path)).status).toBe(200)
  expect(await row()).toEqual({ address: 'factures@studio.example', pending: null })
  expect((await scanner.get(path)).status).toBe(410)
  expect((await scanner.post(path)).status).toBe(410)
})
