import { expect, test } from 'vitest'
import { createApp } from '#server/app.ts'
import type { App } from '#server/app.ts'
import { readCast, signInPath } from '#channels/demonstration/cast.ts'
import { emptyWorld } from '../test/world.ts'
import { openProvider } from './open-provider.ts'
import { readScripts } from './script.ts'
import { seedDemonstration } from './seed.ts'

const demo = await emptyWorld('2026-11-24T10:00:00Z')
const real = await emptyWorld('2026-11-24T10:00:00Z')
const scripts = await readScripts()
await seedDemonstration(demo, scripts.slice(0, 2))
const app: App = await createApp({ ...demo, demonstration: true })
const cast = await readCast(demo.settings.dataFolder)
const [played] = cast.providers

const get = (path: string, more: object = {}) => app.http.inject({ method: 'GET', url: path, headers: { host: 'localhost' }, ...more })
const post = (path: string, more: object = {}) => app.http.inject({ method: 'POST', url: path, headers: { host: 'localhost' }, ...more })

test('the first page says that it is a demonstration, whom to be and what to try, in both languages', async () => {
  for (const [lang, word] of [['fr', 'Démonstration'], ['en', 'Demonstration']] as const) {
    const page = (await get(`/?lang=${lang}`)).body
    expect(page).toContain(word)
    for (const { agents, customers, tries, about } of cast.providers) {
      for (const role of [...agents, ...customers]) expect(page).toContain(`${signInPath(role)}?lang=${lang}`)
      expect(page).toContain(about[lang].slice(0, 20))
      expect(page).toContain(tries[0]![lang].slice(0, 20))
    }
  }
})

test('a one-click sign-in shows by GET, signs in by POST, and works on this machine only', async () => {
  for (const [role, kind] of [[played!.agents[0]!, 'agent'], [played!.customers[0]!, 'contact']] as const) {
    const path = signInPath(role)
    const shown = await get(path)
    expect(shown.statusCode).toBe(200)
    expect(shown.body).toContain(role.name.slice(0, 10))
    expect(shown.headers['set-cookie']).toBeUndefined()
    const done = await post(path)
    expect(done.statusCode).toBe(303)
    expect(String(done.headers['set-cookie'])).toMatch(new RegExp(`^guichet_${played!.slug}_${kind}=.*Path=/${played!.slug};.*HttpOnly`))
    expect((await post(path, { remoteAddress: '203.0.113.9' })).statusCode).toBe(404)
    expect((await get(path, { remoteAddress: '203.0.113.9' })).statusCode).toBe(404)
  }
  expect((await get('/demonstration/sign-in/nothing')).statusCode).toBe(404)
})

test('a customer who entered sees their own tickets', async () => {
  const customer = played!.customers[0]!
  const done = await post(signInPath(customer))
  const cookie = String(done.headers['set-cookie']).split(';')[0]!
  const page = await get(String(done.headers.location), { headers: { host: 'localhost', cookie } })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain(customer.name.split(' (')[0]!)
})

test('what would have left is shown', async () => {
  const page = await get('/demonstration/outgoing')
  expect(page.statusCode).toBe(200)
  expect(page.body.match(/Message-ID/g)?.length).toBeGreaterThan(5)
})

test('a real desk has no one-click sign-in, leads to its only provider, and says nothing of a demonstration', async () => {
  const desk = await createApp(real)
  expect((await openProvider(desk.desk, { slug: 'un', source: scripts[0]!.policy, file: 'policy.yaml', by: 'test' })).ok).toBe(true)
  const ask = (url: string) => desk.http.inject({ method: 'GET', url, headers: { host: 'localhost' } })
  const first = await ask('/')
  expect([first.statusCode, first.headers.location]).toEqual([302, '/un'])
  expect((await ask(signInPath(played!.agents[0]!))).statusCode).toBe(404)
  expect((await ask('/demonstration/outgoing')).statusCode).toBe(404)
  await openProvider(desk.desk, { slug: 'deux', source: scripts[1]!.policy, file: 'policy.yaml', by: 'test' })
  const both = await ask('/')
  expect(both.statusCode).toBe(200)
  expect(both.body).toContain('href="/deux/')
  expect(both.body).not.toMatch(/[Dd]émonstration/)
})
