import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectAgain } from '#desk/desk.ts'
import { askFor, confirmErasure, liftHold, setHold } from '#privacy/privacy.ts'
import { addContact } from '#people/people.ts'
import { receive } from '#intake/intake.ts'
import { actAs, openCompany, openTrial, pageOf } from '../harness.ts'
import { canaries, dump, playScene } from './scene.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'donnees')
const { desk, jobs } = trial
const { db } = desk.database
const providerId = company.provider.id
const dana = { kind: 'agent' as const, id: '', name: 'Dana Privée' }

// The same file in somebody else's hands, at another provider: it is not Jean's to take away.
const elsewhere = await openCompany(trial, 'ailleurs')
const shared = await elsewhere.call('POST', 'uploads?name=autre.txt', { cookie: await elsewhere.asContact(), raw: Buffer.from('CANARI-PARTAGE'), headers: { 'content-type': 'application/octet-stream' } })
const theirs = await elsewhere.call('POST', 'requests', { cookie: await elsewhere.asContact(), body: { subject: 's', text: 't', attachments: [shared.body.id] } })

const scene = await playScene(trial, company)
dana.id = scene.dpo
const whose = { contactId: company.contactId }

async function filesOnDisk(): Promise<string> {
  const entries = await readdir(join(desk.settings.dataFolder, 'files'), { recursive: true, withFileTypes: true })
  const texts = await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')))
  return texts.join('\n')
}

const figures = async () => {
  const tickets = await db.selectFrom('tickets').select(['id', 'number', 'state', 'opened_at', 'changed_at', 'kind', 'priority', 'department', 'tier', 'version', 'policy_version']).where('provider_id', '=', providerId).orderBy('number').execute()
  const clocks = await db.selectFrom('clocks').selectAll().where('provider_id', '=', providerId).orderBy('ticket_id').orderBy('metric').orderBy('cycle').execute()
  const events = await db.selectFrom('events').select(['id', 'ticket_id', 'seq', 'at', 'type']).where('provider_id', '=', providerId).where('ticket_id', 'is not', null).orderBy('id').execute()
  return { tickets, clocks, events }
}

test('GDPR-04: while an answer is due, a contract runs or a court holds it, nothing is erased, and it is said why and until when', async () => {
  await db.updateTable('tickets').set({ state: 'open' }).where('provider_id', '=', providerId).where('number', '=', scene.mailed).execute()
  expect(await askFor(desk, providerId, dana, { kind: 'erasure', whose })).toEqual({ refused: 'obstacles', obstacles: [{ is: 'open_tickets', numbers: [scene.mailed] }] })
  await db.updateTable('tickets').set({ state: 'solved' }).where('provider_id', '=', providerId).where('number', '=', scene.mailed).execute()
  const hold = await setHold(desk, providerId, dana, { on: 'customer', targetId: company.customerId, reason: 'Litige n° 7', until: '2027-06-30' })
  expect(await askFor(desk, providerId, dana, { kind: 'erasure', whose })).toEqual({ refused: 'obstacles', obstacles: [{ is: 'hold', reason: 'Litige n° 7', until: '2027-06-30' }] })
  await liftHold(desk, providerId, dana, hold!)
  const alone = await addContact(desk, elsewhere.provider.id, { customerId: elsewhere.customerId, name: 'Un Autre', email: 'un@autre.example' })
  await db.updateTable('tickets').set({ state: 'closed' }).where('provider_id', '=', elsewhere.provider.id).execute()
  await db.updateTable('contacts').set({ removed_at: 1 }).where('id', '=', alone).execute()
  expect(await askFor(desk, elsewhere.provider.id, dana, { kind: 'erasure', whose: { contactId: elsewhere.contactId } })).toEqual({ refused: 'obstacles', obstacles: [{ is: 'contract', name: 'Contrat', until: null }] })
})

