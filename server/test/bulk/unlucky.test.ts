import { beforeEach, expect, test } from 'vitest'
import { advanceBulk } from '#bulk/bulk.ts'
import { openTrial } from '../harness.ts'
import { source } from '../acts/scene.ts'
import { openMany } from './scene.ts'

/** Acts on many, with bad luck and bad will: two at once, rights that go, a policy that changes, tickets that move meanwhile. */
const trial = await openTrial({ GUICHET_API_RATE: '100000' })
const { db, pool } = trial.desk.database
let slugs = 0
let many: Awaited<ReturnType<typeof openMany>>
beforeEach(async () => {
  many = await openMany(trial, `malchance${slugs++}`)
})
const answer = (more: object = {}) => ({ do: 'reply', texts: { fr: 'Bonjour {contact.name}.', en: 'Hello {contact.name}.' }, ...more })
const lettersOf = (providerId: string) => db.selectFrom('outbox').select(['ticket_id', 'state']).where('provider_id', '=', providerId).where('kind', '=', 'reply').execute()

test('two runs of two agents over the same requests, advanced by three processes at once: each is solved once, and the sums are true', async () => {
  const { begin, company, eventsOf, lead, run, several } = many
  await several(25)
  const one = (await begin(answer({ then: 'solve' }))).body
  const other = (await begin({ do: 'solve', text: 'Autrement.' }, undefined, {}, { as: lead.id })).body
  await Promise.all([advanceBulk(trial.desk), advanceBulk(trial.desk), advanceBulk(trial.desk)])
  const [first, second] = [await run(one.id), await run(other.id, lead.id)]
  expect(await eventsOf('ticket.solved')).toHaveLength(25)
  // Answering what is solved already is an answer all the same; solving it again is refused, and so told.
  expect([first.done, second.done + second.refused]).toEqual([25, 25])
  if (second.refused > 0) expect(second.refusals).toMatchObject([{ code: 'already-solved', count: second.refused }])
  expect(await lettersOf(company.provider.id)).toHaveLength(25 + second.done)
})

test('an agent who is disabled in the middle does no more; what they held is called back by a lead', async () => {
  const { begin, call, company, lead, run, several, technical } = many
  await several(41)
  const { id } = (await begin(answer(), undefined, { holdSeconds: 300 }, { as: technical.id })).body
  await advanceBulk(trial.desk, 1)
  trial.time.advance(200_000)
  await db.updateTable('agents').set({ disabled_at: trial.time.now() }).where('id', '=', technical.id).execute()
  await trial.jobs.settle()
  const stopped = await run(id, lead.id)
  // Whoever takes over has the whole time again.
  expect(stopped).toMatchObject({ state: 'stopped', why: 'not-allowed', done: 20, held: { count: 20, until: new Date(trial.time.now() + 300_000).toISOString() } })
  expect((await call('POST', `bulk/${id}/undo`, undefined, { as: lead.id })).status).toBe(202)
  await trial.jobs.settle()
  expect(await run(id, lead.id)).toMatchObject({ state: 'undone', undone: 20, kept: 0 })
  expect([...new Set((await lettersOf(company.provider.id)).map(({ state }) => state))]).toEqual(['cancelled'])
  expect(await db.selectFrom('tickets').select('number').where('provider_id', '=', company.provider.id).where('last_from', '<>', 'customer').execute()).toEqual([])
})

test('a wall that comes down in the middle: what is behind it by then is not touched, and is told as not there', async () => {
  const { begin, company, row, run, several, technical } = many
  const bills = await several(3, { facts: { kind: 'billing' } })
  await db.updateTable('agents').set({ departments: [] }).where('id', '=', technical.id).execute()
  const { id } = (await begin({ do: 'tag', add: ['vu'] }, undefined, {}, { as: technical.id })).body
  await db.updateTable('agents').set({ departments: ['technical'] }).where('id', '=', technical.id).execute()
  await trial.jobs.settle()
  expect(await run(id, technical.id)).toMatchObject({ state: 'done', done: 0, refused: 3, refusals: [{ code: 'not-found', count: 3 }] })
  expect((await row(bills[0]!)).tags).toEqual([])
  // Nor does the outcome as a table tell what they are about.
  const csv = await company.call('GET', `bulk/${id}/outcome.csv?lang=fr`, { cookie: await company.asAgent(technical.id) })
  expect(csv.text).not.toContain('Une question')
  expect(csv.text.split('\r\n').filter(Boolean)).toHaveLength(4)
})

test('the policy changes in the middle: each request is judged by its own, and the rest of the run by the new one where it is adopted', async () => {
  const { begin, company, run, several } = many
  const adopting = source.replace('applies_to_open_tickets: keep', 'applies_to_open_tickets: adopt')
  const publish = (text: string) => trial.desk.policies.publish(company.provider.id, { source: text, file: 'policy.yaml', by: 'test' })
  expect((await publish(adopting.replace('version: "v1"', 'version: "v2"').replace('effective: 2026-01-01', 'effective: 2026-02-01'))).ok).toBe(true)
  await several(30)
  const { id } = (await begin({ do: 'transfer', department: 'financial', note: 'Pour la comptabilité.' })).body
  await advanceBulk(trial.desk, 1)
  expect(await run(id)).toMatchObject({ done: 20 })
  const without = adopting.replace('version: "v1"', 'version: "v3"').replace('effective: 2026-01-01', 'effective: 2026-03-01').replace(', financial: { fr: Comptabilité, en: Accounts }', '').replace("        - { name: financial, when: { kind: billing }, is: financial }\n", '')
  expect((await publish(without)).ok).toBe(true)
  await trial.jobs.settle()
  expect(await run(id)).toMatchObject({ state: 'done', done: 20, refused: 10, refusals: [{ code: 'unknown-department', count: 10 }] })
})

