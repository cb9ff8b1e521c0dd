import { beforeEach, describe, expect, test } from 'vitest'
import { projectAgain } from '#desk/desk.ts'
import { changeTag } from '#triage/triage.ts'
import { openTrial } from '../harness.ts'
import type { Answer } from '../harness.ts'
import { openStaff } from '../acts/scene.ts'

const trial = await openTrial()
const staff = await openStaff(trial, 'enplus')
const { company, does, opened, read, row, lead, technical, teamId } = staff
const { db } = trial.desk.database
const hour = 3_600_000

const call = async (method: string, path: string, body?: unknown, as = lead.id): Promise<Answer> => company.call(method, path, { cookie: await company.asAgent(as), ...(body === undefined ? {} : { body }) })
const make = (body: object) => call('POST', 'macros', { texts: {}, ...body })
const rows = async (number: number) => (await read(number)).timeline as { kind: string; type?: string; data?: object; message?: { text: string; visibility: string } }[]
const types = async (number: number) => (await rows(number)).flatMap(({ type }) => type ?? [])
const letters = async () => (await db.selectFrom('outbox').select(['kind', 'state']).where('provider_id', '=', company.provider.id).where('kind', '=', 'reply').execute()).map(({ state }) => state)
const all = {
  tags: { add: ['vip', 'disque'], remove: ['vieux'] }, checklist: ['Commander', 'Remplacer'], priority: { priority: 'high', reason: 'Deux disques' }, snooze: { minutes: 240 },
  transfer: { department: null, teamId, note: 'Voir le disque 2.' },
}

beforeEach(async () => {
  await db.insertInto('tags').values(['vip', 'disque', 'vieux'].map((name) => ({ provider_id: company.provider.id, name, created_at: 0, created_by: null }))).onConflict((oc) => oc.doNothing()).execute()
})

