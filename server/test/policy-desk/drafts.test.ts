import { expect, test } from 'vitest'
import { policySource } from '../policy.ts'
import { examples, openScene, seeing } from './scene.ts'

const scene = await openScene('brouillons')
const { as, trial, company } = scene
let first = 0
const source = policySource('v2', '2026-11-24', '3h')
const eventTypes = async () =>
  (await trial.desk.database.db.selectFrom('events').select('type').where('provider_id', '=', company.provider.id).where('type', 'like', 'policy.draft%').orderBy('id').execute()).map(({ type }) => type)

test('a draft begins from the version in force or from texts, and is one for everybody', async () => {
  expect((await as('ada', 'GET', 'policy/draft')).status).toBe(404)
  const { versions } = (await as('ada', 'GET', 'policy/versions')).body
  first = (await as('ada', 'POST', 'policy/draft', { body: { version: versions[0].id } })).body.version
  expect((await as('lead', 'GET', 'policy/draft')).body).toMatchObject({ version: first, basedOn: 'v1', source: policySource(), changedBy: { name: 'ada de brouillons' } })
  expect((await as('lead', 'GET', 'policy/versions')).body).toMatchObject({ mayWrite: false, draft: { version: first, basedOn: 'v1' } })
  const again = await as('bob', 'POST', 'policy/draft', { body: { source, examples } })
  expect(again).toMatchObject({ status: 412, body: { code: 'policy-draft-changed', version: first } })
  expect((await as('bob', 'POST', 'policy/draft', { body: { source, examples }, ...seeing(first) })).body).toMatchObject({ version: first + 1 })
  expect((await as('ada', 'GET', 'policy/draft')).body).toMatchObject({ basedOn: null, source, examples })
})

test('of two who write, the second learns that the first did; nothing is written over', async () => {
  const one = await as('ada', 'PUT', 'policy/draft', { body: { source: `${source}# Ada\n`, examples }, ...seeing(first + 1) })
  expect(one.body).toMatchObject({ version: first + 2 })
  const second = await as('bob', 'PUT', 'policy/draft', { body: { source: `${source}# Bob\n`, examples }, ...seeing(first + 1) })
  expect(second).toMatchObject({ status: 412, body: { code: 'policy-draft-changed', version: first + 2 } })
  expect((await as('bob', 'GET', 'policy/draft')).body).toMatchObject({ source: `${source}# Ada\n`, changedBy: { name: 'ada de brouillons' } })
  expect((await as('bob', 'PUT', 'policy/draft', { body: { source, examples } })).status).toBe(428)
  expect((await as('bob', 'PUT', 'policy/draft', { body: { source, examples }, headers: { 'if-match': '*' } })).status).toBe(428)
})

test('at the very same instant, one of them is kept and the others are told', async () => {
  const { version } = (await as('ada', 'GET', 'policy/draft')).body
  const all = await Promise.all(['a', 'b', 'c', 'd'].map((text) => as('ada', 'PUT', 'policy/draft', { body: { source: `${source}# ${text}\n`, examples }, ...seeing(version) })))
  expect(all.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412])
})

test('who writes on is told of once in a while, who takes over at once; throwing it away is told too', async () => {
  const save = async (who: 'ada' | 'bob', text: string) => {
    const { version } = (await as(who, 'GET', 'policy/draft')).body
    expect((await as(who, 'PUT', 'policy/draft', { body: { source: text, examples }, ...seeing(version) })).status).toBe(200)
  }
  const before = (await eventTypes()).length
  await save('bob', `${source}# 1\n`)
  await save('bob', `${source}# 2\n`)
  await save('bob', `${source}# 3\n`)
  expect((await eventTypes()).length).toBe(before + 1)
  await save('ada', `${source}# 4\n`)
  trial.time.advance(11 * 60_000)
  await save('ada', `${source}# 5\n`)
  expect((await eventTypes()).length).toBe(before + 3)
  const { version } = (await as('ada', 'GET', 'policy/draft')).body
  expect((await as('ada', 'DELETE', 'policy/draft', seeing(version - 1))).status).toBe(412)
  expect((await as('ada', 'DELETE', 'policy/draft', seeing(version))).status).toBe(204)
  expect((await eventTypes()).at(-1)).toBe('policy.draft_dropped')
  expect((await as('ada', 'GET', 'policy/draft')).status).toBe(404)
  // The next one is never taken for this one.
  expect(await scene.draft()).toBeGreaterThan(version)
})

test('only who administers writes, only who leads looks, and nobody else', async () => {
  const writes = [['POST', 'policy/draft', { source, examples }], ['PUT', 'policy/draft', { source, examples }], ['DELETE', 'policy/draft', undefined], ['POST', 'policy/publish', { version: 'v9', effective: 'now', note: 'x' }]] as const
  for (const [method, path, body] of writes) {
    for (const who of ['lead', 'agent'] as const) expect((await as(who, method, path, { ...(body ? { body } : {}), ...seeing(1) })).status, `${who} ${method} ${path}`).toBe(403)
  }
  const reads = [['GET', 'policy/versions', undefined], ['GET', 'policy/draft', undefined], ['POST', 'policy/check', { source }], ['POST', 'policy/examples', { source, examples }], ['POST', 'policy/differences', { source }], ['POST', 'policy/try', { source, facts: {} }], ['GET', 'policy/schema/policy', undefined]] as const
  for (const [method, path, body] of reads) {
    expect((await as('agent', method, path, body ? { body } : {})).status, `agent ${method} ${path}`).toBe(403)
    expect([200, 404], `lead ${method} ${path}`).toContain((await as('lead', method, path, body ? { body } : {})).status)
    expect((await company.call(method, path, body ? { body } : {})).status).toBe(401)
    expect((await company.call(method, path, { ...(body ? { body } : {}), cookie: await company.asContact() })).status).toBe(403)
  }
})

test('a text that no policy could be is refused as too large', async () => {
  expect((await as('ada', 'POST', 'policy/draft', { body: { source: 'x'.repeat(1_200_001), examples: '' } })).status).toBe(422)
  expect((await as('ada', 'POST', 'policy/draft', { raw: Buffer.from(JSON.stringify({ source: 'x'.repeat(6_500_000) })), headers: { 'content-type': 'application/json' } })).status).toBe(413)
})
