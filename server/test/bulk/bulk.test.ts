import { beforeEach, expect, test } from 'vitest'
import { advanceBulk } from '#bulk/bulk.ts'
import { openTrial } from '../harness.ts'
import { openMany } from './scene.ts'

const trial = await openTrial({ GUICHET_API_RATE: '100000' })
let slugs = 0
let many: Awaited<ReturnType<typeof openMany>>
beforeEach(async () => {
  many = await openMany(trial, `bulk${slugs++}`)
})
const hour = 3_600_000

test('the preview says what then happens: how many, who is refused and why, what is unchanged; and does nothing itself', async () => {
  const { begin, company, does, eventsOf, preview, row, run, several } = many
  const numbers = await several(6)
  await does(numbers[0]!, 'close', { text: 'Fini.' })
  await does(numbers[1]!, 'assignee', { agentId: company.agent.id }, { method: 'PUT' })
  const before = await Promise.all(numbers.map(row))
  const act = { do: 'assign', agentId: company.agent.id }
  const seen = await preview(act)
  expect(seen).toMatchObject({ total: 6, looked: 6, would: 4, unchanged: 1, letters: 0, refused: [{ code: 'ticket-closed', title: 'Ce ticket est clos', count: 1, tickets: [{ number: numbers[0] }] }] })
  expect(await Promise.all(numbers.map(row))).toEqual(before)
  const begun = await begin(act)
  expect([begun.status, begun.body.total]).toEqual([202, 6])
  await trial.jobs.settle()
  const end = await run(begun.body.id)
  expect(end).toMatchObject({ state: 'done', done: seen.would, unchanged: seen.unchanged, refused: 1, mayUndo: true, mayStop: false })
  expect(end.refusals).toEqual(seen.refused)
  expect(await eventsOf('ticket.assigned')).toHaveLength(5)
  expect((await eventsOf('bulk.ended')).map(({ data, actor_id: by }) => [data, by])).toEqual([[{ runId: begun.body.id, done: 4, unchanged: 1, refused: 1, undone: 0, kept: 0 }, company.agent.id]])
})

test('letters are counted before, and leave only afterwards; what the policy wants confirmed is refused until it is meant', async () => {
  const { begin, preview, run, several } = many
  await several(3)
  const solve = { do: 'solve', text: 'La panne est réparée.' }
  const { db } = trial.desk.database
  const outgoing = async () => (await db.selectFrom('outbox').select('id').where('provider_id', '=', many.company.provider.id).execute()).length
  const already = await outgoing()
  expect(await preview(solve)).toMatchObject({ would: 3, letters: 3, refused: [] })
  expect((await preview({ do: 'solve' })).refused).toMatchObject([{ code: 'reply-required', count: 3 }])
  expect(await outgoing()).toBe(already)
  const spam = { do: 'spam' }
  const [group] = (await preview(spam)).refused
  expect([group.code, group.count, group.tickets[0].detail]).toEqual(['confirm-needed', 3, 'Ce client a un contrat en cours. Le classer comme indésirable quand même\u202f?'])
  expect(await preview(spam, undefined, { confirmed: true })).toMatchObject({ would: 3, refused: [] })
  const begun = await begin(solve)
  await trial.jobs.settle()
  expect(await run(begun.body.id)).toMatchObject({ done: 3 })
  expect(await outgoing()).toBe(already + 3)
  // What was read by then is not called back, and it says so.
  await many.call('POST', `bulk/${begun.body.id}/undo`)
  await trial.jobs.settle()
  expect(await run(begun.body.id)).toMatchObject({ state: 'undone', undone: 0, kept: 3, keptGroups: [{ code: 'letter-gone', count: 3 }] })
})

test('the set is what it was at the start: what comes into the list later is left alone, what was left out too', async () => {
  const { begin, idsOf, row, run, several } = many
  const numbers = await several(4)
  const begun = await begin({ do: 'tag', add: ['panne'] }, { list: { q: 'state:new' }, except: await idsOf([numbers[3]!]) })
  const [late] = await several(1)
  await trial.jobs.settle()
  expect(await run(begun.body.id)).toMatchObject({ total: 3, done: 3, chosenBy: 'state:new' })
  expect(await Promise.all([...numbers, late!].map(async (number) => (await row(number)).tags))).toEqual([['panne'], ['panne'], ['panne'], [], []])
})

