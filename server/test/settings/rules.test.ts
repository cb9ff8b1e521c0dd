import { expect, test } from 'vitest'
import { ruleStarts } from '@guichet/protocol'
import { reactions } from '#server/flow.ts'
import type { RuleRun } from '#rules/rules.ts'
import { addAgent } from '#people/people.ts'
import { actAs, ask, monday, openCompany, openTrial, pageOf } from '../harness.ts'

/** Rules of a provider: what starts them, what they do once, what stops them. */
const trial = await openTrial({ GUICHET_API_RATE: '100000' })
const { desk, jobs, time } = trial
const { db } = desk.database
const company = await openCompany(trial, 'regles')
const providerId = company.provider.id
const ada = await addAgent(desk, providerId, { name: 'Ada Chef', email: 'ada@regles.example', password: 'un mot de passe assez long', roles: ['admin'] })
const narrow = await addAgent(desk, providerId, { name: 'Nils Étroit', email: 'nils@regles.example', password: 'un mot de passe assez long', roles: ['admin'], departments: ['elsewhere'] })
const other = await openCompany(trial, 'autre')
const theirAdmin = await addAgent(desk, other.provider.id, { name: 'Autre Chef', email: 'chef@autre.example', password: 'un mot de passe assez long', roles: ['admin'] })

const as = async (method: string, path: string, body?: unknown, by = ada.id) => company.call(method, path, { cookie: await company.asAgent(by), ...(body === undefined ? {} : { body }) })
const nothing = { starts: 'opened', within: null, filter: '', deeds: {} }

async function make(body: object): Promise<string> {
  const made = await as('POST', 'admin/rules', { ...nothing, name: 'Essai', ...body })
  expect(made.status, made.text).toBe(201)
  expect((await as('PUT', `admin/rules/${made.body.id}/on`, { on: true })).status).toBe(200)
  return made.body.id
}
const off = (id: string) => as('DELETE', `admin/rules/${id}`)
async function opened(subject = 'Une question'): Promise<number> {
  const asked = await ask(company, { subject })
  expect(asked.body, asked.text).toMatchObject({ kind: 'ticket' })
  return asked.body.number
}
const runs = async (id: string): Promise<RuleRun[]> => (await as('GET', `admin/rules/${id}/runs`)).body.rows
const eventsOf = async (number: number) =>
  db.selectFrom('events as e').innerJoin('tickets as t', 't.id', 'e.ticket_id').select(['e.type', 'e.actor_kind', 'e.actor_id', 'e.actor_name', 'e.data']).where('t.provider_id', '=', providerId).where('t.number', '=', number).orderBy('e.seq').execute()
const tagsOf = async (number: number) => (await db.selectFrom('tickets').select('tags').where('provider_id', '=', providerId).where('number', '=', number).executeTakeFirstOrThrow()).tags
const forgetOften = () => time.set(time.now() + 3_700_000)

test('what a rule says is done by its name, once, for what happens after it was switched on', async () => {
  const before = await opened()
  const id = await make({ name: 'Accueil', deeds: { tag: ['Nouveau Client'], assign: { agentId: company.agent.id }, watch: [ada.id], note: 'À rappeler.', mention: [ada.id] } })
  const after = await opened()
  await jobs.run('rules')
  await jobs.run('rules')
  expect(await tagsOf(before)).toEqual([])
  expect(await tagsOf(after)).toEqual(['nouveau-client'])
  const done = (await eventsOf(after)).filter((event) => event.actor_id === id)
  expect(done.map(({ type }) => type)).toEqual(['ticket.tagged', 'ticket.assigned', 'ticket.watched', 'message.note'])
  expect(done.every(({ actor_kind, actor_name }) => actor_kind === 'system' && actor_name === 'Accueil')).toBe(true)
  expect((await runs(id)).map(({ number, outcomes }) => ({ number, refused: outcomes.map(({ refused }) => refused) }))).toEqual([{ number: after, refused: [null, null, null, null, null] }])
  const page = await pageOf(company, after)
  expect(JSON.stringify(page)).toContain('À rappeler.')
  expect((await as('GET', 'admin/rules')).body.rows).toMatchObject([{ id, name: 'Accueil', deeds: { tag: ['nouveau-client'], watch: [ada.id] }, runs: 1, setAside: null }])
  expect(await db.selectFrom('mentions').select('agent_id').where('provider_id', '=', providerId).execute()).toEqual([{ agent_id: ada.id }])
  await off(id)
})

