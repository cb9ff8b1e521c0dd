import { access, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isDemonstration } from '#platform/demonstration.ts'
import { createDesk } from '#server/app.ts'
import { deliverDue } from '#outbox/outbox.ts'
import { mailCarrier } from '#channels/mail/mail.ts'
import { emptyWorld } from '../test/world.ts'
import { parseScript, readScripts } from './script.ts'
import { seedDemonstration } from './seed.ts'
import { isUnfinished } from './unfinished.ts'

// A Tuesday at 21:30 in Paris: some desks are shut, Los Angeles is open.
const evening = await emptyWorld('2026-11-24T20:30:00Z')
const others = await Promise.all(['2026-03-29T01:30:00Z', '2026-06-15T23:55:00Z'].map((now) => emptyWorld(now)))
const cut = await emptyWorld('2026-11-24T10:00:00Z')
const used = await emptyWorld('2026-11-24T10:00:00Z')

async function rows<Row extends object>(world: typeof evening, text: string): Promise<Row[]> {
  return (await world.database.pool.query(text)).rows
}

test('every state worth seeing is there, at each of the five providers', async () => {
  let calls = 0
  const relay = createServer(() => (calls += 1)).listen(0, '127.0.0.1')
  const world = { ...evening, settings: { ...evening.settings, smtpUrl: `smtp://127.0.0.1:${await new Promise((resolve) => relay.once('listening', () => resolve((relay.address() as AddressInfo).port)))}` } }
  await seedDemonstration(world)

  const tickets = await rows<{ slug: string; count: number }>(world, `select p.slug, count(*)::int as count from tickets t join providers p on p.id = t.provider_id group by 1 order by 1`)
  expect(tickets.map(({ slug }) => slug)).toEqual(['abuledu', 'dri', 'elassar', 'introserv', 'remote-utilities'])
  expect(tickets.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(20)

  const states = await rows<{ state: string }>(world, 'select distinct state from tickets')
  expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(['new', 'open', 'waiting_customer', 'solved']))
  const outcomes = await rows<{ outcome: string | null }>(world, 'select distinct outcome from clocks')
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(['kept', 'late', null]))
  const became = await rows<{ state: string }>(world, 'select distinct state from requests')
  expect(became.map(({ state }) => state)).toEqual(expect.arrayContaining(['ticket', 'reply', 'refused', 'redirected', 'asked', 'quarantined', 'third_party']))
  const trusts = await rows<{ trust: string }>(world, `select distinct sender->>'trust' as trust from requests where medium = 'mail'`)
  expect(trusts.map(({ trust }) => trust)).toEqual(expect.arrayContaining(['T0', 'T0.5', 'T1']))

  const running = await rows<{ how: string }>(world, `
    select distinct case when t.held_until is not null then 'held' when c.metric is null then 'none' when c.due_at is null then 'unquantified'
      when c.commitment->'statistic'->>'of' = 'mean' then 'mean' when c.due_at < ${evening.time.now()} then 'late' when c.due_at < ${evening.time.now()} + 1800000 then 'near' else 'far' end as how
    from tickets t left join clocks c on c.provider_id = t.provider_id and c.ticket_id = t.id and c.stopped_at is null where t.state in ('new', 'open')`)
  expect(running.map(({ how }) => how).sort()).toEqual(expect.arrayContaining(['far', 'held', 'late', 'mean', 'near', 'none', 'unquantified']))
  const told = await rows<{ type: string }>(world, `select distinct type from events`)
  expect(told.map(({ type }) => type)).toEqual(expect.arrayContaining(['ticket.released', 'ticket.reopened', 'ticket.taken', 'clock.late', 'message.note', 'message.third_party', 'request.quarantined', 'request.accepted', 'ticket.reprioritised', 'ticket.milestone', 'ticket.waiting', 'ticket.assigned', 'ticket.tagged', 'ticket.checklist', 'ticket.watched', 'ticket.snoozed', 'work.noted']))

  // What the lead of one has under way, and what somebody follows.
  const under = `select (select count(*)::int from bulk_runs where ended_at is not null) as runs, (select count(*)::int from policy_drafts d join policies p on p.provider_id = d.provider_id and p.version = d.based_on) as drafts, (select count(*)::int from remembered_searches) as searches,
    (select count(*) > 1 from tickets where watchers <> '{}') as followed, (select count(*) > 0 from agent_alerts where seen_at is null) as told`
  expect(await rows(world, under)).toEqual([{ runs: 1, drafts: 1, searches: 3, followed: true, told: true }])

  const acting = await rows<{ role: string; who: string; whom: string }>(world, `
    select a.role, c.name as who, u.name as whom from grants g join customers a on a.provider_id = g.provider_id and a.id = g.customer_id join contacts c on c.provider_id = a.provider_id and c.customer_id = a.id
    join customers u on u.provider_id = g.provider_id and u.id = g.for_customer_id where g.ended_at is null`)
  expect(acting).toEqual([{ role: 'reseller', who: 'Joan Kestrel', whom: 'Océan Informatique' }])

  // Nothing has left, and nothing would: the relay of the settings was never called.
  const desk = createDesk({ ...world, demonstration: true })
  await deliverDue(desk, mailCarrier(desk))
  expect(await rows(world, 'select distinct state from outbox')).toEqual([{ state: 'caught' }])
  expect(calls).toBe(0)
  relay.close()
  expect(await isDemonstration(world.settings.dataFolder)).toBe(true)
  expect(await isUnfinished(world.settings.dataFolder)).toBe(false)
})

