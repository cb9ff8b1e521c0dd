import { expect, test } from 'vitest'
import { addAgent } from '#people/people.ts'
import { ask, openCompany, openTrial } from '../harness.ts'
import type { Answer } from '../harness.ts'

/** Saved views: a filter under a name, for oneself, for a team, for everyone. */
const trial = await openTrial()
const company = await openCompany(trial, 'vues')
const { desk } = trial
const agent = (name: string, roles: string[] = []) => addAgent(desk, company.provider.id, { name, email: `${name.toLowerCase()}@vues.example`, password: 'un mot de passe assez long', roles })
const lead = await agent('Léa', ['lead'])
const ben = await agent('Ben')
const ida = await agent('Ida', ['observer'])
const teamId = desk.ids.next()
await desk.database.db.insertInto('agent_teams').values({ provider_id: company.provider.id, id: teamId, name: 'Niveau 1', department: null, created_at: 0, retired_at: null }).execute()
for (const { id } of [lead, ben]) await desk.database.db.insertInto('agent_team_members').values({ provider_id: company.provider.id, team_id: teamId, agent_id: id, since: 0 }).execute()

const call = async (who: { id: string }, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  company.call(method, path, { cookie: await company.asAgent(who.id), headers, ...(body === undefined ? {} : { body }) })
const save = (who: { id: string }, name: string, filter: string, more: object = {}) => call(who, 'POST', 'views', { name, filter, ...more })
const seenBy = async (who: { id: string }) => ((await call(who, 'GET', 'views')).body.views as { name: string; mayChange: boolean }[]).map(({ name, mayChange }) => `${name}${mayChange ? '*' : ''}`)

test('a view is for oneself, for a team, for everyone; leads alone share, and change what is shared', async () => {
  expect((await save(ben, 'Les miennes', 'assignee:me')).status).toBe(201)
  expect((await save(ben, 'À tous', 'state:open', { scope: 'all' })).body).toMatchObject({ code: 'not-allowed' })
  expect((await save(ben, 'À l’équipe', 'state:open', { scope: 'team', teamId })).status).toBe(403)
  const all = await save(lead, 'Urgentes', 'priority:high', { scope: 'all' })
  expect(all.status, all.text).toBe(201)
  expect((await save(lead, 'Équipe', 'state:open', { scope: 'team', teamId })).status).toBe(201)
  expect((await save(lead, 'Ailleurs', 'state:open', { scope: 'team', teamId: desk.ids.next() })).status).toBe(404)
  expect(await seenBy(ben)).toEqual(['Urgentes', 'Équipe', 'Les miennes*'])
  expect(await seenBy(lead)).toEqual(['Urgentes*', 'Équipe*'])
  expect(await seenBy(ida)).toEqual(['Urgentes'])
  // Another's own view is not there at all; a shared one is there and not to be changed.
  const mine = ((await call(ben, 'GET', 'views')).body.views as { id: string; scope: string }[]).find(({ scope }) => scope === 'mine')!
  expect((await call(lead, 'DELETE', `views/${mine.id}`)).status).toBe(404)
  expect((await call(ben, 'DELETE', `views/${all.body.id}`)).status).toBe(403)
  expect((await call(ben, 'PATCH', `views/${all.body.id}`, { name: 'x' }, { 'if-match': '*' })).status).toBe(403)
  expect((await call(ida, 'GET', `queue?saved=${mine.id}`)).status).toBe(404)
})

test('a view is renamed on the version that was seen, put in order, deleted; each leaves its event', async () => {
  const ids: string[] = []
  for (const name of ['A', 'B', 'C']) ids.push((await save(ida, name, 'state:open')).body.id)
  const [a, b, c] = ids as [string, string, string]
  expect((await call(ida, 'PATCH', `views/${a}`, { name: 'Premier' }, { 'if-match': '"1"' })).body).toMatchObject({ name: 'Premier', version: 2 })
  expect((await call(ida, 'PATCH', `views/${a}`, { name: 'Autre' }, { 'if-match': '"1"' })).body).toMatchObject({ code: 'view-changed', status: 412 })
  expect((await call(ida, 'PATCH', `views/${a}`, { name: 'Autre' })).body).toMatchObject({ code: 'version-required' })
  expect((await call(ida, 'PUT', 'views/order', { scope: 'mine', ids: [c, a] })).status).toBe(204)
  expect((await seenBy(ida)).slice(1)).toEqual(['C*', 'Premier*', 'B*'])
  expect((await call(ida, 'PUT', 'views/order', { scope: 'mine', ids: [desk.ids.next()] })).status).toBe(404)
  expect((await call(ida, 'PUT', 'views/order', { scope: 'all', ids: [c] })).status).toBe(403)
  expect((await call(ida, 'DELETE', `views/${b}`)).status).toBe(204)
  expect((await call(ida, 'DELETE', `views/${b}`)).status).toBe(404)
  const events = await desk.database.db.selectFrom('events').select(['type', 'actor_name']).where('provider_id', '=', company.provider.id).where('actor_id', '=', ida.id).where('type', 'like', 'view%').orderBy('id').execute()
  expect(events.map(({ type }) => type)).toEqual(['view.saved', 'view.saved', 'view.saved', 'view.changed', 'views.ordered', 'view.removed'])
})

test('a view holds what its filter says, in its order; what it holds is counted', async () => {
  const cookie = await company.asAgent()
  const numbers: number[] = []
  for (const urgent of [false, true, false]) {
    trial.time.advance(60_000)
    numbers.push((await ask(company, { subject: urgent ? 'Panne' : 'Question', facts: { urgent } })).body.number)
  }
  const { id } = (await save({ id: company.agent.id }, 'Normales', 'priorité:normale', { order: 'oldest' })).body
  const rows = async (query: string) => ((await company.call('GET', `queue?${query}`, { cookie })).body.rows as { number: number }[]).map(({ number }) => number)
  expect(await rows(`saved=${id}`)).toEqual([numbers[0], numbers[2]])
  expect(await rows(`saved=${id}&order=changed`)).toEqual([numbers[2], numbers[0]])
  expect(await rows(`saved=${id}&q=%23${numbers[2]}`)).toEqual([numbers[2]])
  expect(await rows('q=state:new')).toEqual([numbers[1], numbers[0], numbers[2]])
  expect((await company.call('GET', 'queue/counts', { cookie })).body).toMatchObject({ todo: 3, saved: { [id]: 2 } })
})

test('a filter that cannot be understood is refused in words, never a silent nothing', async () => {
  const refused = await save(ben, 'Fausse', 'couleur:bleu')
  expect(refused.body).toMatchObject({ status: 422, code: 'filter-unreadable' })
  expect(refused.body.detail).toContain('couleur')
  const read = await call(ben, 'GET', 'queue?q=couleur:bleu', undefined, { 'accept-language': 'en' })
  expect(read.body).toMatchObject({ code: 'filter-unreadable' })
  expect(read.body.detail).toContain('is no operator')
  expect((await save(ben, 'x'.repeat(61), 'state:open')).status).toBe(422)
  expect((await save(ben, 'Longue', `state:open ${'x'.repeat(600)}`)).status).toBe(422)
  expect((await save(ben, '   ', 'state:open')).status).toBe(422)
})

test('there are fifty views of one’s own at most', async () => {
  const kim = await agent('Kim')
  for (let index = 0; index < 50; index++) expect((await save(kim, `Vue ${index}`, 'state:open')).status).toBe(201)
  expect((await save(kim, 'De trop', 'state:open')).body).toMatchObject({ status: 409, code: 'too-many-views' })
})
