import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Facts } from '@guichet/policy'
import { receive } from '#intake/intake.ts'
import { findProvider } from '#people/people.ts'
import { createDesk } from '#server/app.ts'
import { policySource } from '../server/test/policy.ts'
import { runCommand } from './test/run.ts'
import { emptyWorld } from './test/world.ts'

// A Monday at 10:00 in Paris: the desk is open.
const world = await emptyWorld('2026-11-16T09:00:00Z')
// What tickets are found by is nobody's business here.
world.jobs.here('words', 60, async () => undefined)
const desk = createDesk(world)
const folder = await mkdtemp(join(tmpdir(), 'guichet-diff-'))
const env = { GUICHET_DATA: world.settings.dataFolder, DATABASE_URL: world.databaseUrl, LANG: 'en_GB.UTF-8', PORT: '0', SMTP_PORT: '0' }

async function guichet(...argv: string[]) {
  const ran = await runCommand(argv, env)
  return { ...ran, out: ran.out.replaceAll(/[\u00a0\u202f]/g, ' ') }
}
async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}
const current = await file('v1.yaml', policySource('v1'))
const slower = await file('v2.yaml', policySource('v2', '2026-01-01', '3h'))
const diff = (...argv: string[]) => guichet('provider', 'diff', ...argv, '--provider', 'essai')

test('before any ticket: what changes is told, and that there is none to compare', async () => {
  expect((await guichet('provider', 'add', current, '--slug', 'essai')).code).toBe(0)
  expect(await diff(current)).toMatchObject({ code: 0, out: 'What changes, from version v1 to version v1:\nNothing changes.\n\nNo ticket to compare.\n' })
  const told = await diff(slower)
  expect(told.code).toBe(1)
  expect(told.out).toContain('3 business hours (before: 2 business hours)')
})

async function opened(facts: Facts): Promise<number> {
  const provider = (await findProvider(world, 'essai'))!
  const received = await receive(desk, {
    providerId: provider.id, channel: 'portal', medium: 'portal', receivedAt: world.time.now(), dedupeKey: world.ids.next(), sender: { trust: 'T0', flags: [] }, automatic: 'human',
    subject: 'Une question', text: 'CANARI : mon mot de passe', facts, attachments: [],
  })
  if (received.kind !== 'ticket') throw new Error(received.kind)
  return received.number
}

test('whose answers would change and how, by the number of the ticket, newest first; the rest is counted', async () => {
  const numbers = [await opened({}), await opened({ urgent: true }), await opened({ kind: 'billing' })]
  const told = await diff(slower)
  expect(told.code).toBe(1)
  expect(told.out).toContain(`Tickets whose answer changes:\nTicket ${numbers[2]}\n  time (reply): 3 h (before: 2 h), art. 6\n  due (reply): Monday 16 November 2026 at 13:00 (before: Monday 16 November 2026 at 12:00), art. 6\nTicket ${numbers[0]}\n`)
  expect(told.out).not.toContain(`Ticket ${numbers[1]}`)
  expect(told.out).toContain('Nothing changes for 1 of 3 tickets.')
  expect(told.out).not.toContain('CANARI')
  const json = JSON.parse((await diff(slower, '--format', 'json', '--limit', '1')).out)
  expect(json).toMatchObject({ before: { version: 'v1' }, after: { version: 'v2' }, tickets: { compared: 1, same: 0, changed: [{ number: numbers[2] }], unread: [] } })
  expect((await diff(slower, '--lang', 'fr')).out).toContain('Rien ne change pour 1 ticket sur 3.')
})

test('only open ones when asked; a ticket that the new version cannot read is told, not lost', async () => {
  const solved = await opened({})
  await world.database.pool.query("update tickets set place = 'solved', state = 'solved' where number = $1", [solved])
  const counts = async (...argv: string[]) => JSON.parse((await diff(...argv, '--format', 'json')).out).tickets
  expect((await counts(slower)).compared).toBe(4)
  const open = await counts(slower, '--open')
  expect(open.compared).toBe(3)
  expect(open.changed.map((one: { number: number }) => one.number)).not.toContain(solved)
  const narrower = await file('v3.yaml', policySource('v3').replace(', billing: { fr: Facturation, en: Billing }', ''))
  const told = await diff(narrower, '--open')
  expect(told.code).toBe(1)
  expect(told.out).toMatch(/Tickets that the new version cannot read again:\nTicket \d+\n {2}“billing” is not a value of “kind”/)
  expect(await counts(narrower, '--open')).toMatchObject({ compared: 3, same: 2, changed: [], unread: [{}] })
})

test('the requests as lines: what people typed only when asked for, for their eyes only, readable by “policy diff”', async () => {
  const lines = join(folder, 'requests.jsonl')
  expect((await diff(slower, '--lines', lines)).code).toBe(1)
  const written = await readFile(lines, 'utf8')
  expect(written).not.toContain('CANARI')
  expect(written).not.toContain('Une question')
  expect((await stat(lines)).mode & 0o777).toBe(0o600)
  expect(JSON.parse(written.split('\n')[2]!)).toMatchObject({ at: '2026-11-16T09:00:00Z', facts: { urgent: true, channel: 'portal' } })
  const again = await guichet('policy', 'diff', current, slower, '--requests', lines)
  expect(again).toMatchObject({ code: 1, err: '' })
  expect(again.out).toContain('time (reply): 3 h (before: 2 h)')
  expect(await diff(slower, '--lines', lines)).toMatchObject({ code: 2, out: '' })
  expect(await diff(slower, '--lines', join(folder, 'nowhere', 'x'))).toMatchObject({ code: 2, out: '' })
  await diff(slower, '--lines', `${lines}.texts`, '--with-texts')
  expect(await readFile(`${lines}.texts`, 'utf8')).toContain('CANARI')
})

test('bad use: a limit that is none, texts without lines, an unsound or missing policy, an unknown provider', async () => {
  expect(await diff(slower, '--limit', '0')).toMatchObject({ code: 2, out: '' })
  expect(await diff(slower, '--limit', '1000000')).toMatchObject({ code: 2, out: '' })
  expect(await diff(slower, '--with-texts')).toMatchObject({ code: 2, out: '' })
  expect((await diff(await file('broken.yaml', 'guichet: 1\n'))).code).toBe(2)
  expect((await guichet('provider', 'diff', slower, '--provider', 'zut')).code).toBe(2)
  expect((await guichet('provider', 'diff', slower)).code).toBe(2)
})
