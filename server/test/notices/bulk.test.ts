import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { addContact, addContract, addCustomer, addProvider, addService } from '#people/people.ts'
import { createFiles } from '#platform/files.ts'
import { createIds } from '#platform/ids.ts'
import { createManualJobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/log.ts'
import { readSettings } from '#platform/settings.ts'
import { movableTime } from '#platform/time.ts'
import { composeMail } from '#channels/mail/compose.ts'
import { makeNotice, readNotice, sendReports, setGivenUp, tellNotices } from '#notices/notices.ts'
import { createApp } from '#server/app.ts'
import type { Tables } from '#server/tables.ts'
import { testDatabase } from '../../../test/database.ts'

/** Many customers, mail that may be given up, and reports that go by themselves: on policies of made-up companies. */
const database = await testDatabase<Tables>()
const time = movableTime('2027-01-15T09:00:00Z')
const jobs = createManualJobs()
const settings = readSettings({ GUICHET_DATA: '/tmp/guichet-bulk', BASE_URL: 'http://localhost:3000', LOG_LEVEL: 'silent' })
const { desk, http } = await createApp({ settings, time, ids: createIds(time), log: silentLog, files: createFiles('/tmp/guichet-bulk'), jobs, database, demonstration: false, postgres: undefined, close: async () => undefined })
const { db } = database

async function company(slug: string) {
  const source = await readFile(new URL(`../../../samples/${slug}/policy.yaml`, import.meta.url), 'utf8')
  const provider = await addProvider(desk, { slug, name: slug, accent: '#0f5c6e', language: 'fr' })
  const published = await desk.policies.publish(provider.id, { source, file: 'policy.yaml', by: 'test' })
  if (!published.ok) throw new Error(JSON.stringify(published.findings))
  return provider
}
const cloud = await company('ardenne-cloud')
const many = 600
for (let i = 0; i < many; i++) {
  const customerId = await addCustomer(desk, cloud.id, { number: String(i).padStart(5, '0'), name: `Client ${i}` })
  await addContact(desk, cloud.id, { customerId, name: `Personne ${i}`, email: `p${i}@clients.example`, verified: true })
  if (i < 10) await addService(desk, cloud.id, { customerId, kind: 'server', name: `Serveur ${i}`, tags: ['dur-014'] })
}
const lettersOf = (noticeId: string) =>
  db.selectFrom('notice_letters as l').innerJoin('notice_posts as p', (join) => join.onRef('p.provider_id', '=', 'l.provider_id').onRef('p.id', '=', 'l.post_id')).select('l.outbox_id').where('p.notice_id', '=', noticeId).execute()
const news = { type: 'news', severity: 'information', title: { fr: 'Nouvelle console' }, text: { fr: 'Elle est ouverte.' }, audience: { everybody: true } } as const
const make = async (given: Parameters<typeof makeNotice>[3]) => {
  const made = await makeNotice(desk, cloud.id, { kind: 'system' }, given)
  if (!made.ok) throw new Error(made.refused)
  return made.id
}

test('a notice to many is told some at a time by several processes, each person once, whatever dies in between', async () => {
  const noticeId = await make(news)
  // Two at once, one of which stops after a while: told so far is told, the rest is gone on with.
  let left = 3
  const dying = { ...desk, jobs: { ...jobs, wake: () => { left -= 1; if (left === 0) throw new Error('killed') } } }
  await Promise.allSettled([tellNotices(dying), tellNotices(dying)])
  const halfway = (await readNotice(desk, cloud.id, noticeId))!
  expect(halfway.posts[0]!.customersDone).toBeGreaterThan(0)
  await Promise.all([tellNotices(desk), tellNotices(desk)])
  await tellNotices(desk)
  const done = (await readNotice(desk, cloud.id, noticeId))!
  expect(done).toMatchObject({ customers: many, telling: false })
  expect(done.posts).toMatchObject([{ told: true, customersDone: many, shown: { count: many }, handed: { count: many }, sent: { count: 0 } }])
  expect(await lettersOf(noticeId)).toHaveLength(many)
  expect(new Set((await db.selectFrom('notifications').select('contact_id').where('notice_id', '=', noticeId).execute()).map((one) => one.contact_id)).size).toBe(many)
})

test('S5-39: whom a role of the policy gives the right is told, where the maker keeps to a right', async () => {
  const customerId = await addCustomer(desk, cloud.id, { number: '77777', name: 'À rôles' })
  const accounts = await addContact(desk, cloud.id, { customerId, name: 'Comptable', email: 'compta@roles.example', verified: true })
  const technical = await addContact(desk, cloud.id, { customerId, name: 'Technique', email: 'tech@roles.example', verified: true })
  await db.updateTable('contacts').set({ role: 'accounts' }).where('id', '=', accounts).execute()
  await db.updateTable('contacts').set({ role: 'technical' }).where('id', '=', technical).execute()
  const noticeId = await make({ ...news, type: 'incident', audience: { customers: ['77777'], right: 'billing' } })
  await tellNotices(desk)
  expect((await db.selectFrom('notifications').select('contact_id').where('notice_id', '=', noticeId).execute()).map((one) => one.contact_id)).toEqual([accounts])
  await db.updateTable('contacts').set({ removed_at: 1 }).where('customer_id', '=', customerId).execute()
})

test('the promised time is kept with the figure that the policy gives it', async () => {
  const noticeId = await make({ ...news, type: 'incident', audience: { tags: ['dur-014'] } })
  time.advance(16 * 60_000)
  await tellNotices(desk)
  expect(await readNotice(desk, cloud.id, noticeId)).toMatchObject({ within: 900, customers: 10, posts: [{ shown: { longest: 16 * 60_000 } }] })
})

test('MAIL-18, MAIL-19: news may be given up in one click, without a session, twice as once; a GET only shows; an incident may not', async () => {
  const optional = await make(news)
  const required = await make({ ...news, type: 'incident', audience: { tags: ['dur-014'] } })
  await tellNotices(desk)
  const mailOf = async (noticeId: string) => {
    const id = (await lettersOf(noticeId))[0]!.outbox_id!
    const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    return composeMail(desk, { providerId: cloud.id, id, messageId: row.header_message_id, createdAt: row.created_at, mail: row.mail as never })
  }
  const mail = await mailOf(optional)
  expect(mail.headers).toMatchObject({ 'List-Id': '<news.ardenne-cloud.notices>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', Precedence: 'bulk' })
  expect(Object.keys((await mailOf(required)).headers).filter((name) => name.startsWith('List-'))).toEqual([])
  const url = new URL(/^<(.+)>$/.exec(mail.headers['List-Unsubscribe']!)![1]!)
  const refusals = () => db.selectFrom('notification_refusals').selectAll().execute()
  const send = (method: 'GET' | 'POST' | 'HEAD', path = url.pathname) =>
    http.inject({ method, url: path, headers: { host: 'localhost', ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) }, ...(method === 'POST' ? { payload: 'List-Unsubscribe=One-Click' } : {}) })
  for (const method of ['GET', 'HEAD'] as const) expect((await send(method)).statusCode).toBe(200)
  expect(await refusals()).toEqual([])
  for (const _time of [1, 2]) expect((await send('POST')).statusCode).toBe(200)
  expect(await refusals()).toMatchObject([{ type: 'news' }])
  const contactId = (await refusals())[0]!.contact_id
  // Another's link cannot be made of one's own, nor used at another provider, nor for what the contract wants told.
  const token = url.pathname.split('/').at(-1)!
  const forged = `${Buffer.from(`${contactId} incident`).toString('base64url')}.${token.split('.')[1]}`
  expect((await send('POST', url.pathname.replace(token, forged))).statusCode).toBe(410)
  expect(await setGivenUp(desk, cloud.id, { kind: 'system' }, { contactId, type: 'incident' }, true)).toBe('not-optional')
  const after = await make(news)
  await tellNotices(desk)
  expect(await lettersOf(after)).toHaveLength(many - 1)
  expect(await db.selectFrom('notifications').select('id').where('notice_id', '=', after).where('contact_id', '=', contactId).execute()).toHaveLength(1)
})

