import { expect, test } from 'vitest'
import { countsChanged, watchCounts } from '#desk/desk.ts'
import { addAgent } from '#people/people.ts'
import { actAs, ask, openCompany, openTrial } from '../harness.ts'

/** How much saved views hold: what is open in one pass for all behind a wall, what is done with where a view names it. */
const trial = await openTrial()
const company = await openCompany(trial, 'comptes')
const { desk } = trial
const { pool } = desk.database
const agent = (name: string, departments: string[] = []) => addAgent(desk, company.provider.id, { name, email: `${name.toLowerCase()}@comptes.example`, password: 'un mot de passe assez long', roles: ['lead'], departments })
const [lead, finance, other] = [await agent('Léa'), await agent('Fanny', ['financial']), await agent('Félix', ['financial'])]

const saved = async (filter: string): Promise<string> => (await company.call('POST', 'views', { cookie: await company.asAgent(lead.id), body: { name: filter, filter, scope: 'all' } })).body.id
const counted = async (who: { id: string }) => (await company.call('GET', 'queue/counts', { cookie: await company.asAgent(who.id) })).body as { saved: Record<string, number | null>; savedPartly: Record<string, string> }
const listed = async (who: { id: string }, id: string) => (await company.call('GET', `queue/shape?saved=${id}`, { cookie: await company.asAgent(who.id) })).body.total as number

const numbers: number[] = []
for (let index = 0; index < 6; index++) numbers.push((await ask(company)).body.number)
const [technical, given, billing, solved, shared, mine] = numbers as [number, number, number, number, number, number]
const place = (number: number, department: string | null) => pool.query('update tickets set department = $2 where number = $1', [number, department])
for (const number of [technical, given]) await place(number, 'technical')
for (const number of [billing, solved]) await place(number, 'financial')
await actAs(company, solved, 'solve', { text: 'Fait.' })
await actAs(company, mine, 'take')
await pool.query('update tickets set assignee_id = $2 where number = $1', [given, finance.id])

const views = { any: await saved('language:fr'), open: await saved('language:fr place:todo,waiting'), closed: await saved('state:solved'), both: await saved('place:todo,solved'), nobody: await saved('assignee:none'), own: await saved('assignee:me'), odd: await saved('place:todo place:solved') }

test('S5-3: a view counts what its reader sees, what was given to them beyond the wall too; done with only where it says so, and that is told', async () => {
  const all = await counted(lead)
  expect(all.saved).toMatchObject({ [views.any]: 5, [views.open]: 5, [views.closed]: 1, [views.both]: 6, [views.own]: 0, [views.odd]: 0 })
  expect(all.savedPartly).toEqual({ [views.any]: 'open', [views.nobody]: 'open', [views.own]: 'open' })
  const walled = await counted(finance)
  // Of no department: two; of theirs: one open, one solved; given to them: one.
  expect(walled.saved).toMatchObject({ [views.any]: 4, [views.open]: 4, [views.closed]: 1, [views.both]: 5, [views.own]: 1 })
  expect((await counted(other)).saved).toMatchObject({ [views.any]: 3, [views.open]: 3, [views.own]: 0 })
  // Where nothing is left out, a count is the length of its list.
  for (const who of [lead, finance, other]) for (const id of [views.open, views.closed, views.both]) expect((await counted(who)).saved[id], id).toBe(await listed(who, id))
  expect(shared).toBeGreaterThan(0)
})

test('what is kept holds after each change that could alter it, and is not worked out again for those that could not', async () => {
  watchCounts(desk, true)
  const statements: string[] = []
  const asked = pool.query.bind(pool)
  ;(pool as { query: unknown }).query = (...given: unknown[]) => {
    statements.push(typeof given[0] === 'string' ? given[0] : ((given[0] as { text: string }).text))
    return (asked as (...all: unknown[]) => unknown)(...given)
  }
  const passes = () => statements.splice(0).filter((text) => text.includes('filter (where t.place in')).length
  try {
    expect((await counted(lead)).saved[views.open]).toBe(5)
    passes()
    for (const events of [['mail.sent'], [], ['message.note']]) countsChanged(desk, { provider: company.provider.id, ticket: desk.ids.next(), stands: { department: 'technical', assigneeId: null }, events })
    await counted(lead)
    expect(passes()).toBe(0)
    // Behind the wall of others nothing is counted again for what they cannot see.
    await counted(finance)
    passes()
    countsChanged(desk, { provider: company.provider.id, ticket: desk.ids.next(), stands: { department: 'technical', assigneeId: null }, before: { department: 'technical', assigneeId: null }, events: ['ticket.solved'] })
    await counted(finance)
    expect(passes()).toBe(0)
    await actAs(company, billing, 'solve', { text: 'Fait aussi.' })
    expect((await counted(lead)).saved).toMatchObject({ [views.open]: 4, [views.closed]: 2, [views.both]: 6 })
    expect((await counted(finance)).saved).toMatchObject({ [views.open]: 3, [views.closed]: 2 })
    expect(passes()).toBeGreaterThan(0)
  } finally {
    ;(pool as { query: unknown }).query = asked
    watchCounts(desk, false)
  }
})
