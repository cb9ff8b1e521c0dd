import { expect, test } from 'vitest'
import { addAgent } from '#people/people.ts'
import { ask, openCompany, password } from '../harness.ts'
import { policySource } from '../policy.ts'
import { examples, openScene, seeing } from './scene.ts'

const scene = await openScene('versions')
const { as, draft, trial, company } = scene
const publish = (seen: number, given: Record<string, unknown> = {}, who: 'ada' | 'bob' = 'ada') =>
  as(who, 'POST', 'policy/publish', { ...seeing(seen), body: { version: 'v2', effective: '2026-11-24', note: 'Les délais.', ...given } })
const versions = async () => (await as('lead', 'GET', 'policy/versions')).body.versions as { id: string; version: string; standing: string; note: string | null }[]
const inForce = async () => (await company.call('GET', 'policy')).body.version
const lastEvent = async () => trial.desk.database.db.selectFrom('events').select(['type', 'actor_kind', 'actor_name', 'data']).where('provider_id', '=', company.provider.id).where('type', 'like', 'policy.%').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()

test('errors never pass, nor do examples that do not hold, nor a day that is over; the draft stays', async () => {
  const wrong = await draft(policySource('v2').replace('Europe/Paris', 'PST'))
  expect(await publish(wrong)).toMatchObject({ status: 409, body: { code: 'policy-findings', errors: [{ message: expect.stringContaining('PST') }] } })
  const failing = await draft(policySource('v2'), examples.replace('accepted', 'refused'))
  expect(await publish(failing)).toMatchObject({ status: 409, body: { code: 'policy-examples' } })
  const unread = await draft(policySource('v2'), 'examples: [{ idd: 1 }]')
  expect((await publish(unread)).body.code).toBe('policy-findings')
  const good = await draft()
  expect((await publish(good, { effective: '2026-11-22' })).body.code).toBe('policy-past')
  expect((await publish(good, { effective: '2026-02-31' })).body.code).toBe('policy-findings')
  expect((await publish(good, { note: ' ' })).status).toBe(422)
  expect((await publish(good, { version: 'v1' })).body.code).toBe('policy-name-taken')
  expect((await publish(good - 1)).body.code).toBe('policy-draft-changed')
  expect(await versions()).toMatchObject([{ version: 'v1', standing: 'in_force' }])
  expect((await as('ada', 'GET', 'policy/draft')).body.version).toBe(good)
})

test('published for tomorrow, it holds from tomorrow on; the draft is gone, the event says who', async () => {
  const seen = await draft()
  const published = await publish(seen, { version: '2026-11 bis', effective: '2026-11-24' })
  expect(published).toMatchObject({ status: 201, body: { version: '2026-11 bis', standing: 'coming', effectiveAt: '2026-11-23T23:00:00.000Z', note: 'Les délais.', publishedBy: 'ada de versions' } })
  expect(await lastEvent()).toMatchObject({ type: 'policy.published', actor_kind: 'agent', actor_name: 'ada de versions', data: { version: '2026-11 bis' } })
  expect((await as('ada', 'GET', 'policy/draft')).status).toBe(404)
  expect(await inForce()).toBe('v1')
  expect((await company.call('GET', '/versions/fr/policy/2026-11%20bis')).text).toMatch(/3.heures ouvrées/)
  const changes = await as('lead', 'GET', `policy/versions/${published.body.id}/changes?since=${(await versions())[1]!.id}`)
  expect(changes.body.fr.join(' ')).toMatch(/3.heures ouvrées/)
  expect((await as('lead', 'GET', `policy/versions/${published.body.id}`)).body).toMatchObject({ version: '2026-11 bis', examples })
})

test('taken back before its day, it never holds, nobody reads it any more, and its name stays used', async () => {
  const coming = (await versions()).find(({ standing }) => standing === 'coming')!
  expect((await as('lead', 'POST', `policy/versions/${coming.id}/withdraw`)).status).toBe(403)
  expect((await as('bob', 'POST', `policy/versions/${coming.id}/withdraw`)).status).toBe(204)
  expect(await lastEvent()).toMatchObject({ type: 'policy.withdrawn', actor_name: 'bob de versions', data: { version: '2026-11 bis' } })
  expect(await versions()).toMatchObject([{ version: '2026-11 bis', standing: 'withdrawn', withdrawn: { by: 'bob de versions' } }, { version: 'v1', standing: 'in_force' }])
  expect((await as('bob', 'POST', `policy/versions/${coming.id}/withdraw`)).body.code).toBe('policy-held')
  expect((await company.call('GET', '/versions/fr/policy/2026-11%20bis')).status).toBe(404)
  expect((await publish(await draft(), { version: '2026-11 bis' })).body.code).toBe('policy-name-taken')
  trial.time.set(Date.parse('2026-11-24T10:00:00Z'))
  expect(await inForce()).toBe('v1')
})

