import { expect, test } from 'vitest'
import { projectAgain } from '#desk/desk.ts'
import { actAs, ask, monday, openCompany, openTrial, pageOf } from './harness.ts'
import { policySource } from './policy.ts'

/** What the policy says of time that passes in a state is what the desk does: once, in its words, and never where it lets no ticket go. */
const trial = await openTrial()
const day = 86_400_000
const source = policySource().replace('      policy_changes:', `      life_cycle:
        moves:
          - { name: ours, to: closed, by: timer, when: { kind: billing }, answer: refused }
          - { name: sure, to: solved, by: timer, when: { kind: technical }, answer: confirm }
        timers:
          - { name: reminder, in: waiting_customer, after: 2 business days, counted: { business_days: support, day_rule: same_time }, do: remind, to: requester, words: { fr: "Nous attendons votre réponse.", en: "We wait for your answer." } }
          - { name: giving-up, in: waiting_customer, after: 10d, counted: elapsed, do: solve, words: { fr: "Sans réponse, nous considérons la demande comme résolue.", en: "Without an answer, we take it as solved." } }
          - { name: nobody, in: waiting_supplier, after: 1d, counted: elapsed, do: raise, to: support, words: { fr: "Relancez le fournisseur.", en: "Ask the supplier again." } }
          - { name: closing, in: solved, after: 14d, counted: elapsed, do: close }
      policy_changes:`)
const company = await openCompany(trial, 'essai', source)
const { db } = trial.desk.database

async function waiting(facts: Record<string, unknown> = {}, body: object = { for: 'customer', question: 'Quelle heure ?' }): Promise<number> {
  trial.time.set(Date.parse(monday))
  const { status, body: asked, text } = await ask(company, { facts })
  expect(status, text).toBe(201)
  expect((await actAs(company, asked.number, 'wait', body)).status).toBe(200)
  return asked.number
}
async function after(time: number): Promise<void> {
  trial.time.advance(time)
  for (let run = 0; run < 3; run++) await trial.jobs.run('timers')
}
const idOf = async (number: number) => (await db.selectFrom('tickets').select('id').where('provider_id', '=', company.provider.id).where('number', '=', number).executeTakeFirstOrThrow()).id
async function letters(number: number): Promise<string[]> {
  const rows = await db.selectFrom('outbox').select(['mail']).where('provider_id', '=', company.provider.id).where('ticket_id', '=', await idOf(number)).where('kind', '=', 'notice').orderBy('created_at').execute()
  return rows.map(({ mail }) => (mail as unknown as { letter: { content: { words: string } } }).letter.content.words)
}
async function timersOf(number: number): Promise<string[]> {
  const rows = await db.selectFrom('events').select(['type', 'data']).where('provider_id', '=', company.provider.id).where('ticket_id', '=', await idOf(number)).where('type', '=', 'ticket.timer').orderBy('seq').execute()
  return rows.map(({ data }) => (data as { name: string }).name)
}
const state = async (number: number) => (await pageOf(company, number)).state
const reminder = 'Nous attendons votre réponse.'

test('a reminder leaves when the policy says, once, in its words; the customer reads it in their ticket too', async () => {
  const number = await waiting()
  await after(2 * day - 1)
  expect(await letters(number)).toEqual([])
  await after(1)
  expect(await letters(number)).toEqual([reminder])
  await after(day)
  expect(await letters(number)).toEqual([reminder])
  const own = await company.call('GET', `tickets/${number}`, { cookie: await company.asContact() })
  expect(own.body.messages.filter((one: { text: string }) => one.text === reminder)).toMatchObject([{ automatic: true, author: { kind: 'system' } }])
  expect(await state(number)).toBe('waiting_customer')
})

test('an answer ends the stay: what was to come of it comes no more, and the next stay is counted from its own beginning', async () => {
  const number = await waiting()
  await after(2 * day)
  await company.call('POST', `tickets/${number}/replies`, { cookie: await company.asContact(), body: { text: 'Vers midi.' } })
  await after(20 * day)
  expect(await timersOf(number)).toEqual(['reminder'])
  await actAs(company, number, 'wait', { for: 'customer', question: 'Et hier ?' })
  await after(4 * day)
  expect(await timersOf(number)).toEqual(['reminder', 'reminder'])
})

test('what was missed while nothing ran is made good, in order; solved without an answer, closed later, each told or silent as written', async () => {
  const number = await waiting()
  await after(10 * day)
  expect(await timersOf(number)).toEqual(['reminder', 'giving-up'])
  expect(await letters(number)).toEqual([reminder, 'Sans réponse, nous considérons la demande comme résolue.'])
  expect(await state(number)).toBe('solved')
  await after(14 * day - 1)
  expect(await state(number)).toBe('solved')
  await after(1)
  expect(await state(number)).toBe('closed')
  expect(await letters(number)).toHaveLength(2)
  await after(100 * day)
  expect(await timersOf(number)).toEqual(['reminder', 'giving-up', 'closing'])
})

test('never where the policy refuses, nor where it wants somebody to confirm', async () => {
  const billing = await waiting({ kind: 'billing' })
  await after(60 * day)
  expect([await state(billing), await timersOf(billing)]).toEqual(['solved', ['reminder', 'giving-up']])
  const technical = await waiting({ kind: 'technical', server_ip: '203.0.113.7' })
  await after(60 * day)
  expect([await state(technical), await timersOf(technical)]).toEqual(['waiting_customer', ['reminder']])
})

test('what is for the team is a note that no customer reads', async () => {
  const number = await waiting({}, { for: 'supplier', note: 'Pièce commandée.' })
  await after(day)
  expect(await timersOf(number)).toEqual(['nobody'])
  expect(await letters(number)).toEqual([])
  expect((await pageOf(company, number)).timeline.filter((entry: { message?: { text: string } }) => entry.message?.text === 'Relancez le fournisseur.')).toMatchObject([{ message: { visibility: 'internal' } }])
  expect((await company.call('GET', `tickets/${number}`, { cookie: await company.asContact() })).text).not.toContain('Relancez')
})

test('two processes at once run a timer once; what lists need is what the events alone give', async () => {
  const number = await waiting()
  trial.time.advance(2 * day)
  await Promise.all([trial.jobs.run('timers'), trial.jobs.run('timers'), trial.jobs.run('timers')])
  expect(await letters(number)).toEqual([reminder])
  const { timer_at: written } = await db.selectFrom('tickets').select('timer_at').where('id', '=', await idOf(number)).executeTakeFirstOrThrow()
  expect(written).toBe(Date.parse(monday) + 10 * day)
  expect((await projectAgain(trial.desk, company.provider.id, await idOf(number))).columns.timer_at).toBe(written)
})
