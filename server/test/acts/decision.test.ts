import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { monday, openCompany, openTrial } from '../harness.ts'
import { openStaff } from './scene.ts'

const trial = await openTrial()
const { company, does, financial, lead, opened, page, read, row, teamId, technical, undo, undoing } = await openStaff(trial, 'essai')
const hour = 3_600_000
const clock = (body: { clocks: { metric: string }[] }, metric: string) => body.clocks.find((one) => one.metric === metric) as Record<string, unknown> | undefined

test('S5-3, S5-4: what is handed to accounts is theirs to see, with the note, and no longer the technical agent’s', async () => {
  const number = await opened()
  await does(number, 'take', undefined, { as: technical.id })
  expect((await page(number, financial.id)).status).toBe(404)
  const { status, text } = await does(number, 'transfer', { department: 'financial', note: 'Facture contestée.' }, { as: technical.id })
  expect(status, text).toBe(200)
  expect(await row(number)).toMatchObject({ department: 'financial', assignee_id: null })
  expect((await page(number, technical.id)).status).toBe(404)
  const theirs = await page(number, financial.id)
  expect(theirs.status).toBe(200)
  expect(theirs.text).toContain('Facture contestée.')
  expect((await company.call('GET', `tickets/${number}`, { cookie: await company.asContact() })).text).not.toContain('Facture contestée.')
})

test('to a team, to an agent; to nobody whom there is not; and not to where it is', async () => {
  const number = await opened()
  const hand = (body: object) => does(number, 'transfer', { note: 'À suivre.', ...body })
  expect((await hand({ teamId, agentId: technical.id })).status).toBe(200)
  expect(await row(number)).toMatchObject({ desk_team_id: teamId, assignee_id: technical.id, department: 'technical' })
  expect((await read(number)).team).toEqual({ id: teamId, name: 'Nuit' })
  const codes = [await hand({ teamId }), await hand({ department: 'marketing' }), await hand({ teamId: company.agent.id }), await hand({ agentId: teamId }), await does(number, 'transfer', { agentId: null })]
  expect(codes.map(({ body }) => body.code)).toEqual(['same-hands', 'unknown-department', 'unknown-team', 'unknown-agent', 'invalid-body'])
})

test('a department that an agent gave stays when the policy decides again by itself, until an agent asks it again', async () => {
  const number = await opened()
  await does(number, 'transfer', { department: 'financial', note: 'Facture.' })
  await does(number, 'priority', { priority: 'high', reason: 'Pressé.' }, { method: 'PUT' })
  expect((await row(number)).department).toBe('financial')
  await does(number, 'facts', { facts: { topic: 'hosting' }, reason: 'Finalement technique.' }, { method: 'PUT' })
  expect((await row(number)).department).toBe('technical')
})

test('TIME-23: what is known is put right: the policy decides again, what was counted is kept, both targets are shown', async () => {
  const number = await opened()
  trial.time.advance(hour / 2)
  const done = await does(number, 'facts', { facts: { urgent: true }, reason: 'Le site est à l’arrêt.' }, { method: 'PUT' })
  expect(done.status, done.text).toBe(200)
  const after = await read(number)
  expect([after.priority, after.rank, after.facts.urgent]).toEqual(['high', 0, true])
  expect(clock(after, 'first_reply')).toMatchObject({ promised: 'PT1800S', elapsed: 'PT1800S', replaces: { promised: 'PT7200S' } })
  expect(after.timeline.at(-1)).toMatchObject({ type: 'ticket.facts_changed', actor: { id: company.agent.id }, data: { changed: { urgent: true }, before: {}, reason: 'Le site est à l’arrêt.' } })
  expect(JSON.stringify(after.timeline)).not.toContain('commitments')
})

test('another kind takes it to another department; undone, all of it is as it was', async () => {
  const number = await opened()
  const before = await read(number)
  await does(number, 'facts', { facts: { kind: 'billing' }, reason: 'C’est une facture.' }, { method: 'PUT' })
  expect(await row(number)).toMatchObject({ kind: 'billing', department: 'financial' })
  await undo(number, (await undoing(number, 'ticket.facts_changed')).eventId)
  const after = await read(number)
  expect([after.kind, after.department, after.facts, after.clocks]).toEqual([before.kind, before.department, before.facts, before.clocks])
})

