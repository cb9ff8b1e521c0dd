import { expect, test } from 'vitest'
import { actAs, ask, openCompany, openTrial, pageOf } from './harness.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')

test('a request becomes a ticket with its promises, an agent answers, the mail waits in the outbox', async () => {
  const asked = await ask(company)
  expect(asked.status, asked.text).toBe(201)
  const { number, decision } = asked.body
  expect(decision.outcome).toBe('accepted')
  const queue = await company.call('GET', 'queue', { cookie: await company.asAgent() })
  expect(queue.body.rows.map((row: { number: number }) => row.number)).toEqual([number])
  const page = await pageOf(company, number)
  expect(page.clocks.map((clock: { metric: string }) => clock.metric).sort()).toEqual(['acknowledgement', 'first_reply', 'resolution'])
  trial.time.advance(3_600_000)
  const replied = await actAs(company, number, 'replies', { text: 'Voici comment.' }, page.version)
  expect(replied.status, replied.text).toBe(200)
  const after = await pageOf(company, number)
  const first = after.clocks.find((clock: { metric: string }) => clock.metric === 'first_reply')
  expect(first).toMatchObject({ state: 'stopped', outcome: 'kept', elapsed: 'PT3600S', promised: 'PT7200S' })
  expect(after.state).toBe('open')
  const mails = await trial.desk.database.db.selectFrom('outbox').select(['kind', 'to']).orderBy('created_at').execute()
  expect(mails).toEqual([
    { kind: 'acknowledgement', to: ['jean@martin-essai.example'] },
    { kind: 'reply', to: ['jean@martin-essai.example'] },
  ])
})
