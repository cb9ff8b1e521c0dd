import { expect, test } from 'vitest'
import { receive } from '#intake/intake.ts'
import { actAs, ask, monday, openCompany, openTrial, pageOf } from './harness.ts'
import { policySource } from './policy.ts'

/** What the policy says of moves is what the desk does: who solves, who opens again, until when. */
const trial = await openTrial()
const day = 86_400_000
const source = policySource().replace('      policy_changes:', `      life_cycle:
        moves:
          - { name: said, to: solved, by: agent, when: { kind: technical }, needs: { resolution: known }, otherwise: refuse, reason: { fr: "Dites comment.", en: "Say how." } }
          - { name: ours, to: solved, by: requester, when: { kind: billing }, answer: refused }
          - { name: again, from: solved, to: open, by: requester, within: 14d, counted: elapsed, otherwise: new_ticket, reason: { fr: "Après ce temps, faites une nouvelle demande.", en: "After that time, make a new request." } }
          - { name: sure, to: solved, by: agent, when: { kind: question, urgent: yes }, needs: { workaround: known }, otherwise: confirm, reason: { fr: "Aucun contournement n’est noté. Résoudre quand même ?", en: "No workaround is noted. Solve it all the same?" } }
          - { name: queued, from: waiting_supplier, to: [open, waiting_customer], by: agent, answer: refused }
          - { name: thanks, to: solved, by: requester, when: { kind: question, urgent: yes }, answer: confirm, reason: { fr: "Plus rien à faire ?", en: "Nothing left to do?" } }
          - { name: urgent-stays, to: waiting_supplier, by: agent, when: { priority: high }, answer: refused }
          - { name: theirs, from: solved, to: open, by: agent, when: { kind: billing }, answer: refused }
      policy_changes:`)
const company = await openCompany(trial, 'essai', source)

async function opened(facts: Record<string, unknown> = {}): Promise<number> {
  trial.time.set(Date.parse(monday))
  const { status, body, text } = await ask(company, { facts })
  expect(status, text).toBe(201)
  await actAs(company, body.number, 'replies', { text: 'Bonjour.' })
  return body.number
}
const tried = async (number: number, path: string, body: object, lang = 'fr') =>
  company.call('POST', `queue/${number}/${path}`, { cookie: await company.asAgent(), body, headers: { 'if-match': '*', 'accept-language': lang } })
const writes = async (number: number) => company.call('POST', `tickets/${number}/replies`, { cookie: await company.asContact(), body: { text: 'Toujours en panne.' } })
const state = async (number: number) => (await pageOf(company, number)).state

test('S5-16: a resolution that the policy wants is asked of whoever solves, in its words and in their language', async () => {
  const number = await opened({ kind: 'technical', server_ip: '203.0.113.7' })
  const refused = await tried(number, 'solve', {})
  expect([refused.status, refused.body.code, refused.body.detail.replaceAll('\u00a0', ' ')]).toEqual([409, 'move-refused', 'Dites comment. (art. 8)'])
  expect((await tried(number, 'solve', {}, 'en')).body.detail.replaceAll('\u00a0', ' ')).toBe('Say how. (art. 8)')
  expect(await state(number)).toBe('open')
  expect((await tried(number, 'replies', { text: 'Le câble est remplacé.', then: 'solve' })).status).toBe(200)
  expect(await state(number)).toBe('solved')
})

test('where it wants none, an answered request is solved without a word', async () => {
  const number = await opened()
  expect((await tried(number, 'solve', {})).status).toBe(200)
})

test('a customer opens a solved request again until the time that the policy gives, from when it was solved', async () => {
  const number = await opened()
  trial.time.advance(5 * day)
  await tried(number, 'solve', {})
  trial.time.advance(14 * day)
  expect((await writes(number)).status).toBe(200)
  expect(await state(number)).toBe('open')
  await tried(number, 'replies', { text: 'Fait.', then: 'solve' })
  trial.time.advance(14 * day + 1)
  const late = await writes(number)
  expect([late.status, late.body.code]).toEqual([409, 'move-refused'])
  expect(late.body.detail).toContain('faites une nouvelle demande')
  expect(await state(number)).toBe('solved')
})

