import { expect, test } from 'vitest'
import { addContact, addCustomer } from '#people/people.ts'
import { openTestDesk } from './desk.ts'

/** Characters that no database keeps (NUL, half of a character), wherever a stranger may write: an answer, never our failure. */
const desk = await openTestDesk({ now: '2026-05-12T08:00:00Z', providers: ['introserv'] })
const introserv = desk.provider('introserv')
const customer = await addCustomer(desk.desk, introserv.id, { number: 'IS-1', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, introserv.id, { customerId: customer, name: 'Ana', email: 'ana@atelier.test', verified: true })

const nul = '\0'
const half = '\ud83d'

test.each(['/%00/fr/', '/introserv/%00/', '/introserv/fr/sign-in/a%00b', '/introserv/fr/tickets/1%00', '/introserv/api/v1/tickets/1%00', '/introserv/fr/%00', '/%00'])('the address %s names nothing', async (path) => {
  const client = await desk.contact('introserv', ana)
  expect((await client.get(path)).status).toBe(404)
})

test('a query is read without them', async () => {
  const [contact, agent] = [await desk.contact('introserv', ana), await desk.agent('introserv')]
  for (const path of ['/introserv/fr/tickets?q=a%00b', '/introserv/fr/services?q=%00', '/introserv/fr/sign-in?back=%00']) expect((await contact.get(path)).status, path).toBeLessThan(500)
  for (const path of ['/search?q=a%00b', '/queue?q=%22a%00b%22', '/customers?q=%00x']) expect((await agent.get(introserv.api(path))).status, path).toBeLessThan(500)
})

test('forms and bodies are kept without them, and whole otherwise', async () => {
  const visitor = desk.visitor()
  for (const said of [nul, half]) {
    const signIn = await visitor.post('/introserv/fr/sign-in', new URLSearchParams({ email: `ana${said}@atelier.test` }))
    const session = await visitor.post(introserv.api('/session'), { email: `elodie${said}@introserv.test`, password: `x${said}` })
    expect([signIn.status, session.status]).toEqual([expect.toSatisfy((status) => status < 500), expect.toSatisfy((status) => status < 500)])
  }
  const client = await desk.contact('introserv', ana)
  const asked = await client.post(introserv.api('/requests'), { channel: 'ticket', subject: `Panne${nul} 😀${half}`, text: `Rien${nul} ne va${half}.`, facts: { kind: 'billing', chosen_priority: 'regular' } })
  expect(asked.json, asked.text).toMatchObject({ kind: 'ticket' })
  const { number } = asked.json
  const agent = await desk.agent('introserv')
  const noted = await agent.post(introserv.api(`/queue/${number}/notes`), { text: `Vu${nul}${half}.` }, { 'if-match': '*' })
  expect(noted.status, noted.text).toBe(200)
  const form = new FormData()
  for (const [name, value] of Object.entries({ text: `Suite${nul}.`, key: 'a-key-of-a-form-that-is-long' })) form.set(name, value)
  const reply = await client.post(`/introserv/fr/tickets/${number}/reply`, form)
  expect(reply.status, reply.text).toBe(303)
  const { subject, timeline } = (await agent.get(introserv.api(`/queue/${number}`))).json
  expect(subject).toBe('Panne 😀\ufffd')
  expect(timeline.map(({ message }: { message?: { text: string } }) => message?.text)).toEqual(expect.arrayContaining(['Rien ne va\ufffd.', 'Vu\ufffd.', 'Suite.']))
})
