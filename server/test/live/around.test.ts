import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { addAgent } from '#people/people.ts'
import { actAs, ask, openCompany, openTrial, password } from '../harness.ts'

/** What stands beside a ticket, and a letter that leaves once more. */
const trial = await openTrial()
const here = await openCompany(trial, 'ici', await readFile(new URL('../../../policies/introserv/policy.yaml', import.meta.url), 'utf8'))
const there = await openCompany(trial, 'ailleurs')
const { db } = trial.desk.database
const financial = await addAgent(trial.desk, here.provider.id, { name: 'Nadia', email: 'nadia@ici.example', password, departments: ['financial'] })
const observer = await addAgent(trial.desk, here.provider.id, { name: 'Paul', email: 'paul@ici.example', password, roles: ['observer'] })

const opened = async (kind: string, more: object = {}) => {
  const answer = await ask(here, { channel: 'ticket', subject: kind, text: 'Il manque une ligne à la facture.', facts: { kind, chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' }, ...more })
  expect(answer.body, answer.text).toMatchObject({ kind: 'ticket' })
  return answer.body.number as number
}
const others = async (number: number, agentId?: string) => here.call('GET', `queue/${number}/others`, { cookie: await here.asAgent(agentId) })
const numbers = async (number: number, agentId?: string) => (await others(number, agentId)).body.tickets.map((one: { number: number }) => one.number)

test('beside a ticket stand those of its service, else those of its customer, the last changed first; never those behind the wall', async () => {
  const [first, hidden, third] = [await opened('billing'), await opened('technical'), await opened('billing')]
  const [about, same] = [await opened('billing', { serviceId: here.serviceId }), await opened('billing', { serviceId: here.serviceId })]
  trial.time.advance(60_000)
  await actAs(here, first, 'notes', { text: 'vu' })
  expect((await others(about)).body).toMatchObject({ about: 'service', tickets: [{ number: same, subject: 'billing', state: 'new' }] })
  expect((await others(third)).body.about).toBe('customer')
  expect((await numbers(third))[0]).toBe(first)
  expect(await numbers(third)).toEqual(expect.arrayContaining([hidden, about, same]))
  expect(await numbers(third)).not.toContain(third)
  expect(await numbers(third, financial.id)).not.toContain(hidden)
  expect((await others(hidden, financial.id)).status).toBe(404)
  expect((await others(999_999)).status).toBe(404)
})

test('a letter that was given up leaves once more by who may answer; any other, another’s, and one behind the wall is not there', async () => {
  const number = await opened('technical')
  const { id: ticketId } = await db.selectFrom('tickets').select('id').where('provider_id', '=', here.provider.id).where('number', '=', number).executeTakeFirstOrThrow()
  await actAs(here, number, 'replies', { text: 'Nous regardons.' })
  const letter = await db.selectFrom('outbox').select('id').where('provider_id', '=', here.provider.id).where('ticket_id', '=', ticketId).where('kind', '=', 'reply').executeTakeFirstOrThrow()
  const again = async (cookie: string, company = here) => (await company.call('POST', `outgoing/${letter.id}/send-again`, { cookie })).status
  const stands = () => db.selectFrom('outbox').select(['state', 'attempts', 'last_error']).where('id', '=', letter.id).executeTakeFirstOrThrow()
  expect(await again(await here.asAgent())).toBe(409)
  await db.updateTable('outbox').set({ state: 'failed', attempts: 7, next_at: null, last_error: '550 no such user' }).where('id', '=', letter.id).execute()
  expect(await again(await there.asAgent(), there)).toBe(404)
  expect(await again(await here.asAgent(financial.id))).toBe(404)
  expect(await again(await here.asAgent(observer.id))).toBe(403)
  expect((await stands()).state).toBe('failed')
  expect(await again(await here.asAgent())).toBe(204)
  expect(await stands()).toMatchObject({ state: 'pending', attempts: 0 })
  const told = await db.selectFrom('events').select(['data', 'actor_id']).where('provider_id', '=', here.provider.id).where('type', '=', 'mail.retried').execute()
  expect(told).toEqual([{ data: { outboxId: letter.id, ticketId }, actor_id: here.agent.id }])
  expect(await again(await here.asAgent())).toBe(409)
})
