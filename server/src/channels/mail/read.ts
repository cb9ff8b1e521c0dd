import type { IncomingAttachment, MailVerdict } from '#intake/incoming.ts'
import { findThread } from '#intake/thread.ts'
import type { StoredFile } from '#platform/files.ts'
import type { World } from '#server/tables.ts'
import { returnDay } from './absence.ts'
import { authenticate } from './authenticate.ts'
import { classify } from './classify.ts'
import type { MailClass } from './classify.ts'
import { dedupeKeyOf } from './dedupe.ts'
import type { Envelope } from './envelope.ts'
import { messageIdsIn, valueOf } from './header.ts'
import type { Mailbox } from './mailboxes.ts'
import type { Names } from './names.ts'
import { parseMail } from './parse.ts'
import type { ParseResult, ReadMail } from './parse.ts'
import { quotedFrom } from './quotes.ts'
import type { MailRequest } from './request.ts'
import { sanitiseHtml } from './sanitize.ts'
import { readBackground } from './sender.ts'
import type { Background } from './sender.ts'
import { looksLikeVerification } from './suspicion.ts'
import { judgeSender, readFrom } from './trust.ts'
import type { FromField } from './trust.ts'

/** A message as it arrived, its bytes already kept. */
export interface Arrival {
  readonly raw: Buffer
  readonly stored: StoredFile
  readonly envelope: Envelope
  readonly receivedAt: number
}

/** What is found out about a message once, whoever of us it was sent to. */
export interface Examined {
  readonly arrival: Arrival
  readonly parsed: ParseResult
  readonly type: MailClass
  readonly verdict: MailVerdict
}

/** Takes a message apart and checks where it comes from. Never throws. */
export async function examine(arrival: Arrival, names: Names): Promise<Examined> {
  const [parsed, verdict] = await Promise.all([parseMail(arrival.raw), authenticate(arrival.raw, arrival.envelope, names, arrival.receivedAt)])
  const type = 'mail' in parsed ? classify(parsed.mail.fields, arrival.envelope.from, parsed.mail.subject) : classify(parsed.fields, arrival.envelope.from, '')
  return { arrival, parsed, type, verdict }
}

async function keepAttachments(world: World, mail: ReadMail): Promise<IncomingAttachment[]> {
  const kept: IncomingAttachment[] = []
  for (const file of mail.attachments) {
    const { hash, size } = await world.files.put(file.content)
    kept.push({ name: file.name, mediaType: file.mediaType, size, sha256: hash, ...(file.contentId === undefined ? {} : { contentId: file.contentId }) })
  }
  return kept
}

/** Sanitises the HTML and keeps it. */
async function keepHtml(world: World, mail: ReadMail): Promise<{ htmlFile?: string; remoteImages?: number }> {
  if (mail.html === undefined) return {}
  const contentIds = new Set(mail.attachments.flatMap((file) => (file.contentId === undefined ? [] : [file.contentId])))
  const { html, remoteImages } = sanitiseHtml(mail.html, contentIds)
  const { hash } = await world.files.put(Buffer.from(html))
  return { htmlFile: hash, remoteImages }
}

/** What identifies a message, and what the provider that it came to knows of it. */
export interface Recognised {
  readonly messageId: string | undefined
  readonly dedupeKey: string
  readonly from: FromField
  readonly background: Background
}

/** Recognises a message at one provider. */
export async function recognise(world: World, providerId: string, { arrival, parsed }: Examined): Promise<Recognised> {
  const fields = 'mail' in parsed ? parsed.mail.fields : parsed.fields
  const messageId = messageIdsIn(valueOf(fields, 'message-id'))[0]
  const dedupeKey = dedupeKeyOf(arrival.raw, arrival.stored.hash, messageId)
  const from = readFrom(fields)
  return { messageId, dedupeKey, from, background: await readBackground(world, providerId, { address: from.address, messageId, dedupeKey }) }
}

/** Makes of a message what intake takes in for one of our mailboxes. Attachments are durable when it returns. */
export async function toRequest(
  world: World,
  { arrival, parsed, type, verdict }: Examined,
  { messageId, dedupeKey, from, background }: Recognised,
  mailbox: Mailbox,
  tokens: readonly string[],
): Promise<MailRequest> {
  const { providerId, channel } = mailbox
  const { known, repeated } = background
  const mail = 'mail' in parsed ? parsed.mail : undefined
  const fields = 'mail' in parsed ? parsed.mail.fields : parsed.fields
  const judged = judgeSender({
    from, verdict, known, now: arrival.receivedAt, repeated,
    ...(mail?.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
    ...(mail?.date === undefined ? {} : { date: mail.date }),
  })
  const clues = { providerId, tokens, inReplyTo: mail?.inReplyTo, references: mail?.references ?? [], subject: mail?.subject ?? '', senderKey: from.address, trust: judged.trust, now: arrival.receivedAt }
  const thread = mail === undefined ? undefined : await findThread(world.database.db, clues)
  const away = type.automatic === 'auto_reply' && mail !== undefined ? returnDay(mail.text, new Date(arrival.receivedAt).toISOString().slice(0, 10)) : undefined
  const verification = mail !== undefined && !known.registered && thread === undefined && looksLikeVerification(mail.subject, mail.text)
  const quarantine = mail === undefined ? ('unreadable' as const) : type.automatic === 'bounce' ? ('bounce' as const) : verification ? ('verification_code' as const) : undefined
  const fold = mail === undefined ? null : quotedFrom(mail.text)
  const { htmlFile, remoteImages } = mail === undefined ? {} : await keepHtml(world, mail)
  const elsewhere = judged.flags.includes('reply_to_elsewhere') ? mail?.replyTo : undefined
  return {
    providerId, channel, medium: 'mail', receivedAt: arrival.receivedAt, dedupeKey,
    raw: { sha256: arrival.stored.hash, size: arrival.stored.size, mediaType: 'message/rfc822' },
    sender: {
      ...(from.address === undefined ? {} : { address: from.address }),
      ...(from.name === undefined ? {} : { name: from.name }),
      trust: judged.trust, reason: judged.reason, verdict, flags: [...judged.flags, ...(type.subjectHint && type.automatic === 'human' ? (['looks_automatic'] as const) : [])],
      ...(elsewhere === undefined ? {} : { replyTo: elsewhere }),
    },
    automatic: type.automatic,
    subject: mail?.subject ?? (valueOf(fields, 'subject') ?? '').slice(0, 500),
    text: mail?.text ?? '',
    ...(htmlFile === undefined ? {} : { htmlFile }),
    ...(fold === null ? {} : { foldAt: fold }),
    ...(mail?.language === undefined ? {} : { language: mail.language }),
    facts: {},
    attachments: mail === undefined ? [] : await keepAttachments(world, mail),
    mail: {
      messageId, mailbox: mailbox.address, inReplyTo: mail?.inReplyTo, references: mail?.references ?? [], tokens, to: mail?.to.map((to) => to.address) ?? [], cc: mail?.cc.map((cc) => cc.address) ?? [],
      replyTo: mail?.replyTo, envelopeFrom: arrival.envelope.from, because: type.because, ...(away === undefined ? {} : { returnDay: away }), ...(remoteImages ? { remoteImages } : {}),
    },
    ...(thread === undefined ? {} : { thread }),
    ...(quarantine === undefined ? {} : { quarantine }),
  }
}
