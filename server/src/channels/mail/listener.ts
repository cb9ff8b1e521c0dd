import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { acceptMail } from './accept.ts'
import type { MailRoom } from './accept.ts'
import { findMailbox } from './mailboxes.ts'
import type { Mailbox, ReturnAddress } from './mailboxes.ts'
import { createSlots } from './slots.ts'
import type { Slots } from './slots.ts'

/** What the door to incoming mail bears (MAIL-28). */
export const doorLimits = {
  messageBytes: 25 * 1024 * 1024,
  recipients: 100,
  connections: 50,
  connectionsPerClient: 20,
  /** Bytes of messages that are read at the same time. */
  readingBytes: 64 * 1024 * 1024,
} as const

/** The mail door, open. */
export interface MailDoor {
  readonly host: string
  readonly port: number
  /** Takes no more connections, lets those under way finish for a few seconds. */
  close(): Promise<void>
}

/** A refusal with its SMTP code; the text begins with the enhanced status (RFC 3463). */
class Refusal extends Error {
  readonly responseCode: number
  constructor(responseCode: number, text: string) {
    super(text)
    this.responseCode = responseCode
  }
}

type Recipient = Mailbox | ReturnAddress

/** A mail transaction under way. */
interface Transaction {
  /** Recipients named so far, known or not: looking them up has its price too. */
  named: number
  /** Those that are ours, by their address in lower case. */
  readonly recipients: Map<string, Recipient>
}

const later = () => new Refusal(451, '4.3.0 Not now: please try again later')

async function take(room: MailRoom, session: SMTPServerSession, stream: SMTPServerDataStream, slots: Slots, recipients: ReadonlyMap<string, Recipient>): Promise<string> {
  const { world } = room
  const stored = await world.files.put(stream)
  if (stream.sizeExceeded) throw new Refusal(552, `5.3.4 Message too big: at most ${doorLimits.messageBytes} bytes`)
  const to = session.envelope.rcptTo.flatMap(({ address }) => recipients.get(address.toLowerCase()) ?? [])
  const from = session.envelope.mailFrom
  const envelope = {
    ip: session.remoteAddress.replace(/^::ffff:/i, ''),
    helo: session.hostNameAppearsAs || '',
    from: from === false ? '' : from.address,
  }
  const accepted = await slots.run(stored.size, async () => acceptMail(room, { raw: await world.files.read(stored.hash), stored, envelope, receivedAt: world.time.now() }, to))
  return `2.0.0 Taken in as ${accepted.map((one) => one.received?.requestId ?? one.became).join(' ')}`
}

/**
 * Opens the door to incoming mail on the settings' address. A message is answered 250 only once its bytes and a request
 * for each provider concerned are durable; while the database is away everything is answered 451, and senders try again.
 */
export async function openMailDoor(room: MailRoom): Promise<MailDoor> {
  const { world } = room
  const slots = createSlots(doorLimits.readingBytes)
  const perClient = new Map<string, number>()
  const transactions = new Map<string, Transaction>()
  const underWay = new Set<Promise<unknown>>()

  const server = new SMTPServer({
    name: new URL(world.settings.baseUrl).hostname,
    banner: 'Guichet',
    size: doorLimits.messageBytes,
    rejectOversized: true,
    maxRecipients: doorLimits.recipients,
    maxClients: doorLimits.connections,
    // Mail servers in front of us speak TLS and know their users; this door trusts no login.
    disabledCommands: ['AUTH', 'STARTTLS', 'VRFY', 'HELP'],
    authOptional: true,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: true,
    socketTimeout: 120_000,
    closeTimeout: 2_000,
    logger: false,
    onConnect(session, callback) {
      const open = (perClient.get(session.remoteAddress) ?? 0) + 1
      perClient.set(session.remoteAddress, open)
      callback(open > doorLimits.connectionsPerClient ? new Refusal(421, '4.7.0 Too many connections at once') : null)
    },
    onClose(session) {
      transactions.delete(session.id)
      const open = (perClient.get(session.remoteAddress) ?? 1) - 1
      if (open <= 0) perClient.delete(session.remoteAddress)
      else perClient.set(session.remoteAddress, open)
    },
    onMailFrom(_address, session, callback) {
      transactions.set(session.id, { named: 0, recipients: new Map() })
      callback()
    },
    onRcptTo({ address }, session, callback) {
      const transaction = transactions.get(session.id)
      if (transaction === undefined || ++transaction.named > doorLimits.recipients) return callback(new Refusal(452, '4.5.3 Too many recipients'))
      findMailbox(world, address).then(
        (mailbox) => {
          if (mailbox === undefined) return callback(new Refusal(550, '5.1.1 No such address here'))
          transaction.recipients.set(address.toLowerCase(), mailbox)
          callback()
        },
        (err: unknown) => {
          world.log.error({ err }, 'an address could not be looked up')
          callback(later())
        },
      )
    },
    onData(stream, session, callback) {
      const work = take(room, session, stream, slots, transactions.get(session.id)?.recipients ?? new Map()).then(
        (text) => callback(null, text),
        (err: unknown) => {
          stream.resume()
          if (err instanceof Refusal) return callback(err)
          world.log.error({ err }, 'a mail could not be taken in')
          callback(later())
        },
      )
      underWay.add(work)
      void work.finally(() => underWay.delete(work))
    },
  })
  server.on('error', (err) => world.log.debug({ err }, 'mail door'))

  const { smtpHost, smtpPort } = world.settings
  // A demonstration is nobody's mail server, whatever the settings.
  const host = world.demonstration ? '127.0.0.1' : smtpHost
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(smtpPort, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    host,
    port: (server.server.address() as AddressInfo).port,
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await Promise.all(underWay)
    },
  }
}
