import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { createHttp } from './http.ts'
import type { Http } from './http.ts'
import { createIds } from './ids.ts'
import { silentLog } from './log.ts'
import { systemTime } from './time.ts'

const long = `<p>${'Bonjour à tous. '.repeat(200)}</p>`
let http: Http

beforeAll(async () => {
  http = await createHttp({ log: silentLog, ids: createIds(systemTime), knowsHost: () => true, health: { databaseAnswers: async () => true, migrated: () => true } })
  http.get('/page', (_request, reply) => reply.type('text/html; charset=utf-8').send(long))
  http.get('/short', (_request, reply) => reply.type('text/html; charset=utf-8').send('<p>Bonjour</p>'))
  http.get('/data', (_request, reply) => reply.send({ long }))
  http.get('/ready-made', (_request, reply) => reply.type('text/css').header('content-encoding', 'br').send(Buffer.alloc(2_000)))
})

const ask = (url: string, accepted?: string) => http.inject({ url, headers: { host: 'localhost', ...(accepted === undefined ? {} : { 'accept-encoding': accepted }) } })

test('a page is compressed for a browser that takes it so, and reads the same', async () => {
  const answer = await ask('/page', 'gzip, deflate, br, zstd')
  expect(answer.headers['content-encoding']).toBe('gzip')
  expect(answer.headers['vary']).toContain('accept-encoding')
  expect(Number(answer.headers['content-length'])).toBe(answer.rawPayload.length)
  expect(answer.rawPayload.length).toBeLessThan(long.length / 5)
  expect(gunzipSync(answer.rawPayload).toString()).toBe(long)
})

test.each([undefined, 'br', 'identity', 'gzip;q=0', 'deflate, gzip; q=0.0'])('nobody gets what they cannot read (%s)', async (accepted) => {
  const answer = await ask('/page', accepted)
  expect(answer.headers['content-encoding']).toBeUndefined()
  expect(answer.headers['vary']).toContain('accept-encoding')
  expect(answer.payload).toBe(long)
})

test('a weight above nothing is a yes', async () => {
  expect((await ask('/page', 'br;q=0.9, gzip;q=0.5')).headers['content-encoding']).toBe('gzip')
})

test('short pages, data and what is compressed already are left alone', async () => {
  expect((await ask('/short', 'gzip')).headers['content-encoding']).toBeUndefined()
  expect((await ask('/data', 'gzip')).headers['content-encoding']).toBeUndefined()
  const ready = await ask('/ready-made', 'gzip')
  expect(ready.headers['content-encoding']).toBe('br')
  expect(ready.rawPayload.length).toBe(2_000)
})
