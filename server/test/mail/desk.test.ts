import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { machines } from '#channels/demonstration/names.ts'
import { demonstrationMail } from '#channels/demonstration/messages.ts'
import type { DemonstrationKind } from '#channels/demonstration/messages.ts'
import { mailCarrier, mailRoom, openMailDoor, registerMailboxes } from '#channels/mail/mail.ts'
import type { MailDoor, PolicyMailbox } from '#channels/mail/mail.ts'
import { gatherWords } from '#desk/search/search.ts'
import { createManualJobs } from '#platform/jobs.ts'
import { deliverDue } from '#outbox/outbox.ts'
import { createPolicies } from '#policies/policies.ts'
import type { Desk } from '#policies/policies.ts'
import { reply } from '#triage/triage.ts'
import { mailWorld, plain, sendRaw } from './world.ts'
import { openReceiver } from './receiver.ts'

/** Real mail through the whole desk: a published policy decides, an agent answers, the customer answers back. */
const policyFile = join(import.meta.dirname, '../../../policies/introserv/policy.yaml')
const receiver = await openReceiver()
const mail = await mailWorld({ env: { SMTP_URL: receiver.url } })
const jobs = createManualJobs()
const desk: Desk = { ...mail.world, jobs, policies: createPolicies(mail.world) }
const { one } = mail.providers
const { db } = desk.database
const carrier = mailCarrier(desk)
let door: MailDoor
let mailboxes: PolicyMailbox[] = []
const support = 'support@introserv.com'

beforeAll(async () => {
  jobs.on('outbox', async () => void (await deliverDue(desk, carrier)))
  jobs.here('words', 5, () => gatherWords(desk))
  const published = await desk.policies.publish(one.id, { source: await readFile(policyFile, 'utf8'), file: 'policy.yaml', by: 'test' })
  if (!published.ok) throw new Error(JSON.stringify(published.findings))
  await db.deleteFrom('directory').where('provider_id', '=', one.id).execute()
  mailboxes = await registerMailboxes(desk, one, published.policy)
  door = await openMailDoor(mailRoom(desk, mail.names))
})
afterAll(async () => {
  await door.close()
  carrier.close()
  await receiver.close()
})
beforeEach(async () => {
  await jobs.settle()
  mail.time.advance(7_200_000)
  receiver.mails.length = 0
})

async function send(kind: DemonstrationKind): Promise<string> {
  const { raw, envelope, machine } = await demonstrationMail({
    kind, from: { name: 'Jean Dupont', address: 'jean@client.test' }, to: support, language: 'fr', at: desk.time.now(), id: desk.ids.next(), names: mail.names,
  })
  const { response } = await sendRaw(door, raw, { from: envelope.from, to: [envelope.to] }, machine)
  return /[0-9a-f-]{36}/.exec(response)?.[0] ?? response
}
const fate = (id: string) => db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('the mailboxes are those of the policy', () => {
  expect(mailboxes).toEqual([{ address: support, channel: 'mail' }])
})

describe('the same words, three senders', () => {
  test('a verified one is the customer', async () => {
    const request = await fate(await send('verified'))
    expect(request.sender).toMatchObject({ trust: 'T1', reason: 'registered_signed' })
    expect(request.state).toBe('ticket')
    const ticket = await db.selectFrom('tickets').selectAll().where('id', '=', request.ticket_id ?? '').executeTakeFirstOrThrow()
    expect(ticket).toMatchObject({ contact_id: mail.contact.id, trust: 'T1' })
    await jobs.settle()
    expect(receiver.mails.map((one) => one.to)).toEqual([['jean@client.test']])
    expect(receiver.mails[0]?.parsed.subject).toBe(`[#${ticket.number}] Connexion impossible depuis ce matin`)
  })

  test('AB-01: a forged one is nobody: no ticket in the customer’s name, no word of the account, nothing of the sender’s own words', async () => {
    const request = await fate(await send('forged'))
    expect(request.sender).toMatchObject({ trust: 'T0', reason: 'registered_unverified' })
    const ticket = request.ticket_id === null ? undefined : await db.selectFrom('tickets').selectAll().where('id', '=', request.ticket_id).executeTakeFirst()
    expect(ticket?.contact_id ?? null).toBeNull()
    await jobs.settle()
    for (const { parsed } of receiver.mails) {
      expect(`${parsed.subject} ${parsed.text}`).not.toMatch(/Connexion impossible|Client SARL|12345|Jean/)
    }
  })

  test('AB-02: one through a shared host is plausible and no more', async () => {
    const request = await fate(await send('shared-spf'))
    expect(request.sender).toMatchObject({ trust: 'T0.5', reason: 'registered_plausible' })
  })
})