test('MAIL-06: past that time, a mail in the conversation is a request of its own', async () => {
  const number = await opened()
  await tried(number, 'solve', {})
  const { id } = await trial.desk.database.db.selectFrom('tickets').select('id').where('provider_id', '=', company.provider.id).where('number', '=', number).executeTakeFirstOrThrow()
  const write = (key: string) => receive(trial.desk, {
    providerId: company.provider.id, channel: 'mail', medium: 'mail', receivedAt: trial.time.now(), dedupeKey: key, sender: { address: 'jean@martin-essai.example', trust: 'T1', flags: [] }, automatic: 'human',
    subject: 'Re: Une question', text: 'Toujours en panne.', facts: {}, attachments: [], thread: { ticketId: id, participant: true, how: 'token' },
  })
  trial.time.advance(14 * day + 1)
  const late = await write('late')
  expect(late).toMatchObject({ kind: 'ticket' })
  expect((late as { number: number }).number).not.toBe(number)
  expect(await state(number)).toBe('solved')
})

test('who may not solve, or open again, is told so', async () => {
  const number = await opened({ kind: 'billing' })
  const solved = await company.call('POST', `tickets/${number}/solve`, { cookie: await company.asContact(), body: {} })
  expect([solved.status, solved.body.code]).toEqual([409, 'move-refused'])
  await tried(number, 'solve', {})
  expect((await tried(number, 'reopen', {})).body.code).toBe('move-refused')
  expect(await state(number)).toBe('solved')
})

const acts = async (number: number, lang = 'fr') =>
  Object.fromEntries((await company.call('GET', `queue/${number}`, { cookie: await company.asAgent(), headers: { 'accept-language': lang } })).body.acts.map(({ act, ...told }: { act: string }) => [act, told]))
const offered = { allowed: true, why: null, detail: null }

test('S2-41: what the policy wants confirmed is asked in its words, and done once it is meant', async () => {
  const number = await opened({ urgent: true })
  expect((await acts(number)).solve).toEqual(offered)
  const asked = await tried(number, 'solve', {})
  expect([asked.status, asked.body.code, asked.body.clauses, asked.body.detail.replaceAll(/[\u00a0\u202f]/g, ' ')]).toEqual([409, 'confirm-needed', ['8'], 'Aucun contournement n’est noté. Résoudre quand même ? (art. 8)'])
  expect((await tried(number, 'solve', {}, 'en')).body.detail).toContain('Solve it all the same?')
  expect((await tried(number, 'replies', { text: 'C’est fait.', then: 'solve' })).body.code).toBe('confirm-needed')
  expect(await state(number)).toBe('open')
  expect((await tried(number, 'replies', { text: 'C’est fait.', then: 'solve', confirmed: true })).status).toBe(200)
  expect(await state(number)).toBe('solved')
})

test('S2-41: where the workaround was noted, nothing is asked', async () => {
  const number = await opened({ urgent: true })
  await tried(number, 'milestones', { what: 'workaround_given', note: 'Passez par le réseau local.' })
  expect((await tried(number, 'solve', {})).status).toBe(200)
})

test('a confirmation opens nothing that the policy refuses', async () => {
  const number = await opened({ kind: 'technical', server_ip: '203.0.113.7' })
  expect((await tried(number, 'solve', { confirmed: true })).body.code).toBe('move-refused')
})

test('what the policy would refuse is not offered, and its words say why; a resolution may still be written', async () => {
  const number = await opened({ kind: 'technical', server_ip: '203.0.113.7' })
  expect((await acts(number)).solve).toEqual(offered)
  expect((await acts(number)).reopen).toEqual({ allowed: false, why: 'not-solved', detail: null })
  const billing = await opened({ kind: 'billing' })
  await tried(billing, 'solve', {})
  expect((await acts(billing)).reopen).toMatchObject({ allowed: false, why: 'move-refused', detail: expect.stringContaining('8') })
})