test('at once, it holds for the next request; the tickets of before keep theirs; what holds cannot be taken back', async () => {
  const before = (await ask(company)).body
  expect((await publish(await draft(), { version: 'v3', effective: 'now' })).status).toBe(201)
  expect(await inForce()).toBe('v3')
  const after = (await ask(company)).body
  const rows = await trial.desk.database.db.selectFrom('tickets').select(['number', 'policy_version']).where('provider_id', '=', company.provider.id).orderBy('number').execute()
  expect(rows.map((row) => row.policy_version)).toEqual(['v1', 'v3'])
  expect([before, after].every((one) => one !== undefined)).toBe(true)
  const held = (await versions()).find(({ version }) => version === 'v3')!
  expect((await as('ada', 'POST', `policy/versions/${held.id}/withdraw`)).body.code).toBe('policy-held')
})

test('to go back is to publish an earlier text again, under a name of its own', async () => {
  const first = (await versions()).find(({ version }) => version === 'v1')!
  const made = await as('ada', 'POST', 'policy/draft', { body: { version: first.id } })
  expect((await publish(made.body.version, { version: 'v4', effective: 'now', note: 'Retour aux délais d’avant.' })).status).toBe(201)
  expect((await versions()).map(({ version, standing }) => [version, standing])).toEqual([['v4', 'in_force'], ['v3', 'past'], ['2026-11 bis', 'withdrawn'], ['v1', 'past']])
  const text = (await as('lead', 'GET', `policy/versions/${(await versions())[0]!.id}`)).body.source as string
  const header = /^(version|effective): .*$/gm
  expect(text.replaceAll(header, '')).toBe(policySource().replaceAll(header, ''))
})

test('a notice that the policy in force promises is kept, or the contrary is said outright', async () => {
  await publish(await draft(policySource('v5').replace('notice: 0d', 'notice: 30d')), { version: 'v5', effective: 'now' })
  const seen = await draft()
  expect(await publish(seen, { version: 'v6', effective: '2026-12-01' })).toMatchObject({ status: 409, body: { code: 'policy-too-soon' } })
  expect((await publish(seen, { version: 'v6', effective: '2026-12-01', confirmed: true })).status).toBe(201)
  expect((await publish(await draft(), { version: 'v7', effective: '2027-01-04 08:30' })).body).toMatchObject({ effectiveAt: '2027-01-04T07:30:00.000Z' })
})

test('to publish and to take back take a proof of just now (AB-29)', async () => {
  const seen = await draft()
  const cookie = await company.asAgent((await trial.desk.database.db.selectFrom('agents').select('id').where('provider_id', '=', company.provider.id).where('name', '=', 'ada de versions').executeTakeFirstOrThrow()).id)
  const coming = (await versions()).find(({ standing }) => standing === 'coming')!
  trial.time.advance(16 * 60_000)
  const call = (path: string, body?: unknown) => company.call('POST', path, { cookie, ...seeing(seen), ...(body ? { body } : {}) })
  expect((await call('policy/publish', { version: 'v8', effective: 'now', note: 'x' })).body.code).toBe('sign-in-again')
  expect((await call(`policy/versions/${coming.id}/withdraw`)).body.code).toBe('sign-in-again')
})

test('of two who publish the same draft at once, one does', async () => {
  const seen = await draft()
  const both = await Promise.all([publish(seen, { version: 'v10', effective: 'now', confirmed: true }), publish(seen, { version: 'v11', effective: 'now', confirmed: true }, 'bob')])
  expect(both.map(({ status }) => status).sort()[0]).toBe(201)
  expect(both.map(({ status }) => status).sort()[1]).toBeGreaterThanOrEqual(400)
})

test('another provider sees nothing of it', async () => {
  const other = await openCompany(trial, 'ailleurs')
  const admin = await addAgent(trial.desk, other.provider.id, { name: 'Zoé', email: 'zoe@ailleurs.example', password, roles: ['admin'] })
  const cookie = await other.asAgent(admin.id)
  const [mine] = await versions()
  expect((await other.call('GET', `policy/versions/${mine!.id}`, { cookie })).status).toBe(404)
  expect((await other.call('POST', `policy/versions/${mine!.id}/withdraw`, { cookie })).status).toBe(404)
  expect((await other.call('POST', 'policy/draft', { cookie, body: { version: mine!.id } })).status).toBe(404)
  expect((await other.call('GET', 'policy/versions', { cookie })).body.draft).toBeNull()
})
