import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { QueueRow, QueueShape } from '@guichet/protocol'
import { receive } from '#intake/intake.ts'
import { addAgent, addContact, addCustomer, addLicence } from '#people/people.ts'
import { actAs, ask, monday, openCompany, openTrial } from '../harness.ts'

/** The rows of the queue: their order, what is unread, why time stands still, any part of a long list. */
const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const { desk, time } = trial
const rows = async (query = '', who = company.agent.id) => (await company.call('GET', `queue${query}`, { cookie: await company.asAgent(who) })).body.rows as QueueRow[]
const row = async (number: number, query = '', who?: string) => (await rows(query, who)).find((one) => one.number === number)!
const seen = async (number: number, version: number, who = company.agent.id) => company.call('PUT', `queue/${number}/seen`, { cookie: await company.asAgent(who), body: { version } })

describe('unread', () => {
  test('is what others did since an agent read it: own acts and what happens by itself do not count', async () => {
    const other = await addAgent(desk, company.provider.id, { name: 'Omar', email: 'omar@essai.example', password: 'un mot de passe assez long' })
    const { number } = (await ask(company)).body
    expect((await row(number)).unread).toBe(true)
    expect((await seen(number, (await row(number)).version)).status).toBe(204)
    expect((await row(number)).unread).toBe(false)
    expect((await row(number, '', other.id)).unread).toBe(true)
    await actAs(company, number, 'take')
    expect((await row(number)).unread).toBe(false)
    await company.call('POST', `tickets/${number}/replies`, { cookie: await company.asContact(), body: { text: 'Alors ?' } })
    expect((await row(number)).unread).toBe(true)
    const { version } = await row(number)
    await seen(number, version)
    time.advance(3 * 3_600_000)
    await trial.jobs.run('clocks')
    expect(await row(number)).toMatchObject({ unread: false, lastFrom: 'customer' })
    expect((await row(number)).version).toBeGreaterThan(version)
    // An older page that says so late takes nothing back; 0 does.
    await seen(number, 1)
    expect((await row(number)).unread).toBe(false)
    await seen(number, 0)
    expect((await row(number)).unread).toBe(true)
    time.set(Date.parse(monday))
  })

  test('S5-4: what is behind the wall cannot be marked, nor counted, nor placed in a list', async () => {
    const finance = await addAgent(desk, company.provider.id, { name: 'Fanny', email: 'fanny@essai.example', password: 'un mot de passe assez long', departments: ['financial'] })
    const { number } = (await ask(company)).body
    await desk.database.db.updateTable('tickets').set({ department: 'technical' }).where('number', '=', number).execute()
    expect((await seen(number, 1, finance.id)).status).toBe(404)
    expect(await row(number, '', finance.id)).toBeUndefined()
    expect(await row(number, `?q=%23${number}`, finance.id)).toBeUndefined()
    const cookie = await company.asAgent(finance.id)
    const counted = (await company.call('GET', 'queue/counts', { cookie })).body
    const shape = (await company.call('GET', 'queue/shape?view=todo', { cookie })).body
    expect(counted.todo).toBe((await rows('', finance.id)).length)
    expect(shape.total).toBe(counted.todo)
  })
})

test('TIME-07: a row says why no time is counted and when it is again: held, waiting, outside the hours, on a holiday', async () => {
  time.set(Date.parse(monday))
  const waiting = (await ask(company)).body.number as number
  await actAs(company, waiting, 'wait', { for: 'customer', question: 'Lequel ?' })
  expect((await row(waiting, '?view=waiting')).state).toBe('waiting_customer')
  const night = (await ask(company, { facts: { night: true } })).body.number as number
  expect(await row(night)).toMatchObject({ stopped: null })
  time.set(Date.parse('2026-11-23T21:00:00Z'))
  const held = (await ask(company, { facts: { night: true } })).body.number as number
  expect((await row(held, '?view=waiting')).stopped).toEqual({ why: 'held', until: '2026-11-24T08:00:00.000Z' })
  expect((await row(night)).due).toMatchObject({ resumesAt: '2026-11-24T08:00:00.000Z', shut: { why: 'closed', label: null } })
  time.set(Date.parse(monday))
})

