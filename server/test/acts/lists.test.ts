import { expect, test } from 'vitest'
import { receive } from '#intake/intake.ts'
import { projectAgain } from '#desk/desk.ts'
import { blankTicket } from '#privacy/redact-ticket.ts'
import { openTrial } from '../harness.ts'
import { openStaff } from './scene.ts'

const trial = await openTrial()
const { company, does, financial, lead, observer, opened, page, read, row, technical, undo, undoing } = await openStaff(trial, 'essai')
const { db } = trial.desk.database
const providerId = company.provider.id
const hour = 3_600_000

async function mail(address: string, key: string, subject = 'Offre') {
  return receive(trial.desk, {
    providerId, channel: 'mail', medium: 'mail', receivedAt: trial.time.now(), dedupeKey: key, sender: { address, trust: 'T0', flags: [] }, automatic: 'human', subject, text: 'Gagnez vite.', facts: {}, attachments: [],
  })
}

test('what is unwanted leaves the lists, owes nothing, is never answered; the next mail of its sender is put aside', async () => {
  const received = await mail('gain@loterie.example', 'spam-1')
  expect(received.kind).toBe('ticket')
  const { number, ticketId } = received as { number: number; ticketId: string }
  expect((await does(number, 'spam', {})).status).toBe(200)
  expect(await row(number)).toMatchObject({ place: 'spam', due: null, late_at: null, timer_at: null })
  const clocks = await db.selectFrom('clocks').select(['outcome', 'watch_at']).where('ticket_id', '=', ticketId).execute()
  expect(clocks.every((clock) => clock.outcome === 'cancelled' && clock.watch_at === null)).toBe(true)
  expect((await db.selectFrom('outbox').select('id').where('ticket_id', '=', ticketId).where('state', '=', 'pending').execute())).toEqual([])
  for (const [path, body] of [['replies', { text: 'r' }], ['take', undefined], ['solve', { text: 's' }], ['wait', { for: 'customer', question: 'q' }], ['snooze', { until: new Date(trial.time.now() + hour).toISOString() }], ['close', {}]] as const) {
    expect((await does(number, path, body)).body.code, path).toBe('ticket-spam')
  }
  expect(await mail('Gain@Loterie.example', 'spam-2')).toMatchObject({ kind: 'quarantined', why: 'unwanted' })
  expect(await mail('autre@loterie.example', 'other')).toMatchObject({ kind: 'ticket' })
  await undo(number, (await undoing(number, 'ticket.spam')).eventId)
  expect(await row(number)).toMatchObject({ place: 'todo', spam_from: null })
  expect((await read(number)).clocks.some((clock: { state: string }) => clock.state === 'running')).toBe(true)
  expect(await mail('gain@loterie.example', 'spam-3')).toMatchObject({ kind: 'ticket' })
})

test('what a customer under contract asked is called unwanted only by whoever means it, and puts nothing of theirs aside', async () => {
  const number = await opened()
  const asked = await does(number, 'spam', {})
  expect([asked.status, asked.body.code]).toEqual([409, 'confirm-needed'])
  expect(asked.body.detail).toContain('contrat')
  expect((await does(number, 'spam', { confirmed: true })).status).toBe(200)
  expect((await row(number)).spam_from).toBeNull()
  // Whom we know and who writes again is heard.
  await company.call('POST', `tickets/${number}/replies`, { cookie: await company.asContact(), body: { text: 'Êtes-vous là ?' } })
  expect(await row(number)).toMatchObject({ place: 'todo', last_from: 'customer' })
  await does(number, 'spam', { confirmed: true })
  expect((await does(number, 'spam', undefined, { method: 'DELETE' })).status).toBe(200)
  expect((await row(number)).place).toBe('todo')
})

test('tags are words, found however they were typed, up to twenty; a word that is new joins the list', async () => {
  const number = await opened()
  expect((await does(number, 'tags', { add: ['À rappeler', 'Réseau_Sud', 'à-rappeler'] })).status).toBe(200)
  expect((await row(number)).tags).toEqual(['à-rappeler', 'réseau-sud'])
  const found = await company.call('GET', 'tags?begun=R%C3%A9s', { cookie: await company.asAgent() })
  expect(found.body).toEqual(['réseau-sud'])
  for (const wrong of ['', '-x', 'a'.repeat(41), 'a;b', '<b>']) expect((await does(number, 'tags', { add: [wrong] })).body.code, wrong).toBe('invalid-body')
  expect((await does(number, 'tags', { add: Array.from({ length: 19 }, (_, i) => `t${i}`) })).body.code).toBe('too-many')
  await does(number, 'tags', { remove: ['réseau-sud', 'jamais-mise'] })
  expect((await row(number)).tags).toEqual(['à-rappeler'])
  const { version } = await row(number)
  await does(number, 'tags', { add: ['à-rappeler'] })
  expect((await row(number)).version).toBe(version)
})

