import { expect, test } from 'vitest'
import { addAgent } from '#people/people.ts'
import { tidy } from '#server/tidy.ts'
import { actAs, ask, openCompany, openTrial } from '../harness.ts'
import type { Answer } from '../harness.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'brouillons')
const second = await addAgent(trial.desk, company.provider.id, { name: 'Basile', email: 'basile@brouillons.example', password: 'un mot de passe assez long' })
const watcher = await addAgent(trial.desk, company.provider.id, { name: 'Regard', email: 'regard@brouillons.example', password: 'un mot de passe assez long', roles: ['observer'] })

const asked = async () => (await ask(company)).body.number as number
const call = async (method: string, path: string, body?: unknown, by?: string): Promise<Answer> => company.call(method, path, { cookie: await company.asAgent(by), ...(body === undefined ? {} : { body }) })
const keep = (number: number, body: object, by?: string, tab = 'reply') => call('PUT', `queue/${number}/drafts/${tab}`, body, by)
const reading = async (number: number, by?: string) => (await call('GET', `queue/${number}/composing`, undefined, by)).body

test('a draft is kept as it is typed, one for the answer and one for the note, and comes back whole', async () => {
  const number = await asked()
  expect((await keep(number, { seen: 0, text: 'Bonj', then: 'wait', cc: ['a@b.example'] })).body).toMatchObject({ version: 1, text: 'Bonj' })
  expect((await keep(number, { seen: 1, text: 'Bonjour' })).body.version).toBe(2)
  await keep(number, { seen: 0, text: 'entre nous' }, undefined, 'note')
  expect(await reading(number)).toMatchObject({ reply: { text: 'Bonjour', version: 2, ended: null }, note: { text: 'entre nous', version: 1 }, others: [] })
  trial.time.advance(60_000)
  expect(await reading(number)).toMatchObject({ reply: { text: 'Bonjour' } })
})

