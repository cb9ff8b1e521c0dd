import { expect, test } from 'vitest'
import type { AuditLine, MailTrial } from '@guichet/protocol'
import { addAgent, addToDirectory, cookieName, openSession } from '#people/people.ts'
import { openClient } from '../client.ts'
import { openTestDesk } from '../desk.ts'
import type { TestDesk } from '../desk.ts'
import { sendRaw } from '../mail/world.ts'
import { freePort } from '../ports.ts'

/** A letter that an address of ours sends to itself, through the outbox and the door: it is known when it comes back, and becomes nothing else. */
const port = String(await freePort())
const begin = { now: '2026-11-23T09:00:00Z', providers: ['introserv', 'dri'] }
/** Here the next server is the desk's own door; there it is somebody who keeps the letters. */
const loop = await openTestDesk({ ...begin, env: { SMTP_PORT: port, SMTP_URL: `smtp://127.0.0.1:${port}` } })
const away = await openTestDesk(begin)
const support = 'support@introserv.com'

async function admin(desk: TestDesk, slug = 'introserv') {
  const { id } = await addAgent(desk.desk, desk.provider(slug).id, { name: 'Ada Chef', email: `ada${desk.desk.ids.next()}@x.test`, password: 'un mot de passe assez long', roles: ['admin'] })
  const client = openClient(desk.origin)
  client.cookies.set(cookieName(slug, 'agent'), (await openSession(desk.desk, desk.world.database.db, desk.provider(slug).id, { agentId: id })).token)
  const api = desk.provider(slug).api
  return {
    begin: (address = support) => client.post(api('/admin/mailboxes/trials'), { address }),
    trial: async (address = support): Promise<MailTrial> => (await client.get(api('/admin/mailboxes/trials'))).json.rows.find((one: MailTrial) => one.address === address),
    audit: async (): Promise<AuditLine[]> => (await client.get(api('/admin/audit?kind=desk'))).json.rows,
    figures: async (address = support) => (await client.get(api('/admin/mailboxes'))).json.addresses.find((one: { address: string }) => one.address === address),
  }
}
const counts = async ({ world: { database: { db } } }: TestDesk) => ({
  requests: (await db.selectFrom('requests').select('id').execute()).length, tickets: (await db.selectFrom('tickets').select('id').execute()).length, letters: (await db.selectFrom('outbox').select('id').execute()).length,
})
/** The letter as it reached the next server, with fields changed on its way. */
const forwarded = (desk: TestDesk, index: number, change: (raw: string) => string) => Buffer.from(change(desk.outside.mails[index]!.raw))
const deliver = (desk: TestDesk, raw: Buffer, to = support) => sendRaw(desk.door, raw, { from: 'bounces@introserv.com', to: [to] })

test('through the real way out and the real door it comes back, in so many seconds, and is no request', async () => {
  const ada = await admin(loop)
  const before = await counts(loop)
  const begun = await ada.begin()
  expect(begun.status, begun.text).toBe(202)
  expect(begun.json.rows).toMatchObject([{ address: support, by: 'Ada Chef', begunAt: '2026-11-23T09:00:00.000Z', left: 'waiting', leftAt: null, backAt: null, lostAt: null }])
  loop.time.advance(3_000)
  await loop.settle()
  expect(await ada.trial()).toMatchObject({ left: 'left', leftAt: '2026-11-23T09:00:03.000Z', said: null, backAt: '2026-11-23T09:00:03.000Z', seconds: 3, cameTo: null, lostAt: null })
  // One letter was written: the trial itself. Nothing came in of it, and nobody was answered.
  await loop.settle()
  expect(await counts(loop)).toEqual({ ...before, letters: before.letters + 1 })
  expect(await ada.figures()).toMatchObject({ lastIn: null, day: 0 })
  expect((await ada.audit()).map(({ words, detail, actor }) => [words, detail, actor.name])).toEqual([
    ['Essai d’une adresse\u202f: la lettre est revenue', `adresse\u202f: ${support} · secondes\u202f: 3`, 'mail'],
    ['Essai d’une adresse\u202f: lettre envoyée à elle-même', `adresse\u202f: ${support}`, 'Ada Chef'],
  ])
  // Ended, it can be tried again.
  expect((await ada.begin()).status).toBe(202)
  await loop.settle()
  expect((await ada.trial()).seconds).toBe(0)
})

