import { expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, cookieName, openSession } from '#people/people.ts'
import type { Client } from '../client.ts'
import { openTestDesk } from '../desk.ts'

/** One answer to many: filled for each, held, called back; with real letters. */
const desk = await openTestDesk({ now: '2026-11-23T09:00:00Z', providers: ['introserv'], domains: ['atelier.test'] })
const { id, api, agent: elodie } = desk.provider('introserv')
const { db } = desk.desk.database
const lead = await addAgent(desk.desk, id, { name: 'Line Chef', email: 'line@introserv.test', password: 'un mot de passe assez long', roles: ['lead'] })
const agent = await desk.agent('introserv')
const start = '2026-11-23T09:00:00Z'
let people = 0

/** A person of a customer of their own, whose language is theirs, and a request of theirs. */
async function asked(name: string, language: 'fr' | 'en'): Promise<{ number: number; address: string }> {
  const n = ++people
  const address = `p${n}@atelier.test`
  const customerId = await addCustomer(desk.desk, id, { number: `IS-${n}`, name: `Client ${n}` })
  const contactId = await addContact(desk.desk, id, { customerId, name, email: address, verified: true, language })
  const answer = await (await desk.contact('introserv', contactId)).post(api('/requests'), {
    channel: 'ticket', subject: `Disque ${n}`, text: 'Il est lent.', language, facts: { kind: 'technical', chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
  })
  return { number: answer.json.number as number, address }
}
async function scene() {
  await desk.at(start)
  const all = [await asked('Ana Morvan', 'fr'), await asked('Bruno Le Gall', 'fr'), await asked('Claire Kent', 'en')]
  await desk.settle()
  desk.outside.mails.length = 0
  const rows = await db.selectFrom('tickets').select(['id', 'number']).where('provider_id', '=', id).where('number', 'in', all.map(({ number }) => number)).orderBy('number').execute()
  return { all, numbers: all.map(({ number }) => number), chosen: { ids: rows.map((row) => row.id) } }
}
let keys = 0
const texts = { fr: 'Bonjour {contact.name}, le n° {ticket.number} est rétabli.', en: 'Hello {contact.name}, no. {ticket.number} is restored.' }
const reply = (more: object = {}) => ({ do: 'reply', texts, ...more })
const preview = async (chosen: object, act: object, more: object = {}) => (await agent.post(api('/bulk/preview'), { chosen, act, ...more })).json
const begin = async (chosen: object, act: object, more: object = {}) => (await agent.post(api('/bulk'), { chosen, act, ...more }, { 'idempotency-key': `k${keys++}` })).json
const run = async (runId: string, by: Client = agent) => (await by.get(api(`/bulk/${runId}`))).json
const received = () => desk.outside.mails.map((mail) => [mail.to[0], mail.parsed.text!.split('\n').find((line) => /Bonjour|Hello/.test(line))]).sort()
const states = async (numbers: readonly number[]) => (await db.selectFrom('tickets').select('state').where('provider_id', '=', id).where('number', 'in', numbers).orderBy('number').execute()).map(({ state }) => state)

test('tried first: the first texts as they would be, how many letters, in which languages; then each gets theirs, and nothing has left before', async () => {
  const { all, numbers, chosen } = await scene()
  const seen = await preview(chosen, reply({ then: 'solve' }))
  expect(seen).toMatchObject({ total: 3, would: 3, letters: 3, addresses: 3, withoutLetter: 0, languages: [{ language: 'fr', count: 2 }, { language: 'en', count: 1 }], refused: [] })
  expect(seen.samples).toEqual([
    { number: numbers[0], subject: 'Disque 1', to: ['Ana Morvan'], language: 'fr', text: `Bonjour Ana Morvan, le n° ${numbers[0]} est rétabli.` },
    { number: numbers[1], subject: 'Disque 2', to: ['Bruno Le Gall'], language: 'fr', text: `Bonjour Bruno Le Gall, le n° ${numbers[1]} est rétabli.` },
    { number: numbers[2], subject: 'Disque 3', to: ['Claire Kent'], language: 'en', text: `Hello Claire Kent, no. ${numbers[2]} is restored.` },
  ])
  await desk.settle()
  expect([desk.outside.mails.length, await states(numbers)]).toEqual([0, ['new', 'new', 'new']])
  const { id: runId } = await begin(chosen, reply({ then: 'solve' }), { holdSeconds: 60 })
  await desk.jobs.run('bulk')
  expect(await run(runId)).toMatchObject({ state: 'done', done: 3, holdSeconds: 60, held: { count: 3, until: '2026-11-23T09:01:00.000Z' } })
  await desk.at('2026-11-23T09:00:59Z')
  expect(desk.outside.mails).toEqual([])
  await desk.at('2026-11-23T09:01:00Z')
  expect(received()).toEqual([
    [all[0]!.address, `Bonjour Ana Morvan, le n° ${numbers[0]} est rétabli.`], [all[1]!.address, `Bonjour Bruno Le Gall, le n° ${numbers[1]} est rétabli.`], [all[2]!.address, `Hello Claire Kent, no. ${numbers[2]} is restored.`],
  ].sort())
  expect((await run(runId)).held).toBeNull()
})

test('undone before they leave, no letter ever leaves, no ticket is solved and nobody’s draft is touched', async () => {
  const { numbers, chosen } = await scene()
  const before = await db.selectFrom('tickets').select(['number', 'state', 'due_at', 'last_from']).where('provider_id', '=', id).where('number', 'in', numbers).orderBy('number').execute()
  expect((await agent.call('PUT', api(`/queue/${numbers[0]}/drafts/reply`), { seen: 0, text: 'Ce que j’écrivais ici.' })).status).toBe(200)
  const { id: runId } = await begin(chosen, reply({ then: 'solve', alongside: { assign: 'me' } }), { holdSeconds: 60 })
  await desk.jobs.run('bulk')
  expect(await states(numbers)).toEqual(['solved', 'solved', 'solved'])
  await desk.at('2026-11-23T09:00:30Z')
  expect((await agent.post(api(`/bulk/${runId}/undo`))).json).toMatchObject({ state: 'undoing', held: { count: 3, until: null } })
  // The time would be over: what is being called back does not leave meanwhile.
  await desk.at('2026-11-23T09:30:00Z')
  expect(await run(runId)).toMatchObject({ state: 'undone', undone: 3, kept: 0, held: null })
  await desk.at('2026-11-24T12:00:00Z')
  expect(desk.outside.mails).toEqual([])
  await desk.at(start)
  const after = await db.selectFrom('tickets').select(['number', 'state', 'due_at', 'last_from']).where('provider_id', '=', id).where('number', 'in', numbers).orderBy('number').execute()
  expect(after).toEqual(before)
  const drafts = await db.selectFrom('agent_drafts as d').innerJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'd.provider_id').onRef('t.id', '=', 'd.ticket_id')).select(['t.number', 'd.text']).where('t.number', 'in', numbers).where('t.provider_id', '=', id).execute()
  expect(drafts).toEqual([{ number: numbers[0], text: 'Ce que j’écrivais ici.' }])
})

