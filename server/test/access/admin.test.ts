import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { addAgent } from '#people/people.ts'
import { sql } from 'kysely'
import { ask, cookieOf, openCompany, openTrial, password } from '../harness.ts'

/** Agents and teams as those who administer arrange them, and what is kept of it. */
const trial = await openTrial()
const { desk } = trial
const company = await openCompany(trial, 'ici', await readFile(new URL('../../../policies/introserv/policy.yaml', import.meta.url), 'utf8'))
let admin: string
const asAdmin = () => company.asAgent(admin)

beforeAll(async () => {
  ;({ id: admin } = await addAgent(desk, company.provider.id, { name: 'Ada Chef', email: 'ada@ici.example', password, roles: ['admin'] }))
})

const call = async (method: string, path: string, body?: unknown) => company.call(method, path, { cookie: await asAdmin(), ...(body === undefined ? {} : { body }) })
const invite = (more: object = {}) => call('POST', 'admin/agents', { name: 'Nadia Neuve', email: 'nadia@ici.example', language: 'fr', roles: [], departments: ['financial'], teams: [], ...more })
const signIn = (email: string, typed: string) => company.call('POST', 'session', { body: { email, password: typed } })
const events = async (type: string) => (await sql<{ data: Record<string, unknown>; actor_id: string }>`select data, actor_id from events where provider_id = ${company.provider.id} and type = ${type} order by at, id`.execute(desk.database.db)).rows
async function linkTo(address: string): Promise<string> {
  const { rows } = await sql<{ link: string }>`select mail #>> '{letter,content,link}' as link from outbox where provider_id = ${company.provider.id} and kind = 'person' and ${address} = any("to") order by created_at desc, id desc limit 1`.execute(desk.database.db)
  return rows[0]!.link
}
const tokenIn = (link: string) => link.split('/').at(-1)!

test('S5-4: somebody invited chooses a password by the link that was sent to them, once, and sees their department', async () => {
  const made = await invite()
  expect(made.status, made.text).toBe(201)
  expect(made.body).toMatchObject({ name: 'Nadia Neuve', state: 'invited', departments: ['financial'], open: 0 })
  expect(made.body.invitedUntil).toBe('2026-11-30T09:00:00.000Z')
  expect(await events('agent.invited')).toMatchObject([{ actor_id: admin, data: { agentId: made.body.id, email: 'nadia@ici.example', departments: ['financial'] } }])

  const token = tokenIn(await linkTo('nadia@ici.example'))
  const shown = await company.call('POST', 'agent-links/show', { body: { token } })
  expect(shown.body).toEqual({ purpose: 'invite', name: 'Nadia Neuve', email: 'nadia@ici.example', language: 'fr', through: null })
  expect((await company.call('POST', 'agent-links/use', { body: { token, password: 'court' } })).body).toMatchObject({ code: 'password-refused', detail: expect.stringContaining('8 caractères') })
  expect((await company.call('POST', 'agent-links/use', { body: { token, password: 'une phrase de passe bien longue' } })).status).toBe(204)
  expect((await company.call('POST', 'agent-links/use', { body: { token, password: 'une autre phrase de passe' } })).body.code).toBe('link-expired')

  const entered = await signIn('nadia@ici.example', 'une phrase de passe bien longue')
  expect(entered.body).toMatchObject({ kind: 'agent', agent: { departments: ['financial'] } })
  const technical = (await ask(company, { facts: { kind: 'technical', chosen_priority: 'regular' }, text: 'Des paquets se perdent' })).body.number
  const billing = (await ask(company, { facts: { kind: 'billing', chosen_priority: 'regular' }, text: 'Il manque une ligne' })).body.number
  const cookie = cookieOf(entered)
  expect((await company.call('GET', `queue/${billing}`, { cookie })).status).toBe(200)
  expect((await company.call('GET', `queue/${technical}`, { cookie })).status).toBe(404)
  expect((await call('GET', 'admin/agents')).body.rows.find((row: { id: string }) => row.id === made.body.id)).toMatchObject({ state: 'active', invitedUntil: null })
})

test('an address that is taken, a department or a team that is none: each is told, and nothing is made', async () => {
  expect((await invite({ email: 'ADA@ici.example' })).body).toMatchObject({ code: 'address-taken', errors: [{ at: '/email' }] })
  expect((await invite({ email: 'x@ici.example', departments: ['cuisine'] })).body).toMatchObject({ code: 'unknown-department', errors: [{ at: '/departments', message: 'cuisine' }] })
  expect((await invite({ email: 'x@ici.example', teams: ['01a20000-0000-7000-8000-000000000000'] })).body).toMatchObject({ code: 'unknown-team' })
  expect((await call('GET', 'admin/agents')).body.rows.some((row: { email: string }) => row.email === 'x@ici.example')).toBe(false)
})

