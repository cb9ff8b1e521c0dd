import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTransport } from 'nodemailer'
import { pause } from '#platform/time.ts'
import { openReceiver } from '../server/test/mail/receiver.ts'
import type { Receiver } from '../server/test/mail/receiver.ts'
import { askDatabase, makeDataFolder, startProgram, until } from './process.ts'
import type { DataFolder, Running } from './process.ts'

/**
 * Sudden death, ten times while requests come in by API and mail at once and ten times while letters leave: what was
 * acknowledged (201, 250) is there, whole and once, and every letter reaches the outside.
 */
const rounds = 10
const senders = 4
let folder: DataFolder
let outside: Receiver
let running: Running
/** What senders were promised: the keys of API calls answered 201, the Message-IDs of mails answered 250. */
const acknowledged = { api: new Map<string, number>(), mail: new Set<string>() }
let serial = 0

/** A desk of one's own for each kind of death; as a demonstration, no mail waits for a name server. */
function onDesk(demonstration: boolean): void {
  beforeAll(async () => {
    outside = await openReceiver()
    folder = await makeDataFolder('introserv', { demonstration })
    running = await startProgram(folder.path, { SMTP_URL: outside.url })
  })
  afterAll(async () => {
    await running?.stop()
    await outside.close()
    await folder.remove()
  })
}

/** One request by API under a key of its own; true once it is acknowledged. */
async function ask(key: string): Promise<boolean> {
  const body = {
    channel: 'ticket', subject: `Panne ${key}`, text: `Le serveur ne répond plus (${key}).`, facts: { kind: 'technical', chosen_priority: 'regular' },
    from: { email: `${key}@${key}.test` },
  }
  const answer = await fetch(`${running.origin}/${folder.slug}/api/v1/requests`, {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${folder.token}`, 'idempotency-key': key }, body: JSON.stringify(body),
  }).catch(() => undefined)
  if (answer?.status !== 201) return false
  const said = (await answer.json().catch(() => undefined)) as { number: number } | undefined
  if (said) acknowledged.api.set(key, said.number)
  return said !== undefined
}

const date = 'Tue, 24 Nov 2026 10:59:00 +0100'

/** One mail, the same bytes at each try as a mail server sends them; true once the door has said 250. */
async function write(key: string): Promise<boolean> {
  const raw = [
    `From: ${key} <${key}@example.invalid>`, 'To: support@introserv.com', `Subject: Question ${key}`, `Date: ${date}`, `Message-ID: <${key}@example.invalid>`,
    'Content-Type: text/plain; charset=utf-8', '', `Quels moyens de paiement ? (${key})`, '',
  ].join('\r\n')
  const transport = createTransport({ ...running.mail, ignoreTLS: true, connectionTimeout: 3_000, socketTimeout: 5_000 })
  const sent = await transport.sendMail({ envelope: { from: `${key}@example.invalid`, to: 'support@introserv.com' }, raw }).then(() => true, () => false)
  transport.close()
  if (sent) acknowledged.mail.add(`${key}@example.invalid`)
  return sent
}

/** Senders that insist, each on its own things, until told to stop; what was begun is sent again to the end. */
function insist(kind: (key: string) => Promise<boolean>, name: string): () => Promise<void> {
  let stopped = false
  const work = Array.from({ length: senders }, async () => {
    while (!stopped) {
      const key = `${name}${++serial}`
      while (!(await kind(key))) await pause(30)
    }
  })
  return async () => {
    stopped = true
    await Promise.all(work)
  }
}

describe('killed while requests come in', () => {
  onDesk(true)
  test('ten times: nothing acknowledged is lost, nothing is there twice or by halves', async () => {
    const stopApi = insist(ask, 'a')
    const stopMail = insist(write, 'm')
    for (let round = 0; round < rounds; round++) {
      const before = { api: acknowledged.api.size, mail: acknowledged.mail.size }
      await until('requests are taken in', () => acknowledged.api.size >= before.api + 4 && acknowledged.mail.size >= before.mail + 4)
      await pause(7 * round)
      await running.kill()
      running = await startProgram(folder.path, { SMTP_URL: outside.url })
    }
    await stopApi()
    await stopMail()
    expect(acknowledged.api.size).toBeGreaterThan(rounds)
    expect(acknowledged.mail.size).toBeGreaterThan(rounds)

    const tickets = await askDatabase<{ number: number; subject: string }>(running, 'select number, subject from tickets')
    const times = new Map<string, number>()
    for (const { subject } of tickets) times.set(subject, (times.get(subject) ?? 0) + 1)
    for (const [key, number] of acknowledged.api) expect(tickets, key).toContainEqual({ number, subject: `Panne ${key}` })
    for (const id of acknowledged.mail) expect(times.get(`Question ${id.split('@')[0]}`), id).toBe(1)
    expect([...times].filter(([, count]) => count > 1)).toEqual([])

    const halves = await askDatabase(running, `
      select t.number from tickets t where not exists (select 1 from messages m where m.ticket_id = t.id)
        or not exists (select 1 from events e where e.ticket_id = t.id and e.type = 'ticket.opened')
        or not exists (select 1 from requests r where r.id = t.request_id and r.state = 'ticket' and r.ticket_id = t.id)
        or not exists (select 1 from outbox o where o.ticket_id = t.id and o.kind = 'acknowledgement')
        or not exists (select 1 from clocks c where c.ticket_id = t.id)`)
    expect(halves).toEqual([])
    expect(await askDatabase(running, `select id from requests where state = 'recorded' or (state = 'ticket' and ticket_id is null)`)).toEqual([])
  }, 240_000)
})

describe('killed while letters leave', () => {
  onDesk(false)
  test('ten times: every letter arrives; one that arrives twice is the same letter', async () => {
    for (let round = 0; round < rounds; round++) {
      const before = outside.mails.length
      const keys = Array.from({ length: 8 }, () => `d${++serial}`)
      for (const key of keys) while (!(await ask(key))) await pause(30)
      await until('letters leave', () => outside.mails.length > before)
      await pause(3 * round)
      await running.kill()
      running = await startProgram(folder.path, { SMTP_URL: outside.url })
    }
    // Two minutes later: what the dead had claimed is anybody's again.
    await askDatabase(running, `update outbox set next_at = 0 where state = 'sending'`)
    while (!(await ask(`last${serial}`))) await pause(30)
    await until('every letter has left', async () => (await askDatabase(running, `select id from outbox where state <> 'sent'`)).length === 0)

    const letters = await askDatabase<{ header_message_id: string }>(running, 'select header_message_id from outbox')
    const arrived = new Map<string, string[]>()
    for (const { parsed } of outside.mails) {
      const id = (parsed.messageId ?? '').replaceAll(/[<>]/g, '')
      arrived.set(id, [...(arrived.get(id) ?? []), `${parsed.subject}\n${parsed.text}`])
    }
    expect([...arrived.keys()].sort()).toEqual(letters.map((letter) => letter.header_message_id).sort())
    for (const [id, texts] of arrived) expect(new Set(texts).size, id).toBe(1)
    // Only what was in flight when we died can come twice: ten letters a time at most.
    expect(outside.mails.length - arrived.size).toBeLessThanOrEqual(2 * rounds * 10)
  }, 240_000)
})