test('two places at once: the second is refused with what is there, and nothing is written over', async () => {
  const number = await asked()
  await keep(number, { seen: 0, text: 'au bureau' })
  expect(await keep(number, { seen: 0, text: 'dans le train' })).toMatchObject({ status: 409, body: { code: 'draft-changed', draft: { text: 'au bureau', version: 1 } } })
  expect(await keep(number, { seen: 1, text: 'dans le train', other: { text: 'au bureau', at: '2026-11-23T09:00:00.000Z' } })).toMatchObject({ status: 200, body: { other: { text: 'au bureau' } } })
  // Two first saves in the same instant: one of them is told.
  const other = await asked()
  const both = await Promise.all(['un', 'deux'].map((text) => keep(other, { seen: 0, text })))
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('what is sent ends its draft in the same instant; what comes late from another screen does not bring it back', async () => {
  const number = await asked()
  await keep(number, { seen: 0, text: 'Fait.' })
  expect((await actAs(company, number, 'replies', { text: 'Fait.' })).status).toBe(200)
  expect(await keep(number, { seen: 1, text: 'Fait' })).toMatchObject({ status: 409, body: { draft: { text: '', ended: 'sent', version: 2 } } })
  await keep(number, { seen: 0, text: 'note' }, undefined, 'note')
  await actAs(company, number, 'notes', { text: 'note' })
  expect((await reading(number)).note).toMatchObject({ text: '', ended: 'sent' })
})

test('a refused answer leaves its draft as it is', async () => {
  const number = await asked()
  await keep(number, { seen: 0, text: 'Fait.' })
  expect((await actAs(company, number, 'replies', { text: 'Fait.' }, 99)).status).toBe(412)
  expect((await reading(number)).reply).toMatchObject({ text: 'Fait.', ended: null })
})

test('colleagues see that there is a draft; its text once it is shared; whoever takes it over loses nothing of their own', async () => {
  const number = await asked()
  await keep(number, { seen: 0, text: 'Je cherche' })
  expect((await reading(number, second.id)).others).toMatchObject([{ agent: { name: 'Claire Agent' }, tab: 'reply', shared: false, text: null }])
  const path = `queue/${number}/drafts/reply/${company.agent.id}/take`
  expect((await call('POST', path, { seen: 1 }, second.id)).status).toBe(404)
  await keep(number, { seen: 1, text: 'Je cherche encore', shared: true })
  expect((await reading(number, second.id)).others).toMatchObject([{ shared: true, text: 'Je cherche encore', version: 2 }])
  await keep(number, { seen: 0, text: 'Le mien' }, second.id)
  // It changed while the colleague read it.
  expect(await call('POST', path, { seen: 1 }, second.id)).toMatchObject({ status: 409, body: { code: 'draft-changed' } })
  expect(await call('POST', path, { seen: 2 }, second.id)).toMatchObject({ status: 200, body: { text: 'Je cherche encore', other: { text: 'Le mien' } } })
  // Its author writes on and is told who has it now.
  expect(await keep(number, { seen: 2, text: 'Je cherche encore un peu' })).toMatchObject({ status: 409, body: { draft: { text: '', ended: 'taken', endedBy: { name: 'Basile' } } } })
})

test('AB-20: the files of a draft that is taken over go with it, and nobody else’s', async () => {
  const number = await asked()
  const upload = (await company.call('POST', 'uploads?name=plan.txt', { cookie: await company.asAgent(), raw: Buffer.from('plan'), headers: { 'content-type': 'application/octet-stream' } })).body
  const foreign = '01a20000-0000-7000-8000-000000000001'
  await keep(number, { seen: 0, text: 'Voir le plan', shared: true, attachments: [{ id: upload.id, name: 'plan.txt', size: 4 }, { id: foreign, name: 'autre', size: 1 }] })
  const taken = await call('POST', `queue/${number}/drafts/reply/${company.agent.id}/take`, { seen: 1 }, second.id)
  expect(taken.body.attachments).toMatchObject([{ name: 'plan.txt' }])
  const sent = await company.call('POST', `queue/${number}/replies`, { cookie: await company.asAgent(second.id), headers: { 'if-match': '*' }, body: { text: 'Voilà', attachments: taken.body.attachments.map((one: { id: string }) => one.id) } })
  expect(sent.status).toBe(200)
})

test('who only looks on reads what is written, and writes nothing', async () => {
  const number = await asked()
  expect((await keep(number, { seen: 0, text: 'x' }, watcher.id)).status).toBe(403)
  expect((await call('GET', `queue/${number}/composing`, undefined, watcher.id)).status).toBe(200)
})

test('too long, or of no form: refused in words, and what is kept stays', async () => {
  const number = await asked()
  await keep(number, { seen: 0, text: 'court' })
  expect((await keep(number, { seen: 1, text: 'x'.repeat(100_001) })).status).toBe(422)
  expect((await keep(number, { seen: 1, text: 'x', then: 'nowhere' })).status).toBe(422)
  expect((await reading(number)).reply.text).toBe('court')
})

test('GDPR-04: drafts that nobody comes back to are forgotten: those that were sent first', async () => {
  const [left, sent] = [await asked(), await asked()]
  await keep(left, { seen: 0, text: 'laissé' })
  await keep(sent, { seen: 0, text: 'Fait.' })
  await actAs(company, sent, 'replies', { text: 'Fait.' })
  const there = async () => (await trial.desk.database.db.selectFrom('agent_drafts as d').innerJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'd.provider_id').onRef('t.id', '=', 'd.ticket_id')).select('t.number').where('t.number', 'in', [left, sent]).execute()).map(({ number }) => number)
  expect((await there()).sort()).toEqual([left, sent].sort())
  trial.time.advance(31 * 86_400_000)
  await tidy(trial.desk)
  expect(await there()).toEqual([left])
  trial.time.advance(150 * 86_400_000)
  await tidy(trial.desk)
  expect(await there()).toEqual([])
})
