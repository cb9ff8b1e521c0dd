import { readdir } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { dkimSign } from 'mailauth'
import { doorLimits } from '#channels/mail/listener.ts'
import { machines } from '#channels/demonstration/names.ts'
import { mailWorld, openTestDoor, plain, sendRaw, start } from './world.ts'

const mail = await mailWorld()
const door = await openTestDoor(mail)
afterAll(() => door.close())
beforeEach(() => {
  door.received.length = 0
})

test('a signed mail to a mailbox is one request, its bytes kept before it is answered for', async () => {
  const raw = plain()
  const { signatures } = await dkimSign(raw, { signatureData: [{ ...mail.names.keyOf('client.test'), algorithm: 'ed25519-sha256' }], signTime: new Date(start) } as never)
  const { response } = await sendRaw(door, Buffer.concat([Buffer.from(signatures), raw]), { to: ['support@un.test'] }, machines.own)
  expect(response).toMatch(/^250 .*request-1/)
  const [request] = door.received
  expect(request).toMatchObject({
    providerId: mail.providers.one.id, channel: 'email', medium: 'mail', receivedAt: start, automatic: 'human', subject: 'Serveur muet',
    text: 'Bonjour, mon serveur ne répond plus.',
    sender: { address: 'jean@client.test', name: 'Jean Dupont', trust: 'T1', reason: 'registered_signed', flags: [], verdict: { spf: 'pass', dmarc: 'pass', alignedBy: 'dkim' } },
    mail: { messageId: 'm1@client.test', to: ['support@un.test'], cc: [], envelopeFrom: 'jean@client.test' },
  })
  const kept = await mail.world.files.read(request?.raw?.sha256 ?? '')
  expect((await simpleParser(kept)).subject).toBe('Serveur muet')
})

test('a mail to two providers is one request at each, to two mailboxes of one provider a single one', async () => {
  await sendRaw(door, plain(), { to: ['support@un.test', 'help@deux.test', 'facturation@un.test'] })
  expect(door.received.map((request) => [request.providerId, request.channel])).toEqual([
    [mail.providers.one.id, 'email'],
    [mail.providers.two.id, 'email'],
  ])
  // What one knows of a sender is nothing at the other.
  expect(door.received[1]?.sender.reason).toBe('unknown_unverified')
})

test('an address that is nobody’s is refused with 550, the others are served', async () => {
  const { accepted, rejected } = await sendRaw(door, plain(), { to: ['nobody@un.test', 'Support+anything@UN.test'] })
  expect({ accepted, rejected }).toEqual({ accepted: ['Support+anything@un.test'], rejected: ['nobody@un.test'] })
  await expect(sendRaw(door, plain(), { to: ['support@elsewhere.test'] })).rejects.toMatchObject({ responseCode: 550 })
  expect(door.received).toHaveLength(1)
})

test('ten thousand recipients: a hundred are looked at, the rest is told to come back', async () => {
  const to = Array.from({ length: 10_000 }, (_, index) => `support+${index}@un.test`)
  const { accepted, rejected } = await sendRaw(door, plain(), { to })
  expect(accepted).toHaveLength(doorLimits.recipients)
  expect(rejected).toHaveLength(10_000 - doorLimits.recipients)
  expect(door.received).toHaveLength(1)
})

test('MAIL-28: a message that is too big is refused with 552 and makes no request', async () => {
  const big = plain({}, 'x'.repeat(76).concat('\r\n').repeat(Math.ceil(doorLimits.messageBytes / 78) + 10))
  await expect(sendRaw(door, big, { to: ['support@un.test'] })).rejects.toMatchObject({ responseCode: 552 })
  expect(door.received).toHaveLength(0)
})

test('while nothing can be recorded the sender is told 451 and nothing is promised', async () => {
  const broken = await openTestDoor(mail, async () => {
    throw new Error('the database is away')
  })
  await expect(sendRaw(broken, plain(), { to: ['support@un.test'] })).rejects.toMatchObject({ responseCode: 451 })
  await broken.close()
})

test('AB-34: what cannot be read is handed on to be put aside, with its bytes', async () => {
  const deep = Array.from({ length: 200 }, (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`).join('')
  await sendRaw(door, Buffer.from(`From: jean@client.test\r\nSubject: bombe\r\nMessage-ID: <b@x>\r\n${deep}\r\nfin\r\n`), { to: ['support@un.test'] })
  expect(door.received[0]).toMatchObject({ quarantine: 'unreadable', subject: 'bombe', text: '', attachments: [] })
  expect(door.received[0]?.raw?.sha256).toMatch(/^[0-9a-f]{64}$/)
})

test('the door closes while a client is connected', async () => {
  const other = await openTestDoor(mail)
  const socket = createConnection(other.port, other.host)
  await new Promise((resolve) => socket.once('data', resolve))
  const ended = new Promise((resolve) => socket.once('close', resolve))
  await other.close()
  await ended
  await expect(sendRaw(other, plain(), { to: ['support@un.test'] })).rejects.toMatchObject({ code: 'ESOCKET' })
})

test('a client that hangs up in the middle of a message leaves nothing behind, and the door still closes', async () => {
  const other = await openTestDoor(mail)
  const socket = createConnection(other.port, other.host)
  const say = async (line: string, code: string) => {
    const answered = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())))
    if (line !== '') socket.write(line)
    expect((await answered).slice(0, 3)).toBe(code)
  }
  await say('', '220')
  await say('EHLO client.test\r\n', '250')
  await say('MAIL FROM:<jean@client.test>\r\n', '250')
  await say('RCPT TO:<support@un.test>\r\n', '250')
  await say('DATA\r\n', '354')
  socket.write('From: jean@client.test\r\n\r\nmoitié d')
  const halves = () => readdir(join(mail.world.settings.dataFolder, 'files', 'incoming'))
  while ((await halves()).length === 0) await new Promise((resolve) => setImmediate(resolve))
  socket.destroy()
  await other.close()
  expect(await halves()).toEqual([])
  expect(other.received).toHaveLength(0)
})
