import { machines } from '#channels/demonstration/names.ts'
import type { DemonstrationNames } from '#channels/demonstration/names.ts'
import { sendRaw } from './mail/world.ts'

/** A mail that somebody of the outside world writes to us. */
export interface WrittenMail {
  /** `Name <address>` or an address. */
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Signed by the domain of its sender (the default), or by nobody and from a machine that is not theirs. */
  readonly signed?: boolean
  readonly language?: string
  readonly headers?: Record<string, string>
}

const addressIn = (person: string) => /<([^>]+)>/.exec(person)?.[1] ?? person
const word = (text: string) => (/[^\x20-\x7e]/.test(text) ? `=?utf-8?B?${Buffer.from(text).toString('base64')}?=` : text)

/** The bytes of a mail, signed as asked. `id` makes one differ from the next. */
export async function writeMail(mail: WrittenMail, at: number, id: string, names: DemonstrationNames): Promise<Buffer> {
  const address = addressIn(mail.from)
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const name = mail.from.includes('<') ? mail.from.slice(0, mail.from.indexOf('<')).trim() : ''
  const fields: Record<string, string> = {
    From: `${word(name)} <${address}>`, To: `<${mail.to}>`, Subject: word(mail.subject), Date: new Date(at).toUTCString().replace('GMT', '+0000'),
    'Message-ID': `<${id}@${domain}>`, 'MIME-Version': '1.0', 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': '8bit',
    ...(mail.language ? { 'Content-Language': mail.language } : {}), ...mail.headers,
  }
  const raw = Buffer.from([...Object.entries(fields).map(([field, value]) => `${field}: ${value}`), '', ...mail.text.split('\n'), ''].join('\r\n'))
  const key = names.keyOf(domain)
  if (mail.signed === false || key === undefined) return raw
  const options = { signatureData: [{ ...key, algorithm: 'ed25519-sha256', canonicalization: 'relaxed/relaxed' }], signTime: new Date(at) }
  // Loaded by those who write a mail: most tests write none.
  const { dkimSign } = await import('mailauth/lib/dkim/sign.js')
  const { signatures } = await dkimSign(raw, options as Parameters<typeof dkimSign>[1])
  return Buffer.concat([Buffer.from(signatures), raw])
}

/** Sends it by SMTP, from the machine that it would come from; gives what the door answered. */
export async function sendMail(door: { host: string; port: number }, raw: Buffer, mail: WrittenMail): Promise<string> {
  const { response } = await sendRaw(door, raw, { from: addressIn(mail.from), to: [mail.to] }, mail.signed === false ? machines.stranger : machines.own)
  return response
}