test('facts that have an act of their own, that are nobody’s to say, or that the policy does not know, are refused', async () => {
  const number = await opened()
  const put = async (facts: object, reason = 'r') => (await does(number, 'facts', { facts, reason }, { method: 'PUT' })).body.code
  expect([await put({ priority: 'high' }), await put({ courtesy: true }), await put({ trust: 'T3' }), await put({ customer: 'known' }), await put({ nothing: 1 }), await put({ topic: 'golf' }), await put({ urgent: 'oui' })])
    .toEqual(['unknown-fact', 'unknown-fact', 'unknown-fact', 'unknown-fact', 'unknown-fact', 'unknown-value', 'unknown-value'])
  expect([await put({ urgent: false }), await put({}), await put({ urgent: true }, ' ')]).toEqual(['same-facts', 'invalid-body', 'invalid-body'])
  expect((await read(number)).changeable).toEqual(expect.arrayContaining(['kind', 'urgent', 'topic']))
  expect((await read(number)).changeable).not.toEqual(expect.arrayContaining(['priority']))
})

test('a priority that an agent gave counts on when the facts change after it, and the other way round', async () => {
  const number = await opened()
  await does(number, 'priority', { priority: 'high', reason: 'Client important.' }, { method: 'PUT' })
  await does(number, 'facts', { facts: { topic: 'hosting' }, reason: 'Précisé.' }, { method: 'PUT' })
  expect((await row(number)).priority).toBe('high')
  await does(number, 'priority', { priority: 'normal', reason: 'Non.' }, { method: 'PUT' })
  expect((await read(number)).facts.topic).toBe('hosting')
})

test('S3-31: what the policy does not promise is taken on at discretion, with a reason: flagged, nothing due, no right', async () => {
  const number = await opened()
  const refused = await does(number, 'discretion', { reason: 'Par courtoisie.' })
  expect([refused.status, refused.body.code]).toEqual([409, 'nothing-to-grant'])
  expect((await read(number)).acts.find((one: { act: string }) => one.act === 'discretion')).toMatchObject({ allowed: false, why: 'nothing-to-grant' })
  await does(number, 'facts', { facts: { topic: 'programming' }, reason: 'C’est un script.' }, { method: 'PUT' })
  // Accepted as it was: that the policy would refuse it now is said.
  const told = await read(number)
  expect(told.timeline.at(-1).data.scope).toBe('excluded')
  expect((await does(number, 'discretion', { reason: '' })).body.code).toBe('invalid-body')
  expect((await does(number, 'discretion', { reason: 'Dix minutes, par courtoisie.' })).status).toBe(200)
  expect(await row(number)).toMatchObject({ discretion: true, due: null, late_at: null })
  const after = await read(number)
  expect([after.discretion.reason, after.discretion.by.id, after.decision.entitlement, after.decision.scope, after.facts.courtesy]).toEqual(['Dix minutes, par courtoisie.', company.agent.id, 'discretionary', 'discretionary', true])
  expect(after.clocks.filter((one: { state: string }) => one.state === 'running' || one.state === 'standing')).toEqual([])
  expect((await does(number, 'discretion', { reason: 'Encore.' })).body.code).toBe('nothing-to-grant')
  await undo(number, (await undoing(number, 'ticket.discretion')).eventId)
  const back = await read(number)
  expect([back.discretion, clock(back, 'first_reply')?.state]).toEqual([null, 'running'])
  expect(lead.id).not.toBe(company.agent.id)
})

test('S3-31: at ELASSAR Multimédia, programming taken on at discretion costs nothing, as its own price list says', async () => {
  const elassar = await openCompany(trial, 'elassar', await readFile(new URL('../../../policies/elassar/policy.yaml', import.meta.url), 'utf8'))
  trial.time.set(Date.parse(monday))
  const asked = await elassar.call('POST', 'requests', { cookie: await elassar.asContact(), body: { channel: 'ticket', subject: 'Mon script', text: 'Il boucle.', facts: { kind: 'intervention' } } })
  expect(asked.status, asked.text).toBe(201)
  const { number } = asked.body
  const put = async (path: string, body: object, method = 'POST') => elassar.call(method, `queue/${number}/${path}`, { cookie: await elassar.asAgent(), headers: { 'if-match': '*' }, body })
  expect((await put('facts', { facts: { topic: 'php' }, reason: 'C’est du PHP.' }, 'PUT')).status).toBe(200)
  expect((await put('discretion', { reason: 'Le support est calme.' })).status).toBe(200)
  const { decision, facts, discretion } = (await elassar.call('GET', `queue/${number}`, { cookie: await elassar.asAgent() })).body
  expect([decision.scope, decision.entitlement, facts.discretion, discretion.reason]).toEqual(['discretionary', 'discretionary', true, 'Le support est calme.'])
  const price = async (more: object) => (await elassar.call('POST', 'explain', { cookie: await elassar.asAgent(), body: { price: { spent: '2h' }, facts: { work: 'labour', ...more } } })).body.answer
  expect([(await price({ discretion: facts.discretion })).outcome, (await price({ discretion: facts.discretion })).net]).toEqual(['nothing', '0.00'])
  expect((await price({})).outcome).toBe('quote_needed')
})
