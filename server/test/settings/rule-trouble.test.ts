import { expect, test } from 'vitest'
import type { AuditLine, Rule } from '@guichet/protocol'
import { addAgent } from '#people/people.ts'
import { ask, monday, openCompany, openTrial } from '../harness.ts'
import { policySource } from '../policy.ts'

/** Rules that a change left behind: they say so, since when and of what, and act no more until somebody looks. */
const trial = await openTrial({ GUICHET_API_RATE: '100000' })
const { desk, jobs, time } = trial
const { db } = desk.database
const company = await openCompany(trial, 'reste')
const providerId = company.provider.id
const given = { password: 'un mot de passe assez long' }
const ada = await addAgent(desk, providerId, { ...given, name: 'Ada Chef', email: 'ada@reste.example', roles: ['admin'] })
const lead = await addAgent(desk, providerId, { ...given, name: 'Léa Meneur', email: 'lea@reste.example', roles: ['lead'] })
const leaving = await addAgent(desk, providerId, { ...given, name: 'Paul Partant', email: 'paul@reste.example' })

const as = async (method: string, path: string, body?: unknown, by = ada.id) => company.call(method, path, { cookie: await company.asAgent(by), ...(body === undefined ? {} : { body }) })
const rules = async (by = ada.id): Promise<Rule[]> => (await as('GET', 'admin/rules', undefined, by)).body.rows
const ruleOf = async (id: string) => (await rules()).find((one) => one.id === id)!
const waiting = async (by = ada.id): Promise<number> => (await as('GET', 'admin/attention', undefined, by)).body.rules
const told = async (type: string) => db.selectFrom('events').select(['data', 'at', 'actor_kind']).where('provider_id', '=', providerId).where('type', '=', type as 'rule.on').orderBy('at').orderBy('id').execute()
async function make(body: object): Promise<string> {
  const made = await as('POST', 'admin/rules', { name: 'Essai', starts: 'opened', within: null, filter: '', ...body })
  expect(made.status, made.text).toBe(201)
  expect((await as('PUT', `admin/rules/${made.body.id}/on`, { on: true })).status).toBe(200)
  return made.body.id
}
/** Publishes the next version, in which requests about networks are no kind of their own any more. */
async function publish(version: string, effective: string, kinds: RegExp | undefined): Promise<void> {
  const source = policySource(version, effective)
  const changed = kinds ? source.replace(kinds, '').replaceAll('{ kind: networking }', '{ kind: technical }') : source
  const done = await desk.policies.publish(providerId, { source: changed, file: 'policy.yaml', by: 'test' })
  expect(done.ok, JSON.stringify(done)).toBe(true)
}
const withoutNetwork = /, networking: \{[^}]*\}/
const tagsOf = async (number: number) => (await db.selectFrom('tickets').select('tags').where('provider_id', '=', providerId).where('number', '=', number).executeTakeFirstOrThrow()).tags

test('a rule whose words the policy dropped says which and since when, once; understood again, it acts again', async () => {
  time.set(Date.parse(monday))
  const id = await make({ name: 'Réseau', filter: 'nature:networking', deeds: { tag: ['réseau'] } })
  const other = await make({ name: 'Toutes', deeds: { tag: ['vue'] } })
  await jobs.run('rules')
  expect([await waiting(), (await ruleOf(id)).trouble]).toEqual([0, null])
  // Published for Wednesday: until then it is understood.
  await publish('v2', '2026-11-25', withoutNetwork)
  time.set(Date.parse('2026-11-24T12:00:00Z'))
  await jobs.run('rules')
  expect(await told('rule.stands_still')).toEqual([])
  time.set(Date.parse('2026-11-25T08:00:00Z'))
  // Nobody opened a page: the desk noticed by itself.
  await jobs.run('rules')
  await jobs.run('rules')
  expect(await told('rule.stands_still')).toMatchObject([{ at: time.now(), actor_kind: 'system', data: { ruleId: id, name: 'Réseau', still: true } }])
  time.set(Date.parse('2026-11-26T08:00:00Z'))
  const shown = await ruleOf(id)
  expect(shown.trouble).toMatchObject({ since: '2026-11-25T08:00:00.000Z', still: true })
  expect(shown.trouble?.words[0]?.fr).toContain('networking')
  expect(shown.trouble?.words[0]?.en).toContain('networking')
  expect((await ruleOf(other)).trouble).toBeNull()
  expect([await waiting(), await waiting(lead.id)]).toEqual([1, 1])
  const { body: { number } } = await ask(company)
  await jobs.run('rules')
  expect(await tagsOf(number)).toEqual(['vue'])
  const line = (await as('GET', 'admin/audit')).body.rows.find((one: AuditLine) => one.type === 'rule.stands_still')
  expect(line.words).toBe('Règle qui n’agit plus\u202f: elle n’est plus comprise')
  expect(line.detail).toMatch(/Réseau.*networking/)
  // Switched off it waits for nobody; on again it is not let, and why is said.
  await as('PUT', `admin/rules/${id}/on`, { on: false })
  expect(await waiting()).toBe(0)
  const refused = await as('PUT', `admin/rules/${id}/on`, { on: true })
  expect([refused.status, refused.body.code, refused.body.detail]).toEqual([422, 'filter-unreadable', expect.stringContaining('networking')])
  // Written anew in words that are understood.
  const { version } = await ruleOf(id)
  expect((await as('PUT', `admin/rules/${id}`, { name: 'Réseau', starts: 'opened', within: null, filter: 'nature:billing', deeds: { tag: ['réseau'] }, seen: version })).status).toBe(200)
  expect((await ruleOf(id)).trouble).toBeNull()
  expect((await as('PUT', `admin/rules/${id}/on`, { on: true })).status).toBe(200)
  await Promise.all([id, other].map((one) => as('DELETE', `admin/rules/${one}`)))
})

