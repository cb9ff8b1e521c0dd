import { expect, test } from 'vitest'
import { openTrial } from '../harness.ts'
import { openStaff } from './scene.ts'

const trial = await openTrial()
const { company, does, opened, read, row, undo, undoing } = await openStaff(trial, 'essai')
const hour = 3_600_000
const at = (text: string) => new Date(text).toISOString()
const later = (hours: number) => new Date(trial.time.now() + hours * hour).toISOString()

/** Answered: only the next reply and the resolution could be due, and the first one is far off. */
async function answered(): Promise<number> {
  const number = await opened()
  await does(number, 'replies', { text: 'Bonjour.' })
  return number
}

test('a ticket put off leaves the lists of work, and comes back by itself when its time has come', async () => {
  const number = await answered()
  const until = later(3)
  expect((await does(number, 'snooze', { until, reason: 'Le colis arrive à midi.' })).status).toBe(200)
  expect(await row(number)).toMatchObject({ place: 'waiting', state: 'open', snoozed_until: Date.parse(until) })
  expect((await read(number)).snoozed).toEqual({ until, wakesAt: until, reason: 'Le colis arrive à midi.' })
  trial.time.advance(3 * hour - 1)
  await trial.jobs.run('snoozed')
  expect((await row(number)).place).toBe('waiting')
  trial.time.advance(1)
  await trial.jobs.run('snoozed')
  expect(await row(number)).toMatchObject({ place: 'todo', snoozed_until: null })
  expect((await read(number)).timeline.at(-1)).toMatchObject({ type: 'ticket.woken', data: { why: 'time' } })
})

test('TIME-08: it comes back at once when the customer writes', async () => {
  const number = await answered()
  await does(number, 'snooze', { until: later(5) })
  await company.call('POST', `tickets/${number}/replies`, { cookie: await company.asContact(), body: { text: 'Une précision.' } })
  expect(await row(number)).toMatchObject({ place: 'todo', snoozed_until: null, last_from: 'customer' })
  expect((await read(number)).timeline.map((entry: { type?: string }) => entry.type)).toContain('ticket.woken')
})

test('TIME-22: putting off stops no clock', async () => {
  const number = await answered()
  const before = (await read(number)).clocks.find((one: { metric: string }) => one.metric === 'resolution').dueAt
  await does(number, 'snooze', { until: later(4) })
  trial.time.advance(4 * hour)
  await trial.jobs.run('snoozed')
  const clock = (await read(number)).clocks.find((one: { metric: string }) => one.metric === 'resolution')
  expect([clock.dueAt, clock.elapsed]).toEqual([before, 'PT14400S'])
})

test('TIME-03: where a promise falls due before, it is said and confirmed, and the ticket comes back an hour before, as its calendar counts', async () => {
  // A first reply is due in two hours of the support calendar: put off from 17:30 on, that is Tuesday at 10:30.
  const number = await opened()
  trial.time.set(Date.parse('2026-11-23T16:30:00Z'))
  await company.call('POST', `tickets/${number}/replies`, { cookie: await company.asContact(), body: { text: 'Alors ?' } })
  const due = Date.parse((await read(number)).clocks.find((one: { metric: string; state: string }) => one.state === 'running' || one.state === 'standing').dueAt)
  expect(due).toBeLessThanOrEqual(trial.time.now())
  // Late already: it says so, and stays away as long as is meant.
  const late = await does(number, 'snooze', { until: later(24) })
  expect([late.status, late.body.code]).toEqual([409, 'confirm-needed'])
  expect(late.body.detail).toContain('est due depuis')
  const fresh = await opened({ subject: 'Autre' })
  trial.time.set(Date.parse('2026-11-23T09:30:00Z'))
  const asked = await does(fresh, 'snooze', { until: later(24) })
  expect([asked.status, asked.body.code]).toEqual([409, 'confirm-needed'])
  expect(asked.body.detail).toContain('reviendra aujourd’hui')
  expect((await row(fresh)).snoozed_until).toBeNull()
  expect((await does(fresh, 'snooze', { until: later(24), confirmed: true })).status).toBe(200)
  const promised = Date.parse((await read(fresh)).clocks.find((one: { metric: string }) => one.metric === 'first_reply').dueAt)
  expect(promised).toBe(Date.parse('2026-11-23T11:00:00Z'))
  expect(Math.abs(Number((await row(fresh)).snoozed_until) - (promised - hour))).toBeLessThanOrEqual(1_000)
})

