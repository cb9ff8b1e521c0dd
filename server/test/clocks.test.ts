import { expect, test } from 'vitest'
import { actAs, ask, monday, openCompany, openTrial, pageOf } from './harness.ts'
import { policySource } from './policy.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const hour = 3_600_000

interface Clock { metric: string; cycle: number; state: string; outcome: string | null; elapsed: string; promised: string; dueAt: string | null; stoppedAt: string | null; segments: { state: string; counted: string; future: boolean }[]; replaces: unknown; policyVersion: string }
const clocks = async (number: number, metric: string): Promise<Clock[]> =>
  (await pageOf(company, number)).clocks.filter((one: Clock) => one.metric === metric)
const clock = async (number: number, metric: string) => (await clocks(number, metric)).at(-1) as Clock

async function opened(body: Record<string, unknown> = {}): Promise<number> {
  trial.time.set(Date.parse(monday))
  return (await ask(company, body)).body.number
}
const customerWrites = async (number: number, text = 'Et maintenant ?') => company.call('POST', `tickets/${number}/replies`, { cookie: await company.asContact(), body: { text } })
const countedIn = (one: Clock) => one.segments.filter((line) => !line.future).reduce((sum, line) => sum + Number(line.counted.slice(2, -1)), 0)

test('TIME-20, TIME-30: a clock is read from events; its counted lines add up to what has elapsed', async () => {
  const number = await opened()
  trial.time.set(Date.parse('2026-11-24T08:30:00Z')) // Tuesday 9:30 in Paris
  const first = await clock(number, 'resolution')
  expect(first).toMatchObject({ state: 'running', elapsed: `PT${8.5 * 3600}S`, promised: `PT${16 * 3600}S` })
  expect(countedIn(first)).toBe(8.5 * 3600)
})

test('TERM-04: a note, an assignment, an automatic mail stop no first reply; a human reply does', async () => {
  const number = await opened()
  await actAs(company, number, 'notes', { text: 'note' })
  await actAs(company, number, 'assignee', { agentId: company.agent.id }, '*', 'PUT')
  await actAs(company, number, 'take')
  expect(await clock(number, 'acknowledgement')).toMatchObject({ state: 'stopped', outcome: 'kept' })
  expect(await clock(number, 'first_reply')).toMatchObject({ state: 'running' })
  await actAs(company, number, 'replies', { text: 'Bonjour' })
  expect(await clock(number, 'first_reply')).toMatchObject({ state: 'stopped', outcome: 'kept' })
})

test('TIME-12: at the deadline itself a promise is kept, one millisecond later it is late, noted once', async () => {
  const kept = await opened()
  trial.time.set(Date.parse('2026-11-23T11:00:00Z'))
  await trial.jobs.run('clocks')
  await actAs(company, kept, 'replies', { text: 'À temps' })
  expect(await clock(kept, 'first_reply')).toMatchObject({ outcome: 'kept' })
  const late = await opened()
  trial.time.set(Date.parse('2026-11-23T11:00:00.001Z'))
  await trial.jobs.run('clocks')
  await trial.jobs.run('clocks')
  const told = (await pageOf(company, late)).timeline.filter((entry: { type?: string }) => entry.type === 'clock.late')
  expect(told.map((entry: { data: { metric: string } }) => entry.data.metric)).toEqual(['first_reply'])
  await actAs(company, late, 'replies', { text: 'Trop tard' })
  expect(await clock(late, 'first_reply')).toMatchObject({ outcome: 'late', stoppedAt: '2026-11-23T11:00:00.001Z' })
})

test('TIME-21: a stopped clock keeps its outcome whatever is published later', async () => {
  const number = await opened()
  trial.time.advance(hour)
  await actAs(company, number, 'replies', { text: 'Bonjour' })
  const before = await clock(number, 'first_reply')
  const published = await trial.desk.policies.publish(company.provider.id, { source: policySource('v2', '2026-11-01', '10min'), file: 'policy.yaml', by: 'test' })
  expect(published.ok).toBe(true)
  expect(await clock(number, 'first_reply')).toEqual({ ...before })
  expect((await clock(number, 'first_reply')).policyVersion).toBe('v1')
  const fresh = await opened()
  expect((await clock(fresh, 'first_reply')).promised).toBe('PT600S')
  // Back to two hours for the tests that follow.
  await trial.desk.policies.publish(company.provider.id, { source: policySource('v3', '2026-11-02'), file: 'policy.yaml', by: 'test' })
})

