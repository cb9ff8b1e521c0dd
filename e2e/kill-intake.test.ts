import { createTransport } from 'nodemailer'
import { expect, test } from 'vitest'
import { pause } from '#platform/time.ts'
import { insist, killableDesk, rounds } from './killable.ts'
import { askDatabase, until } from './process.ts'

/** Sudden death, ten times while requests come in by API and mail at once: what was acknowledged (201, 250) is there, whole and once. */
const desk = killableDesk(true)
const senders = 4
const date = 'Tue, 24 Nov 2026 10:59:00 +0100'
/** What senders were promised: the keys of API calls answered 201, the Message-IDs of mails answered 250. */
const acknowledged = { api: new Map<string, number>(), mail: new Set<string>() }

async function ask(key: string): Promise<boolean> {
  const number = await desk.ask(key)
  if (number !== undefined) acknowledged.api.set(key, number)
  return number !== undefined
}

/** One mail, the same bytes at each try as a mail server sends them; true once the door has said 250. */
async function write(key: string): Promise<boolean> {
  const raw = [
    `From: ${key} <${key}@example.invalid>`, 'To: support@introserv.com', `Subject: Question ${key}`, `Date: ${date}`, `Message-ID: <${key}@example.invalid>`,
    'Content-Type: text/plain; charset=utf-8', '', `Quels moyens de paiement ? (${key})`, '',
  ].join('\r\n')
  const transport = createTransport({ ...desk.running.mail, ignoreTLS: true, connectionTimeout: 3_000, socketTimeout: 5_000 })
  const sent = await transport.sendMail({ envelope: { from: `${key}@example.invalid`, to: 'support@introserv.com' }, raw }).then(() => true, () => false)
  transport.close()
  if (sent) acknowledged.mail.add(`${key}@example.invalid`)
  return sent
}

/** Senders that insist, each on its own things, until told to stop; what was begun is sent again to the end. */
function sending(kind: (key: string) => Promise<boolean>, name: string): () => Promise<void> {
  let stopped = false
  let serial = 0
  const work = Array.from({ length: senders }, async () => {
    while (!stopped) {
      const key = `${name}${++serial}`
      await insist(() => kind(key))
    }
  })
  return async () => {
    stopped = true
    await Promise.all(work)
  }
}

test('killed ten times while requests come in: nothing acknowledged is lost, nothing is there twice or by halves', async () => {
  const stopApi = sending(ask, 'a')
  const stopMail = sending(write, 'm')
  for (let round = 0; round < rounds; round++) {
    const before = { api: acknowledged.api.size, mail: acknowledged.mail.size }
    await until('requests are taken in', () => acknowledged.api.size >= before.api + 4 && acknowledged.mail.size >= before.mail + 4)
    await pause(7 * round)
    await desk.die()
  }
  await stopApi()
  await stopMail()
  expect(acknowledged.api.size).toBeGreaterThan(rounds)
  expect(acknowledged.mail.size).toBeGreaterThan(rounds)

  const tickets = await askDatabase<{ number: number; subject: string }>(desk.running, 'select number, subject from tickets')
  const times = new Map<string, number>()
  for (const { subject } of tickets) times.set(subject, (times.get(subject) ?? 0) + 1)
  for (const [key, number] of acknowledged.api) expect(tickets, key).toContainEqual({ number, subject: `Panne ${key}` })
  for (const id of acknowledged.mail) expect(times.get(`Question ${id.split('@')[0]}`), id).toBe(1)
  expect([...times].filter(([, count]) => count > 1)).toEqual([])

  const halves = await askDatabase(desk.running, `
    select t.number from tickets t where not exists (select 1 from messages m where m.ticket_id = t.id)
      or not exists (select 1 from events e where e.ticket_id = t.id and e.type = 'ticket.opened')
      or not exists (select 1 from requests r where r.id = t.request_id and r.state = 'ticket' and r.ticket_id = t.id)
      or not exists (select 1 from outbox o where o.ticket_id = t.id and o.kind = 'acknowledgement')
      or not exists (select 1 from clocks c where c.ticket_id = t.id)`)
  expect(halves).toEqual([])
  expect(await askDatabase(desk.running, `select id from requests where state = 'recorded' or (state = 'ticket' and ticket_id is null)`)).toEqual([])
}, 240_000)