test('TIME-03: an hour before is an hour of the promise’s own hours: over a night, not of the wall', async () => {
  const number = await opened()
  // At 17:30 nothing is left but what the resolution counts; a first reply from 17:30 would be due at 10:30 on Tuesday.
  trial.time.set(Date.parse('2026-11-23T16:20:00Z'))
  const { status, body } = await company.call('POST', 'requests', { cookie: await company.asContact(), body: { subject: 'Le soir', text: 'Bonsoir.', facts: {} } })
  expect(status).toBe(201)
  expect((await does(body.number, 'snooze', { until: '2026-11-25T09:00:00.000Z', confirmed: true })).status).toBe(200)
  // Received at 17:20: 40 minutes today, 1 h 20 tomorrow: due at 10:20; an hour of support before that is 09:20 on Tuesday.
  expect(Math.abs(Number((await row(body.number)).snoozed_until) - Date.parse('2026-11-24T08:20:00Z'))).toBeLessThanOrEqual(1_000)
  expect(number).toBeGreaterThan(0)
})

test('the next opening is the policy’s to tell, and the choices are on its wall', async () => {
  const number = await answered()
  trial.time.set(Date.parse('2026-11-27T15:00:00Z'))
  const { snoozeChoices } = await read(number)
  expect(Object.fromEntries(snoozeChoices.map((one: { name: string; at: string }) => [one.name, one.at]))).toEqual({
    hour: at('2026-11-27T16:00:00Z'), tomorrow: at('2026-11-28T08:00:00Z'), monday: at('2026-11-30T08:00:00Z'), opening: at('2026-11-30T08:00:00Z'),
  })
  const done = await does(number, 'snooze', { opening: true, confirmed: true })
  expect(done.status, done.text).toBe(200)
  expect((await read(number)).snoozed.until).toBe(at('2026-11-30T08:00:00Z'))
})

test('whoever does something with it has it before them: it sleeps no longer', async () => {
  for (const [path, body] of [['take', undefined], ['replies', { text: 'Voilà.' }], ['transfer', { department: 'financial', note: 'À vous.' }]] as const) {
    const number = await answered()
    await does(number, 'snooze', { until: later(5) })
    expect((await does(number, path, body)).status, path).toBe(200)
    expect((await row(number)).snoozed_until, path).toBeNull()
  }
})

test('what waits already, is solved, or a time that is no use, is refused; taking it back early and undoing put it back', async () => {
  const number = await answered()
  const codes = async (body: object) => (await does(number, 'snooze', body)).body.code
  expect([await codes({ until: later(-1) }), await codes({ until: later(0) }), await codes({ until: later(24 * 400) }), await codes({ until: 'demain' }), await codes({})])
    .toEqual(['unusable-time', 'unusable-time', 'unusable-time', 'invalid-body', 'invalid-body'])
  expect((await does(number, 'wake')).body.code).toBe('not-snoozed')
  await does(number, 'snooze', { until: later(2) })
  await does(number, 'wake')
  expect((await row(number)).place).toBe('todo')
  await does(number, 'snooze', { until: later(2) })
  expect((await undo(number, (await undoing(number, 'ticket.snoozed')).eventId)).status).toBe(200)
  expect(await row(number)).toMatchObject({ place: 'todo', snoozed_until: null })
  await does(number, 'wait', { for: 'supplier', note: 'Commande.' })
  expect(await codes({ until: later(2) })).toBe('waits-already')
  await does(number, 'resume')
  await does(number, 'solve', {})
  expect(await codes({ until: later(2) })).toBe('already-solved')
})