test('a report goes by itself at the beginning of each quarter, once, to those with a contract; never of a time before the desk', async () => {
  const workshop = await company('atelier-numerique')
  const customerId = await addCustomer(desk, workshop.id, { number: '1', name: 'Menuiserie' })
  const contactId = await addContact(desk, workshop.id, { customerId, name: 'Luc', email: 'luc@bois.example', verified: true })
  const contractId = await addContract(desk, workshop.id, { customerId, name: 'Carnet 2027', values: { 'contract.pack': 36_000 }, startsOn: '2027-01-15' })
  const nobody = await addCustomer(desk, workshop.id, { number: '2', name: 'Sans contrat' })
  await addContact(desk, workshop.id, { customerId: nobody, name: 'Zoé', email: 'zoe@rien.example', verified: true })
  const move = (kind: 'purchase' | 'use', quantity: number, at: string) =>
    db.insertInto('quota_movements').values({
      provider_id: workshop.id, id: desk.ids.next(), contract_id: contractId, quota: 'pack', kind, quantity, at: Date.parse(at), corrects: null, ticket_id: null, note: null,
      author_kind: 'system', author_id: null, author_name: null, recorded_at: Date.parse(at),
    }).execute()
  await move('purchase', 36_000, '2027-01-16T09:00:00Z')
  await move('use', 7_200, '2027-02-10T09:00:00Z')
  expect(await sendReports(desk)).toBe(0)
  time.set(Date.parse('2027-04-01T06:00:00Z'))
  expect(await sendReports(desk)).toBe(1)
  expect(await sendReports(desk)).toBe(0)
  await tellNotices(desk)
  const told = await db.selectFrom('notifications as t').innerJoin('notice_customers as c', (join) => join.onRef('c.notice_id', '=', 't.notice_id').onRef('c.customer_id', '=', 't.customer_id')).select(['t.contact_id', 'c.own_text']).where('t.provider_id', '=', workshop.id).execute()
  expect(told).toMatchObject([{ contact_id: contactId }])
  expect(told[0]!.own_text!.fr).toMatch(/Carnet 2027.*utilisé dans ce temps.*2\sh.*il en reste 8\sh/s)
  expect(told[0]!.own_text!.fr).toContain('aucune demande')
  time.set(Date.parse('2027-07-01T06:00:00Z'))
  expect(await sendReports(desk)).toBe(1)
})