test('six hundred, stopped in the middle: the ticket in hand is finished, no other is begun, and all that was done is undone', async () => {
  const { begin, call, copies, eventsOf, run, several } = many
  const [first] = await several(1)
  await copies(first!, 599)
  expect(await many.preview({ do: 'tag', add: ['vague'] })).toMatchObject({ total: 600, looked: 500, would: 500 })
  const { id } = (await begin({ do: 'tag', add: ['vague'] })).body
  await advanceBulk(trial.desk, 10)
  const middle = await run(id)
  expect([middle.state, middle.done, middle.mayStop, middle.mayUndo]).toEqual(['running', 200, true, false])
  expect((await call('POST', `bulk/${id}/undo`)).body.code).toBe('bulk-running')
  expect((await call('POST', `bulk/${id}/stop`)).status).toBe(202)
  expect((await call('POST', `bulk/${id}/stop`)).body.code).toBe('already-handled')
  await trial.jobs.settle()
  expect(await eventsOf('ticket.tagged')).toHaveLength(200)
  expect(await run(id)).toMatchObject({ state: 'stopped', done: 200, mayUndo: true })
  expect((await call('POST', `bulk/${id}/undo`)).body.state).toBe('undoing')
  await trial.jobs.settle()
  expect(await run(id)).toMatchObject({ state: 'undone', done: 0, undone: 200, kept: 0, mayUndo: false })
  const { db } = trial.desk.database
  const tagged = await db.selectFrom('tickets').select('id').where('provider_id', '=', many.company.provider.id).where('tags', '!=', '{}' as never).execute()
  expect(tagged).toEqual([])
  expect((await call('POST', `bulk/${id}/undo`)).body.code).toBe('already-handled')
})

test('two processes at once, or one that died between two tickets: none is done twice', async () => {
  const { begin, copies, eventsOf, run, several } = many
  const [first] = await several(1)
  await copies(first!, 119)
  const { id } = (await begin({ do: 'tag', add: ['une-fois'] })).body
  await advanceBulk(trial.desk, 1)
  await Promise.all([advanceBulk(trial.desk), advanceBulk(trial.desk), advanceBulk(trial.desk)])
  expect(await run(id)).toMatchObject({ state: 'done', done: 120, unchanged: 0, refused: 0 })
  expect(await eventsOf('ticket.tagged')).toHaveLength(120)
  expect(await eventsOf('bulk.ended')).toHaveLength(1)
})

test('a process that dies in the middle of a ticket leaves it undone and uncounted; the next does it', async () => {
  const { begin, eventsOf, run, several } = many
  await several(3)
  const begun = await begin({ do: 'tag', add: ['coupe'] })
  expect(begun.body).toMatchObject({ total: 3 })
  const { id } = begun.body
  const { pool } = trial.desk.database
  // The event is written, and then the database goes away before the commit.
  await pool.query(`create function falter() returns trigger language plpgsql as $$ begin raise exception 'gone' using errcode = '57P01'; end $$`)
  await pool.query('create trigger falter before update on bulk_tickets for each row execute function falter()')
  try {
    await expect(advanceBulk(trial.desk, 1)).rejects.toThrow('gone')
    expect([(await eventsOf('ticket.tagged')).length, (await run(id)).done]).toEqual([0, 0])
  } finally {
    await pool.query('drop trigger falter on bulk_tickets')
    await pool.query('drop function falter()')
  }
  await trial.jobs.settle()
  expect([(await eventsOf('ticket.tagged')).length, await run(id)]).toMatchObject([3, { state: 'done', done: 3, refused: 0 }])
})

test('what followed stands in the way of undoing, and is told by ticket; the others are undone', async () => {
  const { begin, call, company, does, row, run, several } = many
  const numbers = await several(3)
  const { id } = (await begin({ do: 'assign', agentId: company.agent.id })).body
  await trial.jobs.settle()
  await does(numbers[1]!, 'assignee', { agentId: null }, { method: 'PUT' })
  await call('POST', `bulk/${id}/undo`)
  await trial.jobs.settle()
  expect(await run(id)).toMatchObject({ state: 'undone', undone: 2, kept: 1, keptGroups: [{ code: 'followed', title: 'Autre chose a suivi, qui en dépend', tickets: [{ number: numbers[1] }] }] })
  expect((await row(numbers[0]!)).assignee_id).toBeNull()
  trial.time.advance(25 * hour)
  const again = (await begin({ do: 'snooze', until: new Date(trial.time.now() + hour).toISOString() }, undefined, { confirmed: true })).body
  await trial.jobs.settle()
  trial.time.advance(25 * hour)
  await call('POST', `bulk/${again.id}/undo`)
  await trial.jobs.settle()
  expect((await run(again.id)).keptGroups.map(({ code }: { code: string }) => code)).not.toContain('followed')
})