test('only those that the filter holds, in the order of the rules; what another company has is not touched', async () => {
  const [first, second] = [await make({ name: 'A', filter: 'facture', deeds: { tag: ['a'] } }), await make({ name: 'B', filter: 'étiquette:a', deeds: { tag: ['b'] } })]
  const [hit, miss] = [await opened('La facture de mars'), await opened('Un disque')]
  await ask(other, { subject: 'La facture de mars' })
  await jobs.run('rules')
  expect(await tagsOf(hit)).toEqual(['a', 'b'])
  expect(await tagsOf(miss)).toEqual([])
  // The other way round, the second finds nothing yet.
  expect((await as('PUT', 'admin/rules/order', { ids: [second, first] })).status).toBe(204)
  const turned = await opened('La facture d’avril')
  await jobs.run('rules')
  expect(await tagsOf(turned)).toEqual(['a'])
  expect(await db.selectFrom('rule_events').selectAll().execute()).toEqual([])
  await Promise.all([off(first), off(second)])
})

test('what a rule wrote starts no rule', async () => {
  const team = await as('POST', 'teams', { name: 'Réseau', department: null, members: [ada.id] })
  const id = await make({ name: 'Ronde', starts: 'opened', deeds: { assign: { teamId: team.body.id } } })
  const echo = await make({ name: 'Écho', starts: 'transferred', deeds: { tag: ['écho'] } })
  const number = await opened()
  await jobs.run('rules')
  await jobs.run('rules')
  expect((await runs(id)).length).toBe(1)
  expect(await runs(echo)).toEqual([])
  expect(await tagsOf(number)).toEqual([])
  // By an agent's hand it starts.
  expect((await actAs(company, number, 'transfer', { teamId: null, note: 'À tous' })).status).toBe(200)
  await jobs.run('rules')
  expect(await tagsOf(number)).toEqual(['écho'])
  await Promise.all([off(id), off(echo)])
})

test('a rule that reacts too often to one ticket stops, and says so', async () => {
  const id = await make({ name: 'Bavarde', starts: 'agent_answered', deeds: { note: 'Encore une réponse.' } })
  const number = await opened()
  for (let count = 0; count < 12; count++) {
    expect((await actAs(company, number, 'replies', { text: `Réponse ${count}` })).status).toBe(200)
    await jobs.run('rules')
  }
  expect((await runs(id)).length).toBe(10)
  const [shown] = (await as('GET', 'admin/rules')).body.rows
  expect(shown).toMatchObject({ id, onSince: null, setAside: { number } })
  expect((await as('GET', 'admin/audit')).text).toContain('rule.set_aside')
  // Switched on again, it goes on with what happens then.
  await forgetOften()
  await as('PUT', `admin/rules/${id}/on`, { on: true })
  await actAs(company, number, 'replies', { text: 'La dernière' })
  await jobs.run('rules')
  expect((await runs(id)).length).toBe(11)
  await off(id)
})

test('cut short, a reaction is gone on with and nothing of it is done twice', async () => {
  const id = await make({ name: 'Coupée', filter: '-étiquette:vu', deeds: { tag: ['vu'], assign: { agentId: company.agent.id }, note: 'Une fois.' } })
  const number = await opened()
  await jobs.run('rules')
  const whole = await eventsOf(number)
  // As a killed process leaves it: begun and not ended, with the deeds done.
  await db.updateTable('rule_runs').set({ ended_at: null, outcomes: '[]' }).where('rule_id', '=', id).execute()
  await jobs.run('rules')
  expect(await eventsOf(number)).toEqual(whole)
  expect((await runs(id))[0]?.outcomes.length).toBe(3)
  // And with none done yet: the filter that its own first deed would refute is not asked again.
  const later = await opened()
  const event = await db.selectFrom('rule_events').selectAll().executeTakeFirstOrThrow()
  await db.insertInto('rule_runs').values({ provider_id: providerId, id: desk.ids.next(), rule_id: id, ticket_id: event.ticket_id, key: event.event_id, at: time.now(), outcomes: '[]', ended_at: null }).execute()
  await jobs.run('rules')
  expect(await tagsOf(later)).toEqual(['vu'])
  expect((await eventsOf(later)).filter((one) => one.type === 'message.note').length).toBe(1)
  expect((await runs(id)).length).toBe(2)
  await off(id)
})