test('AB-27: a link is worth nothing once another was sent, after its week, or when its agent was disabled', async () => {
  const { body } = await invite({ email: 'lucas@ici.example', name: 'Lucas' })
  const first = tokenIn(await linkTo('lucas@ici.example'))
  expect((await call('POST', `admin/agents/${body.id}/link`)).body).toEqual({ sent: 'invite' })
  const second = tokenIn(await linkTo('lucas@ici.example'))
  const show = async (token: string) => (await company.call('POST', 'agent-links/show', { body: { token } })).status
  expect([await show(first), await show(second)]).toEqual([410, 200])
  trial.time.advance(7 * 24 * 3_600_000 + 1)
  expect(await show(second)).toBe(410)
  await call('POST', `admin/agents/${body.id}/link`)
  const third = tokenIn(await linkTo('lucas@ici.example'))
  expect(await show(third)).toBe(200)
  await call('POST', `admin/agents/${body.id}/disable`)
  expect(await show(third)).toBe(410)
})

test('AB-29: whoever is disabled is out at once, and their open tickets are shown and given to somebody else', async () => {
  const agent = await addAgent(desk, company.provider.id, { name: 'Paul Parti', email: 'paul@ici.example', password })
  const entered = await signIn('paul@ici.example', password)
  const cookie = cookieOf(entered)
  const { number } = (await ask(company, { facts: { kind: 'billing', chosen_priority: 'regular' }, text: 'Il manque une ligne' })).body
  await company.call('PUT', `queue/${number}/assignee`, { cookie, headers: { 'if-match': '*' }, body: { agentId: agent.id } })
  expect((await call('POST', `admin/agents/${agent.id}/disable`)).body).toMatchObject({ state: 'disabled', open: 1 })
  expect((await company.call('GET', 'me', { cookie })).status).toBe(401)
  expect((await signIn('paul@ici.example', password)).status).toBe(401)
  expect(await events('agent.disabled')).toMatchObject([{}, { actor_id: admin, data: { name: 'Paul Parti', sessionsEnded: 1 } }])

  expect((await call('GET', `admin/agents/${agent.id}/tickets`)).body).toMatchObject({ rows: [{ number }], more: false })
  expect((await call('POST', `admin/agents/${agent.id}/hand-over`, { to: agent.id })).body.code).toBe('same-agent')
  expect((await call('POST', `admin/agents/${agent.id}/hand-over`, { to: company.agent.id })).body).toEqual({ given: 1, left: 0 })
  expect((await call('GET', `queue/${number}`)).body.assignee).toEqual({ id: company.agent.id, name: 'Claire Agent' })

  expect((await call('POST', `admin/agents/${agent.id}/enable`)).body).toMatchObject({ state: 'active', open: 0 })
  expect((await signIn('paul@ici.example', password)).status).toBe(200)
})

test('the last who administers can neither cease to nor be disabled; one who was only invited does not count', async () => {
  await invite({ email: 'second@ici.example', name: 'Second', roles: ['admin'] })
  expect((await call('PATCH', `admin/agents/${admin}`, { roles: ['lead'] })).body.code).toBe('last-admin')
  expect((await call('POST', `admin/agents/${admin}/disable`)).body.code).toBe('last-admin')
  const other = await addAgent(desk, company.provider.id, { name: 'Autre', email: 'autre@ici.example', password, roles: ['admin'] })
  expect((await call('POST', `admin/agents/${other.id}/disable`)).status).toBe(200)
  // Two who leave at the same moment do not leave nobody.
  await call('POST', `admin/agents/${other.id}/enable`)
  const cookies = [await company.asAgent(admin), await company.asAgent(other.id)]
  const left = await Promise.all([admin, other.id].map((id, n) => company.call('PATCH', `admin/agents/${id}`, { cookie: cookies[n]!, body: { roles: [] } })))
  expect(left.map(({ status }) => status).toSorted()).toEqual([200, 409])
  await sql`update agents set roles = '{admin}' where id = ${admin}`.execute(desk.database.db)
})