test('who administers renames a tag, joins it with another, takes it away: every ticket follows, each with its event', async () => {
  const [one, two] = [await opened(), await opened()]
  await does(one, 'tags', { add: ['panne'] })
  await does(two, 'tags', { add: ['panne', 'incident'] })
  const change = async (name: string, becomes: string | null, as = lead.id) => company.call('PUT', `tags/${encodeURIComponent(name)}`, { cookie: await company.asAgent(as), body: { becomes } })
  expect([(await change('panne', 'incident', company.agent.id)).status, (await change('panne', 'incident', observer.id)).status]).toEqual([403, 403])
  expect([(await change('inconnue', 'x')).body.code, (await change('panne', 'panne')).body.code]).toEqual(['unknown-tag', 'tag-taken'])
  expect((await change('panne', 'incident')).status).toBe(202)
  await trial.jobs.run('tags')
  expect([(await row(one)).tags, (await row(two)).tags]).toEqual([['incident'], ['incident']])
  expect((await read(one)).timeline.at(-1)).toMatchObject({ type: 'ticket.tagged', actor: { id: lead.id }, data: { everywhere: true } })
  expect((await read(one)).undoable.filter((act: { what: string }) => act.what === 'ticket.tagged').every((act: { eventId: string }) => act.eventId !== (undefined as unknown))).toBe(true)
  await change('incident', null)
  await trial.jobs.run('tags')
  expect((await row(two)).tags).toEqual([])
  const all = await company.call('GET', 'tags/all', { cookie: await company.asAgent(lead.id) })
  expect(all.body.map((tag: { name: string }) => tag.name)).not.toContain('incident')
})

test('a checklist is ticked by whom and when, reworded, taken away; a line that is gone is told', async () => {
  const number = await opened()
  await does(number, 'checklist', { changes: [{ do: 'add', text: 'Sauvegarder' }, { do: 'add', text: 'Redémarrer' }] })
  const [first, second] = (await read(number)).checklist
  await does(number, 'checklist', { changes: [{ do: 'tick', itemId: first.id }, { do: 'reword', itemId: second.id, text: 'Redémarrer le nœud' }] }, { as: technical.id })
  expect((await read(number)).checklist).toMatchObject([{ text: 'Sauvegarder', done: { by: { id: technical.id, name: 'Theo' } } }, { text: 'Redémarrer le nœud', done: null }])
  await does(number, 'checklist', { changes: [{ do: 'remove', itemId: second.id }] })
  expect((await does(number, 'checklist', { changes: [{ do: 'tick', itemId: second.id }] })).body.code).toBe('unknown-item')
  expect((await does(number, 'checklist', { changes: Array.from({ length: 100 }, () => ({ do: 'add', text: 'x' })) })).body.code).toBe('too-many')
  await undo(number, (await undoing(number, 'ticket.checklist')).eventId)
  expect((await read(number)).checklist).toHaveLength(2)
})

