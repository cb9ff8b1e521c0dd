import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { checkRelay } from '#channels/mail/mail.ts'
import { addAgent, addToDirectory, cookieName, openSession } from '#people/people.ts'
import { openTestDesk } from '../desk.ts'
import { openClient } from '../client.ts'
import { freePort } from '../ports.ts'

/** Where mail comes in and goes out, and what a connection that fails is called. */
const desk = await openTestDesk({ now: '2026-11-23T09:00:00Z', providers: ['introserv'], domains: ['martin.test'] })
const provider = desk.provider('introserv')
const ada = await addAgent(desk.desk, provider.id, { name: 'Ada Chef', email: 'ada@introserv.test', password: 'un mot de passe assez long', roles: ['admin'] })
async function admin() {
  const client = openClient(desk.origin)
  client.cookies.set(cookieName('introserv', 'agent'), (await openSession(desk.desk, desk.world.database.db, provider.id, { agentId: ada.id })).token)
  return client
}
const through = (smtpUrl: string | undefined) => checkRelay({ ...desk.world, settings: { ...desk.world.settings, smtpUrl } })

/** A server that says one thing to whatever it is told. */
async function saying(answer: (line: string) => string | undefined, greeting: string | null = '220 ici'): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    if (greeting !== null) socket.write(`${greeting}\r\n`)
    socket.on('data', (data) => {
      const said = answer(data.toString())
      if (said !== undefined) socket.write(`${said}\r\n`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('the addresses are shown with whose they are and the last mail of each; no password is', async () => {
  const client = await admin()
  const before = (await client.get(provider.api('/admin/mailboxes'))).json
  const address = before.addresses[0].address as string
  expect(before.addresses.every((one: { lastIn: string | null }) => one.lastIn === null)).toBe(true)
  expect(before).toMatchObject({ outgoing: { state: 'set', host: '127.0.0.1', secure: false, signsIn: false }, failed: 0 })
  await desk.mail({ from: 'jean@martin.test', to: address, subject: 'Bonjour', text: 'Une description assez longue' })
  const after = (await client.get(provider.api('/admin/mailboxes'))).json
  expect(after.addresses.find((one: { address: string }) => one.address === address).lastIn).toBe('2026-11-23T09:00:00.000Z')
})

test('each address has its own figures: what came in a day and a week, what is put aside, what the policy refused', async () => {
  const address = 'aide@introserv.com'
  await addToDirectory(desk.world, { kind: 'mail_address', key: address, providerId: provider.id, channel: 'mail' })
  const figures = async () => {
    const rows = (await (await admin()).get(provider.api('/admin/mailboxes'))).json.addresses as { address: string; day: number; week: number; aside: number; refused: number; lastIn: string | null }[]
    return rows.find((one) => one.address === address)!
  }
  const others = async () => ((await (await admin()).get(provider.api('/admin/mailboxes'))).json.addresses as { address: string; week: number }[]).filter((one) => one.address !== address).map(({ week }) => week)
  const before = await others()
  expect(await figures()).toMatchObject({ day: 0, week: 0, aside: 0, refused: 0, lastIn: null })
  const known = await desk.mail({ from: 'jean@martin.test', to: address, subject: 'Une question', text: 'Une description assez longue' })
  await desk.mail({ from: 'robot@martin.test', to: address, subject: 'Relevé', text: 'Fait par une machine', headers: { 'Auto-Submitted': 'auto-generated' } })
  await desk.world.database.db.updateTable('requests').set({ state: 'refused' }).where('id', '=', known).execute()
  expect(await figures()).toMatchObject({ day: 2, week: 2, aside: 1, refused: 1 })
  desk.time.advance(25 * 3_600_000)
  await desk.mail({ from: 'robot@martin.test', to: address, subject: 'Relevé suivant', text: 'Fait par une machine', headers: { 'Auto-Submitted': 'auto-generated' } })
  expect(await figures()).toMatchObject({ day: 1, week: 3, aside: 2, refused: 1, lastIn: '2026-11-24T10:00:00.000Z' })
  expect(await others()).toEqual(before)
  desk.time.advance(8 * 86_400_000)
  expect(await figures()).toMatchObject({ day: 0, week: 0, aside: 0, refused: 0, lastIn: '2026-11-24T10:00:00.000Z' })
})

test('a connection that works sends nothing; after some tries one waits', async () => {
  const client = await admin()
  const sent = desk.outside.mails.length
  for (let count = 0; count < 5; count++) expect((await client.post(provider.api('/admin/mailboxes/check'), {})).json).toMatchObject({ result: 'fine', said: null })
  expect(desk.outside.mails.length).toBe(sent)
  expect((await client.post(provider.api('/admin/mailboxes/check'), {})).status).toBe(429)
})

test('each failure has its name', async () => {
  expect((await through(undefined)).result).toBe('unset')
  expect((await through(`smtp://127.0.0.1:${await freePort()}`)).result).toBe('unreachable')
  expect((await through('smtp://nulle-part.invalid:25')).result).toBe('unknown-host')
  const shut = await saying((line) => (line.startsWith('EHLO') ? '250-ici\r\n250 AUTH PLAIN' : line.startsWith('AUTH') ? '535 5.7.8 No' : '221 bye'))
  expect(await through(`smtp://nom:secret@${shut}`)).toMatchObject({ result: 'wrong-login', said: '535 5.7.8 No' })
  expect((await through(`smtp://${await saying(() => '554 No', '554 Not you')}`)).result).toBe('refused')
  expect((await through(`smtps://${await saying(() => undefined)}`)).result).toBe('not-safe')
  expect((await through(`smtp://${await saying(() => undefined, null)}`)).result).toBe('too-slow')
}, 30_000)
