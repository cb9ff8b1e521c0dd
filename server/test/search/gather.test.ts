import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { gatherWords, searchDesk } from '#desk/search/search.ts'
import { deskWallOf } from '#people/people.ts'
import { actAs, openCompany, openTrial } from '../harness.ts'
import { openDeskOf } from './tickets.ts'

/** The words of tickets are gathered after the commit: none is lost, and whoever just wrote is found. */
const trial = await openTrial()
const company = await openCompany(trial, 'glane')
const { desk } = trial
const { db, pool } = desk.database
const providerId = company.provider.id
const tickets = openDeskOf(trial, company)

const search = async (text: string) => (await searchDesk(desk, { providerId, wall: deskWallOf(company.agent), text, typing: false, limit: 20 })).rows.map(({ row }) => row.number)
const waiting = async () => (await pool.query<{ n: number }>('select count(*)::int as n from words_due')).rows[0]!.n
/** As the database alone has it, without what a search gathers first. */
const known = async (word: string) => (await pool.query<{ number: number }>('select number from ticket_words where words @@ asked_words($1) order by 1', [word])).rows.map(({ number }) => number)

test('what is written is found by whoever looks next, and by everybody once the work that it wakes has run', async () => {
  const { number } = await tickets.open({ subject: 'Coquelicot', text: 'rien' })
  expect([await known('coquelicot'), await waiting() > 0]).toEqual([[], true])
  expect(await search('coquelicot')).toEqual([number])
  await actAs(company, number, 'notes', { text: 'un mot sur les bleuets' })
  expect(await known('bleuet')).toEqual([])
  await trial.jobs.settle()
  expect([await known('bleuet'), await waiting()]).toEqual([[number], 0])
})

test('what is rolled back is not due; what is committed stays due until it is gathered', async () => {
  const { id, number } = await tickets.open({ subject: 'Tulipe', text: 'rien' })
  await gatherWords(desk)
  await db.transaction().execute(async (trx) => {
    await sql`update tickets set subject = 'Pivoine' where id = ${id}`.execute(trx)
    throw new Error('not so')
  }).catch(() => undefined)
  expect(await waiting()).toBe(0)
  await sql`update tickets set subject = 'Pivoine' where id = ${id}`.execute(db)
  const client = await pool.connect()
  await client.query('begin')
  expect((await client.query<{ read: number }>('select gather_words(10) as read')).rows[0]!.read).toBe(1)
  // The process dies here.
  await client.query('rollback')
  client.release()
  expect([await known('tulipe'), await known('pivoine'), await waiting()]).toEqual([[number], [], 1])
  await gatherWords(desk)
  expect([await known('tulipe'), await known('pivoine'), await waiting()]).toEqual([[], [number], 0])
})

test('two that gather at once take turns, and what is written meanwhile is not lost', async () => {
  const opened = []
  for (let index = 0; index < 5; index += 1) opened.push(await tickets.open({ subject: 'Marguerite', text: 'rien' }))
  const writing = opened.map(({ id }, index) => sql`update tickets set subject = ${`Marguerite jonquille${index}`} where id = ${id}`.execute(db))
  await Promise.all([...writing, ...Array.from({ length: 6 }, () => gatherWords(desk))])
  await gatherWords(desk)
  for (const [index, { number }] of opened.entries()) expect(await known(`jonquille${index}`)).toEqual([number])
  expect(await waiting()).toBe(0)
})

test('where more wait than a search gathers, it finds the rest once the work has run, in any number', async () => {
  const { number } = await tickets.open({ subject: 'Violette', text: 'rien' })
  await gatherWords(desk)
  await pool.query('insert into words_due (provider_id, ticket_id) select provider_id, id from tickets, generate_series(1, 300)')
  await sql`update tickets set subject = 'Capucine' where provider_id = ${providerId} and number = ${number}`.execute(db)
  await search('capucine')
  expect(await waiting()).toBeGreaterThan(200)
  await trial.jobs.run('words')
  expect([await search('capucine'), await search('violette'), await waiting()]).toEqual([[number], [], 0])
})