test('the lines are put in another order, one after the other and back; who ticks one meanwhile holds none in its place', async () => {
  const number = await opened()
  await does(number, 'checklist', { changes: ['A', 'B', 'C', 'D'].map((text) => ({ do: 'add', text })) })
  const ids: Record<string, string> = Object.fromEntries((await read(number)).checklist.map((item: { id: string; text: string }) => [item.text, item.id]))
  const order = async () => (await read(number)).checklist.map(({ text }: { text: string }) => text).join('')
  const move = (text: string, before: string | null, more: object = {}) => does(number, 'checklist', { changes: [{ do: 'move', itemId: ids[text], before: before === null ? null : (ids[before] ?? before) }] }, more)
  await move('D', 'B')
  expect(await order()).toBe('ADBC')
  await move('A', null)
  expect(await order()).toBe('DBCA')
  // Where it stands already, nothing is written; what is not there is told.
  const { version } = await row(number)
  await move('A', null)
  await move('B', 'C')
  await move('B', 'B')
  expect((await row(number)).version).toBe(version)
  expect([(await move('B', '01a20000-0000-7000-8000-000000000000')).body.code, (await does(number, 'checklist', { changes: [{ do: 'move', itemId: '01a20000-0000-7000-8000-000000000000', before: null }] })).body.code]).toEqual(['unknown-item', 'unknown-item'])
  expect((await does(number, 'checklist', { changes: [{ do: 'move', itemId: ids.B }] })).body.code).toBe('invalid-body')
  // Several at once are made one after the other.
  await does(number, 'checklist', { changes: [{ do: 'move', itemId: ids.C, before: ids.D }, { do: 'move', itemId: ids.A, before: ids.C }] })
  expect(await order()).toBe('ACDB')
  const acts = async () => (await read(number)).undoable.filter((act: { what: string }) => act.what === 'ticket.checklist') as { eventId: string; allowed: boolean; why: string | null }[]
  // The last order is undone, then the one before it, and the lines before their moves are not.
  await does(number, 'checklist', { changes: [{ do: 'tick', itemId: ids.C }] }, { as: technical.id })
  expect((await acts()).map(({ why }) => why)).toEqual([null, 'followed', 'followed', 'followed'])
  await undo(number, (await acts())[0]!.eventId)
  expect(await order()).toBe('DBCA')
  await undo(number, (await acts()).find(({ allowed }) => allowed)!.eventId)
  expect(await order()).toBe('ADBC')
  expect((await read(number)).checklist.find(({ text }: { text: string }) => text === 'C').done).toMatchObject({ by: { id: technical.id } })
  // A line taken away leaves the others as they stand, and comes back where it was.
  await does(number, 'checklist', { changes: [{ do: 'remove', itemId: ids.D }] })
  await move('C', 'A')
  expect(await order()).toBe('CAB')
  await undo(number, (await acts()).find((act, at) => at > 0 && act.allowed)!.eventId)
  expect(await order()).toBe('CADB')
})

test('agents follow a ticket, or let a colleague who may see it; what they note changes nothing for who writes', async () => {
  const number = await opened()
  const { changedAt } = await read(number)
  trial.time.advance(60_000)
  await does(number, 'watch', { watching: true }, { method: 'PUT' })
  await does(number, 'watch', { watching: true, agentId: technical.id }, { method: 'PUT' })
  expect((await does(number, 'watch', { watching: true, agentId: financial.id }, { method: 'PUT' })).body.code).toBe('unknown-agent')
  const body = await read(number)
  expect(body.watchers.map((one: { name: string }) => one.name)).toEqual(['Claire Agent', 'Theo'])
  expect([body.changedAt, body.acts.find((one: { act: string }) => one.act === 'unwatch').allowed]).toEqual([changedAt, true])
  await does(number, 'watch', { watching: false }, { method: 'PUT' })
  expect((await row(number)).watchers).toEqual([technical.id])
})

test('time spent is noted, put right with its history, taken away; by whose it is, or a lead', async () => {
  const number = await opened()
  const note = (body: object) => does(number, 'work', body)
  expect((await note({ minutes: 25, kind: 'labour', note: 'Analyse des journaux' })).status).toBe(200)
  expect([(await note({ minutes: 5, kind: 'golf' })).body.code, (await note({ minutes: 0, kind: 'labour' })).body.code, (await note({ minutes: 1_441, kind: 'labour' })).body.code, (await note({ minutes: 60, kind: 'labour', startedAt: new Date(trial.time.now()).toISOString() })).body.code])
    .toEqual(['unknown-value', 'invalid-body', 'invalid-body', 'unusable-time'])
  const [entry] = (await read(number)).work.entries
  expect(entry).toMatchObject({ minutes: 25, kind: 'labour', note: 'Analyse des journaux', agent: { name: 'Claire Agent' }, corrected: false, startedAt: new Date(trial.time.now() - 25 * 60_000).toISOString() })
  const right = { minutes: 40, startedAt: entry.startedAt.replace(/.{24}/, new Date(trial.time.now() - 40 * 60_000).toISOString()), kind: 'advice', reason: 'Oubli du diagnostic' }
  expect((await does(number, `work/${entry.id}`, right, { method: 'PUT', as: technical.id })).status).toBe(403)
  expect((await does(number, `work/${entry.id}`, right, { method: 'PUT' })).status).toBe(200)
  expect((await read(number)).work).toMatchObject({ minutes: 40, entries: [{ minutes: 40, kind: 'advice', corrected: true }] })
  expect(await db.selectFrom('work').select(['minutes', 'kind']).where('id', '=', entry.id).execute()).toEqual([{ minutes: 40, kind: 'advice' }])
  await undo(number, (await undoing(number, 'work.corrected')).eventId)
  expect((await read(number)).work.minutes).toBe(25)
  expect((await does(number, `work/${entry.id}`, { reason: 'Autre ticket' }, { method: 'DELETE', as: lead.id })).status).toBe(200)
  expect([(await read(number)).work.minutes, await db.selectFrom('work').select('id').where('id', '=', entry.id).execute()]).toEqual([0, []])
  const { work } = await projectAgain(trial.desk, providerId, (await row(number)).id)
  expect(work).toEqual([])
})

