import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliverDue, enqueue, revokeReplyAddress } from '#outbox/outbox.ts'
import { mailCarrier } from '#channels/mail/mail.ts'
import type { MailRequest } from '#channels/mail/request.ts'
import { machines } from '#channels/demonstration/names.ts'
import type { Desk } from '#policies/policies.ts'
import { transaction } from '#platform/database.ts'
import { dkimSign } from 'mailauth'
import { mailWorld, openTestDoor, plain, sendRaw, start } from './world.ts'
import { openReceiver } from './receiver.ts'

const receiver = await openReceiver()
const mail = await mailWorld({ env: { SMTP_URL: receiver.url } })
const { world, providers, contact, time } = mail
const { db } = world.database
const desk = { ...world, policies: { inForce: async () => undefined } as unknown as Desk['policies'] }
const carrier = mailCarrier(desk)
const door = await openTestDoor(mail)
afterAll(async () => {
  await door.close()
  carrier.close()
  await receiver.close()
})

async function makeTicket(providerId: string, number: number, contactId: string | null): Promise<string> {
  const id = world.ids.next()
  await db
    .insertInto('tickets')
    .values({
      provider_id: providerId, id, number, version: 1, request_id: null, customer_id: null, contact_id: contactId, service_id: null, contract_id: null, subject: 'Serveur muet',
      channel: 'email', language: 'fr', trust: 'T1', kind: null, tier: null, department: null, priority: null, policy_version: '1', facts: '{}', decision: '{}', opened_at: start,
      state: 'open', place: 'todo', assignee_id: null, held_until: null, rank: 0, due_at: null, due: null, late_at: null, last_from: 'customer', changed_at: start, sort_at: start,
    })
    .execute()
  return id
}

/** A message that came in on a ticket, known by its Message-ID. */
async function cameIn(ticketId: string, headerMessageId: string, visibility: 'public' | 'internal', from: string): Promise<void> {
  const id = world.ids.next()
  await db
    .insertInto('messages')
    .values({
      provider_id: providers.one.id, id, ticket_id: ticketId, at: start, author_kind: visibility === 'public' ? 'contact' : 'third_party', author_id: null, author_name: null, visibility,
      channel: 'email', text: 'x', html_file: null, fold_at: null, language: null, from_address: from, sender: null, header_message_id: headerMessageId, request_id: null,
    })
    .execute()
  await db
    .insertInto('mail_threads').values({ provider_id: providers.one.id, header_message_id: headerMessageId, ticket_id: ticketId, message_id: id, issued_by_us: false, at: start }).execute()
}

/** Replies to the contact; gives the letter as it arrived. */
async function answer(ticketId: string, number: number): Promise<(typeof receiver.mails)[number]> {
  await transaction(db, (tx) => enqueue(tx, world, {
    kind: 'reply', providerId: providers.one.id, ticketId, to: { address: 'jean@client.test' }, language: 'fr', channel: 'email',
    content: { number, subject: 'Serveur muet', author: 'Élodie', text: 'Voilà.' },
  }))
  await deliverDue(world, carrier)
  return receiver.mails.at(-1) as (typeof receiver.mails)[number]
}

async function arrive(fields: Record<string, string>, to: string[] = ['support@un.test'], from = 'jean@client.test'): Promise<MailRequest> {
  await sendRaw(door, plain({ From: from, 'Message-ID': `<${world.ids.next()}@client.test>`, ...fields }), { from, to })
  return door.received.at(-1) as MailRequest
}

let ticket = ''
let letter: Awaited<ReturnType<typeof answer>>
let replyTo = ''
beforeAll(async () => {
  ticket = await makeTicket(providers.one.id, 1001, contact.id)
  await cameIn(ticket, 'first@client.test', 'public', 'jean@client.test')
  letter = await answer(ticket, 1001)
  replyTo = letter.parsed.replyTo?.value[0]?.address ?? ''
})
beforeEach(() => {
  time.set(start)
})