test('behind the wall nothing is done nor named; who loses the right in the middle does no more', async () => {
  const { begin, call, financial, idsOf, observer, preview, row, run, several, technical } = many
  const bills = await several(2, { facts: { kind: 'billing' } })
  const faults = await several(41)
  const chosen = { ids: await idsOf([...bills, ...faults]) }
  const as = { as: technical.id }
  const seen = await preview({ do: 'watch', watching: true }, chosen, {}, as)
  expect([seen.total, seen.gone, seen.would, JSON.stringify(seen).includes(String(bills[0]))]).toEqual([41, 2, 41, false])
  expect((await call('POST', 'bulk/preview', { chosen, act: { do: 'watch', watching: true } }, { as: observer.id })).body.code).toBe('not-allowed')
  const { id } = (await begin({ do: 'watch', watching: true }, chosen, {}, as)).body
  expect([(await call('GET', `bulk/${id}`, undefined, { as: financial.id })).status, (await call('POST', `bulk/${id}/stop`, undefined, { as: financial.id })).status]).toEqual([404, 404])
  expect((await call('GET', 'bulk', undefined, { as: financial.id })).body.runs).toEqual([])
  await advanceBulk(trial.desk, 1)
  await trial.desk.database.db.updateTable('agents').set({ roles: ['observer'] }).where('id', '=', technical.id).execute()
  await trial.jobs.settle()
  await trial.desk.database.db.updateTable('agents').set({ roles: [] }).where('id', '=', technical.id).execute()
  expect(await run(id, technical.id)).toMatchObject({ state: 'stopped', why: 'not-allowed', done: 20 })
  expect((await row(bills[0]!)).watchers).toEqual([])
  // A lead sees whose it is, and may end it.
  expect((await call('GET', 'bulk', undefined, { as: many.lead.id })).body.runs).toMatchObject([{ id, agent: { name: 'Theo' } }])
})

test('two agents at once take turns; the same key is the same run; too many at once are refused', async () => {
  const { begin, company, copies, lead, run, several } = many
  const [first] = await several(1)
  await copies(first!, 59)
  const one = (await begin({ do: 'tag', add: ['un'] }, undefined, {}, { key: 'k' })).body
  expect((await begin({ do: 'tag', add: ['un'] }, undefined, {}, { key: 'k' })).body.id).toBe(one.id)
  expect((await begin({ do: 'tag', add: ['deux'] }, undefined, {}, { key: 'k' })).body.code).toBe('key-reused')
  expect((await many.call('POST', 'bulk', { chosen: { list: { view: 'all' } }, act: { do: 'tag', add: ['un'] } })).body.code).toBe('key-required')
  const other = (await begin({ do: 'tag', add: ['deux'] }, undefined, {}, { as: lead.id })).body
  await advanceBulk(trial.desk, 2)
  expect([(await run(one.id)).done, (await run(other.id, lead.id)).done]).toEqual([20, 20])
  await begin({ do: 'tag', add: ['trois'] })
  await begin({ do: 'tag', add: ['quatre'] })
  expect((await begin({ do: 'tag', add: ['cinq'] })).body.code).toBe('bulk-busy')
  await trial.jobs.settle()
  expect((await begin({ do: 'tag', add: ['cinq'] })).status).toBe(202)
  expect((await begin({ do: 'tag', add: ['six'] }, { list: { q: 'state:closed' } })).body.code).toBe('nothing-chosen')
  const { rows } = await trial.desk.database.pool.query("select distinct array_length(tags, 1) as n from tickets where provider_id = $1", [company.provider.id])
  expect(rows).toEqual([{ n: 4 }])
})

test('an unreadable filter, too many ids, an act that is none: said at the door', async () => {
  const { begin } = many
  expect((await begin({ do: 'tag', add: ['x'] }, { list: { q: 'couleur:bleu' } })).body.code).toBe('filter-unreadable')
  expect((await begin({ do: 'tag', add: ['x'] }, { ids: Array.from({ length: 5_001 }, () => '01a20000-0000-7000-8000-000000000000') })).status).toBe(422)
  expect((await begin({ do: 'burn' })).status).toBe(422)
  expect((await begin({ do: 'tag', add: ['x'] }, { ids: ['01a20000-0000-7000-8000-000000000000'] })).body.code).toBe('nothing-chosen')
})