test('S5-16: closing follows the policy’s life: an answer first, then for good; a solved one is closed without a further word', async () => {
  const number = await opened()
  expect((await does(number, 'close', {})).body.code).toBe('reply-required')
  expect((await does(number, 'close', { text: 'Réparé.' })).status).toBe(200)
  expect(await row(number)).toMatchObject({ state: 'closed', place: 'closed' })
  expect((await does(number, 'close', {})).body.code).toBe('ticket-closed')
  const other = await opened()
  await does(other, 'solve', { text: 'Fait.' })
  expect((await does(other, 'close', {})).status).toBe(200)
  await undo(other, (await undoing(other, 'ticket.closed')).eventId)
  expect((await row(other)).state).toBe('solved')
})

test('who only looks on does none of this; what is behind the wall is not there', async () => {
  const number = await opened()
  const acts: [string, object | undefined, string?][] = [
    ['transfer', { department: 'financial', note: 'n' }], ['snooze', { opening: true }], ['wake', undefined], ['close', {}], ['spam', {}], ['facts', { facts: { urgent: true }, reason: 'r' }, 'PUT'], ['discretion', { reason: 'r' }],
    ['tags', { add: ['x'] }], ['checklist', { changes: [{ do: 'add', text: 'x' }] }], ['watch', { watching: true }, 'PUT'], ['work', { minutes: 1, kind: 'labour' }], ['undo', { eventId: '01a20000-0000-7000-8000-000000000000' }],
  ]
  for (const [path, body, method] of acts) {
    expect((await does(number, path, body, { as: observer.id, ...(method ? { method } : {}) })).status, path).toBe(403)
    expect((await does(number, path, body, { as: financial.id, ...(method ? { method } : {}) })).status, path).toBe(404)
  }
  expect((await page(number, observer.id)).body.acts.every((act: { allowed: boolean }) => !act.allowed)).toBe(true)
})

test('GDPR-04: erased, a ticket keeps what was done to it, and none of the words: lines, notes of time, reasons', async () => {
  const number = await opened()
  await does(number, 'checklist', { changes: [{ do: 'add', text: 'Rappeler Jean Martin' }] })
  await does(number, 'work', { minutes: 10, kind: 'labour', note: 'Appel de Jean Martin' })
  const [entry] = (await read(number)).work.entries
  await does(number, `work/${entry.id}`, { minutes: 20, startedAt: entry.startedAt.replace(/.{24}/, new Date(trial.time.now() - 20 * 60_000).toISOString()), kind: 'labour', note: 'Deux appels de Jean Martin', reason: 'Jean Martin a rappelé' }, { method: 'PUT' })
  await does(number, 'snooze', { until: new Date(trial.time.now() + hour / 2).toISOString(), reason: 'Jean Martin revient' })
  await does(number, 'facts', { facts: { server_ip: '203.0.113.9' }, reason: 'Dit par Jean Martin' }, { method: 'PUT' })
  const { id } = await row(number)
  await db.transaction().execute((trx) => blankTicket(trx, trial.desk, providerId, id))
  const kept = JSON.stringify([await db.selectFrom('events').select('data').where('ticket_id', '=', id).execute(), await db.selectFrom('work').selectAll().where('ticket_id', '=', id).execute()])
  expect(kept).not.toContain('Jean Martin')
  expect(kept).not.toContain('203.0.113.9')
  expect((await read(number)).work.minutes).toBe(20)
})
