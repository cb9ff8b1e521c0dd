import { sql } from 'kysely'
import type { IncomingAttachment, MailVerdict } from '#intake/incoming.ts'
import { findThread } from '#intake/thread.ts'
import type { StoredFile } from '#platform/files.ts'
import type { World } from '#server/tables.ts'
import { returnDay } from './absence.ts'
import { authenticate } from './authenticate.ts'
import { classify } from './classify.ts'
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
import { knownSender } from './sender.ts'
import { looksLikeVerification } from './suspicion.ts'
import { judgeSender, readFrom } from './trust.ts'

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
  readonly verdict: MailVerdict
}

/** Takes a message apart and checks where it comes from. Never throws. */
export async function examine(arrival: Arrival, names: Names): Promise<Examined> {
  const [parsed, verdict] = await Promise.all([parseMail(arrival.raw), authenticate(arrival.raw, arrival.envelope, names, arrival.receivedAt)])
  return { arrival, parsed, verdict }
}

/** Whether another message with the same Message-ID came to this provider: the two are kept, and the later one believed less (MAIL-09, AB-07). */
async function isRepeated(world: World, providerId: string, messageId: string | undefined, dedupeKey: string): Promise<boolean> {
  if (messageId === undefined) return false
  const known = await world.database.db
    .selectFrom('requests').select('dedupe_key').where('provider_id', '=', providerId).where(sql<string>`incoming #>> '{mail,messageId}'`, '=', messageId).limit(2).execute()
  return known.some((row) => row.dedupe_key !== dedupeKey)
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

/** Makes of a message what intake takes in for one of our mailboxes. Attachments are durable when it returns. */
export async function toRequest(world: World, { arrival, parsed, verdict }: Examined, mailbox: Mailbox, tokens: readonly string[]): Promise<MailRequest> {
  const { providerId, channel } = mailbox
  const mail = 'mail' in parsed ? parsed.mail : undefined
  const fields = 'mail' in parsed ? parsed.mail.fields : parsed.fields
  const messageId = mail?.messageId ?? messageIdsIn(valueOf(fields, 'message-id'))[0]
  const dedupeKey = dedupeKeyOf(arrival.raw, arrival.stored.hash, messageId)
  const from = readFrom(fields)
  const known = await knownSender(world, providerId, from.address)
  const judged = judgeSender({
    from, verdict, known, now: arrival.receivedAt, repeated: await isRepeated(world, providerId, messageId, dedupeKey),
    ...(mail?.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
    ...(mail?.date === undefined ? {} : { date: mail.date }),
  })
  const type = classify(fields, arrival.envelope.from, mail?.subject ?? '')
  const clues = { providerId, tokens, inReplyTo: mail?.inReplyTo, references: mail?.references ?? [], subject: mail?.subject ?? '', senderKey: from.address, trust: judged.trust }
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
      messageId, inReplyTo: mail?.inReplyTo, references: mail?.references ?? [], tokens, to: mail?.to.map((to) => to.address) ?? [], cc: mail?.cc.map((cc) => cc.address) ?? [],
      replyTo: mail?.replyTo, envelopeFrom: arrival.envelope.from, because: type.because, ...(away === undefined ? {} : { returnDay: away }), ...(remoteImages ? { remoteImages } : {}),
    },
    ...(thread === undefined ? {} : { thread }),
    ...(quarantine === undefined ? {} : { quarantine }),
  }
}