test('TIME-22, AB-43: waiting pauses a resolution only with a question that was sent, and never a first reply', async () => {
  const number = await opened()
  const refused = await actAs(company, number, 'wait', { for: 'customer' })
  expect([refused.status, refused.body.code]).toEqual([422, 'invalid-body'])
  trial.time.advance(hour)
  await actAs(company, number, 'wait', { for: 'customer', question: 'Quelle version ?' })
  trial.time.advance(2 * hour)
  expect(await clock(number, 'resolution')).toMatchObject({ state: 'paused', elapsed: 'PT3600S', dueAt: null })
  // TIME-08: any message of the customer resumes.
  await customerWrites(number)
  trial.time.advance(hour)
  const after = await clock(number, 'resolution')
  expect(after).toMatchObject({ state: 'running', elapsed: 'PT7200S' })
  expect(countedIn(after)).toBe(7200)
  expect((await pageOf(company, number)).state).toBe('open')
})

test('TIME-02: a next reply runs from the oldest unanswered message of the customer, and not before the first answer', async () => {
  const number = await opened()
  await customerWrites(number)
  expect(await clocks(number, 'next_reply')).toEqual([])
  trial.time.advance(hour)
  await actAs(company, number, 'replies', { text: 'Bonjour' })
  trial.time.advance(hour)
  await customerWrites(number)
  trial.time.advance(hour)
  await customerWrites(number, 'Toujours là ?')
  expect(await clock(number, 'next_reply')).toMatchObject({ cycle: 0, state: 'running', elapsed: 'PT3600S' })
  await actAs(company, number, 'replies', { text: 'Oui' })
  await customerWrites(number, 'Merci, et ?')
  expect((await clocks(number, 'next_reply')).map(({ cycle, state }) => [cycle, state])).toEqual([[0, 'stopped'], [1, 'running']])
})

test('TIME-23: an overruled priority keeps what was counted, replaces the target, shows both', async () => {
  const number = await opened()
  trial.time.advance(20 * 60_000)
  const without = await actAs(company, number, 'priority', { priority: 'high' }, '*', 'PUT')
  expect([without.status, without.body.code]).toEqual([422, 'invalid-body'])
  const done = await actAs(company, number, 'priority', { priority: 'high', reason: 'Boutique fermée' }, '*', 'PUT')
  expect(done.status, done.text).toBe(200)
  expect(await clock(number, 'first_reply')).toMatchObject({ promised: 'PT1800S', elapsed: 'PT1200S', replaces: { promised: 'PT7200S' } })
  const page = await pageOf(company, number)
  expect([page.priority, page.rank]).toEqual(['high', 0])
  expect(page.timeline.find((entry: { type?: string }) => entry.type === 'ticket.reprioritised').data).toEqual({ priority: 'high', from: 'normal', reason: 'Boutique fermée' })
})

test('TIME-23: where the policy says so, another priority counts from the change on', async () => {
  const afresh = await openCompany(trial, 'recompte')
  const source = policySource('v2', '2026-11-01').replace('on_tier_change: from_opening', 'on_tier_change: from_opening, on_priority_change: from_change')
  expect((await trial.desk.policies.publish(afresh.provider.id, { source, file: 'policy.yaml', by: 'test' })).ok).toBe(true)
  trial.time.set(Date.parse(monday))
  const number = (await ask(afresh)).body.number
  trial.time.advance(20 * 60_000)
  const changed = trial.time.now()
  expect((await actAs(afresh, number, 'priority', { priority: 'high', reason: 'Boutique fermée' }, '*', 'PUT')).status).toBe(200)
  const reply = (await pageOf(afresh, number)).clocks.findLast((one: Clock) => one.metric === 'first_reply')
  expect(reply).toMatchObject({ promised: 'PT1800S', elapsed: 'PT0S', dueAt: new Date(changed + 30 * 60_000).toISOString(), replaces: { promised: 'PT7200S' } })
})

