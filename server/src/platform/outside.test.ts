import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askOutside, isOutside } from './outside.ts'

let asked = 0
const server = createServer((request, response) => {
  asked += 1
  if (request.url === '/away') return void response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
  if (request.url === '/large') return void response.end('x'.repeat(3_000))
  if (request.url === '/never') return undefined
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ host: request.headers.host }))
})
let port = 0
beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ((port = (server.address() as AddressInfo).port), ready()))))
afterAll(() => void (server.closeAllConnections(), server.close()))

const outside = { privateAddresses: false }
const inside = { privateAddresses: true }
const problemOf = (address: string, options: Parameters<typeof askOutside>[2] = outside) =>
  askOutside(address, {}, options).then((answer) => `answered ${answer.status}`, (error: { problem?: string }) => error.problem)

test('AB-32: addresses of this machine, of private networks and of clouds’ own services are not outside', () => {
  const inner = [
    '127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.2.1',
    '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '2002:7f00:1::', '2001:0:1::', '2001:db8::1', 'nothing',
  ]
  expect(inner.filter((address) => isOutside(address))).toEqual([])
  expect(['1.1.1.1', '172.32.0.1', '2606:4700::1111', '2a01:e0a::1'].filter((address) => !isOutside(address))).toEqual([])
})

test('AB-32: however an address of this machine is written, it is not asked', async () => {
  const before = asked
  for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '0177.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '169.254.169.254', '127.1']) {
    expect(await problemOf(`https://${host}/`), host).toBe('address')
  }
  expect(await problemOf(`http://127.0.0.1:${port}/`)).toBe('plain')
  expect(await problemOf(`https://example.org:8443/`)).toBe('port')
  expect(await problemOf('https://a:b@example.org/')).toBe('broken')
  expect(asked).toBe(before)
})

test('AB-32: one inner address among those of a name is enough; a name that changes afterwards is not asked again', async () => {
  const mixed = async () => [{ address: '1.1.1.1' }, { address: '10.0.0.1' }]
  expect(await problemOf('https://both.test/', { ...outside, lookup: mixed })).toBe('address')
  let times = 0
  const changes = async () => [{ address: times++ === 0 ? '127.0.0.1' : '10.0.0.1' }]
  const answer = await askOutside(`http://changes.test:${port}/`, {}, { ...inside, lookup: changes })
  expect([await answer.json(), times]).toEqual([{ host: `changes.test:${port}` }, 1])
})

test('AB-32: a redirection is given back, not followed; an endless or an enormous answer ends', async () => {
  const away = await askOutside(`http://127.0.0.1:${port}/away`, {}, inside)
  expect([away.status, away.headers.get('location')]).toEqual([302, 'http://169.254.169.254/'])
  expect(await problemOf(`http://127.0.0.1:${port}/large`, { ...inside, largest: 2_000 })).toBe('large')
  expect(await problemOf(`http://127.0.0.1:${port}/never`, { ...inside, patience: 100 })).toBe('late')
  expect(await problemOf('http://127.0.0.1:1/', inside)).toBe('refused')
})