test('those that have left are named as such, and the rest is called back; a lead calls back what another wrote', async () => {
  const { numbers, chosen } = await scene()
  const { id: runId } = await begin(chosen, { do: 'solve', text: 'Bonjour {contact.name}, c’est rétabli.' }, { holdSeconds: 300 })
  await desk.jobs.run('bulk')
  // One letter leaves before its time is over: somebody sent it at once.
  await db.updateTable('outbox').set({ next_at: 0 }).where('provider_id', '=', id).where('kind', '=', 'reply').where('ticket_id', '=', chosen.ids[1]!).execute()
  await desk.jobs.run('outbox')
  expect(received()).toEqual([[expect.any(String), 'Bonjour Bruno Le Gall, c’est rétabli.']])
  const chief = await desk.agent('introserv')
  chief.cookies.clear()
  chief.cookies.set(cookieName('introserv', 'agent'), (await openSession(desk.desk, db, id, { agentId: lead.id })).token)
  expect((await chief.post(api(`/bulk/${runId}/undo`))).status).toBe(202)
  await desk.jobs.run('bulk')
  expect(await run(runId, chief)).toMatchObject({ state: 'undone', undone: 2, kept: 1, keptGroups: [{ code: 'letter-gone', count: 1, tickets: [{ number: numbers[1] }] }] })
  const csv = (await chief.get(api(`/bulk/${runId}/outcome.csv?lang=fr`))).text
  expect(csv.trim().split('\r\n').slice(1)).toEqual([
    `"${numbers[0]}","Disque ${people - 2}","annulée","","","rappelée avant son départ"`,
    `"${numbers[1]}","Disque ${people - 1}","impossible à annuler","La lettre est partie\u202f: elle ne se rappelle pas","","partie"`,
    `"${numbers[2]}","Disque ${people}","annulée","","","rappelée avant son départ"`,
  ])
  await desk.at('2026-11-23T11:00:00Z')
  expect(desk.outside.mails).toHaveLength(1)
})