describe('what is done with an answer', () => {
  test('all of it in one act: tags, lines, priority with its reason, handed over, put off; undone with the answer, as if nothing had been', async () => {
    const number = await opened()
    await does(number, 'tags', { add: ['vieux'] })
    const before = await row(number)
    const clocks = (await read(number)).clocks
    const sent = await does(number, 'replies', { text: 'Nous le remplaçons.', undoSeconds: 30, alongside: all })
    expect(sent.status).toBe(200)
    const after = await row(number)
    expect(after).toMatchObject({ tags: ['vip', 'disque'], priority: 'high', desk_team_id: teamId, place: 'waiting', last_from: 'agent', snoozed_until: trial.time.now() + 4 * hour })
    expect((await read(number)).checklist.map(({ text }: { text: string }) => text)).toEqual(['Commander', 'Remplacer'])
    expect((await types(number)).slice(-5)).toEqual(['ticket.reprioritised', 'ticket.tagged', 'ticket.checklist', 'ticket.transferred', 'ticket.snoozed'])
    const acts = await db.selectFrom('events').select('act_id').distinct().where('ticket_id', '=', after.id).where('seq', '>', before.version).execute()
    expect(acts).toHaveLength(1)
    const { id: _id, ...kept } = { ...after }
    expect((await projectAgain(trial.desk, company.provider.id, after.id)).columns).toMatchObject({ state: kept.state, due_at: kept.due_at, tags: kept.tags, snoozed_until: kept.snoozed_until, desk_team_id: kept.desk_team_id })
    expect((await does(number, `replies/${sent.body.messageId}/take-back`)).status).toBe(200)
    expect(await row(number)).toMatchObject({ tags: ['vieux'], priority: before.priority, desk_team_id: before.desk_team_id, place: before.place, state: before.state, snoozed_until: null, due_at: before.due_at })
    expect((await read(number)).checklist).toEqual([])
    expect((await read(number)).clocks.map(({ metric, dueAt }: { metric: string; dueAt: string }) => [metric, dueAt])).toEqual(clocks.map(({ metric, dueAt }: { metric: string; dueAt: string }) => [metric, dueAt]))
    // The note for the team goes with it.
    expect((await rows(number)).filter(({ kind }) => kind === 'message').map(({ message }) => message!.visibility)).toEqual(['public', 'withdrawn', 'withdrawn'])
    expect((await letters()).at(-1)).toBe('cancelled')
  })

  test('one that may not be done refuses the whole, and says which; nothing is written, the same key may be tried again', async () => {
    const number = await opened()
    const before = await row(number)
    const out = (await letters()).length
    const send = (alongside: object, more: object = {}) => does(number, 'replies', { text: 'Bonjour.', alongside, ...more }, { headers: { 'idempotency-key': 'la-meme' } })
    const gone = await send({ tags: { add: ['vip'] }, transfer: { teamId: crypto.randomUUID(), note: 'x' } })
    expect(gone).toMatchObject({ status: 409, body: { code: 'beside-refused', beside: { act: 'transfer', code: 'unknown-team' }, detail: 'Transmettre\u202f: Cette équipe n’existe pas' } })
    expect(await does(number, 'replies', { text: 'x', alongside: { priority: { priority: 'huge', reason: 'x' } } })).toMatchObject({ status: 409, body: { beside: { act: 'priority', code: 'unknown-priority' } } })
    expect(await does(number, 'replies', { text: 'x', alongside: { tags: { add: ['jamais-vue'] } } })).toMatchObject({ status: 409, body: { beside: { act: 'tags', code: 'unknown-tag' } } })
    expect(await does(number, 'replies', { text: 'x', then: 'wait', alongside: { snooze: { minutes: 60 } } })).toMatchObject({ status: 409, body: { beside: { act: 'snooze', code: 'waits-already' } } })
    expect(await does(number, 'replies', { text: 'x', alongside: { transfer: { department: 'nulle-part', note: 'x' } } })).toMatchObject({ status: 409, body: { beside: { act: 'transfer', code: 'unknown-department' } } })
    expect(await does(number, 'replies', { text: 'x', alongside: { transfer: { teamId } } })).toMatchObject({ status: 409, body: { beside: { act: 'transfer', code: 'reason-required' } } })
    expect([await row(number), (await letters()).length]).toEqual([before, out])
    expect((await send({ tags: { add: ['vip'] } })).status).toBe(200)
  })

  test('what is so already refuses nothing; putting off counts on what is due once the answer is given', async () => {
    const number = await opened()
    await does(number, 'tags', { add: ['vip'] })
    await does(number, 'priority', { priority: 'high', reason: 'Une' }, { method: 'PUT' })
    // The first answer is due within half an hour: by hand, putting off would have to be confirmed.
    expect((await does(number, 'snooze', { until: new Date(trial.time.now() + hour).toISOString() })).body.code).toBe('confirm-needed')
    const sent = await does(number, 'replies', { text: 'Bonjour.', alongside: { tags: { add: ['vip'], remove: ['absente'] }, priority: { priority: 'high', reason: 'Deux' }, snooze: { minutes: 60 } } })
    expect(sent.status).toBe(200)
    expect((await types(number)).filter((type) => type === 'ticket.tagged' || type === 'ticket.reprioritised')).toEqual(['ticket.tagged', 'ticket.reprioritised'])
    expect((await row(number)).snoozed_until).toBe(trial.time.now() + hour)
    const other = await opened()
    await does(other, 'priority', { priority: 'high', reason: 'Une' }, { method: 'PUT' })
    const noted = await does(other, 'notes', { text: 'Entre nous.', alongside: { snooze: { minutes: 60 } } })
    expect(noted).toMatchObject({ status: 409, body: { code: 'confirm-needed' } })
    expect(noted.body.detail).toContain('Le report ne l’arrête pas')
  })

  test('with a note, the note tells those who get it; on a closed request the whole is refused and the note kept to be sent', async () => {
    const number = await opened()
    expect((await does(number, 'notes', { text: 'À voir cette nuit.', alongside: { transfer: { teamId, agentId: technical.id } } })).status).toBe(200)
    expect(await row(number)).toMatchObject({ desk_team_id: teamId, assignee_id: technical.id })
    expect((await rows(number)).filter(({ message }) => message?.visibility === 'internal')).toHaveLength(1)
    await does(number, 'close', { text: 'Fini.' })
    const refused = await does(number, 'notes', { text: 'Encore.', alongside: { assign: 'me' } })
    expect(refused).toMatchObject({ status: 409, body: { code: 'beside-refused', beside: { act: 'assign', code: 'ticket-closed' } } })
    expect((await does(number, 'notes', { text: 'Encore.', alongside: { tags: { add: ['vip'] } } })).status).toBe(200)
  })

  test('solved without a word, or waiting for a supplier: what goes with it is done too', async () => {
    const number = await opened()
    await does(number, 'replies', { text: 'Voici.' })
    expect((await does(number, 'solve', { alongside: { tags: { add: ['vip'] } } })).status).toBe(200)
    expect(await row(number)).toMatchObject({ state: 'solved', tags: ['vip'] })
    const other = await opened()
    expect((await does(other, 'wait', { for: 'supplier', note: 'Commandé.', alongside: { assign: 'me', checklist: ['Recevoir'] } })).status).toBe(200)
    expect(await row(other)).toMatchObject({ state: 'waiting_supplier', assignee_id: company.agent.id })
  })
})

