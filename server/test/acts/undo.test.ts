import { expect, test } from 'vitest'
import { openTrial } from '../harness.ts'
import { openStaff } from './scene.ts'

const trial = await openTrial()
const { company, does, financial, lead, observer, opened, page, read, row, technical, undo, undoing } = await openStaff(trial, 'essai')
const hour = 3_600_000

test('what is undone counts no more: state, hands and clocks come out as if it had not been done, and the history keeps it', async () => {
  const number = await opened()
  await does(number, 'replies', { text: 'Bonjour.' })
  const before = await read(number)
  await does(number, 'solve', {})
  expect((await row(number)).state).toBe('solved')
  const { eventId } = await undoing(number, 'ticket.solved')
  expect((await undo(number, eventId)).status).toBe(200)
  const after = await read(number)
  expect([after.state, after.assignee, after.clocks]).toEqual([before.state, before.assignee, before.clocks])
  expect(after.timeline.find((entry: { id?: string }) => entry.id === eventId)).toMatchObject({ type: 'ticket.solved', undone: true })
  expect(after.timeline.at(-1)).toMatchObject({ type: 'ticket.undone', data: { what: 'ticket.solved' } })
})

test('two acts at the same instant are two acts: undoing the second leaves the first', async () => {
  const number = await opened()
  await does(number, 'take')
  await does(number, 'snooze', { until: new Date(trial.time.now() + hour / 2).toISOString() })
  await undo(number, (await undoing(number, 'ticket.snoozed')).eventId)
  expect(await row(number)).toMatchObject({ assignee_id: company.agent.id, snoozed_until: null })
})

test('one act of several events is undone whole: the note of a transfer goes with it', async () => {
  const number = await opened()
  await does(number, 'transfer', { department: 'financial', note: 'Une facture.' })
  const act = await undoing(number, 'ticket.transferred')
  expect(act.eventIds).toHaveLength(2)
  // Any of its events names it.
  expect((await undo(number, act.eventIds[1])).status).toBe(200)
  expect((await row(number)).department).toBe('technical')
  expect((await read(number)).timeline.find((entry: { message?: { text: string } }) => entry.message?.text === 'Une facture.').message.visibility).toBe('withdrawn')
})

test('a letter that has left is not called back, and it says so; an answer still held is', async () => {
  const number = await opened()
  await does(number, 'replies', { text: 'Partie.' })
  const gone = (await read(number)).undoable.find((one: { what: string }) => one.what === 'message.agent')
  expect([gone.allowed, gone.why]).toEqual([false, 'letter-gone'])
  const refused = await undo(number, gone.eventId)
  expect([refused.status, refused.body.code]).toEqual([409, 'letter-gone'])
  await does(number, 'replies', { text: 'Encore là.', undoSeconds: 30 })
  const held = await undoing(number, 'message.agent')
  expect(held.allowed).toBe(true)
  expect((await undo(number, held.eventId)).status).toBe(200)
  expect((await company.call('GET', `tickets/${number}`, { cookie: await company.asContact() })).text).not.toContain('Encore là.')
})

test('by whoever did it, or a lead; within a day; never what a customer or the desk itself did', async () => {
  const number = await opened()
  await does(number, 'take')
  const { eventId } = await undoing(number, 'ticket.taken')
  expect([(await undo(number, eventId, technical.id)).body.code, (await undo(number, eventId, observer.id)).status, (await undo(number, eventId, financial.id)).status]).toEqual(['not-yours-to-undo', 403, 404])
  trial.time.advance(24 * hour + 1)
  expect([(await undo(number, eventId)).body.code, (await undo(number, eventId, lead.id)).body.code]).toEqual(['too-old-to-undo', 'too-old-to-undo'])
  trial.time.set(trial.time.now() - 2)
  expect((await undo(number, eventId, lead.id)).status).toBe(200)
  expect((await row(number)).assignee_id).toBeNull()
  const opening = (await read(number)).timeline.find((entry: { type?: string }) => entry.type === 'ticket.opened')
  expect([(await undo(number, opening.id)).body.code, (await undo(number, eventId)).body.code]).toEqual(['not-undoable', 'already-handled'])
  expect((await undo(number, '01a20000-0000-7000-8000-000000000000')).body.code).toBe('already-handled')
})

test('what followed and touches the same stands in the way; what touches something else does not', async () => {
  const number = await opened()
  await does(number, 'priority', { priority: 'high', reason: 'Arrêt.' }, { method: 'PUT' })
  await does(number, 'tags', { add: ['panne'] })
  await does(number, 'notes', { text: 'Vu.' })
  const { eventId } = await undoing(number, 'ticket.reprioritised')
  await does(number, 'facts', { facts: { topic: 'hosting' }, reason: 'Précisé.' }, { method: 'PUT' })
  expect((await undo(number, eventId)).body.code).toBe('followed')
  await undo(number, (await undoing(number, 'ticket.facts_changed')).eventId)
  expect((await undo(number, eventId)).status).toBe(200)
  expect(await row(number)).toMatchObject({ priority: 'normal', tags: ['panne'] })
})

test('a customer who wrote since has read what was done: the state is not undone behind them', async () => {
  const number = await opened()
  await does(number, 'replies', { text: 'Fait.', then: 'keep' })
  await does(number, 'solve', {})
  const { eventId } = await undoing(number, 'ticket.solved')
  await company.call('POST', `tickets/${number}/replies`, { cookie: await company.asContact(), body: { text: 'Merci, mais non.' } })
  expect((await undo(number, eventId)).body.code).toBe('followed')
})

test('undoing may be undone, and what was undone counts again', async () => {
  const number = await opened()
  await does(number, 'take')
  await undo(number, (await undoing(number, 'ticket.taken')).eventId)
  expect((await row(number)).assignee_id).toBeNull()
  expect((await undo(number, (await undoing(number, 'ticket.undone')).eventId)).status).toBe(200)
  expect((await row(number)).assignee_id).toBe(company.agent.id)
})

test('S5-4: whoever handed a ticket out of their own sight takes it back, until somebody there has begun', async () => {
  const number = await opened()
  const { version } = (await page(number, technical.id)).body
  const sent = await does(number, 'transfer', { department: 'financial', note: 'Facture.' }, { as: technical.id, version })
  expect(sent.status, sent.text).toBe(200)
  expect((await page(number, technical.id)).status).toBe(404)
  const { eventId } = await undoing(number, 'ticket.transferred', lead.id)
  expect((await undo(number, eventId, technical.id)).status).toBe(200)
  expect((await page(number, technical.id)).status).toBe(200)
  await does(number, 'transfer', { department: 'financial', note: 'Facture.' }, { as: technical.id })
  const again = await undoing(number, 'ticket.transferred', lead.id)
  await does(number, 'take', undefined, { as: financial.id })
  expect((await undo(number, again.eventId, technical.id)).status).toBe(404)
  // What is behind the wall answers like what is not there, whatever event is named.
  expect((await undo(999_999, again.eventId, technical.id)).status).toBe(404)
})

test('the same key undoes once, and another body with it is refused', async () => {
  const number = await opened()
  await does(number, 'take')
  const { eventId } = await undoing(number, 'ticket.taken')
  const [first, second] = [await does(number, 'undo', { eventId }, { headers: { 'idempotency-key': 'u1' } }), await does(number, 'undo', { eventId }, { headers: { 'idempotency-key': 'u1' } })]
  expect([first.status, second.status, first.body]).toEqual([200, 200, second.body])
})