test('where the policy has the word again, the rule goes on by itself, and that is told', async () => {
  time.set(Date.parse('2026-12-01T08:00:00Z'))
  await publish('v3', '2026-12-01', undefined)
  const id = await make({ name: 'De nouveau', filter: 'nature:networking', deeds: { tag: ['réseau'] } })
  await publish('v4', '2026-12-02', withoutNetwork)
  await publish('v5', '2026-12-03', undefined)
  time.set(Date.parse('2026-12-02T08:00:00Z'))
  await jobs.run('rules')
  expect((await told('rule.stands_still')).filter(({ data }) => (data as { ruleId: string }).ruleId === id).length).toBe(1)
  time.set(Date.parse('2026-12-03T08:00:00Z'))
  await jobs.run('rules')
  expect((await told('rule.understood')).map(({ data }) => data)).toMatchObject([{ ruleId: id, name: 'De nouveau' }])
  expect((await ruleOf(id)).trouble).toBeNull()
  await as('DELETE', `admin/rules/${id}`)
})

test('an agent who left and a team that ended are named; a rule that still does something else does not stand still', async () => {
  const team = await as('POST', 'teams', { name: 'Nuit', department: null, members: [ada.id] })
  const half = await make({ name: 'À moitié', deeds: { tag: ['reste'], watch: [leaving.id] } })
  const whole = await make({ name: 'En entier', deeds: { assign: { teamId: team.body.id } } })
  await db.updateTable('agents').set({ disabled_at: time.now() }).where('id', '=', leaving.id).execute()
  expect((await as('DELETE', `teams/${team.body.id}`)).status).toBe(204)
  time.set(time.now() + 61_000)
  await jobs.run('rules')
  expect(await db.selectFrom('rules').select(['id', 'trouble_since']).where('id', 'in', [half, whole]).where('trouble_since', '=', time.now()).execute()).toHaveLength(2)
  expect((await ruleOf(half)).trouble).toMatchObject({ still: false, words: [{ en: 'Let Paul Partant watch: no longer here.' }] })
  expect((await ruleOf(whole)).trouble).toMatchObject({ still: true, words: [{ fr: expect.stringContaining('Confier à l’équipe Nuit') }] })
  expect(await waiting()).toBe(2)
  await Promise.all([half, whole].map((one) => as('DELETE', `admin/rules/${one}`)))
  expect(await waiting()).toBe(0)
})

test('two who look at the same moment tell of it once; a lead reads the rules and changes none', async () => {
  const id = await make({ name: 'Une fois', filter: 'nature:billing', deeds: { tag: ['x'] } })
  time.set(Date.parse('2026-12-05T08:00:00Z'))
  await publish('v6', '2026-12-05', /, billing: \{[^}]*\}/)
  const before = (await told('rule.stands_still')).length
  await Promise.all([rules(), rules(lead.id), waiting(), jobs.run('rules')])
  expect((await told('rule.stands_still')).length).toBe(before + 1)
  expect((await rules(lead.id)).map((one) => one.id)).toContain(id)
  expect((await as('PUT', `admin/rules/${id}/on`, { on: false }, lead.id)).status).toBe(403)
  expect((await as('GET', 'admin/attention', undefined, company.agent.id)).status).toBe(403)
})