describe('acts without a text', () => {
  test('done as one, undone as one; an agent who hands it out of their sight may take that back', async () => {
    const number = await opened({ facts: { kind: 'billing' } })
    const { financial } = staff
    const done = await does(number, 'acts', { alongside: { tags: { add: ['vip'] }, checklist: ['Voir'], transfer: { department: 'technical', note: 'Pour la technique.' } } }, { as: financial.id })
    expect(done.status).toBe(200)
    expect((await staff.page(number, financial.id)).status).toBe(404)
    expect((await staff.undo(number, done.body.eventId, financial.id)).status).toBe(200)
    expect(await row(number)).toMatchObject({ department: 'financial', tags: [] })
    expect((await does(number, 'acts', { alongside: { tags: { add: ['absente'] } } })).body).toMatchObject({ code: 'beside-refused', beside: { act: 'tags' } })
    expect((await company.call('POST', `queue/${number}/acts`, { cookie: await company.asAgent(), body: { alongside: { assign: 'me' } } })).status).toBe(428)
  })

  test('an answer that hands it out of their sight may be taken back by its writer, and by nobody else', async () => {
    const number = await opened({ facts: { kind: 'billing' } })
    const { financial } = staff
    const sent = await does(number, 'replies', { text: 'La technique vous écrit.', undoSeconds: 30, alongside: { transfer: { department: 'technical', note: 'Panne.' } } }, { as: financial.id })
    expect((await staff.page(number, financial.id)).status).toBe(404)
    expect((await does(number, `replies/${sent.body.messageId}/take-back`, undefined, { as: technical.id })).status).toBe(404)
    expect((await does(number, `replies/${sent.body.messageId}/take-back`, undefined, { as: financial.id })).body).toMatchObject({ draft: { text: 'La technique vous écrit.' } })
    expect((await row(number)).department).toBe('financial')
  })
})

describe('ready-made answers that do things', () => {
  test('kept with their acts; their tags join the list; without a text they do something, and neither wait nor solve', async () => {
    const made = await make({ name: 'Disque', texts: { fr: 'Nous le remplaçons.' }, acts: { ...all, tags: { add: ['Tout Neuf'], remove: [] } } })
    expect(made.status).toBe(201)
    const listed = (await call('GET', 'macros')).body.rows.find(({ id }: { id: string }) => id === made.body.id)
    expect(listed).toMatchObject({ gone: [], acts: { then: 'keep', tags: { add: ['tout-neuf'] }, snooze: { minutes: 240 }, transfer: { teamId, note: 'Voir le disque 2.' } } })
    expect((await call('GET', 'tags?begun=tout')).text).toContain('tout-neuf')
    expect((await make({ name: 'Sans texte', acts: { tags: { add: ['vip'] }, snooze: { opening: true } } })).status).toBe(201)
    expect((await make({ name: 'Rien du tout' })).body.code).toBe('invalid-body')
    expect((await make({ name: 'Résout en silence', acts: { then: 'solve', tags: { add: ['vip'] } } })).body.code).toBe('invalid-body')
    expect((await make({ name: 'À deux', texts: { fr: 'x' }, acts: { assign: 'me', transfer: { teamId, note: 'x' } } })).body.code).toBe('invalid-body')
    expect((await make({ name: 'Sans mot', texts: { fr: 'x' }, acts: { transfer: { teamId } } })).body.code).toBe('reason-required')
    expect((await make({ name: 'Inconnue', texts: { fr: 'x' }, acts: { priority: { priority: 'huge', reason: 'x' } } })).body).toMatchObject({ code: 'beside-refused', beside: { act: 'priority' } })
  })

  test('one that names a team, an agent, a department, a priority or a tag that is gone says so, where it is kept and where it is used', async () => {
    const number = await opened()
    const { id: providerId } = company.provider
    const team = trial.desk.ids.next()
    await db.insertInto('agent_teams').values({ provider_id: providerId, id: team, name: 'Week-end', department: null, created_at: 0, retired_at: null }).execute()
    const { body } = await make({ name: 'Vers ailleurs', acts: { tags: { add: ['disque'] }, transfer: { teamId: team, note: 'x' } } })
    const gone = async () => [
      (await call('GET', 'macros')).body.rows.find(({ id }: { id: string }) => id === body.id).gone,
      (await call('GET', `queue/${number}/macros`)).body.find(({ id }: { id: string }) => id === body.id).gone,
    ]
    expect(await gone()).toEqual([[], []])
    await db.updateTable('agent_teams').set({ retired_at: 1 }).where('provider_id', '=', providerId).where('id', '=', team).execute()
    await changeTag(trial.desk, providerId, { kind: 'agent', id: lead.id }, 'disque', null)
    await trial.jobs.settle()
    expect(await gone()).toEqual([['tags', 'transfer'], ['tags', 'transfer']])
    expect((await does(number, 'acts', { alongside: { transfer: { teamId: team, note: 'x' } }, macro: body.id })).body).toMatchObject({ code: 'beside-refused', beside: { act: 'transfer', code: 'unknown-team' } })
    const person = await make({ name: 'À Theo', acts: { transfer: { agentId: technical.id, note: 'x' } } })
    await db.updateTable('agents').set({ disabled_at: 1 }).where('id', '=', technical.id).execute()
    expect((await call('GET', 'macros')).body.rows.find(({ id }: { id: string }) => id === person.body.id).gone).toEqual(['transfer'])
    await db.updateTable('agents').set({ disabled_at: null }).where('id', '=', technical.id).execute()
  })

  test('used without a text, it is counted', async () => {
    const { body } = await make({ name: 'Compter', acts: { assign: 'me' } })
    const number = await opened()
    await does(number, 'acts', { alongside: { assign: 'me' }, macro: body.id })
    expect((await call('GET', 'macros')).body.rows.find(({ id }: { id: string }) => id === body.id).used).toBe(1)
    expect((await row(number)).assignee_id).toBe(company.agent.id)
  })
})
