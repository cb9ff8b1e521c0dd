import { describe, expect, test } from 'vitest'
import { addApiToken, addContact, addCustomer } from '#people/people.ts'
import { actAs, ask, openCompany, openTrial } from './harness.ts'
import type { Answer } from './harness.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const other = await openCompany(trial, 'autre')
const english = { 'accept-language': 'en' }
const technical = { facts: { channel: 'portal', kind: 'technical', trust: 'T2', customer: 'known', server_ip: '203.0.113.7', 'contract.gti': '2h' } }
const explain = async (body: unknown, headers: Record<string, string> = {}): Promise<Answer> => company.call('POST', 'explain', { cookie: await company.asAgent(), body, headers })
const readable = (text: string[]) => text.map((line) => line.replaceAll(/[\u00a0\u202f]/g, ' '))
const key = async (more: { scopes?: ['requests:write']; customerId?: string } = {}) => {
  const { token } = await addApiToken(trial.desk, company.provider.id, { name: 'clé', scopes: ['tickets:read'], expiresAt: trial.time.now() + 3_600_000, ...more })
  return { authorization: `Bearer ${token}` }
}

describe('what the policy answers is explained by the API, and nothing is recorded', () => {
  test('a request: each step with its facts and clauses, and how each deadline adds up', async () => {
    const before = await trial.desk.database.db.selectFrom('requests').select((eb) => eb.fn.countAll().as('n')).executeTakeFirst()
    const { status, body } = await explain({ at: '2026-11-23 17:30', ...technical })
    expect([status, body.kind, body.version, body.decision.outcome]).toEqual([200, 'request', 'v1', 'accepted'])
    expect(readable(body.steps.map((step: { text: string }) => step.text))).toContain('Identification : établie [Type = Technique, Confiance = connecté, Client = numéro de client connu] (art. 3)')
    expect(body.steps.find((step: { title: string }) => step.title === 'Identification')).toMatchObject({ decisive: false, facts: [{ name: 'kind', label: 'Type', value: 'Technique' }, {}, {}], clauses: [{ id: '3', title: 'Qui peut demander' }] })
    const [deadline] = body.deadlines
    const counted = deadline.segments.filter((one: { state: string }) => one.state === 'counted').map((one: { counted: string }) => Number(/\d+/.exec(one.counted)![0]))
    expect(`PT${counted.reduce((sum: number, seconds: number) => sum + seconds, 0)}S`).toBe(deadline.promised)
    expect(body.text).toEqual([...body.steps.map((step: { text: string }) => step.text), ...body.deadlines.flatMap((one: { sentence: string; text: string[] }) => [one.sentence, ...one.text])])
    expect(await trial.desk.database.db.selectFrom('requests').select((eb) => eb.fn.countAll().as('n')).executeTakeFirst()).toEqual(before)
  })

  test('a refusal says which step decided, in the language of the caller; without `at` it is now', async () => {
    const { body } = await explain({ facts: { channel: 'portal', kind: 'networking' } }, english)
    expect(body.decision).toMatchObject({ outcome: 'refused', at: '2026-11-23T09:00:00.000Z' })
    expect(body.steps.filter((step: { decisive: boolean }) => step.decisive)).toMatchObject([{ title: 'Scope', result: 'not covered', clauses: [{ id: '4' }] }])
  })

  test('a deadline, and any further question by its name', async () => {
    const due = await explain({ due: { calendar: 'support', duration: '2h', start: '2026-11-23 17:30' } })
    expect([due.status, due.body.kind, due.body.deadlines[0].dueAt]).toEqual([200, 'due', '2026-11-24T09:30:00.000Z'])
    expect(readable(due.body.text).at(-1)).toBe('2 h au total : échéance mardi 24 novembre 2026 à 10 h 30')
    const remote = await explain({ remote: {}, facts: { kind: 'technical' } })
    expect(remote.body).toMatchObject({ kind: 'question', question: 'remote', answer: { outcome: 'refused' }, decision: null, deadlines: [] })
  })

  test.each([
    [{ facts: { colour: 'red' } }, 'unknown-fact', '/facts/colour'], [{ facts: { kind: 'nonsense' } }, 'unknown-value', '/facts/kind'], [{ at: 'noon', facts: {} }, 'invalid-body', '/'], [{ remote: { tol: 'x' } }, 'invalid-body', '/remote/tol'],
    [{ riddle: {} }, 'invalid-body', '/'], [{ due: {} }, 'invalid-body', '/'], [{ remote: 3 }, 'invalid-body', '/remote'], [[], 'invalid-body', '/'],
  ])('%j is refused, and the member at fault is named', async (body, code, place) => {
    const answer = await explain(body, english)
    expect([answer.status, answer.body.code, answer.body.errors[0].at]).toEqual([422, code, place])
  })

  test('only agents and keys of the provider itself may ask about any facts', async () => {
    const call = (who: { cookie?: string; headers?: Record<string, string> }) => company.call('POST', 'explain', { ...who, body: technical })
    expect((await call({ headers: await key() })).status).toBe(200)
    expect((await call({})).status).toBe(401)
    for (const who of [{ cookie: await company.asContact() }, { headers: await key({ customerId: company.customerId }) }, { headers: await key({ scopes: ['requests:write'] }) }]) expect((await call(who)).status).toBe(403)
    expect((await other.call('POST', 'explain', { cookie: await company.asAgent(), body: technical })).status).toBe(401)
  })
})