test('a request that is merged in the middle is left to the one in which it goes on, both in doing and in undoing', async () => {
  const { begin, call, does, row, run, several } = many
  const numbers = await several(22)
  const { id } = (await begin({ do: 'tag', add: ['panne'] })).body
  await advanceBulk(trial.desk, 1)
  const tagged = await Promise.all(numbers.map(async (number) => ({ number, done: (await row(number)).tags.includes('panne') })))
  const [waiting, survivor] = [tagged.filter(({ done }) => !done)[0]!.number, tagged.filter(({ done }) => done)[0]!.number]
  const merged = tagged.filter(({ done }) => done)[1]!.number
  for (const from of [waiting, merged]) expect((await does(from, 'merge', { into: survivor, versionThere: (await row(survivor)).version })).status).toBe(200)
  await trial.jobs.settle()
  expect(await run(id)).toMatchObject({ state: 'done', done: 21, refused: 1, refusals: [{ code: 'ticket-merged', tickets: [{ number: waiting }] }] })
  await call('POST', `bulk/${id}/undo`)
  await trial.jobs.settle()
  const end = await run(id)
  expect([end.state, end.undone + end.kept, end.keptGroups.flatMap(({ tickets }: { tickets: { number: number }[] }) => tickets.map(({ number }) => number))]).toEqual(['undone', 21, expect.arrayContaining([merged])])
})

test('a customer who writes between the act and its undoing is not brushed aside: that one stays as it is, its letter leaves', async () => {
  const { begin, call, company, row, run, several } = many
  const numbers = await several(3)
  const { id } = (await begin(answer({ then: 'solve' }), undefined, { holdSeconds: 300 })).body
  await trial.jobs.settle()
  trial.time.advance(30_000)
  expect((await company.call('POST', `tickets/${numbers[1]}/replies`, { cookie: await company.asContact(), body: { text: 'Encore une chose.' } })).status).toBe(200)
  await call('POST', `bulk/${id}/undo`)
  await trial.jobs.settle()
  expect(await run(id)).toMatchObject({ undone: 2, kept: 1, held: null, keptGroups: [{ code: 'followed', tickets: [{ number: numbers[1] }] }] })
  const states = await lettersOf(company.provider.id)
  expect(states.filter(({ state }) => state === 'cancelled')).toHaveLength(2)
  expect(await row(numbers[1]!)).toMatchObject({ last_from: 'customer' })
})

test('a process that dies in the middle of calling letters back: the next goes on, and none leaves meanwhile', async () => {
  const { begin, call, company, run, several } = many
  await several(3)
  const { id } = (await begin(answer(), undefined, { holdSeconds: 60 })).body
  await trial.jobs.settle()
  await call('POST', `bulk/${id}/undo`)
  await pool.query(`create function falter() returns trigger language plpgsql as $$ begin raise exception 'gone' using errcode = '57P01'; end $$`)
  await pool.query(`create trigger falter before update on bulk_tickets for each row execute function falter()`)
  try {
    await expect(advanceBulk(trial.desk, 1)).rejects.toThrow('gone')
  } finally {
    await pool.query('drop trigger falter on bulk_tickets')
    await pool.query('drop function falter()')
  }
  trial.time.advance(3_600_000)
  await trial.jobs.run('outbox')
  expect((await lettersOf(company.provider.id)).map(({ state }) => state)).toEqual(['pending', 'pending', 'pending'])
  await trial.jobs.settle()
  expect(await run(id)).toMatchObject({ state: 'undone', undone: 3 })
  expect((await lettersOf(company.provider.id)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled'])
})

test('an answer to many is counted once for each, refused as by hand, and takes no other provider’s request', async () => {
  const { begin, call, does, preview, run, several } = many
  const numbers = await several(3)
  await does(numbers[0]!, 'close', { text: 'Fini.' })
  const stranger = await openMany(trial, `voisin${slugs}`)
  const [theirs] = await stranger.several(1)
  const chosen = { ids: [...(await many.idsOf(numbers)), ...(await stranger.idsOf([theirs!]))] }
  const made = await call('POST', 'macros', { name: 'Compte', texts: { fr: 'x', en: 'x' }, whose: 'me' })
  expect(await preview(answer(), chosen)).toMatchObject({ total: 3, gone: 1, would: 2, refused: [{ code: 'ticket-closed', count: 1 }] })
  const { id } = (await begin(answer({ macro: made.body.id, texts: { fr: 'x', en: 'x' } }), chosen)).body
  await trial.jobs.settle()
  expect(await run(id)).toMatchObject({ total: 3, done: 2, refused: 1 })
  expect((await call('GET', 'macros')).body.rows.find((one: { id: string }) => one.id === made.body.id).used).toBe(2)
  expect((await begin(answer(), undefined, { holdSeconds: 901 })).status).toBe(422)
})
