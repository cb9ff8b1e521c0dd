import { createTransport } from 'nodemailer'
import type { ComposedMail, Recipient, Sent } from '#outbox/outbox.ts'
import type { Files } from '#platform/files.ts'

/** A relay that mail is handed to. */
export interface Relay {
  send(mail: ComposedMail): Promise<Sent>
  close(): void
}

interface SmtpError extends Error {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
  readonly command?: string
}

/** What a failure means for the letter: the receiver's word where there is one, else nobody was there. */
function meaning(error: SmtpError): Sent {
  const response = error.response ?? error.message
  const code = error.responseCode ?? 0
  // A relay that does not want us at all refuses every letter: a setting to mend, not a letter that failed.
  const aboutUs = error.code === 'EAUTH' || error.command === 'CONN' || error.command === 'EHLO' || error.command === 'HELO' || error.command?.startsWith('AUTH')
  if (code === 0 || aboutUs || code === 421) return { kind: 'unreachable', response }
  return { kind: code >= 500 ? 'refused' : 'later', response }
}

/** An instant as the Date field has it, in the provider's zone (MAIL-30): "Tue, 24 Nov 2026 11:00:00 +0100". */
export function dateField(at: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const day = local.toLocaleString('en-US', { weekday: 'short' })
  const month = local.toLocaleString('en-US', { month: 'short' })
  return `${day}, ${local.day} ${month} ${local.year} ${local.toPlainTime().toString({ smallestUnit: 'second' })} ${local.offset.slice(0, 6).replace(':', '')}`
}

const addressed = ({ address, name }: Recipient) => ({ address, name: name ?? '' })

/** Angle brackets around a Message-ID, as headers want it. */
const bracketed = (id: string) => `<${id}>`

/** Opens a relay (nothing is connected yet). Connections are kept for the letters that follow. */
export function openRelay(files: Files, url: string): Relay {
  const transport = createTransport({
    url, pool: true, maxConnections: 4, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000, disableFileAccess: true, disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0])
  return {
    async send(mail) {
      try {
        const info = (await transport.sendMail({
          envelope: { from: mail.envelopeFrom, to: [mail.to.address] },
          from: { address: mail.from.address, name: mail.from.name ?? '' },
          to: (mail.heads?.to ?? [mail.to]).map(addressed),
          ...(mail.heads && mail.heads.cc.length > 0 ? { cc: mail.heads.cc.map(addressed) } : {}),
          ...(mail.replyTo === undefined ? {} : { replyTo: { address: mail.replyTo.address, name: mail.replyTo.name ?? '' } }),
          subject: mail.subject,
          messageId: bracketed(mail.messageId),
          ...(mail.inReplyTo === undefined ? {} : { inReplyTo: bracketed(mail.inReplyTo) }),
          ...(mail.references.length === 0 ? {} : { references: mail.references.map(bracketed) }),
          date: dateField(mail.date, mail.zone),
          headers: { ...mail.headers },
          text: mail.text,
          html: mail.html,
          attachments: mail.attachments.map((file) => ({ filename: file.name, contentType: file.mediaType, content: files.stream(file.sha256) })),
        })) as { response?: string }
        return { kind: 'sent', response: info.response ?? '' }
      } catch (error) {
        return meaning(error as SmtpError)
      }
    },
    close: () => transport.close(),
  }
}