test('stopping gives the time to undo again; an undoing that is stopped lets the rest leave later, not now', async () => {
  const { chosen } = await scene()
  const other = await begin(chosen, reply(), { holdSeconds: 60 })
  await desk.jobs.run('bulk')
  // Its undoing is stopped before it has reached any of them.
  await db.updateTable('bulk_runs').set({ state: 'undoing', undone_by: elodie.id, ended_at: null }).where('id', '=', other.id).execute()
  desk.time.set(Date.parse('2026-11-23T09:00:30Z'))
  expect((await agent.post(api(`/bulk/${other.id}/stop`))).json).toMatchObject({ state: 'stopped', held: { count: 3, until: '2026-11-23T09:01:30.000Z' } })
  await desk.at('2026-11-23T09:01:00Z')
  expect(desk.outside.mails).toEqual([])
  await desk.at('2026-11-23T09:01:30Z')
  expect(desk.outside.mails).toHaveLength(3)
})

test('who is left out, and why: no text in their language, a field that nothing fills; unless the other language will do', async () => {
  const { numbers, chosen } = await scene()
  const seen = await preview(chosen, reply({ texts: { fr: texts.fr } }))
  expect(seen).toMatchObject({ would: 2, letters: 2, languages: [{ language: 'fr', count: 2 }], refused: [{ code: 'language-missing', count: 1, tickets: [{ number: numbers[2], detail: expect.stringMatching(/anglais|English/) }] }] })
  expect(await preview(chosen, reply({ texts: { fr: texts.fr }, otherLanguage: true }))).toMatchObject({ would: 3, refused: [] })
  expect((await preview(chosen, reply({ texts: { fr: '{service.name}', en: '{service.name}' } }))).refused).toMatchObject([{ code: 'place-empty', count: 3 }])
  expect((await agent.post(api('/bulk/preview'), { chosen, act: reply({ texts: { fr: 'Bonjour {contact.nom}' } }) })).json).toMatchObject({ code: 'unknown-placeholder', errors: [{ message: '{contact.nom}' }] })
  expect((await agent.post(api('/bulk/preview'), { chosen, act: { do: 'solve', text: 'Bonjour {prenom}' } })).json.code).toBe('unknown-placeholder')
  expect((await agent.post(api('/bulk/preview'), { chosen, act: reply({ texts: {} }) })).status).toBe(422)
  expect((await preview(chosen, { do: 'besides', alongside: { tags: { add: ['jamais-vue'] } } })).refused).toMatchObject([{ code: 'unknown-tag', count: 3, tickets: [{ detail: expect.stringMatching(/^(Étiqueter|Tag)/) }, {}, {}] }])
  const { id: runId } = await begin(chosen, reply({ texts: { fr: texts.fr } }))
  await desk.jobs.run('bulk')
  await desk.settle()
  expect(await run(runId)).toMatchObject({ done: 2, refused: 1, refusals: [{ code: 'language-missing' }] })
  expect(desk.outside.mails).toHaveLength(2)
})

test('the history of each says that it was done with the others, and leads there; whoever may not look there sees no way', async () => {
  const { numbers, chosen } = await scene()
  const { id: runId } = await begin(chosen, reply({ then: 'solve' }), { holdSeconds: 60 })
  await desk.jobs.run('bulk')
  const page = (await agent.get(api(`/queue/${numbers[0]}`))).json
  const many = page.timeline.filter((entry: { bulk?: object }) => entry.bulk)
  expect(many.map(({ kind, type, bulk, data }: { kind: string; type?: string; bulk: object; data?: object }) => [type ?? kind, bulk, data])).toEqual([
    ['message', { runId, tickets: 3 }, undefined], ['ticket.solved', { runId, tickets: 3 }, { messageId: expect.any(String) }],
  ])
  const other = await addAgent(desk.desk, id, { name: `Yann ${people}`, email: `yann${people}@introserv.test`, password: 'un mot de passe assez long' })
  const yann = desk.visitor()
  yann.cookies.set(cookieName('introserv', 'agent'), (await openSession(desk.desk, db, id, { agentId: other.id })).token)
  const theirs = (await yann.get(api(`/queue/${numbers[0]}`))).json.timeline.find((entry: { bulk?: object }) => entry.bulk)
  expect(theirs.bulk).toEqual({ runId: null, tickets: 3 })
  expect([(await yann.get(api(`/bulk/${runId}`))).status, (await yann.get(api(`/bulk/${runId}/outcome.csv`))).status]).toEqual([404, 404])
  await agent.post(api(`/bulk/${runId}/undo`))
  await desk.jobs.run('bulk')
})
