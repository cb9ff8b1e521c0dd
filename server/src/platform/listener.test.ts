import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { createListener } from './listener.ts'
import { silentLog } from './log.ts'
import { pause } from './time.ts'

const database = await testDatabase()
const server = new URL(database.url)
/** Its socket: an address or a folder. */
const host = server.searchParams.get('host')

/** Stands between the listener and its database, as a network does that may be cut. */
async function openDoor() {
  const through = new Set<Socket>()
  const door = { open: true, tries: 0, port: 0, cut: () => through.forEach((socket) => socket.destroy()) }
  const listening = createServer((socket) => {
    door.tries += 1
    socket.on('error', () => undefined)
    if (!door.open) return void socket.destroy()
    const inside = (host ? connect(join(host, `.s.PGSQL.${server.searchParams.get('port') ?? (server.port || 5432)}`)) : connect(Number(server.port), server.hostname)).on('error', () => socket.destroy())
    for (const one of [socket, inside]) through.add(one.on('close', () => [socket, inside].forEach((both) => both.destroy())))
    socket.pipe(inside).pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(listening, 'listening')
  door.port = (listening.address() as AddressInfo).port
  afterAll(() => {
    door.cut()
    listening.close()
  })
  return door
}

test('while the database is away it is tried now and then, by one; afterwards everything is heard again, once', async () => {
  const door = await openDoor()
  const listener = createListener({ host: '127.0.0.1', port: door.port, user: decodeURIComponent(server.username), password: decodeURIComponent(server.password), database: server.pathname.slice(1) }, silentLog)
  const heard: string[] = []
  let again = 0
  await listener.listen('doors', (payload) => heard.push(payload), () => (again += 1))
  door.open = false
  door.tries = 0
  door.cut()
  // After 0.1, 0.3, 0.7 and 1.5 s.
  await pause(2_500)
  expect(door.tries).toBeGreaterThan(1)
  expect(door.tries).toBeLessThanOrEqual(6)
  door.open = true
  await vi.waitFor(() => expect(again).toBe(1), 10_000)
  await sql`select pg_notify('doors', 'there')`.execute(database.db)
  await vi.waitFor(() => expect(heard).toEqual(['there']), 5_000)
  await listener.close()
})