test('GDPR-04: two persons, a report before, the person told last of all; then no trace in the database nor on the disk, and every figure as it was', async () => {
  const before = await figures()
  const found = `${await dump(desk)}\n${await filesOnDisk()}`
  for (const canary of canaries) expect(found, canary).toContain(canary)

  const asked = await askFor(desk, providerId, dana, { kind: 'erasure', whose })
  if (!('request' in asked)) throw new Error(asked.refused)
  expect(asked.request.report).toMatchObject({ tickets: 2, attachments: 2, requests: 1 })
  expect(await confirmErasure(desk, providerId, asked.request.id, dana)).toEqual({ refused: 'two-persons' })
  expect(await dump(desk)).toContain('CANARI-TEXTE')
  expect(await confirmErasure(desk, providerId, asked.request.id, { kind: 'agent', id: scene.second, name: 'Sami Second' })).toMatchObject({ request: { state: 'confirmed' } })
  await jobs.run('erasures')
  expect(await db.selectFrom('outbox').select('state').where('kind', '=', 'person_data').execute()).toEqual([{ state: 'pending' }])
  // No relay takes the letter: after an hour it is done all the same.
  await jobs.run('erasures')
  expect(await dump(desk)).toContain('CANARI-TEXTE')
  trial.time.advance(61 * 60_000)
  await jobs.run('erasures')
  await jobs.run('set-aside')

  // The other provider knows a Jean Martin too: what is theirs stays.
  const rest = (await dump(desk)).split('\n').filter((line) => !line.includes(elsewhere.provider.id))
  const files = await filesOnDisk()
  for (const canary of canaries) {
    expect(rest.filter((line) => line.toLowerCase().includes(canary.toLowerCase())), canary).toEqual([])
    expect(files, canary).not.toContain(canary)
  }
  expect(await figures()).toEqual(before)
  expect(await db.selectFrom('person_requests').select(['state', 'report']).where('id', '=', asked.request.id).executeTakeFirst()).toMatchObject({ state: 'done', report: { tickets: 2 } })
})

test('TIME-20: what is left of the history still gives the same projection', async () => {
  for (const number of [scene.number, scene.mailed, scene.neighbours]) {
    const row = await db.selectFrom('tickets').selectAll().where('provider_id', '=', providerId).where('number', '=', number).executeTakeFirstOrThrow()
    const { columns } = await projectAgain(desk, providerId, row.id)
    const kept = Object.fromEntries(Object.keys(columns).map((key) => [key, row[key as keyof typeof row]]))
    expect({ ...kept, state: columns.state }).toEqual(columns)
  }
})

test('the case is still one for agents: its number, its dates, its promises, and what a neighbour wrote without the name', async () => {
  const page = await pageOf(company, scene.number)
  expect(page).toMatchObject({ number: scene.number, subject: '[…]', kind: 'technical', priority: 'high', state: 'solved' })
  expect(page.clocks.length).toBeGreaterThan(0)
  const other = await pageOf(company, scene.neighbours)
  const text = other.timeline.find((entry: { kind: string }) => entry.kind === 'message').message.text as string
  expect(text).toBe('CANARI-VOISINE, comme […] ([…]) me l’a dit')
})

test('a person who was erased cannot sign in, and a file of somebody else with the same content stays', async () => {
  expect((await company.call('GET', 'me', { cookie: await company.asContact() })).status).toBe(401)
  const page = await pageOf(elsewhere, theirs.body.number)
  const attachment = page.timeline.find((entry: { kind: string }) => entry.kind === 'message').message.attachments[0]
  expect((await elsewhere.call('GET', `attachments/${attachment.id}`, { cookie: await elsewhere.asAgent() })).text).toBe('CANARI-PARTAGE')
})

test('GDPR-04: who only ever wrote by mail is erased by their address; nothing of anybody else goes with them', async () => {
  const sender = { address: 'inconnu@dehors.example', name: 'Irène Dehors', trust: 'T0.5' as const, flags: [] }
  const mail = { providerId, channel: 'mail', medium: 'mail', automatic: 'human' as const, facts: {}, attachments: [], receivedAt: trial.time.now(), sender }
  const opened = await receive(desk, { ...mail, dedupeKey: 'dehors-1', subject: 'CANARI-DEHORS', text: 'CANARI-DEHORS, Irène Dehors, 06 00 00 00 01' })
  await receive(desk, { ...mail, dedupeKey: 'dehors-2', subject: 'réseau', text: 'CANARI-DEHORS encore', facts: { kind: 'networking' } })
  if (opened.kind !== 'ticket') throw new Error(opened.kind)
  await actAs(company, opened.number, 'solve', { text: 'Bonjour Irène Dehors' })
  await actAs(company, scene.neighbours, 'notes', { text: 'Même numéro : 06 00 00 00 01' })
  const asked = await askFor(desk, providerId, dana, { kind: 'erasure', whose: { address: 'inconnu@dehors.example' }, words: ['06 00 00 00 01'] })
  if (!('request' in asked)) throw new Error(asked.refused)
  expect(asked.request.report).toMatchObject({ tickets: 1, requests: 1 })
  await confirmErasure(desk, providerId, asked.request.id, { kind: 'agent', id: scene.second, name: 'Sami Second' })
  await jobs.run('erasures')
  trial.time.advance(61 * 60_000)
  await jobs.run('erasures')
  const after = (await dump(desk)).split('\n')
  for (const canary of ['CANARI-DEHORS', 'inconnu@dehors.example', 'Irène Dehors', '06 00 00 00 01']) expect(after.filter((line) => line.includes(canary)), canary).toEqual([])
  for (const other of ['CANARI-VOISINE', 'Zoé Voisine', 'Même numéro : […]']) expect(after.some((line) => line.includes(other)), other).toBe(true)
})
