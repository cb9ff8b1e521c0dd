import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dispatch } from '../../../cli/dispatch.ts'
import { markDemonstration } from '#platform/demonstration.ts'
import { openMailDoor, mailRoom } from '#channels/mail/mail.ts'
import type { MailDoor } from '#channels/mail/mail.ts'
import { systemTime } from '#platform/time.ts'
import { createPolicies } from '#policies/policies.ts'
import { mailWorld, plain } from './world.ts'

const mail = await mailWorld({ demonstration: true })
// Commands read the machine's own time, so the door does too.
const desk = { ...mail.world, time: systemTime, policies: createPolicies(mail.world) }
const { db } = desk.database
let door: MailDoor

beforeAll(async () => {
  const source = await readFile(join(import.meta.dirname, '../../../policies/introserv/policy.yaml'), 'utf8')
  const published = await desk.policies.publish(mail.providers.one.id, { source, file: 'policy.yaml', by: 'test' })
  if (!published.ok) throw new Error('the policy does not compile')
  await db.updateTable('directory').set({ channel: 'mail' }).execute()
  await markDemonstration(desk.settings.dataFolder)
  desk.jobs.on('outbox', async () => undefined)
  door = await openMailDoor(mailRoom(desk, mail.names))
})
afterAll(() => door.close())

async function guichet(argv: string[], input: Buffer | string = ''): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await dispatch(argv, {
    stdin: (async function* () { yield Buffer.from(input) })(),
    stdout: { write: (text) => ((out += text), true) },
    stderr: { write: (text) => ((err += text), true) },
    env: { GUICHET_DATA: desk.settings.dataFolder, DATABASE_URL: mail.databaseUrl, BASE_URL: 'https://aide.test', SMTP_PORT: String(door.port), LANG: 'fr_FR.UTF-8', LOG_LEVEL: 'silent' },
  })
  return { code, out, err }
}
const requests = () => db.selectFrom('requests').select(['id', 'state', 'sender']).execute()

test('mail receive takes a message in, once, and says what became of it', async () => {
  const raw = plain({ 'Message-ID': '<cli@client.test>' })
  const before = (await requests()).length
  const first = await guichet(['mail', 'receive'], raw)
  expect(first).toMatchObject({ code: 0, err: '' })
  expect(first.out).toMatch(/^support@un\.test: ticket #\d+ \([0-9a-f-]{36}\)\n$/)
  expect((await guichet(['mail', 'receive'], raw)).out).toMatch(/^support@un\.test: duplicate/)
  expect(await requests()).toHaveLength(before + 1)
})

test('mail receive tells mail servers by its exit code what to do', async () => {
  expect(await guichet(['mail', 'receive'], plain({ To: 'x@elsewhere.test' }))).toMatchObject({ code: 67, out: '' })
  expect((await guichet(['mail', 'receive', '--to', 'support@un.test'], plain({ To: 'x@elsewhere.test', 'Message-ID': '<to@client.test>' }))).code).toBe(0)
  expect((await guichet(['mail', 'receive'])).code).toBe(2)
  expect((await guichet(['mail', 'receive', '--nope'], plain())).code).toBe(2)
})

test('mail inspect tells the class, the proofs and the trust, and keeps nothing', async () => {
  const before = (await requests()).length
  const { code, out } = await guichet(['mail', 'inspect', '--ip', '127.0.0.20', '--from', 'jean@client.test'], plain({ 'Auto-Submitted': 'auto-replied', 'Reply-To': 'a@b.test' }))
  expect(code).toBe(0)
  expect(out).toContain('sorte: auto_reply (d’après auto-submitted)')
  expect(out).toContain('spf=pass')
  expect(out).toContain('confiance: T0')
  expect(out).toContain('à noter: reply_to_elsewhere')
  const json = JSON.parse((await guichet(['mail', 'inspect', '--format', 'json'], plain())).out)
  expect(json.requests[0]).toMatchObject({ automatic: 'human', sender: { address: 'jean@client.test' } })
  expect((await guichet(['mail', 'inspect'], 'Content-Type: message/rfc822\n\n'.repeat(100))).code).toBe(1)
  expect(await requests()).toHaveLength(before)
})

test.each([['verified', 'T1'], ['forged', 'T0'], ['shared-spf', 'T0.5']])('mail demo %s is seen as %s', async (kind, trust) => {
  const { code, out, err } = await guichet(['mail', 'demo', kind, '--provider', 'un'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain(` ${trust} (registered_`)
})

test('mail demo says what is missing', async () => {
  expect(await guichet(['mail', 'demo'])).toMatchObject({ code: 2, out: '' })
  expect(await guichet(['mail', 'demo', 'forged', '--provider', 'deux'])).toMatchObject({ code: 1, err: 'Aucun prestataire « deux » ne reçoit de courrier ici.\n' })
})