test('one that has not come back after five minutes is said to be lost, once; later it is still known, by its subject too, at whatever address', async () => {
  const ada = await admin(away)
  await addToDirectory(away.world, { kind: 'mail_address', key: 'aide@introserv.com', providerId: away.provider('introserv').id, channel: 'mail' })
  expect((await ada.begin()).status).toBe(202)
  expect([(await ada.begin()).status, (await ada.begin()).json.code]).toEqual([409, 'trial-running'])
  await away.settle()
  const { parsed, raw, from } = away.outside.mails.at(-1)!
  expect(parsed.from?.value[0]?.address).toBe(support)
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m)
  expect(from).toMatch(/^bounces\+/)
  expect(await ada.trial()).toMatchObject({ left: 'left', backAt: null, lostAt: null })
  away.time.advance(4 * 60_000)
  await away.jobs.run('mail-trials')
  expect(await ada.trial()).toMatchObject({ lostAt: null })
  away.time.advance(61_000)
  await away.jobs.run('mail-trials')
  await away.jobs.run('mail-trials')
  expect(await ada.trial()).toMatchObject({ left: 'left', backAt: null, lostAt: '2026-11-23T09:05:01.000Z' })
  expect((await ada.audit()).filter(({ type }) => type === 'mail_trial.lost').length).toBe(1)

  const before = await counts(away)
  away.time.advance(60_000)
  // A server on the way gave it another Message-ID, dropped what it did not know, and put a word before the subject.
  const changed = forwarded(away, away.outside.mails.length - 1, (text) => text.replace(/^Message-ID:.*$/im, 'Message-ID: <new@relay.test>').replace(/^X-Guichet-Trial:.*\r\n/im, '').replace(/^Subject: /im, 'Subject: [EXT] '))
  const { response } = await deliver(away, changed, 'aide@introserv.com')
  expect(response).toContain('trial')
  expect(await ada.trial()).toMatchObject({ backAt: '2026-11-23T09:06:01.000Z', seconds: 361, cameTo: 'aide@introserv.com' })
  // By a second way it is known too.
  expect((await deliver(away, changed)).response).toContain('trial')
  await away.settle()
  expect(await counts(away)).toEqual(before)
})

test('a token that is none, or another provider’s, is a mail like any other', async () => {
  const ada = await admin(away)
  expect((await ada.begin()).status).toBe(202)
  await away.settle()
  const last = away.outside.mails.length - 1
  const before = await counts(away)
  const theirs = (await away.world.database.db.selectFrom('directory').select('key').where('provider_id', '=', away.provider('dri').id).where('kind', '=', 'mail_address').executeTakeFirstOrThrow()).key
  await deliver(away, forwarded(away, last, (text) => text.replace(/^Message-ID:.*$/im, 'Message-ID: <a@relay.test>')), theirs)
  expect((await counts(away)).requests).toBe(before.requests + 1)
  const made = /X-Guichet-Trial: (\S+)/.exec(away.outside.mails[last]!.raw)?.[1] ?? ''
  expect(made).toMatch(/^[a-z0-9]{26}$/)
  await deliver(away, forwarded(away, last, (text) => text.replace(/^Message-ID:.*$/im, 'Message-ID: <b@relay.test>').replaceAll(made, 'a'.repeat(26))))
  expect((await counts(away)).requests).toBe(before.requests + 2)
  expect(await ada.trial()).toMatchObject({ backAt: null })
  // What claims to come from us is put aside, and nobody is answered.
  await away.settle()
  expect((await counts(away)).letters).toBe(before.letters)
})

test('each step that fails says what the next server said; what cannot be tried is refused', async () => {
  const ada = await admin(away, 'dri')
  const address = (await away.world.database.db.selectFrom('directory').select('key').where('provider_id', '=', away.provider('dri').id).where('kind', '=', 'mail_address').executeTakeFirstOrThrow()).key
  expect((await ada.begin()).json.code).toBe('not-found')
  expect((await ada.begin('personne')).json.code).toBe('not-found')
  away.outside.answers = [451]
  expect((await ada.begin(address)).status).toBe(202)
  await away.settle()
  expect(await ada.trial(address)).toMatchObject({ left: 'trying', said: expect.stringContaining('4.7.1') })
  away.outside.answers = [550]
  away.time.advance(3_600_000)
  await away.jobs.run('outbox')
  expect(await (await admin(away, 'dri')).trial(address)).toMatchObject({ left: 'refused', said: expect.stringContaining('5.1.1') })
})

test('tried again and again, one waits; without a way out nothing is tried', async () => {
  const ada = await admin(loop)
  const codes: number[] = []
  for (let count = 0; count < 8; count++) {
    codes.push((await ada.begin()).status)
    await loop.settle()
  }
  expect(codes).toContain(429)
  const shown = await openTestDesk({ now: '2026-11-23T09:00:00Z', providers: ['introserv'], demonstration: true })
  expect((await (await admin(shown)).begin()).json.code).toBe('nothing-leaves')
  expect(await counts(shown)).toMatchObject({ letters: 0 })
})