describe('MAIL-03: which conversation a mail belongs to', () => {
  test('1. its reply address, whatever happened to the header fields', async () => {
    expect((await arrive({ Subject: 'autre chose' }, [replyTo])).thread).toEqual({ ticketId: ticket, how: 'token', participant: true })
    expect((await arrive({}, [replyTo.toUpperCase()])).thread?.how).toBe('token')
  })

  test('2. a Message-ID that we gave', async () => {
    expect((await arrive({ 'In-Reply-To': letter.parsed.messageId ?? '' })).thread).toEqual({ ticketId: ticket, how: 'our_id', participant: true })
    expect((await arrive({ References: `<x@y> <ticket.${ticket}@un.test>` })).thread?.how).toBe('our_id')
  })

  test('3. a Message-ID that came in', async () => {
    expect((await arrive({ References: '<first@client.test>' })).thread).toEqual({ ticketId: ticket, how: 'their_id', participant: true })
  })

  test('4. the tag in the subject, only from a participant who is proven', async () => {
    expect((await arrive({ Subject: 'Re: [#1001] Serveur muet' })).thread).toEqual({ ticketId: ticket, how: 'subject', participant: false })
    const raw = plain({ Subject: 'Re: [#1001] Serveur muet', 'Message-ID': '<signed@client.test>' })
    const { signatures } = await dkimSign(raw, { signatureData: [{ ...mail.names.keyOf('client.test'), algorithm: 'ed25519-sha256' }], signTime: new Date(start) } as never)
    await sendRaw(door, Buffer.concat([Buffer.from(signatures), raw]), { to: ['support@un.test'] }, machines.own)
    expect(door.received.at(-1)?.thread).toEqual({ ticketId: ticket, how: 'subject', participant: true })
  })

  test('never the text, nor another provider’s ticket', async () => {
    await sendRaw(door, plain({ 'Message-ID': '<t@x>' }, `[#1001] ${replyTo} ${letter.parsed.messageId}`), { to: ['support@un.test'] })
    expect(door.received.at(-1)?.thread).toBeUndefined()
    expect((await arrive({ 'In-Reply-To': letter.parsed.messageId ?? '', Subject: '[#1001]' }, ['help@deux.test'])).thread).toBeUndefined()
  })
})

describe('strangers in a conversation', () => {
  test.each([
    ['our Message-ID', () => ({ 'In-Reply-To': letter.parsed.messageId ?? '' })],
    ['their Message-ID', () => ({ References: '<first@client.test>' })],
    ['the subject', () => ({ Subject: '[#1001]' })],
  ])('MAIL-04, AB-10: %s does not make a participant', async (_how, fields) => {
    expect((await arrive(fields(), ['support@un.test'], 'mal@attaquant.test')).thread).toMatchObject({ ticketId: ticket, participant: false })
  })

  test('MAIL-05, AB-11: somebody else’s reply address makes a third party', async () => {
    expect((await arrive({}, [replyTo], 'collegue@client.test')).thread).toEqual({ ticketId: ticket, how: 'token', participant: false })
  })

  test('AB-08: being copied makes nobody a participant', async () => {
    const copied = await arrive({ Cc: 'mal@attaquant.test' }, [replyTo])
    expect(copied).toMatchObject({ thread: { participant: true }, mail: { cc: ['mal@attaquant.test'] } })
    expect((await arrive({ 'In-Reply-To': letter.parsed.messageId ?? '' }, ['support@un.test'], 'mal@attaquant.test')).thread?.participant).toBe(false)
  })

  test('a guessed token is nothing', async () => {
    expect((await arrive({}, ['support+t.aaaaaaaaaaaaaaaaaaaaaaaaaa@un.test'])).thread).toBeUndefined()
  })
})

test('libredesk#122: mails without a Message-ID, and those that answer an empty one, join nothing', async () => {
  await cameIn(ticket, '', 'public', 'jean@client.test')
  const odd: Record<string, string>[] = [{ 'Message-ID': '' }, { 'Message-ID': '<>' }, { 'In-Reply-To': '<>', References: '<> <>' }, { 'In-Reply-To': '', References: '' }]
  for (const fields of odd) {
    const request = await arrive(fields)
    expect(request.thread).toBeUndefined()
  }
  expect((await arrive({ 'Message-ID': '<>' })).mail.messageId).toBeUndefined()
})

test('freescout#5284: a reply sent to two mailboxes stays in its own ticket, and opens none at the other provider’s', async () => {
  const before = door.received.length
  await sendRaw(door, plain({ 'Message-ID': '<both@client.test>' }), { to: [replyTo, 'support@un.test', 'help@deux.test'] })
  expect(door.received.slice(before).map((request) => [request.providerId, request.thread?.ticketId])).toEqual([
    [providers.one.id, ticket],
    [providers.two.id, undefined],
  ])
})

