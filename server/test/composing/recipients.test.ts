import { expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, cookieName, openSession } from '#people/people.ts'
import { openClient } from '../client.ts'
import { openTestDesk } from '../desk.ts'

const desk = await openTestDesk({ now: '2026-11-23T09:00:00Z', providers: ['introserv'], domains: ['atelier.test'] })
const { id, api } = desk.provider('introserv')
const customerId = await addCustomer(desk.desk, id, { number: 'IS-1', name: 'Atelier' })
const ana = await addContact(desk.desk, id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
await addContact(desk.desk, id, { customerId, name: 'Bruno Morvan', email: 'bruno@atelier.test', verified: true })
await addContact(desk.desk, id, { customerId, name: 'Carl', email: 'carl@atelier.test', verified: false })
const elsewhere = await addCustomer(desk.desk, id, { number: 'IS-2', name: 'Ailleurs' })
await addContact(desk.desk, id, { customerId: elsewhere, name: 'Dora', email: 'dora@ailleurs.test', verified: true })
const agent = await desk.agent('introserv')

async function ask(): Promise<number> {
  const asked = await (await desk.contact('introserv', ana)).post(api('/requests'), {
    channel: 'ticket', subject: 'Disque lent', text: 'Il est lent.', facts: { kind: 'technical', chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
  })
  await desk.settle()
  desk.outside.mails.length = 0
  return asked.json.number as number
}
const reply = (number: number, body: object) => agent.post(api(`/queue/${number}/replies`), { text: 'Nous regardons.', ...body }, { 'if-match': '*' })
const letters = () => desk.outside.mails.map((mail) => ({ gets: mail.to, to: mail.parsed.headers.get('to') as { text: string } | undefined, cc: mail.parsed.headers.get('cc') as { text: string } | undefined, mail }))

test('chatwoot#15193: whom it goes to is what was shown: what would differ is refused with the new list, and nothing is written', async () => {
  const number = await ask()
  const shown = (await agent.get(api(`/queue/${number}/composing`))).json
  expect(shown).toMatchObject({ to: [{ address: 'ana@atelier.test', name: 'Ana Morvan' }], contacts: [{ address: 'bruno@atelier.test', name: 'Bruno Morvan' }], before: [] })
  const stale = await reply(number, { to: ['bruno@atelier.test'] })
  expect(stale).toMatchObject({ status: 409, json: { code: 'recipients-changed', recipients: [{ address: 'ana@atelier.test' }] } })
  expect((await desk.events('introserv', number)).some(({ type }) => type === 'message.agent')).toBe(false)
  expect((await reply(number, { to: ['ANA@atelier.test'] })).status).toBe(200)
  await desk.settle()
  expect(letters().map(({ gets }) => gets)).toEqual([['ana@atelier.test']])
})

test('a copy to a contact of the customer: each gets a letter of their own that names both; it is proposed again, never added by itself', async () => {
  const number = await ask()
  expect((await reply(number, { to: ['ana@atelier.test'], cc: ['bruno@atelier.test', 'ana@atelier.test'] })).status).toBe(200)
  await desk.settle()
  const sent = letters()
  expect(sent.map(({ gets }) => gets).sort()).toEqual([['ana@atelier.test'], ['bruno@atelier.test']])
  for (const { to, cc } of sent) expect([to?.text, cc?.text]).toEqual(['"Ana Morvan" <ana@atelier.test>', '"Bruno Morvan" <bruno@atelier.test>'])
  expect(new Set(sent.map(({ mail }) => mail.parsed.replyTo?.text)).size).toBe(2)
  expect((await agent.get(api(`/queue/${number}/composing`))).json.before).toEqual([{ address: 'bruno@atelier.test', name: 'Bruno Morvan' }])
  desk.outside.mails.length = 0
  await reply(number, {})
  await desk.settle()
  expect(letters().map(({ gets }) => gets)).toEqual([['ana@atelier.test']])
})

test('chatwoot/utils#69: somebody outside gets a copy only when they are named as such; they take no part by it', async () => {
  for (const outside of ['dora@ailleurs.test', 'carl@atelier.test', 'qui@nulle-part.test']) {
    const number = await ask()
    expect(await reply(number, { cc: [outside] })).toMatchObject({ status: 409, json: { code: 'outside-copy', recipients: [{ address: outside }] } })
    expect((await reply(number, { cc: [outside], outsiders: [outside] })).status).toBe(200)
    await desk.settle()
    const theirs = letters().find(({ gets }) => gets.includes(outside))
    expect(theirs?.mail.parsed.replyTo?.text ?? '').not.toContain('+t.')
    expect(theirs?.mail.parsed.text).not.toContain('/tickets/')
    const tokens = await desk.world.database.db.selectFrom('reply_tokens').select('address_key').where('provider_id', '=', id).where('address_key', '=', outside).execute()
    expect(tokens).toEqual([])
  }
  const number = await ask()
  expect((await reply(number, { cc: ['pas une adresse'], outsiders: ['pas une adresse'] })).status).toBe(409)
})

test('S5-4: behind the wall nothing is read nor written, exactly as where there is nothing; nobody is named who does not see it', async () => {
  const finance = await addAgent(desk.desk, id, { name: 'Fanny Finance', email: 'fanny@introserv.test', password: 'un mot de passe assez long', departments: ['financial'] })
  const session = await openSession(desk.desk, desk.world.database.db, id, { agentId: finance.id })
  const fanny = openClient(desk.origin)
  fanny.cookies.set(cookieName('introserv', 'agent'), session.token)
  const number = await ask()
  expect((await desk.ticket('introserv', number)).department).toBe('technical')
  const same = (answer: { status: number; json: object }) => ({ status: answer.status, ...answer.json, instance: '' })
  for (const [method, path, body] of [
    ['GET', 'composing'], ['GET', 'macros'], ['GET', 'clauses'], ['GET', 'mentionable'], ['PUT', 'drafts/reply', { seen: 0, text: 'x' }], ['POST', 'mentions/seen'],
    ['POST', `drafts/reply/${finance.id}/take`, { seen: 1 }], ['POST', `replies/${finance.id}/take-back`],
  ] as const) {
    const [behind, absent] = await Promise.all([number, 999_999].map((one) => fanny.call(method, api(`/queue/${one}/${path}`), body)))
    expect(same(behind!), path).toEqual(same(absent!))
    expect(behind!.status, path).toBe(404)
  }
  expect((await agent.get(api(`/queue/${number}/mentionable`))).json).toContainEqual({ id: finance.id, name: 'Fanny Finance', sees: false })
  expect(await agent.post(api(`/queue/${number}/notes`), { text: '@Fanny Finance', mentions: [finance.id] })).toMatchObject({ status: 422, json: { code: 'mention-outside' } })
})
