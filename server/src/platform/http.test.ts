import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createHttp } from './http.ts'
import type { Http, HttpOptions } from './http.ts'
import { createIds } from './ids.ts'
import { createLog, silentLog } from './log.ts'
import { movableTime } from './time.ts'

let app: Http
afterEach(() => app.close())

async function open(more: Partial<HttpOptions> = {}): Promise<Http> {
  app = await createHttp({
    log: silentLog,
    ids: createIds(movableTime(0)),
    knowsHost: (host) => host === 'localhost' || host === '[::1]',
    health: { databaseAnswers: async () => true, migrated: () => true },
    errorPage: (problem) => `<h1>${problem.code}</h1>`,
    ...more,
  })
  app.post('/api/things', { schema: { body: z.object({ count: z.number() }) } }, async (request) => ({ doubled: request.body.count * 2 }))
  app.post('/form', async () => 'taken')
  app.get('/broken', async () => {
    throw new Error('a secret of ours')
  })
  app.get('/limited', { config: { rateLimit: { max: 2, timeWindow: '1 minute' } } }, async () => 'ok')
  return app
}

const json = { 'content-type': 'application/json' }

test('a body that is not JSON, or not as described, is refused with what is wrong', async () => {
  await open()
  const broken = await app.inject({ method: 'POST', url: '/api/things', headers: json, payload: '{"count": 1' })
  expect([broken.statusCode, broken.json().code, broken.headers['content-type']]).toEqual([400, 'invalid-json', 'application/problem+json; charset=utf-8'])
  const wrong = await app.inject({ method: 'POST', url: '/api/things', headers: json, payload: '{"count":"1"}' })
  expect(wrong.statusCode).toBe(400)
  expect(wrong.json()).toMatchObject({ code: 'invalid-request', errors: [{ at: '/count' }] })
  const right = await app.inject({ method: 'POST', url: '/api/things', headers: json, payload: '{"count":21}' })
  expect(right.json()).toEqual({ doubled: 42 })
})

test('a body over the limit, or of a kind not taken, is refused', async () => {
  await open({ bodyLimit: 100 })
  const large = await app.inject({ method: 'POST', url: '/api/things', headers: json, payload: JSON.stringify({ count: 'x'.repeat(200) }) })
  expect([large.statusCode, large.json().code]).toEqual([413, 'too-large'])
  const odd = await app.inject({ method: 'POST', url: '/api/things', headers: { 'content-type': 'application/odd' }, payload: 'x' })
  expect([odd.statusCode, odd.json().code]).toEqual([415, 'unsupported-media-type'])
})

test('a host name that is not ours gets 421, but the probes answer anyone', async () => {
  await open()
  for (const host of ['evil.example', 'evil.example:3000', 'localhost.evil.example']) {
    expect((await app.inject({ url: '/limited', headers: { host } })).statusCode).toBe(421)
    expect((await app.inject({ url: '/healthz', headers: { host } })).json()).toEqual({ alive: true })
  }
  for (const host of ['localhost', 'LOCALHOST:3000', '[::1]:3000']) expect((await app.inject({ url: '/limited', headers: { host } })).statusCode).not.toBe(421)
})

test('readiness tells what is missing', async () => {
  let answering = true
  await open({ health: { databaseAnswers: async () => answering, migrated: () => true } })
  expect((await app.inject('/readyz')).json()).toMatchObject({ ready: true, tz: process.versions.tz })
  answering = false
  const down = await app.inject('/readyz')
  expect([down.statusCode, down.json().ready, down.json().database]).toEqual([503, false, false])
})

test('a form sent by another site is refused, ours and a program’s are taken', async () => {
  await open()
  const send = async (headers: Record<string, string>) => (await app.inject({ method: 'POST', url: '/form', headers })).statusCode
  expect(await send({ origin: 'https://evil.example' })).toBe(403)
  expect(await send({ origin: 'null' })).toBe(403)
  expect(await send({ 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await send({ 'sec-fetch-site': 'same-site', authorization: 'Bearer x', cookie: 'a=b' })).toBe(403)
  expect(await send({ origin: 'http://localhost', host: 'localhost' })).toBe(200)
  expect(await send({ 'sec-fetch-site': 'same-origin', origin: 'null' })).toBe(200)
  expect(await send({ 'sec-fetch-site': 'cross-site', authorization: 'Bearer x' })).toBe(200)
  expect(await send({})).toBe(200)
})

test('what breaks on our side is told by its id only, to a person as a page', async () => {
  const lines: string[] = []
  await open({ log: createLog({ level: 'info', to: { write: (line) => void lines.push(line) } }) })
  const told = await app.inject('/broken')
  expect(told.statusCode).toBe(500)
  expect(told.body).not.toContain('a secret of ours')
  expect(told.json().instance).toBe(`urn:uuid:${String(told.headers['x-request-id'])}`)
  expect(lines.join('')).toContain('a secret of ours')
  const page = await app.inject({ url: '/nothing?token=hunter2', headers: { accept: 'text/html,*/*' } })
  expect([page.statusCode, page.body]).toEqual([404, '<h1>not-found</h1>'])
  expect((await app.inject({ url: '/api/nothing', headers: { accept: 'text/html' } })).json().code).toBe('not-found')
  expect(lines.join('')).not.toContain('hunter2')
})

test('every answer carries the headers of safety, errors too', async () => {
  await open({ secure: true })
  for (const url of ['/healthz', '/nothing', '/broken']) {
    const { headers } = await app.inject(url)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['strict-transport-security']).toContain('max-age')
    expect(headers['content-security-policy']).toContain("script-src 'self';")
    expect(headers['content-security-policy']).toContain('frame-ancestors')
  }
})

test('a limited route says when to come back', async () => {
  await open()
  await app.inject('/limited')
  await app.inject('/limited')
  const refused = await app.inject('/limited')
  expect([refused.statusCode, refused.json().code]).toEqual([429, 'too-many-requests'])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
})
