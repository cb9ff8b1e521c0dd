import { expect, test } from 'vitest'
import { addContact, addCustomer } from '#people/people.ts'
import { openTestDesk } from '../desk.ts'
import { listen } from './ears.ts'

const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv'], domains: ['atelier.test'] })
const provider = desk.provider('introserv')
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-1', name: 'Atelier' })
const ana = await addContact(desk.desk, provider.id, { customerId, name: 'Ana', email: 'ana@atelier.test', verified: true })

test('a reply that leaves is told to the screens that show its ticket, though it has no new version by it', async () => {
  const asked = await (await desk.contact('introserv', ana)).post(provider.api('/requests'), {
    channel: 'ticket', subject: 'Facture', text: 'Il manque une ligne à la facture.', facts: { kind: 'billing', chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
  })
  const { number } = asked.json
  await desk.settle()
  const agent = await desk.agent('introserv')
  const [name, value] = [...agent.cookies][0]!
  const ear = await listen(Number(new URL(desk.origin).port), 'introserv', `${name}=${value}`)
  const replied = await agent.call('POST', provider.api(`/queue/${number}/replies`), { text: 'La voici.' }, { 'if-match': '*' })
  expect(replied.status, replied.text).toBe(200)
  const { version } = await ear.next('ticket', (news) => news.number === number && news.events.includes('message.agent'))
  await desk.settle()
  expect(await ear.next('ticket', (news) => news.number === number && news.events.includes('mail.sent'))).toMatchObject({ version })
  const page = await agent.get(provider.api(`/queue/${number}`))
  const delivered = page.json.timeline.flatMap((entry: { kind: string; message?: { deliveries: { state: string }[] } }) => entry.message?.deliveries.map(({ state }) => state) ?? [])
  expect(delivered).toEqual(['sent'])
  ear.socket.close()
})
