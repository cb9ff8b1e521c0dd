import { expect, test } from 'vitest'
import { addAgent } from '#people/people.ts'
import { openCompany, openTrial, password } from '../harness.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'habitudes')
const other = await openCompany(trial, 'ailleurs')
const put = async (body: unknown, cookie?: string) => company.call('PUT', 'me/preferences', { cookie: cookie ?? (await company.asAgent()), body })
const mine = async (cookie?: string) => (await company.call('GET', 'me', { cookie: cookie ?? (await company.asAgent()) })).body.preferences

test('what an agent chose follows them to another session; what is not named stays, null goes back', async () => {
  expect(await mine()).toEqual({})
  expect((await put({ keys: { reply: 'y', note: '' }, undoSeconds: 20 })).body).toEqual({ keys: { reply: 'y', note: '' }, undoSeconds: 20 })
  expect((await put({ density: 'compact', nextAfterDone: false })).status).toBe(200)
  expect(await mine()).toEqual({ keys: { reply: 'y', note: '' }, undoSeconds: 20, density: 'compact', nextAfterDone: false })
  await put({ keys: null, undoSeconds: 0 })
  expect(await mine()).toEqual({ undoSeconds: 0, density: 'compact', nextAfterDone: false })
})

test('they are nobody else’s', async () => {
  await put({ undoSeconds: 30 })
  const colleague = await addAgent(trial.desk, company.provider.id, { name: 'Luc', email: 'luc@habitudes.example', password })
  expect(await mine(await company.asAgent(colleague.id))).toEqual({})
  expect((await other.call('GET', 'me', { cookie: await other.asAgent() })).body.preferences).toEqual({})
  expect((await company.call('PUT', 'me/preferences', { cookie: await company.asContact(), body: { undoSeconds: 5 } })).status).toBe(403)
  expect((await company.call('PUT', 'me/preferences', { body: { undoSeconds: 5 } })).status).toBe(401)
})

test('what is too much or unknown is refused and changes nothing', async () => {
  await put({ undoSeconds: 7 })
  const before = await mine()
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`k${String.fromCharCode(97 + (index % 26))}${'x'.repeat(1 + Math.floor(index / 26))}`, 'a']))
  for (const body of [{ undoSeconds: 61 }, { undoSeconds: -1 }, { density: 'huge' }, { keys: many }, { keys: { reply: 'x'.repeat(21) } }, { keys: { 'Reply!': 'x' } }, { keys: { reply: ' ' } }, { something: 1 }, []]) {
    expect((await put(body)).status, JSON.stringify(body)).toBe(422)
  }
  expect(await mine()).toEqual(before)
})
