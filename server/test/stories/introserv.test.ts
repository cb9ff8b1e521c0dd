import { describe, expect, test } from 'vitest'
import { addContact, addCustomer, addService } from '#people/people.ts'
import { openTestDesk } from '../desk.ts'
import { writeMail } from '../letters.ts'
import { sendRaw } from '../mail/world.ts'

/** INTROSERV: tickets by priority with a first reply within ten minutes, day and night; mail within half an hour, account matters from the registered address only. */
const desk = await openTestDesk({ now: '2026-10-05T12:00:00Z', providers: ['introserv'], domains: ['atelier.test', 'corp.test', 'ailleurs.test'] })
const { id, api } = desk.provider('introserv')
const support = 'support@introserv.com'

const customerId = await addCustomer(desk.desk, id, { number: 'IS-2041', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
const server = await addService(desk.desk, id, { customerId, kind: 'server', name: 'DS-4 Paris', orderNumber: '#123456', addresses: ['203.0.113.7'] })
const corp = await addCustomer(desk.desk, id, { number: 'IS-2042', name: 'Corp Nord' })
const igor = await addContact(desk.desk, id, { customerId: corp, name: 'Igor Lenz', email: 'igor@corp.test', verified: true })

const outage = (facts: Record<string, string>) => ({ channel: 'ticket', subject: 'Serveur injoignable', text: 'Le serveur ne répond plus du tout depuis ce matin.', facts: { kind: 'technical', ...facts } })
const readTicket = async (number: number) => {
  const { status, json, text } = await (await desk.agent('introserv')).get(api(`/queue/${number}`))
  expect(status, text).toBe(200)
  return json
}
const firstReply = async (number: number) => (await readTicket(number)).clocks.find((clock: { metric: string }) => clock.metric === 'first_reply')

describe('an outage', () => {
  test('S5-2, S5-6, S5-8, S5-9, S5-10: of high priority: what is missing is asked for, with its clause, and nothing is opened', async () => {
    const { status, json } = await (await desk.contact('introserv', ana)).post(api('/requests'), outage({ chosen_priority: 'high' }))
    expect(status).toBe(200)
    expect(json.kind).toBe('asked')
    const asked = json.decision.asks.filter((ask: { ifMissing: string }) => ask.ifMissing === 'block')
    expect(asked.map((ask: { facts: string[]; clauses: string[] }) => [ask.facts, ask.clauses[0]])).toEqual([
      [['server_ip', 'order_number'], '1.6.a'], [['service'], '1.6.b'], [['started_at'], '1.6.c'],
    ])
    expect(await desk.request(json.requestId)).toMatchObject({ state: 'asked', ticket_id: null })
  })

  test('S5-10: a time that the clocks showed twice is asked for again; with its zone it is one', async () => {
    const started = async (started_at: string) =>
      (await (await desk.contact('introserv', ana)).post(api('/requests'), { ...outage({ chosen_priority: 'high', started_at }), serviceId: server })).json
    expect((await started('2026-10-25 02:30')).decision.asks).toContainEqual(expect.objectContaining({ facts: ['started_at'], problem: 'ambiguous' }))
    expect((await started('2026-10-25 02:30 CET')).kind).toBe('ticket')
  })

  test('S5-13: first reply within ten elapsed minutes, over the end of summer time; a person’s reply keeps the promise, an acknowledgement does not', async () => {
    await desk.at('2026-10-25T00:55:00Z') // 02:55 CEST
    desk.outside.mails.length = 0
    const asked = await (await desk.contact('introserv', ana)).post(api('/requests'), { ...outage({ chosen_priority: 'high', started_at: '2026-10-25 02:40 CEST' }), serviceId: server })
    expect(asked.json).toMatchObject({ kind: 'ticket', decision: { priority: 'high', department: 'technical' } })
    const { number } = asked.json
    expect(await firstReply(number)).toMatchObject({ dueAt: '2026-10-25T01:05:00.000Z', state: 'running', promised: 'PT600S' }) // 02:05 CET
    await desk.settle()
    expect(desk.outside.mails).toHaveLength(1)
    expect(await firstReply(number)).toMatchObject({ state: 'running' })

    await desk.at('2026-10-25T01:04:30Z')
    const agent = await desk.agent('introserv')
    const { version } = (await agent.get(api(`/queue/${number}`))).json
    const done = await agent.post(api(`/queue/${number}/replies`), { text: 'Le serveur redémarre : une alimentation a été remplacée.' }, { 'if-match': `"${version}"` })
    expect(done.status).toBe(200)
    expect(await firstReply(number)).toMatchObject({ state: 'stopped', outcome: 'kept', stoppedAt: '2026-10-25T01:04:30.000Z', elapsed: 'PT570S' })
    await desk.settle()
    expect(desk.outside.mails.map((mail) => mail.to)).toEqual([['ana@atelier.test'], ['ana@atelier.test']])
    expect(desk.outside.mails[1]?.parsed.text).toContain('une alimentation a été remplacée')
  })
})

test('S5-14: what is high comes before what is regular, though due later', async () => {
  await desk.at('2026-10-26T09:00:00Z')
  const ask = async (chosen_priority: string) => (await (await desk.contact('introserv', ana)).post(api('/requests'), { ...outage({ chosen_priority, started_at: '2026-10-26 08:30' }), serviceId: server })).json.number as number
  const regular = await ask('regular')
  await desk.at('2026-10-26T09:04:00Z')
  const high = await ask('high')
  const rows = (await (await desk.agent('introserv')).get(api('/queue?view=todo'))).json.rows as { number: number; due: { dueAt: string } }[]
  const at = (number: number) => rows.findIndex((row) => row.number === number)
  expect(at(high)).toBeLessThan(at(regular))
  expect(rows[at(high)]?.due.dueAt.localeCompare(rows[at(regular)]?.due.dueAt ?? '')).toBe(1)
})

describe('a mail', () => {
  test('S5-24, S5-25, S5-30: from the registered address: a ticket with its number, due in 30 minutes, not late before', async () => {
    await desk.at('2026-11-02T13:00:00Z')
    desk.outside.mails.length = 0
    const request = await desk.request(await desk.mail({ from: 'Ana Morvan <ana@atelier.test>', to: support, subject: 'Lenteurs #123456', text: 'Le disque du serveur est très lent depuis hier soir.', language: 'fr' }))
    expect(request).toMatchObject({ state: 'ticket', sender: { trust: 'T1' } })
    const { number } = await desk.desk.database.db.selectFrom('tickets').select('number').where('id', '=', request.ticket_id).executeTakeFirstOrThrow()
    await desk.settle()
    expect(desk.outside.mails[0]?.parsed.subject).toContain(`#${number}`)
    expect(await firstReply(number)).toMatchObject({ dueAt: '2026-11-02T13:30:00.000Z', promised: 'PT1800S', usual: 'PT900S' })
    await desk.at('2026-11-02T13:30:00Z')
    expect((await firstReply(number)).outcome).toBeNull()
    await desk.at('2026-11-02T13:30:01Z')
    expect((await firstReply(number)).outcome).toBe('late')
  })

  test('S5-12, S5-29: what is attached and shown in the mail is kept, for the parties to the ticket alone', async () => {
    await desk.at('2026-11-03T13:00:00Z')
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    const body = [
      '--b', 'Content-Type: text/html; charset=utf-8', '', '<p>Le serveur DS-4 affiche cette erreur : <img src="cid:capture@atelier.test"></p>',
      '--b', 'Content-Type: image/png; name=capture.png', 'Content-Transfer-Encoding: base64', 'Content-ID: <capture@atelier.test>', 'Content-Disposition: inline; filename=capture.png', '', png.toString('base64'),
      '--b', 'Content-Type: text/plain; name=journal.txt', 'Content-Disposition: attachment; filename=journal.txt', '', 'Nov 3 13:59 kernel: panic', '--b--',
    ].join('\n')
    const request = await desk.request(await desk.mail({
      from: 'Ana Morvan <ana@atelier.test>', to: support, subject: 'Erreur', text: body, headers: { 'Content-Type': 'multipart/related; boundary=b', 'Content-Transfer-Encoding': '7bit' },
    }))
    const { number } = await desk.desk.database.db.selectFrom('tickets').select('number').where('id', '=', request.ticket_id).executeTakeFirstOrThrow()
    const mine = await desk.contact('introserv', ana)
    const [message] = (await mine.get(api(`/tickets/${number}`))).json.messages
    expect(message.attachments.map((file: { name: string; inline: boolean }) => [file.name, file.inline])).toEqual([['capture.png', true], ['journal.txt', false]])
    const paths = message.attachments.map((file: { id: string }) => api(`/attachments/${file.id}`))
    for (const path of paths) {
      expect((await mine.get(path)).status, path).toBe(200)
      expect((await (await desk.agent('introserv')).get(path)).status).toBe(200)
      expect((await (await desk.contact('introserv', igor)).get(path)).status).toBe(404)
      expect((await desk.visitor().get(path)).status).toBe(401)
    }
  })

  test('S5-31: a general question from an address that nobody knows is taken, and answered by a person', async () => {
    await desk.at('2026-11-04T13:00:00Z')
    desk.outside.mails.length = 0
    const request = await desk.request(await desk.mail({ from: 'Paul <paul@ailleurs.test>', to: support, subject: 'Moyens de paiement', text: 'Bonjour, quels moyens de paiement acceptez-vous ?', language: 'fr' }))
    expect(request).toMatchObject({ state: 'ticket', decision: { kind: 'general' } })
    const ticket = await desk.desk.database.db.selectFrom('tickets').selectAll().where('id', '=', request.ticket_id).executeTakeFirstOrThrow()
    expect(ticket).toMatchObject({ customer_id: null, contact_id: null })
    const agent = await desk.agent('introserv')
    await agent.post(api(`/queue/${ticket.number}/replies`), { text: 'Carte, virement et prélèvement.', then: 'solve' }, { 'if-match': '*' })
    await desk.settle()
    expect(desk.outside.mails.map((mail) => mail.to)).toEqual([['paul@ailleurs.test'], ['paul@ailleurs.test']])
    expect(desk.outside.mails.some((mail) => mail.parsed.text?.includes('Carte, virement et prélèvement.'))).toBe(true)
  })

  test('S5-32: « envoyez-moi ma facture » from elsewhere, or forged, tells nothing: not even whether the account exists', async () => {
    await desk.at('2026-11-05T13:00:00Z')
    desk.outside.mails.length = 0
    const ask = async (from: string, signed: boolean) => {
      const request = await desk.request(await desk.mail({ from, to: support, subject: 'Ma facture', text: 'Bonjour, envoyez-moi ma dernière facture, compte IS-2041.', signed, language: 'fr' }))
      await desk.settle()
      return { request, letter: desk.outside.mails.at(-1) }
    }
    const unknown = await ask('Jean <jean@ailleurs.test>', false)
    const forged = await ask('Igor <igor@corp.test>', false)
    for (const { letter } of [unknown, forged]) expect(`${letter?.parsed.subject} ${letter?.parsed.text}`).not.toMatch(/Atelier|Corp Nord|Morvan|Lenz|IS-204|facture/)
    // The same answer, word for word, whether the address is a customer's or not.
    const words = (text: string | undefined) => (text ?? '').replaceAll(/#?\d{4,}/g, 'N')
    expect(words(forged.letter?.parsed.text)).toBe(words(unknown.letter?.parsed.text))
    expect(forged.request.state).toBe(unknown.request.state)
    for (const { request } of [unknown, forged]) {
      const ticket = request.ticket_id && (await desk.desk.database.db.selectFrom('tickets').select(['customer_id', 'contact_id']).where('id', '=', request.ticket_id).executeTakeFirst())
      expect(ticket ?? { customer_id: null, contact_id: null }).toEqual({ customer_id: null, contact_id: null })
    }
    // Said to be about an account, it is refused with the clause and the way.
    const program = await desk.program('introserv', ['requests:write'])
    const said = async (email: string) => (await program.post(api('/requests'), { channel: 'mail', subject: 'Ma facture', text: 'Envoyez-moi ma facture.', facts: { kind: 'billing' }, from: { email } })).json
    expect((await said('ana@atelier.test')).code).toBe('unknown-value')
  })

  test('the customer answers by mail in the conversation, and a message of anybody else does not get in', async () => {
    await desk.at('2026-11-06T13:00:00Z')
    desk.outside.mails.length = 0
    const request = await desk.request(await desk.mail({ from: 'Ana Morvan <ana@atelier.test>', to: support, subject: 'Sauvegardes', text: 'Nos sauvegardes ne partent plus depuis lundi.', language: 'fr' }))
    const { number } = await desk.desk.database.db.selectFrom('tickets').select('number').where('id', '=', request.ticket_id).executeTakeFirstOrThrow()
    await (await desk.agent('introserv')).post(api(`/queue/${number}/replies`), { text: 'Quel message affichent-elles ?', then: 'wait' }, { 'if-match': '*' })
    await desk.settle()
    const question = desk.outside.mails.at(-1)
    const back = question?.parsed.replyTo?.value[0]?.address ?? ''
    await desk.at('2026-11-06T14:00:00Z')
    await desk.mail({ from: 'Ana Morvan <ana@atelier.test>', to: back, subject: `Re: ${question?.parsed.subject}`, text: 'Espace insuffisant.', headers: { 'In-Reply-To': question?.parsed.messageId ?? '' } })
    expect(await desk.ticket('introserv', number)).toMatchObject({ state: 'open', last_from: 'customer' })
    const forged = await writeMail({ from: 'Paul <paul@ailleurs.test>', to: support, subject: `Re: [#${number}] Sauvegardes`, text: 'Supprimez tout.' }, desk.time.now(), desk.desk.ids.next(), desk.names)
    await sendRaw(desk.door, forged, { from: 'paul@ailleurs.test', to: [support] })
    const seen = (await (await desk.contact('introserv', ana)).get(api(`/tickets/${number}`))).json.messages.map((message: { text: string }) => message.text.trim())
    expect(seen).toEqual(['Nos sauvegardes ne partent plus depuis lundi.', 'Quel message affichent-elles ?', 'Espace insuffisant.'])
  })
})

test('S5-16: a ticket cannot be deleted, nor solved in silence while the customer waits', async () => {
  await desk.at('2026-11-09T13:00:00Z')
  const { json } = await (await desk.contact('introserv', ana)).post(api('/requests'), outage({ chosen_priority: 'regular' }))
  const agent = await desk.agent('introserv')
  const solve = (body: object) => agent.post(api(`/queue/${json.number}/solve`), body, { 'if-match': '*' })
  expect((await solve({})).json.code).toBe('reply-required')
  // Answered, but not told how it ended: the policy wants the resolution, and says so with its clause.
  expect((await agent.post(api(`/queue/${json.number}/replies`), { text: 'Nous regardons.' }, { 'if-match': '*' })).status).toBe(200)
  const silent = await solve({})
  expect([silent.status, silent.json.code]).toEqual([409, 'move-refused'])
  expect(silent.json.detail).toMatch(/dites au client comment sa demande a été résolue\. \(art\.\s1\.9/)
  expect((await desk.ticket('introserv', json.number)).state).toBe('open')
  expect((await agent.call('DELETE', api(`/queue/${json.number}`))).status).toBeGreaterThanOrEqual(404)
  expect((await solve({ text: 'Le disque a été remplacé, tout répond.' })).json.state).toBe('solved')
})