test('a change tells what was before, and one that changes nothing leaves nothing behind', async () => {
  const agent = await addAgent(desk, company.provider.id, { name: 'Zoé', email: 'zoe@ici.example', password })
  await call('PATCH', `admin/agents/${agent.id}`, { name: 'Zoé Renard', departments: ['technical'] })
  await call('PATCH', `admin/agents/${agent.id}`, { name: 'Zoé Renard' })
  expect((await events('agent.changed')).filter(({ data }) => data.agentId === agent.id)).toMatchObject([
    { actor_id: admin, data: { changed: { name: { from: 'Zoé', to: 'Zoé Renard' }, departments: { from: [], to: ['technical'] } } } },
  ])
  expect((await call('PATCH', `admin/agents/${agent.id}`, { price: 0 })).status).toBe(422)
  expect((await call('PATCH', 'admin/agents/01a20000-0000-7000-8000-000000000000', { name: 'X' })).status).toBe(404)
})

test('teams are made, renamed and taken out of use; a name is one team’s; one with open tickets stays', async () => {
  const made = await call('POST', 'teams', { name: 'Réseau', department: 'technical', members: [company.agent.id] })
  expect(made.body).toMatchObject({ name: 'Réseau', department: 'technical', members: [{ id: company.agent.id, name: 'Claire Agent' }] })
  expect((await call('POST', 'teams', { name: 'réseau', department: null, members: [] })).body.code).toBe('team-name-taken')
  expect((await call('PUT', `teams/${made.body.id}`, { name: 'Réseaux', department: null, members: [] })).body).toMatchObject({ name: 'Réseaux', department: null, members: [] })
  expect(await events('team.changed')).toMatchObject([{ data: { name: 'Réseaux', nameBefore: 'Réseau', departmentBefore: 'technical', left: [company.agent.id], joined: [] } }])
  const { number } = (await ask(company, { facts: { kind: 'technical', chosen_priority: 'regular' }, text: 'Des paquets se perdent' })).body
  await sql`update tickets set desk_team_id = ${made.body.id}::uuid where number = ${number}`.execute(desk.database.db)
  expect((await call('DELETE', `teams/${made.body.id}`)).body.code).toBe('team-has-tickets')
  await sql`update tickets set desk_team_id = null where number = ${number}`.execute(desk.database.db)
  expect((await call('DELETE', `teams/${made.body.id}`)).status).toBe(204)
  expect((await call('GET', 'teams')).body.rows).toEqual([])
  expect((await call('POST', 'teams', { name: 'Réseaux', department: null, members: [] })).status).toBe(201)
})

test('the audit tells who changed what, in words, by person, kind and day, page by page', async () => {
  const all = (await call('GET', 'admin/audit?limit=100')).body.rows as { at: string; words: string; detail: string; kind: string; actor: { name: string } }[]
  expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted().reverse())
  expect(all.find(({ words }) => words === 'Agent modifié' )?.detail).toContain('Zoé Renard')
  expect(all.find(({ words }) => words === 'Agent modifié')?.actor.name).toBe('Ada Chef')
  const english = await company.call('GET', 'admin/audit?kind=teams', { cookie: await asAdmin(), headers: { 'accept-language': 'en' } })
  expect(new Set(english.body.rows.map((row: { words: string }) => row.words))).toEqual(new Set(['Team made', 'Team changed', 'Team retired']))
  expect(english.body.rows.find((row: { words: string }) => row.words === 'Team changed').detail).toContain('Claire Agent')
  const first = (await call('GET', 'admin/audit?limit=3')).body
  const second = (await call('GET', `admin/audit?limit=3&cursor=${first.next}`)).body
  expect([...first.rows, ...second.rows]).toEqual(all.slice(0, 6))
  expect((await call('GET', `admin/audit?agentId=${company.agent.id}&kind=agents`)).body.rows).toEqual([])
  expect((await call('GET', 'admin/audit?to=2026-11-22')).body.rows).toEqual([])
  expect((await call('GET', 'admin/audit?from=2026-11-23&to=2026-11-23&kind=agents')).body.rows.length).toBeGreaterThan(0)
})

test('AB-36: the audit as a table marks what a spreadsheet would take for a formula', async () => {
  await call('POST', 'teams', { name: '=HYPERLINK("x")', department: null, members: [] })
  await sql`update agents set name = '=1+1' where id = ${admin}`.execute(desk.database.db)
  await call('POST', 'teams', { name: 'Autre équipe', department: null, members: [] })
  const table = await call('GET', 'admin/audit.csv?lang=fr')
  expect(table.text).toContain('"Instant (UTC)","Qui","Quoi","Détail","Type"')
  expect(table.text).toContain(`"'=1+1","Équipe créée"`)
  expect(table.text).not.toMatch(/[",]=1/)
})
