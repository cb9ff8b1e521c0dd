import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { searchDesk } from '#desk/search/search.ts'
import { deskWallOf } from '#people/people.ts'
import { openCompany, openTrial } from '../harness.ts'
import { openDeskOf } from './tickets.ts'

/** More than can be ranked: the newest are, and it is said how far was looked. */
const trial = await openTrial()
const company = await openCompany(trial, 'beaucoup')
const { desk } = trial
const { db, pool } = desk.database
const providerId = company.provider.id
const tickets = openDeskOf(trial, company)

const common = await tickets.open({ subject: 'Serveur', text: 'bonjour' })
const rare = await tickets.open({ subject: 'Ornithorynque', text: 'bonjour' })
const names = (await pool.query<{ name: string }>("select column_name as name from information_schema.columns where table_name = 'tickets' and is_generated = 'NEVER' and column_name not in ('id', 'number', 'request_id', 'changed_at')")).rows.map(({ name }) => name)
await sql`insert into tickets (id, number, changed_at, ${sql.raw(names.join(', '))}) select gen_random_uuid(), number + 10 + k, changed_at + k, ${sql.raw(names.join(', '))} from tickets, generate_series(1, 2600) k where id = ${common.id}`.execute(db)
await trial.jobs.run('words')
await pool.query('vacuum analyze')

const search = (text: string, typing = false) => searchDesk(desk, { providerId, wall: deskWallOf(company.agent), text, typing, limit: 20 })

test('of very many the newest thousand are ranked, the last changed first, and it is said how far was looked', async () => {
  for (const [text, typing] of [['serveur', false], ['serv', true]] as const) {
    const found = await search(text, typing)
    expect([text, found.total, found.more]).toEqual([text, 1_000, true])
    expect(found.looked).toBeGreaterThan(1_000)
    expect(found.looked).toBeLessThan(2_600)
    expect(found.rows.map(({ row }) => row.number).slice(0, 3)).toEqual([common.number + 2_610, common.number + 2_609, common.number + 2_608])
  }
})

test('where the filters leave few, all of these are looked at', async () => {
  const found = await search('serveur state:new')
  expect([found.total, found.more, found.looked]).toEqual([1_000, true, null])
  expect(found.rows.map(({ row }) => row.number).slice(0, 3)).toEqual([common.number + 2_610, common.number + 2_609, common.number + 2_608])
})

test('by filters alone they are those that changed last', async () => {
  const found = await search('state:new')
  expect([found.total, found.more, found.looked, found.rows[0]!.row.number]).toEqual([1_000, true, null, common.number + 2_610])
})

test('a rare word, a number and a filter that leaves few are found however old, beside very many', async () => {
  expect((await search('ornithorynque')).rows.map(({ row }) => row.number)).toEqual([rare.number])
  const exact = await search(`${common.number + 1_321}`)
  expect([exact.rows[0]!.row.number, exact.more]).toEqual([common.number + 1_321, false])
  await sql`update tickets set tags = '{seul}' where id = ${common.id}`.execute(db)
  const filtered = await search('serveur tag:seul')
  expect([filtered.rows.map(({ row }) => row.number), filtered.more]).toEqual([[common.number], false])
})
