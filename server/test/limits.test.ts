import { expect, test } from 'vitest'
import { openCompany, openTrial } from './harness.ts'

const trial = await openTrial({ API_RATE: '5' })
const company = await openCompany(trial, 'hurry')

test('API-05: a caller that calls too often is told to wait, and nobody else is slowed', async () => {
  const busy = await company.asAgent()
  const calm = await company.asAgent()
  for (let i = 0; i < 5; i++) expect((await company.call('GET', 'me', { cookie: busy })).status).toBe(200)
  const refused = await company.call('GET', 'me', { cookie: busy })
  expect(refused.status).toBe(429)
  expect(refused.headers['retry-after']).toBeDefined()
  expect(refused.body.code).toBe('rate-limited')
  expect((await company.call('GET', 'me', { cookie: calm })).status).toBe(200)
})

test('API-05: the same session is one caller, whatever other cookies its program sends along', async () => {
  const session = await company.asAgent()
  const statuses = []
  for (let i = 0; i < 6; i++) statuses.push((await company.call('GET', 'me', { cookie: `junk${i}=${i}; ${session}` })).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
})
