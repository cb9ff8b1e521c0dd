import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { addHook } from '#imports/imports.ts'
import { addApiToken } from '#people/people.ts'
import { openCompany, openTrial } from '../harness.ts'

/** Licences told of by other systems, and the tickets that were open before. */
const trial = await openTrial()
const { desk, time } = trial
const ru = await readFile(new URL('../../../policies/remote-utilities/policy.yaml', import.meta.url), 'utf8')
const soft = await openCompany(trial, 'logiciel', ru)
const { token } = await addApiToken(desk, soft.provider.id, { name: 'vente', scopes: ['people:read', 'people:write'], expiresAt: time.now() + 1e12 })
const headers = { authorization: `Bearer ${token}` }
const put = (id: string, body: object) => soft.call('PUT', `licences/boutique/${id}`, { body, headers })
const asked = async () => {
  const cookie = await soft.asContact()
  const made = await soft.call('POST', 'requests', { cookie, body: { channel: 'ticket', subject: 'Host', text: 'Rien ne démarre.', facts: { topic: 'installation', product_version: '7.6.2.0' } } })
  expect(made.status).toBe(201)
  return made.body.number as number
}
const shown = async (number: number) => (await soft.call('GET', `queue/${number}`, { cookie: await soft.asAgent() })).body
const changes = async () =>
  (await desk.database.db.selectFrom('events').select('data').where('provider_id', '=', soft.provider.id).where('type', '=', 'ticket.tier_changed').orderBy('id').execute()).map(({ data }) => data)

test('S2-17: a licence told of by the API, for a customer or the address of one of theirs, raises what is open, from then on', async () => {
  time.set(Date.parse('2027-05-10T17:00:00Z')) // Monday 10:00 in Los Angeles
  const number = await asked()
  expect((await shown(number)).tier).toBe('free')
  time.set(Date.parse('2027-05-10T18:00:00Z'))
  expect((await put('L-1', { kind: 'starter', key: 'STAR-1', customerNumber: '10001' })).status).toBe(201)
  await trial.jobs.settle()
  expect(await shown(number)).toMatchObject({ tier: 'starter' })
  // Delivered to the person who asked, in whatever case, nobody's otherwise.
  expect((await put('L-2', { kind: 'pro', key: 'PRO-1', deliveredTo: 'Jean@Martin-Logiciel.example' })).status).toBe(201)
  await trial.jobs.settle()
  expect(await shown(number)).toMatchObject({ tier: 'pro', clocks: [{ dueAt: '2027-05-10T21:00:00.000Z' }] })
  expect(await changes()).toMatchObject([{ tier: 'starter', from: 'free' }, { tier: 'pro', from: 'starter', fromChange: true }])
  // Told of again as it is, nothing happens; a lesser one takes nothing away.
  await put('L-2', { kind: 'pro', key: 'PRO-1', deliveredTo: 'jean@martin-logiciel.example' })
  await put('L-3', { kind: 'starter', key: 'STAR-2', customerNumber: '10001' })
  await trial.jobs.settle()
  expect(await changes()).toHaveLength(2)
  expect(await desk.database.db.selectFrom('licences').select('id').where('raise_at', 'is not', null).execute()).toEqual([])
})

test('S2-17: a hook and a file raise alike; what was noted before a crash is made good by the clock', async () => {
  const of = async (file: string) => {
    await soft.call('POST', 'imports?noun=licences&source=boutique&dryRun=false', { raw: Buffer.from(file), headers: { ...headers, 'content-type': 'text/csv' } })
    await trial.jobs.settle()
  }
  await soft.call('PUT', 'customers/boutique/C-2', { body: { number: 'RU-2', name: 'Fichier' }, headers })
  await soft.call('PUT', 'contacts/boutique/P-2', { body: { customer: 'C-2', name: 'Flore', email: 'flore@fichier.example' }, headers })
  const flore = (await desk.database.db.selectFrom('contacts').select('id').where('email_key', '=', 'flore@fichier.example').executeTakeFirstOrThrow()).id
  const made = await soft.call('POST', 'requests', { cookie: await soft.asContact(flore), body: { channel: 'ticket', subject: 'Host', text: 'Rien.', facts: { topic: 'installation', product_version: '7.6.2.0' } } })
  await of('id;kind;key;customer\nL-9;starter;STAR-9;C-2\n')
  expect(await shown(made.body.number)).toMatchObject({ tier: 'starter' })
  const secret = await addHook(desk, soft.provider.id, { name: 'boutique', source: 'boutique', actor: { kind: 'system' } })
  const raw = Buffer.from(JSON.stringify({ records: [{ noun: 'licences', externalId: 'L-9', record: { kind: 'pro', key: 'STAR-9' } }] }))
  const stamp = String(Math.floor(time.now() / 1000))
  const signature = createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`m.${stamp}.`).update(raw).digest('base64')
  const told = await soft.call('POST', 'hooks/boutique', { raw, headers: { 'content-type': 'application/json', 'webhook-id': 'm', 'webhook-timestamp': stamp, 'webhook-signature': `v1,${signature}` } })
  expect(told).toMatchObject({ status: 200, body: { records: [{ outcome: 'changed' }] } })
  // The process that was told dies before it looks: the next one does, by its clock.
  await trial.jobs.run('tiers')
  expect(await shown(made.body.number)).toMatchObject({ tier: 'pro' })
})