test('a very long list is walked once for many who ask, and told as it was a moment ago', async () => {
  const long = await openCompany(trial, 'immense')
  await ask(long)
  await desk.database.pool.query(`insert into tickets (provider_id, id, number, version, subject, channel, language, trust, policy_version, facts, decision, opened_at, state, place, rank, last_from, changed_at, sort_at)
    select t.provider_id, gen_random_uuid(), 5000 + n, 1, 'Copie', t.channel, t.language, t.trust, t.policy_version, t.facts, t.decision, t.opened_at, t.state, 'todo', 1, t.last_from, t.changed_at, n
    from (select * from tickets where provider_id = $1 limit 1) t, generate_series(1, 10000) n`, [long.provider.id])
  const cookie = await long.asAgent()
  const { pool } = desk.database
  const real = pool.query.bind(pool)
  let walked = 0
  ;(pool as { query: unknown }).query = (...given: unknown[]) => {
    if ((given[0] as { name?: string }).name === 'queue-shape-todo-policy') walked += 1
    return (real as (...all: unknown[]) => unknown)(...given)
  }
  try {
    const shapes = []
    for (let times = 0; times < 5; times++) shapes.push((await long.call('GET', 'queue/shape?view=todo', { cookie })).body as QueueShape)
    expect(shapes.map(({ total, places }) => [total, places.length])).toEqual(Array.from({ length: 5 }, () => [10_001, 100]))
    expect(walked).toBeLessThan(5)
    // Behind a wall it is another list.
    const finance = await addAgent(desk, long.provider.id, { name: 'Fanny', email: 'fanny@immense.example', password: 'un mot de passe assez long', departments: ['financial'] })
    await pool.query("update tickets set department = 'technical' where provider_id = $1 and number > 5000", [long.provider.id])
    expect((await long.call('GET', 'queue/shape?view=todo', { cookie: await long.asAgent(finance.id) })).body.total).toBe(1)
  } finally {
    ;(pool as { query: unknown }).query = real
  }
})

test('a long list is read from any place: its parts are the list, each row once, whatever the order', async () => {
  const long = await openCompany(trial, 'longue')
  for (let index = 0; index < 3; index++) await ask(long, { facts: { urgent: index === 1 } })
  // Copies of a real ticket: a list of some length without as many requests.
  await desk.database.pool.query(`insert into tickets (provider_id, id, number, version, subject, channel, language, trust, policy_version, facts, decision, opened_at, state, place, rank, due, due_at, late_at, last_from, changed_at, sort_at)
    select t.provider_id, gen_random_uuid(), 5000 + n, 1, 'Copie ' || n, t.channel, t.language, t.trust, t.policy_version, t.facts, t.decision, t.opened_at + n % 17, t.state, (array['todo', 'todo', 'todo', 'waiting', 'solved'])[1 + n % 5], n % 3, null, null, t.opened_at - n, t.last_from, t.changed_at + n % 23, t.sort_at + n % 11
    from (select * from tickets where provider_id = $1 limit 1) t, generate_series(1, 1000) n`, [long.provider.id])
  const cookie = await long.asAgent()
  for (const which of ['view=todo', 'view=late', 'view=all', 'view=solved', 'view=todo&order=oldest', 'view=todo&order=changed', 'q=language:fr', 'q=language:fr&order=oldest', 'q=language:fr&order=changed']) {
    const shape = (await long.call('GET', `queue/shape?${which}`, { cookie })).body as QueueShape
    const whole: QueueRow[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { rows: QueueRow[]; next: string | null } = (await long.call('GET', `queue?${which}&limit=97${cursor === '' ? '' : `&cursor=${cursor}`}`, { cookie })).body
      whole.push(...page.rows)
      cursor = page.next
    }
    expect(new Set(whole.map(({ id }) => id)).size, which).toBe(shape.total)
    expect(shape.total, which).toBeGreaterThan(150)
    expect(shape.places.length, which).toBe(Math.ceil(shape.total / 100) - 1)
    const bounds = [undefined, ...shape.places, undefined]
    for (let part = 0; part < bounds.length - 1; part++) {
      const [after, until] = [bounds[part], bounds[part + 1]]
      const read = (await long.call('GET', `queue?${which}&limit=200${after ? `&cursor=${after}` : ''}${until ? `&until=${until}` : ''}`, { cookie })).body
      expect(read.rows.map((one: QueueRow) => one.number), `${which}, part ${part}`).toEqual(whole.slice(part * 100, part * 100 + 100).map((one) => one.number))
    }
  }
})