test('TIME-19: hours of the customer are counted where the customer is, and said so', async () => {
  const far = await openCompany(trial, 'outremer')
  const source = policySource('v2', '2026-11-01').replace('support: { label', 'support: { zone: customer, label').replace('  urgent: {', '  customer_zone: { default: Europe/Paris }\n  urgent: {')
  expect((await trial.desk.policies.publish(far.provider.id, { source, file: 'policy.yaml', by: 'test' })).ok).toBe(true)
  await trial.desk.database.db.updateTable('customers').set({ zone: 'Pacific/Noumea' }).where('provider_id', '=', far.provider.id).execute()
  trial.time.set(Date.parse(monday)) // 10:00 in Paris is 20:00 in Nouméa
  const number = (await ask(far)).body.number
  const reply = (await pageOf(far, number)).clocks.find((one: Clock) => one.metric === 'first_reply')
  expect(reply).toMatchObject({ state: 'standing', counted: { by: 'calendar', calendar: 'support', zone: 'Pacific/Noumea' }, dueAt: '2026-11-24T00:00:00.000Z' })
})

test('TIME-24: reopened, the next reply begins again; the first resolution stays as it ended, the whole one goes on', async () => {
  const number = await opened()
  trial.time.advance(hour)
  await actAs(company, number, 'replies', { text: 'Fait.', then: 'solve' })
  trial.time.advance(24 * hour)
  await customerWrites(number, 'Non, toujours en panne.')
  const page = await pageOf(company, number)
  expect(page.state).toBe('open')
  const [first, whole] = await clocks(number, 'resolution')
  expect(first).toMatchObject({ cycle: 0, state: 'stopped', outcome: 'kept' })
  expect(whole).toMatchObject({ cycle: 1, state: 'running', elapsed: 'PT3600S' })
  expect(await clock(number, 'next_reply')).toMatchObject({ state: 'running' })
})

test('TIME-26: a call written down later starts at the call; what we open ourselves owes no first reply', async () => {
  trial.time.set(Date.parse(monday))
  const cookie = await company.asAgent()
  const called = await company.call('POST', 'recorded-requests', { cookie, body: { channel: 'phone', subject: 'Appel', text: 'En panne', contactId: company.contactId, contactedAt: '2026-11-23T08:30:00.000Z' } })
  expect(called.status, called.text).toBe(201)
  expect(await clock(called.body.number, 'first_reply')).toMatchObject({ elapsed: 'PT1800S' })
  const ours = await company.call('POST', 'recorded-requests', { cookie, body: { channel: 'phone', subject: 'Entretien', text: 'À faire', contactId: company.contactId, initiative: 'provider' } })
  expect(await clocks(ours.body.number, 'first_reply')).toEqual([])
  expect(await clocks(ours.body.number, 'resolution')).toHaveLength(1)
})

test('TIME-31: what was missed while nothing ran is noted late, with the real time', async () => {
  const number = await opened()
  trial.time.set(Date.parse('2026-11-27T10:00:00Z'))
  await trial.jobs.tick()
  const [told] = (await pageOf(company, number)).timeline.filter((entry: { type?: string; data?: { metric: string } }) => entry.type === 'clock.late' && entry.data?.metric === 'first_reply')
  expect(told.at).toBe('2026-11-27T10:00:00.000Z')
  expect(Date.parse('2026-11-23T11:00:00Z')).toBe(told.data.dueAt)
})

test('what was done before the hours opened stops its promise: nothing is due any more, nothing is watched', async () => {
  const nightly = await openCompany(trial, 'nocturne')
  const source = policySource('v2', '2026-11-01').replace('bond: guaranteed', 'starts: handling, bond: guaranteed')
  expect((await trial.desk.policies.publish(nightly.provider.id, { source, file: 'policy.yaml', by: 'test' })).ok).toBe(true)
  trial.time.set(Date.parse('2026-11-23T20:00:00Z'))
  const number = (await ask(nightly, { facts: { night: true } })).body.number
  await actAs(nightly, number, 'replies', { text: 'Nous y sommes déjà' })
  const { db } = trial.desk.database
  const rows = await db
    .selectFrom('clocks as c').innerJoin('tickets as t', 't.id', 'c.ticket_id').select(['c.outcome', 'c.watch_at', 't.due'])
    .where('t.provider_id', '=', nightly.provider.id).where('t.number', '=', number).where('c.metric', '=', 'first_reply').execute()
  expect(rows).toMatchObject([{ outcome: 'kept', watch_at: null }])
  expect(rows[0]?.due ?? {}).not.toMatchObject({ metric: 'first_reply' })
})