test('freescout#5138: nothing of what third parties wrote is referred to in a reply', async () => {
  await cameIn(ticket, 'secret-note@tiers.test', 'internal', 'tiers@tiers.test')
  const { raw } = await answer(ticket, 1001)
  expect(raw).toContain('first@client.test')
  expect(raw).not.toContain('secret-note@tiers.test')
})

test('MAIL-01: references begin with the ticket’s own anchor and stay short', async () => {
  const long = await makeTicket(providers.one.id, 1002, contact.id)
  for (let count = 0; count < 60; count++) await cameIn(long, `m${count}@client.test`, 'public', 'jean@client.test')
  const { parsed } = await answer(long, 1002)
  const references = parsed.references as string[]
  expect(references[0]).toBe(`<ticket.${long}@un.test>`)
  expect(references.length).toBeLessThanOrEqual(42)
  expect(references.at(-1)).toBe(parsed.inReplyTo)
})

test('MAIL-02: a revoked reply address is nobody’s, the next letter has another one', async () => {
  const other = await makeTicket(providers.one.id, 1003, contact.id)
  const first = (await answer(other, 1003)).parsed.replyTo?.value[0]?.address ?? ''
  expect((await arrive({}, [first])).thread?.how).toBe('token')
  await revokeReplyAddress(db, world, providers.one.id, other, 'jean@client.test')
  expect((await arrive({}, [first])).thread).toBeUndefined()
  const second = (await answer(other, 1003)).parsed.replyTo?.value[0]?.address ?? ''
  expect(second).not.toBe(first)
  expect((await arrive({}, [second])).thread).toEqual({ ticketId: other, how: 'token', participant: true })
})

test('MAIL-17: a letter of ours that comes back is left out', async () => {
  const before = door.received.length
  const { response } = await sendRaw(door, letter.raw, { from: 'jean@client.test', to: ['support@un.test'] })
  expect(response).toContain('echo')
  expect(door.received).toHaveLength(before)
})

describe('MAIL-16: letters that come back', () => {
  const report = (status: string, action: string, to: string) => Buffer.from([
    'From: MAILER-DAEMON@mx.client.test', `To: ${to}`, 'Subject: Undelivered Mail', 'Message-ID: <dsn1@mx.client.test>', 'Auto-Submitted: auto-replied', 'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'Sorry.', '--b', 'Content-Type: message/delivery-status', '',
    'Reporting-MTA: dns; mx.client.test', '', 'Final-Recipient: rfc822; jean@client.test', `Action: ${action}`, `Status: ${status}`, 'Diagnostic-Code: smtp; 550 5.1.1 no such user', '', '--b--', '',
  ].join('\r\n'))

  test('a report to the letter’s own return address marks it failed; no request is made', async () => {
    const mine = await answer(ticket, 1001)
    const before = door.received.length
    const { response } = await sendRaw(door, report('4.2.2', 'delayed', mine.from), { from: '', to: [mine.from] })
    expect(response).toMatch(/ bounce$/)
    const state = () => db.selectFrom('outbox').select(['state', 'last_error']).where('header_message_id', '=', (mine.parsed.messageId ?? '').slice(1, -1)).executeTakeFirstOrThrow()
    expect((await state()).state).toBe('sent')
    await sendRaw(door, report('5.1.1', 'failed', mine.from), { from: '', to: [mine.from] })
    expect(await state()).toEqual({ state: 'failed', last_error: '5.1.1 smtp; 550 5.1.1 no such user' })
    expect(door.received).toHaveLength(before)
  })

  test('AB-14: a report to a return address that we did not sign changes nothing', async () => {
    const mine = await answer(ticket, 1001)
    const forged = mine.from.replace(/\.[0-9a-f]{16}@/, '.0000000000000000@')
    const { response } = await sendRaw(door, report('5.1.1', 'failed', forged), { from: '', to: [forged] })
    expect(response).toContain('unknown_bounce')
    const row = await db.selectFrom('outbox').select('state').where('header_message_id', '=', (mine.parsed.messageId ?? '').slice(1, -1)).executeTakeFirstOrThrow()
    expect(row.state).toBe('sent')
    await expect(sendRaw(door, report('5.1.1', 'failed', 'x'), { from: '', to: ['bounces+x@elsewhere.test'] })).rejects.toMatchObject({ responseCode: 550 })
  })

  test('a report to a mailbox is put aside', async () => {
    await sendRaw(door, report('5.1.1', 'failed', 'support@un.test'), { from: '', to: ['support@un.test'] })
    expect(door.received.at(-1)).toMatchObject({ automatic: 'bounce', quarantine: 'bounce' })
  })
})