test('waiting and going on follow the policy too', async () => {
  const number = await opened()
  expect((await tried(number, 'wait', { for: 'supplier', note: 'Commande passée.' })).status).toBe(200)
  const { resume, wait, wait_supplier: again } = await acts(number)
  expect([resume.why, wait.why, again]).toEqual(['move-refused', 'move-refused', offered])
  for (const [path, body] of [['resume', undefined], ['resume', { confirmed: true }], ['wait', { for: 'customer', question: 'Quand ?' }], ['replies', { text: 'Quand ?', then: 'wait' }]] as const) {
    const refused = await company.call('POST', `queue/${number}/${path}`, { cookie: await company.asAgent(), headers: { 'if-match': '*' }, ...(body ? { body } : {}) })
    expect([refused.status, refused.body.code], path).toEqual([409, 'move-refused'])
  }
  expect(await state(number)).toBe('waiting_supplier')
})

test('a customer is offered what the policy lets them do, and asked what it wants confirmed', async () => {
  const own = async (number: number) => (await company.call('GET', `tickets/${number}`, { cookie: await company.asContact() })).body.acts
  const solve = async (number: number, body?: object) => company.call('POST', `tickets/${number}/solve`, { cookie: await company.asContact(), ...(body ? { body } : {}) })
  const billing = await opened({ kind: 'billing' })
  expect((await own(billing)).find((one: { act: string }) => one.act === 'solve')).toMatchObject({ allowed: false, why: 'move-refused' })
  const urgent = await opened({ urgent: true })
  expect((await solve(urgent)).body).toMatchObject({ code: 'confirm-needed', detail: expect.stringContaining('Plus rien à faire') })
  expect((await solve(urgent, { confirmed: true })).status).toBe(200)
  trial.time.advance(14 * day + 1)
  for (const one of (await own(urgent)).filter(({ act }: { act: string }) => act !== 'solve')) expect(one).toMatchObject({ allowed: false, why: 'move-refused', detail: expect.stringContaining('faites une nouvelle demande') })
})

test('in the client area: what the policy wants confirmed is asked on the page, and done with the next press', async () => {
  const number = await opened({ urgent: true })
  const press = async (fields: Record<string, string>) => company.call('POST', `/essai/fr/tickets/${number}/solve`, {
    cookie: await company.asContact(), headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }, raw: Buffer.from(new URLSearchParams(fields).toString()),
  })
  const asked = await press({ text: '' })
  expect(asked.status, asked.text).toBe(422)
  expect(asked.text).toContain('Plus rien à faire')
  expect(asked.text).toMatch(/<button[^>]*value="1"[^>]*name="confirmed"/)
  expect(await state(number)).toBe('open')
  expect((await press({ text: '', confirmed: '1' })).status).toBe(303)
  expect(await state(number)).toBe('solved')
  trial.time.advance(14 * day + 1)
  const late = await company.call('GET', `/essai/fr/tickets/${number}`, { cookie: await company.asContact() })
  expect(late.text).toContain('faites une nouvelle demande')
  expect(late.text).not.toContain('<textarea')
})

test('a priority that an agent gave counts from then on', async () => {
  const number = await opened()
  expect((await acts(number)).wait_supplier).toEqual(offered)
  await company.call('PUT', `queue/${number}/priority`, { cookie: await company.asAgent(), headers: { 'if-match': '*' }, body: { priority: 'high', reason: 'Production arrêtée.' } })
  expect((await acts(number)).wait_supplier).toMatchObject({ allowed: false, why: 'move-refused' })
  expect((await tried(number, 'wait', { for: 'supplier', note: 'Commande.' })).body.code).toBe('move-refused')
})
