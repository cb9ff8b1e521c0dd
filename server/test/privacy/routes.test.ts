import { expect, test } from 'vitest'
import { addContact, addCustomer } from '#people/people.ts'
import { openCompany, openTrial } from '../harness.ts'
import { playScene } from './scene.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'donnees')
const there = await openCompany(trial, 'ailleurs')
const scene = await playScene(trial, company)
const { desk, jobs } = trial
const cookies = { dana: await company.asAgent(scene.dpo), sami: await company.asAgent(scene.second), claire: await company.asAgent() }
const post = (path: string, cookie: string, body?: unknown) => company.call('POST', path, { cookie, ...(body === undefined ? {} : { body }) })

test('only agents who answer for data see that anything was asked', async () => {
  for (const path of ['person-requests', 'retention', 'legal-holds', 'access-log', 'access-log/proof', 'privacy-settings', 'processing-register']) {
    expect((await company.call('GET', path, { cookie: cookies.claire })).status, path).toBe(403)
    expect((await company.call('GET', path, { cookie: await company.asContact() })).status, path).toBe(403)
    expect((await company.call('GET', path)).status, path).toBe(401)
    expect((await company.call('GET', path, { cookie: cookies.dana })).status, path).toBe(200)
  }
})

test('GDPR-02: for who only ever wrote by mail, an agent asks, reads and hands over', async () => {
  const asked = await post('person-requests', cookies.dana, { kind: 'access', address: 'JETON@tiers.example'.toLowerCase() })
  expect([asked.status, asked.body]).toMatchObject([201, { kind: 'access', contactId: null, address: 'jeton@tiers.example', dueOn: '2026-12-23' }])
  await jobs.settle()
  const list = (await company.call('GET', 'person-requests', { cookie: cookies.dana })).body.rows
  expect(list).toMatchObject([{ id: asked.body.id, state: 'ready' }])
  const file = await company.call('GET', `person-requests/${asked.body.id}/archive`, { cookie: cookies.dana })
  expect([file.status, file.text.slice(0, 2)]).toEqual([200, 'PK'])
  expect(file.headers['content-disposition']).toMatch(/^attachment; filename="donnees-2026-11-23\.zip"$/)
  expect((await post('person-requests', cookies.dana, { kind: 'access', address: 'personne@nulle-part.example' })).status).toBe(404)
})

test('GDPR-04: an erasure asked by one agent is confirmed by another, or not at all', async () => {
  const asked = await post('person-requests', cookies.dana, { kind: 'erasure', contactId: scene.neighbourId })
  expect([asked.status, asked.body.code, asked.body.detail]).toEqual([409, 'erasure-impossible', `Demandes en cours : ${scene.neighbours}.`])
  const ready = await post('person-requests', cookies.dana, { kind: 'erasure', contactId: company.contactId, words: ['srv-1'] })
  expect(ready.body).toMatchObject({ state: 'asked', report: { tickets: 2 } })
  expect((await post('person-requests', cookies.dana, { kind: 'erasure', contactId: company.contactId })).body.code).toBe('already-handled')
  const self = await post(`person-requests/${ready.body.id}/confirm`, cookies.dana)
  expect([self.status, self.body.code]).toEqual([409, 'two-persons'])
  expect((await post(`person-requests/${ready.body.id}/refuse`, cookies.sami, { why: 'Doublon' })).body).toMatchObject({ state: 'refused', why: 'Doublon' })
  expect((await post(`person-requests/${ready.body.id}/confirm`, cookies.sami)).body.code).toBe('already-handled')
})

test('GDPR-03: more time is taken once, with a reason that the person reads', async () => {
  const asked = await post('person-requests', cookies.dana, { kind: 'rectification', contactId: company.contactId, receivedAt: '2026-11-20T09:00:00.000Z' })
  expect(asked.body).toMatchObject({ dueOn: '2026-12-21', late: false })
  const more = await post(`person-requests/${asked.body.id}/extend`, cookies.dana, { why: 'Archives anciennes' })
  expect(more.body).toMatchObject({ dueOn: '2027-02-22', extended: 'Archives anciennes' })
  expect((await post(`person-requests/${asked.body.id}/extend`, cookies.dana, { why: 'encore' })).status).toBe(409)
  const letters = await desk.database.db.selectFrom('outbox').select('mail').where('kind', '=', 'person_data').execute()
  expect(JSON.stringify(letters)).toContain('Archives anciennes')
  expect((await post(`person-requests/${asked.body.id}/answer`, cookies.dana, { why: 'Nom corrigé' })).body).toMatchObject({ state: 'done' })
})