test('a filter that leaves nothing where its list looks gives an empty list, in every order and from every place', async () => {
  const company = await openCompany(trial, 'vide')
  for (let index = 0; index < 3; index++) await ask(company)
  const cookie = await company.asAgent()
  const cursor = (await company.call('GET', 'queue?view=todo&limit=1', { cookie })).body.next as string
  for (const which of ['view=todo&q=place:waiting', 'view=todo&q=state:waiting_customer&order=oldest', 'view=todo&q=place:waiting&order=changed', 'view=late&q=state:solved', 'view=all&q=place:spam', 'q=place:todo place:solved']) {
    for (const part of ['', `&cursor=${cursor}`, `&until=${cursor}`, `&cursor=${cursor}&until=${cursor}`]) {
      const { status, body } = await company.call('GET', `queue?${encodeURI(which)}${part}`, { cookie })
      expect([status, body.rows], `${which}${part}`).toEqual([200, []])
    }
    const { body } = await company.call('GET', `queue/shape?${encodeURI(which)}`, { cookie })
    expect([body.total, body.places], which).toEqual([0, []])
  }
  expect((await company.call('GET', 'queue?view=todo', { cookie })).body.rows).toHaveLength(3)
})

test('S2-35: a ticket of the free tier comes before a forum post of the site tier, though written nine hours later', async () => {
  const source = await readFile(new URL('../../../policies/remote-utilities/policy.yaml', import.meta.url), 'utf8')
  const ru = await openCompany(trial, 'ru', source)
  const person = async (name: string) => addContact(desk, ru.provider.id, { customerId: await addCustomer(desk, ru.provider.id, { number: name, name }), name, email: `${name}@ru.example`, verified: true })
  const [site, free] = [await person('site'), await person('free')]
  await addLicence(desk, ru.provider.id, { kind: 'site', key: 'SITE-0000-0001', deliveredTo: 'site@ru.example', addressCase: 'fold_all' })
  const asked = { subject: 'Host does not start', text: 'Since the update the host does not start.', language: 'en', facts: { topic: 'installation', product_version: '7.6.2.0' } }
  time.set(Date.parse('2026-05-11T15:00:00Z')) // 08:00 in Los Angeles
  // A post as the site's forum hands it in: its author has signed in there.
  await receive(desk, {
    providerId: ru.provider.id, channel: 'forum', medium: 'forum', receivedAt: time.now(), dedupeKey: 'post', automatic: 'human', attachments: [], ...asked,
    sender: { contactId: site, address: 'site@ru.example', name: 'site', trust: 'T2', reason: 'session', flags: [] },
  })
  const post = await desk.database.db.selectFrom('tickets').select(['number', 'tier', 'channel']).where('provider_id', '=', ru.provider.id).executeTakeFirstOrThrow()
  time.set(Date.parse('2026-05-11T23:59:00Z'))
  const ticket = await ru.call('POST', 'requests', { cookie: await ru.asContact(free), body: { ...asked, channel: 'ticket' } })
  expect([post, ticket.body.decision.tier]).toMatchObject([{ tier: 'site', channel: 'forum' }, 'free'])
  const listed = (await ru.call('GET', 'queue', { cookie: await ru.asAgent() })).body.rows as QueueRow[]
  expect(listed.map(({ number }) => number)).toEqual([ticket.body.number, post.number])
  time.set(Date.parse(monday))
})