test('a held request waits for the opening, then is to do; begun earlier, the hold is over', async () => {
  trial.time.set(Date.parse('2026-11-23T21:00:00Z'))
  const held = (await ask(company, { facts: { night: true } })).body
  expect(held.decision).toMatchObject({ outcome: 'held', heldUntil: '2026-11-24T08:00:00.000Z' })
  const inView = async (view: string) => (await company.call('GET', `queue?view=${view}`, { cookie: await company.asAgent() })).body.rows.map((row: { number: number }) => row.number)
  expect(await inView('todo')).not.toContain(held.number)
  expect(await inView('waiting')).toContain(held.number)
  const early = (await ask(company, { facts: { night: true } })).body.number
  await actAs(company, early, 'replies', { text: 'Je suis encore là.' })
  expect(await inView('todo')).toContain(early)
  trial.time.set(Date.parse('2026-11-24T08:00:00Z'))
  await trial.jobs.run('holds')
  expect(await inView('todo')).toContain(held.number)
})

test('solving takes a word to a customer who waits for one', async () => {
  const number = await opened()
  const silent = await actAs(company, number, 'solve', {})
  expect([silent.status, silent.body.code]).toEqual([409, 'reply-required'])
  expect((await actAs(company, number, 'solve', { text: 'C’est réparé.' })).body.state).toBe('solved')
  expect((await actAs(company, number, 'solve', {})).body.code).toBe('already-solved')
})

test('MAIL-06: a customer opens a solved ticket again five times an hour at most', async () => {
  const number = await opened()
  for (let round = 0; round < 5; round++) {
    await actAs(company, number, 'replies', { text: 'Fait.', then: 'solve' })
    expect((await customerWrites(number)).status).toBe(200)
  }
  await actAs(company, number, 'replies', { text: 'Fait.', then: 'solve' })
  expect((await customerWrites(number)).status).toBe(429)
})

test('a ticket keeps the policy of its opening, or adopts the new one where the new one says so', async () => {
  const adopting = await openCompany(trial, 'adopte')
  trial.time.set(Date.parse(monday))
  const { number } = (await ask(adopting)).body
  const promised = async () => {
    const { clocks: all } = await pageOf(adopting, number)
    return all.filter((one: Clock) => one.metric === 'first_reply').map((one: Clock) => [one.promised, one.policyVersion])
  }
  await trial.desk.policies.publish(adopting.provider.id, { source: policySource('v2', '2026-11-20', '3h', 'keep'), file: 'policy.yaml', by: 'test' })
  await trial.jobs.run('versions')
  expect(await promised()).toEqual([['PT7200S', 'v1']])
  await trial.desk.policies.publish(adopting.provider.id, { source: policySource('v3', '2026-11-21', '1h', 'adopt'), file: 'policy.yaml', by: 'test' })
  await trial.jobs.run('versions')
  await trial.jobs.run('versions')
  expect(await promised()).toEqual([['PT3600S', 'v3']])
  const told = (await pageOf(adopting, number)).timeline.filter((entry: { type?: string }) => entry.type === 'ticket.redecided')
  expect(told.map((entry: { data: unknown }) => entry.data)).toEqual([{ policyVersion: 'v3', from: 'v1' }])
})

test('a published version never changes, and an error blocks one', async () => {
  const publish = (source: string) => trial.desk.policies.publish(company.provider.id, { source, file: 'policy.yaml', by: 'test' })
  expect(await publish(policySource())).toMatchObject({ ok: true, already: true })
  expect(await publish(policySource('v1', '2026-01-01', '9h'))).toMatchObject({ ok: false, findings: [{ code: 'version-published' }] })
  const broken = await publish(policySource('v9').replace('metric: first_reply', 'metric: nonsense'))
  expect(broken.ok).toBe(false)
  expect((await trial.desk.policies.list(company.provider.id)).map((one) => one.version)).not.toContain('v9')
})
