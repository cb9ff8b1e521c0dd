import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { closeSessionsOf } from '#people/people.ts'
import { ask, openCompany, openTrial } from './harness.ts'

const trial = await openTrial()
const here = await openCompany(trial, 'ici')
const there = await openCompany(trial, 'ailleurs')
await trial.app.http.listen({ host: '127.0.0.1', port: 0 })
const { port } = trial.app.http.server.address() as AddressInfo
const stopListening = await trial.app.live.start().then(() => () => trial.app.live.stop())
afterAll(stopListening)

interface Ear { readonly heard: { kind: string; number?: number }[]; readonly socket: WebSocket; next(kind: string): Promise<{ kind: string; number?: number }> }

const path = (slug: string) => `/${slug}/api/v1/live`

/** Opens the socket as a browser would, with these headers. */
function listen(slug: string, cookie: string): Promise<Ear> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path(slug)}`, { headers: { cookie } } as unknown as string[])
  const heard: Ear['heard'] = []
  const waiting: { kind: string; resolve: (message: Ear['heard'][number]) => void }[] = []
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Ear['heard'][number]
    heard.push(message)
    for (const one of waiting.filter(({ kind }) => kind === message.kind)) one.resolve(message)
  })
  const next = (kind: string) => new Promise<Ear['heard'][number]>((resolve) => {
    const known = heard.find((message) => message.kind === kind)
    if (known) return resolve(known)
    waiting.push({ kind, resolve })
  })
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('no socket')))
    socket.addEventListener('open', () => resolve({ heard, socket, next }))
  })
}

/** The status with which the socket is refused; 101 when it is not. */
function refusal(slug: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({
      port, host: '127.0.0.1', path: path(slug),
      headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==', ...headers },
    })
    asked.on('upgrade', (_response, socket) => {
      socket.destroy()
      resolve(101)
    })
    asked.on('response', (response) => resolve(response.statusCode ?? 0))
    asked.on('error', reject)
    asked.end()
  })
}

test('AB-40: an agent hears of their provider’s tickets by number only; another provider’s agent hears nothing', async () => {
  const mine = await listen('ici', await here.asAgent())
  const theirs = await listen('ailleurs', await there.asAgent())
  await mine.next('hello')
  await theirs.next('hello')
  const { number } = (await ask(here, { text: 'CANARI' })).body
  expect(await mine.next('ticket')).toMatchObject({ number, events: ['ticket.opened', 'message.automatic'] })
  expect(JSON.stringify(mine.heard)).not.toContain('CANARI')
  expect(theirs.heard.map((message) => message.kind)).toEqual(['hello'])
  mine.socket.close()
  theirs.socket.close()
})

test('nobody, a customer, another provider’s agent, another site’s page: no socket', async () => {
  const cookie = await here.asAgent()
  expect(await refusal('ici', { cookie })).toBe(101)
  expect(await refusal('ici', {})).toBe(401)
  expect(await refusal('ici', { cookie: await here.asContact() })).toBe(403)
  expect(await refusal('ici', { cookie: (await there.asAgent()).replace('ailleurs', 'ici') })).toBe(401)
  expect(await refusal('ici', { cookie, origin: 'https://evil.example' })).toBe(403)
})

test('AB-40: a session that was ended hears nothing more', async () => {
  const ear = await listen('ici', await here.asAgent())
  await ear.next('hello')
  await closeSessionsOf(trial.desk, here.provider.id, { agentId: here.agent.id })
  await trial.app.live.lookAgain()
  expect(await ear.next('bye')).toEqual({ kind: 'bye' })
})
