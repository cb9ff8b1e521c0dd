import { expect, test } from 'vitest'
import type { Figures } from '@guichet/protocol'
import { openTrial } from '../harness.ts'
import { openStaff } from '../acts/scene.ts'

/** Promises that an older version wrote, without what figures ask of them. */
const trial = await openTrial()
const staff = await openStaff(trial, 'anciennes')
const { company, lead } = staff
const { pool } = trial.desk.database
const figures = async (basis: string): Promise<Figures> => (await company.call('GET', `figures?period=week&basis=${basis}`, { cookie: await company.asAgent(lead.id) })).body
const clocks = async () => (await pool.query('select * from clocks order by ticket_id, metric, cycle')).rows

test('are left out and said to be missing until they are made ready, and then count as if they had been written now; what stopped keeps its outcome', async () => {
  const [answered, late, spam, duplicate, owed] = [await staff.opened(), await staff.opened(), await staff.opened(), await staff.opened(), await staff.opened()]
  trial.time.advance(3_600_000)
  for (const number of [answered, spam, duplicate]) await staff.does(number, 'replies', { text: 'Bonjour' })
  await staff.does(spam, 'spam', { confirmed: true })
  expect((await staff.does(duplicate, 'merge', { into: answered, versionThere: (await staff.row(answered)).version })).status).toBe(200)
  trial.time.advance(2 * 3_600_000)
  await staff.does(late, 'replies', { text: 'Enfin' })
  expect(owed).toBeGreaterThan(0)
  const written = await clocks()
  const before = { outcome: await figures('outcome'), creation: await figures('creation') }
  expect(before.outcome).toMatchObject({ whole: true, excluded: { spam: expect.any(Number), merged: expect.any(Number) } })
  expect(before.outcome.lines.find(({ metric }) => metric === 'first_reply')).toMatchObject({ within: 1, over: 1, open: 1 })

  await pool.query('update clocks set line = null, broken = null, tier = null, department = null, assignee_id = null, aside = null')
  await pool.query("update clocks set counted = null, counted_to = null where metric <> 'first_reply'")
  expect(await figures('outcome')).toMatchObject({ whole: false, lines: [] })
  await trial.jobs.run('figures')
  expect(await clocks()).toEqual(written)
  for (const basis of ['outcome', 'creation'] as const) expect(await figures(basis)).toEqual(before[basis])

  // An outcome that today's engine would not give is kept all the same.
  await pool.query("update clocks set line = null, outcome = 'late' where metric = 'first_reply' and outcome = 'kept' and aside is null")
  await trial.jobs.run('figures')
  expect((await figures('outcome')).lines.find(({ metric }) => metric === 'first_reply')).toMatchObject({ within: 0, over: 2 })
})

test('what cannot be read from its events holds up nothing else', async () => {
  await pool.query("update clocks set line = null, policy_version = policy_version where metric = 'first_reply'")
  await pool.query("update events set data = data || '{\"policyVersion\": \"perdue\"}' where type = 'ticket.opened' and ticket_id = (select ticket_id from clocks where outcome = 'late' order by ticket_id limit 1)")
  await trial.jobs.run('figures')
  expect((await pool.query('select count(*)::int as n from clocks where line is null')).rows).toEqual([{ n: 0 }])
  expect((await figures('outcome')).whole).toBe(true)
})