describe('a ticket is explained as it was decided, by the version it was decided under', () => {
  test('with its clocks as they stand, pauses included', async () => {
    const { number } = (await ask(company, { facts: { kind: 'technical', server_ip: '203.0.113.7' } })).body
    trial.time.advance(600_000)
    await actAs(company, number, 'replies', { text: 'Bonjour' })
    expect((await actAs(company, number, 'wait', { for: 'customer', question: 'Laquelle ?' })).status).toBe(200)
    trial.time.advance(600_000)
    const page = (await company.call('GET', `queue/${number}`, { cookie: await company.asAgent() })).body
    const { status, body } = await company.call('GET', `tickets/${number}/explanation`, { cookie: await company.asAgent() })
    expect([status, body.decision]).toEqual([200, page.decision])
    expect(body.deadlines.length).toBeGreaterThan(0)
    expect(body.deadlines.map((one: { segments: unknown }) => one.segments)).toEqual(page.clocks.filter((clock: { promised: string | null }) => clock.promised !== null).map((clock: { segments: unknown }) => clock.segments))
    expect(body.deadlines.flatMap((one: { segments: { state: string }[] }) => one.segments.map(({ state }) => state))).toContain('paused')
    expect(body.steps.flatMap((step: { clauses: { id: string }[] }) => step.clauses.map(({ id }) => id))).toContain('3')
  })

  test('to agents, keys of the provider, its own customer; to nobody else, as if there were none (AB-19)', async () => {
    const { number } = (await ask(company)).body
    const customerId = await addCustomer(trial.desk, company.provider.id, { number: '10002', name: 'Garage Petit', kind: 'professional' })
    const contactId = await addContact(trial.desk, company.provider.id, { customerId, name: 'Ève Petit', email: 'eve@petit.example', verified: true })
    const read = (who: { cookie?: string; headers?: Record<string, string> }, at = company) => at.call('GET', `tickets/${number}/explanation`, who)
    const allowed = [{ cookie: await company.asAgent() }, { cookie: await company.asContact() }, { headers: await key() }, { headers: await key({ customerId: company.customerId }) }]
    for (const who of allowed) expect((await read(who)).status).toBe(200)
    for (const who of [{ cookie: await company.asContact(contactId) }, { headers: await key({ customerId }) }]) expect((await read(who)).status).toBe(404)
    expect((await read({ headers: await key({ scopes: ['requests:write'] }) })).status).toBe(403)
    expect((await read({ cookie: await other.asAgent() }, other)).status).toBe(404)
    expect((await read({ cookie: await company.asAgent() }, other)).status).toBe(401)
    expect((await read({})).status).toBe(401)
  })
})