test('AB-19: what another provider’s register holds is not there', async () => {
  const { body } = await post('person-requests', cookies.dana, { kind: 'objection', contactId: company.contactId })
  const dana = await there.asAgent(await (async () => {
    const { addAgent } = await import('#people/people.ts')
    return (await addAgent(desk, there.provider.id, { name: 'Dana', email: 'd@ailleurs.example', password: 'un mot de passe assez long', roles: ['privacy'] })).id
  })())
  for (const [method, path] of [['GET', ''], ['GET', '/archive'], ['POST', '/confirm'], ['POST', '/release']] as const) {
    expect((await there.call(method, `person-requests/${body.id}${path}`, { cookie: dana })).status, path).toBe(404)
  }
  expect((await there.call('POST', 'legal-holds', { cookie: dana, body: { on: 'contact', targetId: company.contactId, reason: 'x', until: '2030-01-01' } })).status).toBe(404)
})

test('holds, retention and settings by the API', async () => {
  const hold = await post('legal-holds', cookies.dana, { on: 'contact', targetId: company.contactId, reason: 'Litige', until: '2030-01-01' })
  expect(hold.status).toBe(201)
  expect((await company.call('GET', 'legal-holds', { cookie: cookies.dana })).body.rows).toMatchObject([{ reason: 'Litige', setBy: 'Dana Privée', lifted: null }])
  expect((await post(`legal-holds/${hold.body.id}/lift`, cookies.dana)).status).toBe(204)
  expect((await company.call('PUT', 'retention/letters', { cookie: cookies.dana, body: { days: 40_000, reason: 'r' } })).status).toBe(422)
  expect((await company.call('PUT', 'retention/letters', { cookie: cookies.dana, body: { days: 200, reason: 'Assez' } })).status).toBe(204)
  expect((await company.call('PUT', 'retention/autre', { cookie: cookies.dana, body: { days: 200, reason: 'Assez' } })).status).toBe(404)
  expect((await company.call('GET', 'retention', { cookie: cookies.dana })).body.rows.find((row: { kind: string }) => row.kind === 'letters')).toMatchObject({ days: 200, own: true, reason: 'Assez' })
  expect((await company.call('PATCH', 'privacy-settings', { cookie: cookies.dana, body: { holidays: 'atlantis' } })).status).toBe(422)
  expect((await company.call('PATCH', 'privacy-settings', { cookie: cookies.dana, body: { officer: 'Dana Privée, dpo@donnees.example', holidays: 'be' } })).body).toMatchObject({ officer: 'Dana Privée, dpo@donnees.example', holidays: 'be', notesReviewed: true })
  const register = await company.call('GET', 'processing-register?language=fr', { cookie: cookies.dana })
  expect(register.text).toContain('Dana Privée, dpo@donnees.example')
  expect(register.text).toMatch(/\| Le texte des courriels que nous envoyons \| 200 jours après leur envoi \| Assez \|/)
})

test('S2-3: consent is the version and the instant of each request, in the export', async () => {
  const otherId = await addCustomer(desk, there.provider.id, { number: '9', name: 'Neuf' })
  const id = await addContact(desk, there.provider.id, { customerId: otherId, name: 'Nora Neuf', email: 'nora@neuf.example', verified: true })
  await there.call('POST', 'requests', { cookie: await there.asContact(id), body: { subject: 's', text: 't' } })
  const row = await desk.database.db.selectFrom('requests').select(['accepted_version', 'accepted_at', 'machine']).where('provider_id', '=', there.provider.id).orderBy('recorded_at', 'desc').executeTakeFirstOrThrow()
  expect(row).toEqual({ accepted_version: 'v1', accepted_at: trial.time.now(), machine: '127.0.0.1' })
})