test('from mail to answer to answer: one ticket, one conversation, every letter once', async () => {
  const request = await fate(await send('verified'))
  const number = (await db.selectFrom('tickets').select('number').where('id', '=', request.ticket_id ?? '').executeTakeFirstOrThrow()).number
  await jobs.settle()
  const agent = { kind: 'agent', id: desk.ids.next(), name: 'Élodie' } as const
  const answered = await reply(desk, agent, { providerId: one.id, ticket: { number } }, { text: 'Essayez maintenant.', attachments: [], owner: `agent:${agent.id}` }, 'wait')
  expect(answered.ok).toBe(true)
  await jobs.settle()
  const [, letter] = receiver.mails
  expect(letter?.parsed.text).toContain('Essayez maintenant.')
  expect(letter?.parsed.text).toContain('Jean Dupont a écrit')
  const back = letter?.parsed.replyTo?.value[0]?.address ?? ''
  await sendRaw(door, plain({ 'Message-ID': '<again@client.test>', To: back, Subject: letter?.parsed.subject ?? '' }, 'Toujours rien.'), { to: [back] })
  const ticket = await db.selectFrom('tickets').select(['id', 'state', 'last_from']).where('provider_id', '=', one.id).where('number', '=', number).executeTakeFirstOrThrow()
  expect(ticket).toMatchObject({ state: 'open', last_from: 'customer' })
  // And what he wrote last can be answered to by its Message-ID from then on.
  const thread = await db.selectFrom('mail_threads').select('ticket_id').where('header_message_id', '=', 'again@client.test').executeTakeFirst()
  expect(thread?.ticket_id).toBe(ticket.id)
})

test('MAIL-09: the same message twice is one request', async () => {
  const raw = plain({ To: support, 'Message-ID': '<twice@client.test>' })
  const before = await db.selectFrom('requests').select('id').execute()
  await sendRaw(door, raw, { to: [support] })
  await sendRaw(door, Buffer.concat([Buffer.from('Received: from elsewhere by here; Tue, 24 Nov 2026 11:00:00 +0100\r\n'), raw]), { to: [support] })
  expect(await db.selectFrom('requests').select('id').execute()).toHaveLength(before.length + 1)
})

test('AB-07, MAIL-09: the same Message-ID with another text is kept too, and believed less', async () => {
  await sendRaw(door, plain({ To: support, 'Message-ID': '<same@client.test>' }, 'un'), { to: [support] })
  await sendRaw(door, plain({ To: support, 'Message-ID': '<same@client.test>' }, 'deux'), { to: [support] })
  const rows = await db.selectFrom('requests').select('sender').orderBy('received_at').orderBy('id').execute()
  expect(rows.slice(-2).map((row) => (row.sender as { flags: string[] }).flags.includes('repeated'))).toEqual([false, true])
})

test.each([
  ['MAIL-15: an absence notice', { 'Auto-Submitted': 'auto-replied', Subject: 'Réponse automatique' }],
  ['a list', { 'List-Id': '<l.client.test>' }],
  ['a machine', { 'Auto-Submitted': 'auto-generated' }],
])('MAIL-12, AB-13: %s gets no answer and opens no ticket', async (_what, fields) => {
  const tickets = await db.selectFrom('tickets').select('id').execute()
  const { response } = await sendRaw(door, plain({ To: support, 'Message-ID': `<${desk.ids.next()}@client.test>`, ...fields }), { to: [support] })
  const request = await fate(/[0-9a-f-]{36}/.exec(response)?.[0] ?? '')
  expect(request.state).toBe('quarantined')
  await jobs.settle()
  expect(receiver.mails).toHaveLength(0)
  expect(await db.selectFrom('tickets').select('id').execute()).toHaveLength(tickets.length)
})

test('AB-13: two desks that answer one another stop after three letters', async () => {
  // The other side does not say that it is a machine, and answers whatever it gets with a subject of its own.
  let last = ''
  let exchanged = 0
  for (let round = 0; round < 8; round++) {
    await sendRaw(door, plain({ From: 'robot@autre.test', To: support, Subject: `[JIRA-${round}] Votre demande`, 'Message-ID': `<r${round}@autre.test>`, ...(last === '' ? {} : { 'In-Reply-To': last }) }), { from: 'robot@autre.test', to: [support] }, machines.stranger)
    await jobs.settle()
    const letter = receiver.mails.at(-1)
    if (letter === undefined || letter.parsed.messageId === last) break
    last = letter.parsed.messageId ?? ''
    exchanged += 1
  }
  expect(exchanged).toBeLessThanOrEqual(3)
})

test('AB-34: what cannot be read is put aside, with its bytes', async () => {
  const { response } = await sendRaw(door, Buffer.from(`From: a@b.test\r\nMessage-ID: <bomb@b.test>\r\n${'Content-Type: message/rfc822\r\n\r\n'.repeat(200)}`), { to: [support] })
  const request = await fate(/[0-9a-f-]{36}/.exec(response)?.[0] ?? '')
  expect(request).toMatchObject({ state: 'quarantined', why: 'unreadable' })
  expect((await desk.files.read(request.raw_sha256 ?? '')).toString()).toContain('bomb@b.test')
})