test.each(others)('nothing lies in the future, whatever the hour at which it is seeded (%#)', async (world) => {
  await seedDemonstration(world)
  const [found] = await rows<{ events: number; messages: number; letters: number; tickets: number }>(world, `
    select (select max(at) from events) as events, (select max(at) from messages) as messages, (select max(created_at) from outbox) as letters, (select count(*)::int from tickets) as tickets`)
  const now = world.time.now()
  expect(Math.max(found!.events, found!.messages, found!.letters)).toBeLessThanOrEqual(now)
  expect(found!.tickets).toBeGreaterThanOrEqual(20)
  // What was due by now has been done: no hold that should have ended, no missed promise that nobody noted.
  expect(await rows(world, `select id from tickets where held_until <= ${now}`)).toEqual([])
  expect(await rows(world, `select ticket_id from clocks where watch_at < ${now}`)).toEqual([])
})

test('a seeding cut short is noticed, thrown away and begun again', async () => {
  const scripts = await readScripts()
  const broken = scripts.map((one) => ({ ...one, script: { ...one.script, story: [...one.script.story, { ...one.script.story.at(-1)!, at: '-2d 12:00', channel: 'nowhere' }] } }))
  await expect(seedDemonstration(cut, broken)).rejects.toThrow('has no channel nowhere')
  expect(await isUnfinished(cut.settings.dataFolder)).toBe(true)
  const half = await rows<{ count: number }>(cut, 'select count(*)::int as count from tickets')
  expect(half[0]!.count).toBeGreaterThan(0)

  await seedDemonstration(cut, scripts)
  expect(await isUnfinished(cut.settings.dataFolder)).toBe(false)
  const numbers = await rows<{ slug: string; first: number }>(cut, 'select p.slug, min(t.number) as first from tickets t join providers p on p.id = t.provider_id group by 1')
  expect(numbers.map(({ first }) => first)).toEqual(numbers.map(() => 1001))
  expect(await rows(cut, 'select slug from providers group by 1 having count(*) > 1')).toEqual([])
  expect(numbers).toHaveLength(scripts.length)
})

test('a desk that is in use is never filled, nor emptied', async () => {
  const [script] = await readScripts()
  await seedDemonstration(used, [script!])
  await expect(seedDemonstration(used, [script!])).rejects.toThrow('This desk already has providers')
  // A marker that came from elsewhere names another seeding: this database stays as it is.
  await writeFile(join(used.settings.dataFolder, 'SEEDING'), 'ffffffffffffffff')
  await expect(seedDemonstration(used, [script!])).rejects.toThrow('nothing was touched')
  expect(await rows(used, 'select slug from providers')).toEqual([{ slug: script!.slug }])
})

test('a demonstration that is written wrong says where', () => {
  expect(() => parseScript('x/demonstration.yaml', 'about: { fr: a, en: b }\nagents: {}\ncustomers: []\ntries: []\nstory: [{ at: -3d }]\n')).toThrow(/story\[0\]/)
})

test('what a demonstration needs on disk is its owner’s alone', async () => {
  for (const file of ['cast.json', 'names.json']) {
    const path = join(evening.settings.dataFolder, 'demonstration', file)
    await access(path)
    expect((await stat(path)).mode & 0o077).toBe(0)
  }
})
