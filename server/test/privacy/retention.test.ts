import { expect, test } from 'vitest'
import { countPurge, listRetention, purgeProvider, setHold, setRetention } from '#privacy/privacy.ts'
import { projectAgain } from '#desk/desk.ts'
import { openCompany, openTrial, pageOf } from '../harness.ts'
import { dump, playScene } from './scene.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'donnees')
const scene = await playScene(trial, company)
const { desk, time } = trial
const { db } = desk.database
const providerId = company.provider.id
const admin = { kind: 'agent' as const, id: scene.second, name: 'Sami Second' }
const day = 86_400_000

async function close(number: number): Promise<string> {
  const row = await db.selectFrom('tickets').select(['id', 'version']).where('provider_id', '=', providerId).where('number', '=', number).executeTakeFirstOrThrow()
  // As a timer of the policy closes it: an event, and what it projects.
  await db.insertInto('events').values({ provider_id: providerId, id: desk.ids.next(), ticket_id: row.id, seq: row.version + 1, at: time.now(), type: 'ticket.closed', actor_kind: 'system', actor_id: null, actor_name: null, data: '{}' }).execute()
  const { columns } = await projectAgain(desk, providerId, row.id)
  await db.updateTable('tickets').set({ version: columns.version, state: columns.state, place: columns.place, changed_at: columns.changed_at, due: null, due_at: null, late_at: null, timer_at: null, sort_at: columns.sort_at }).where('provider_id', '=', providerId).where('id', '=', row.id).execute()
  return row.id
}

const ticketId = await close(scene.number)
const heldId = await close(scene.mailed)

test('GDPR-05: nothing goes before its time, and a dry run says what would', async () => {
  expect(Object.values(await countPurge(desk, providerId)).every((n) => n === 0)).toBe(true)
  time.advance(366 * day)
  const due = await countPurge(desk, providerId)
  expect(due).toMatchObject({ tickets: 0, attachments: 2, raw_mails: 1, requests: 1, drafts: 1 })
  expect(due.machines).toBeGreaterThan(0)
  expect(await dump(desk)).toContain('198.51.100.9')
})

test('GDPR-05, GDPR-06: after a year files, raw mails, machines and drafts go; what a court holds stays', async () => {
  await setHold(desk, providerId, admin, { on: 'ticket', targetId: heldId, reason: 'Litige', until: '2033-01-01' })
  const gone = await purgeProvider(desk, providerId, admin)
  expect(gone).toMatchObject({ tickets: 0, attachments: 2, raw_mails: 0, requests: 1, drafts: 1 })
  const rest = await dump(desk)
  for (const canary of ['198.51.100.9', 'CANARI-REFUS', 'CANARI-BROUILLON', 'facture.txt']) expect(rest, canary).not.toContain(canary)
  expect(rest).toContain('CANARI-TEXTE')
  expect(await db.selectFrom('requests').select('id').where('provider_id', '=', providerId).where('raw_sha256', 'is not', null).execute()).toHaveLength(1)
  const told = await db.selectFrom('events').select(['data', 'actor_id']).where('provider_id', '=', providerId).where('type', '=', 'retention.purged').execute()
  expect(told).toMatchObject([{ actor_id: scene.second, data: { attachments: 2, requests: 1, drafts: 1 } }])
})

test('after five years the words of a closed request go, its figures stay, and it still opens', async () => {
  time.advance(4.2 * 365 * day)
  expect(await purgeProvider(desk, providerId)).toMatchObject({ tickets: 1 })
  const page = await pageOf(company, scene.number)
  expect(page).toMatchObject({ subject: '[…]', kind: 'technical', state: 'closed' })
  expect((await pageOf(company, scene.mailed)).subject).toBe('CANARI-SUJET par courriel')
  const { columns } = await projectAgain(desk, providerId, ticketId)
  const row = await db.selectFrom('tickets').selectAll().where('provider_id', '=', providerId).where('id', '=', ticketId).executeTakeFirstOrThrow()
  expect({ state: row.state, version: row.version, priority: row.priority }).toEqual({ state: columns.state, version: columns.version, priority: columns.priority })
  expect(await countPurge(desk, providerId)).toMatchObject({ tickets: 0 })
})

test('a provider says how long, within bounds, and why; the change is an event', async () => {
  expect(await setRetention(desk, providerId, admin, { kind: 'access_log', days: 30, reason: 'trop court' })).toEqual({ ok: false, least: 183, most: 365 })
  expect(await setRetention(desk, providerId, admin, { kind: 'letters', days: 90, reason: 'Nous n’en avons pas besoin plus longtemps' })).toEqual({ ok: true })
  expect((await listRetention(desk, providerId)).find((one) => one.kind === 'letters')).toEqual({ kind: 'letters', days: 90, reason: 'Nous n’en avons pas besoin plus longtemps' })
  expect(await db.selectFrom('events').select('data').where('provider_id', '=', providerId).where('type', '=', 'retention.changed').execute()).toMatchObject([{ data: { kind: 'letters', days: 90, from: 365 } }])
})
