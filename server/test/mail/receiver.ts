import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail server of the outside world: keeps what it takes, and refuses as told. */
export interface Receiver {
  readonly url: string
  readonly mails: { readonly from: string; readonly to: string[]; readonly raw: string; readonly parsed: ParsedMail }[]
  /** SMTP codes that answer the next messages; empty: takes them. */
  answers: number[]
  close(): Promise<void>
}

export async function openReceiver(port = 0): Promise<Receiver> {
  const mails: Receiver['mails'] = []
  const receiver: Receiver = { url: '', mails, answers: [], close: async () => undefined }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false, closeTimeout: 500,
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const code = receiver.answers.shift()
        if (code !== undefined) return callback(Object.assign(new Error(code >= 500 ? '5.1.1 No such user' : '4.7.1 Greylisted'), { responseCode: code }))
        const raw = Buffer.concat(chunks)
        const from = session.envelope.mailFrom
        mails.push({ from: from === false ? '' : from.address, to: session.envelope.rcptTo.map((to) => to.address), raw: raw.toString(), parsed: await simpleParser(raw) })
        callback(null)
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return Object.assign(receiver, {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  })
}