test('a deed that cannot be done keeps none of the others, and is told', async () => {
  const gone = await addAgent(desk, providerId, { name: 'Bientôt Parti', email: 'parti@regles.example', password: 'un mot de passe assez long' })
  const id = await make({ name: 'À moitié', deeds: { assign: { agentId: gone.id }, tag: ['reste'], note: 'Dit à tous.', mention: [ada.id, gone.id] } })
  await db.updateTable('agents').set({ disabled_at: time.now() }).where('id', '=', gone.id).execute()
  const number = await opened()
  await jobs.run('rules')
  expect(await tagsOf(number)).toEqual(['reste'])
  expect((await runs(id))[0]?.outcomes).toEqual([{ deed: 'tag', refused: null }, { deed: 'assign', refused: 'unknown-agent' }, { deed: 'note', refused: null }, { deed: 'mention', refused: 'mention-outside' }])
  await off(id)
})

test('a promise about to fall due starts a rule once, before it is late', async () => {
  time.set(Temporal.Instant.from(monday).epochMilliseconds + 7 * 86_400_000)
  const number = await opened()
  const { due_at } = await db.selectFrom('tickets').select('due_at').where('provider_id', '=', providerId).where('number', '=', number).executeTakeFirstOrThrow()
  expect(due_at).not.toBeNull()
  const id = await make({ name: 'Bientôt', starts: 'due', within: 30, filter: 'Une question', deeds: { tag: ['bientôt'] } })
  time.set(due_at! - 31 * 60_000)
  await jobs.run('rules')
  expect(await tagsOf(number)).toEqual([])
  time.set(due_at! - 29 * 60_000)
  await jobs.run('rules')
  await jobs.run('rules')
  expect(await tagsOf(number)).toEqual(['bientôt'])
  expect((await runs(id)).filter((run) => run.number === number).length).toBe(1)
  const tried = await as('POST', 'admin/rules/try', { starts: 'due', within: 30, filter: 'étiquette:bientôt' })
  expect(tried.body.rows.map((row: { number: number }) => row.number)).toContain(number)
  await off(id)
})

test('tried over the week, nothing is done; behind the wall nothing is told', async () => {
  const [number] = [await opened('Essai de la semaine'), await opened('Rien à voir')]
  const tried = await as('POST', 'admin/rules/try', { starts: 'opened', filter: 'semaine' })
  expect(tried.body).toMatchObject({ tickets: 1, times: 1, rows: [{ number, subject: 'Essai de la semaine', times: 1 }] })
  await db.updateTable('tickets').set({ department: 'hidden' }).where('provider_id', '=', providerId).where('number', '=', number).execute()
  expect((await as('POST', 'admin/rules/try', { starts: 'opened', filter: 'semaine' }, narrow.id)).body).toMatchObject({ tickets: 0, rows: [] })
  time.set(time.now() + 8 * 86_400_000)
  expect((await as('POST', 'admin/rules/try', { starts: 'opened', filter: 'semaine' })).body.tickets).toBe(0)
})

test('what is wrong is said, and what another company has is not there', async () => {
  const name = 'Mal dite'
  const codes = async (body: object) => {
    const answer = await as('POST', 'admin/rules', { ...nothing, name, deeds: { tag: ['x'] }, ...body })
    return [answer.status, answer.body.code]
  }
  expect(await codes({ filter: 'nimporte:quoi' })).toEqual([422, 'filter-unreadable'])
  expect(await codes({ filter: 'agent:moi' })).toEqual([422, 'filter-unreadable'])
  expect(await codes({ deeds: {} })).toEqual([422, 'invalid-body'])
  expect(await codes({ deeds: { mention: [ada.id], tag: ['x'] } })).toEqual([422, 'invalid-body'])
  expect(await codes({ deeds: { priority: 'high', tag: ['x'] } })).toEqual([422, 'invalid-body'])
  expect(await codes({ starts: 'due' })).toEqual([422, 'invalid-body'])
  expect(await codes({ deeds: { assign: { agentId: other.agent.id } } })).toEqual([422, 'unknown-agent'])
  const id = await make({ deeds: { tag: ['x'] } })
  expect((await as('PUT', `admin/rules/${id}`, { ...nothing, name, deeds: { tag: ['y'] }, seen: 7 })).body.code).toBe('rule-changed')
  const theirs = await other.call('DELETE', `admin/rules/${id}`, { cookie: await other.asAgent(theirAdmin.id) })
  expect(theirs.status).toBe(404)
  await off(id)
  expect((await as('GET', `admin/rules/${id}/runs`)).status).toBe(404)
})

test('the map of reactions names the rules at every event that starts one', () => {
  for (const type of Object.keys(ruleStarts) as (keyof typeof ruleStarts)[]) expect(reactions[type], type).toContainEqual(expect.stringMatching(/\(rules\)/))
})
