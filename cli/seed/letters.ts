import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import MailComposer from 'nodemailer/lib/mail-composer'
import { acceptMail, mailRoom } from '#channels/mail/mail.ts'
import { findMailbox } from '#channels/mail/mailboxes.ts'
import type { Names } from '#channels/mail/mail.ts'
import { machines } from '#channels/demonstration/names.ts'
import type { DemonstrationNames } from '#channels/demonstration/names.ts'
import type { Received } from '#intake/intake.ts'
import type { Desk } from '#policies/policies.ts'

/** What can be proved of a mail's sender: signed by their domain, sent by a stranger, or by a neighbour at the same host. */
export type Sent = 'signed' | 'forged' | 'neighbour'

export interface Writing {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly language: string
  readonly sent: Sent
  readonly attachments?: readonly { readonly name: string; readonly text: string }[]
  /** Message-ID of the letter that this one answers. */
  readonly answers?: string
  readonly headers?: Readonly<Record<string, string>>
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)
const machineOf: Readonly<Record<Sent, string>> = { signed: machines.own, forged: machines.stranger, neighbour: machines.shared }

async function bytesOf(desk: Desk, names: DemonstrationNames, writing: Writing): Promise<Buffer> {
  const at = desk.time.now()
  const domain = domainOf(writing.from.address)
  const unsigned = await new MailComposer({
    from: writing.from, to: writing.to, subject: writing.subject, text: writing.text, date: new Date(at), messageId: `<${desk.ids.next()}@${domain}>`,
    headers: { 'Content-Language': writing.language, ...writing.headers },
    attachments: (writing.attachments ?? []).map((file) => ({ filename: file.name, content: file.text })),
    ...(writing.answers === undefined ? {} : { inReplyTo: `<${writing.answers}>`, references: `<${writing.answers}>` }),
  }).compile().build()
  const key = writing.sent === 'signed' ? names.keyOf(domain) : undefined
  if (key === undefined) return unsigned
  const { signatures, errors } = await dkimSign(unsigned, { signatureData: [{ ...key, algorithm: 'ed25519-sha256', canonicalization: 'relaxed/relaxed' }], signTime: new Date(at) } as Parameters<typeof dkimSign>[1])
  if (!signatures) throw new Error(`not signed: ${errors.map(String).join(', ')}`)
  return Buffer.concat([Buffer.from(signatures), unsigned])
}

/** Sends a mail through the same door as those that come by SMTP. @throws Error when the address is nobody's, or the door shut */
export async function sendMail(desk: Desk, names: DemonstrationNames, writing: Writing): Promise<Received> {
  const raw = await bytesOf(desk, names, writing)
  const to = await findMailbox(desk, writing.to)
  if (to === undefined) throw new Error(`nobody has the address ${writing.to}`)
  const [accepted] = await acceptMail(
    mailRoom(desk, names as Names),
    {
      raw, stored: await desk.files.put(raw), receivedAt: desk.time.now(),
      envelope: { ip: machineOf[writing.sent], helo: `mail.${domainOf(writing.from.address)}`, from: writing.headers?.['Auto-Submitted'] === 'auto-replied' ? '' : writing.from.address },
    },
    [to],
  )
  if (!accepted?.received) throw new Error(`the door made ${accepted?.became} of a mail to ${writing.to}`)
  return accepted.received
}

/** `Name <address>` taken apart. @throws Error on anything else: the stories are ours */
export function mailbox(written: string): { name: string; address: string } {
  const match = /^([^<]+) <([^<>@]+@[^<>]+)>$/.exec(written)
  if (!match) throw new Error(`not "Name <address>": ${written}`)
  return { name: match[1] as string, address: match[2] as string }
}
