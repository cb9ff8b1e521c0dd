import { simpleParser } from 'mailparser'
import type { Attachment, ParsedMail } from 'mailparser'
import { readAddresses } from './addresses.ts'
import type { Mailbox } from './addresses.ts'
import { repairText } from './charsets.ts'
import { safeFilename } from '#platform/filenames.ts'
import { messageIdsIn, readHeader, valueOf, valuesOf } from './header.ts'
import type { Field } from './header.ts'
import { guessLanguage } from './language.ts'
import { findExcess } from './structure.ts'
import type { Unreadable } from './structure.ts'

/** A file that came inside a message. */
export interface Enclosed {
  readonly name: string
  readonly mediaType: string
  readonly content: Buffer
  /** Without angle brackets; what `cid:` in the same message's HTML points to. */
  readonly contentId?: string
}

/** A message taken apart. Texts are repaired; the HTML is the sender's own and must be sanitised before it is kept. */
export interface ReadMail {
  readonly fields: readonly Field[]
  readonly subject: string
  readonly messageId?: string
  readonly inReplyTo?: string
  readonly references: readonly string[]
  /** Epoch ms of the Date field, undefined when absent or unreadable. */
  readonly date?: number
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly replyTo?: string
  readonly text: string
  readonly html?: string
  readonly language?: string
  readonly attachments: readonly Enclosed[]
}

export type ParseResult = { readonly mail: ReadMail } | { readonly unreadable: Unreadable; readonly fields: readonly Field[] }

/** Characters of text and of HTML that are kept apart from the raw message (MAIL-28). */
const longest = 1024 * 1024

function addressesOf(fields: readonly Field[], name: string): Mailbox[] {
  return valuesOf(fields, name).flatMap((value) => [...readAddresses(value).mailboxes])
}

function readDate(value: string | undefined): number | undefined {
  const instant = Date.parse((value ?? '').replace(/\([^)]*\)/g, '').trim())
  return Number.isFinite(instant) ? instant : undefined
}

function enclosed(part: Attachment, index: number): Enclosed {
  const declared = (part.contentType ?? '').toLowerCase()
  return {
    name: safeFilename(part.filename === undefined ? undefined : repairText(part.filename), declared === 'message/rfc822' ? `message-${index + 1}.eml` : `part-${index + 1}`),
    mediaType: /^[a-z0-9][a-z0-9!#$&^_.+-]{0,99}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,99}$/.test(declared) ? declared : 'application/octet-stream',
    content: part.content,
    ...(part.cid === undefined ? {} : { contentId: part.cid }),
  }
}

function assemble(fields: readonly Field[], parsed: ParsedMail): ReadMail {
  const text = repairText(parsed.text ?? '').slice(0, longest).trimEnd()
  const html = typeof parsed.html === 'string' ? repairText(parsed.html).slice(0, longest) : undefined
  const subject = repairText(parsed.subject ?? '').replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim().slice(0, 500)
  return {
    fields,
    subject,
    messageId: messageIdsIn(valueOf(fields, 'message-id'))[0],
    inReplyTo: messageIdsIn(valueOf(fields, 'in-reply-to'))[0],
    references: messageIdsIn(valueOf(fields, 'references')).slice(-100),
    date: readDate(valueOf(fields, 'date')),
    to: addressesOf(fields, 'to'),
    cc: addressesOf(fields, 'cc'),
    replyTo: addressesOf(fields, 'reply-to')[0]?.address,
    text,
    html,
    language: /^[a-z]{2}/i.exec(valueOf(fields, 'content-language') ?? '')?.[0].toLowerCase() ?? guessLanguage(text),
    attachments: parsed.attachments.map(enclosed),
  }
}

/**
 * Takes a message apart. Never throws: what cannot be read safely is `unreadable`, and stays kept raw (MAIL-21, AB-34).
 */
export async function parseMail(raw: Buffer): Promise<ParseResult> {
  const fields = readHeader(raw)
  const unreadable = findExcess(raw)
  if (unreadable !== undefined) return { unreadable, fields }
  if (fields.length === 0) return { unreadable: 'broken', fields }
  try {
    const parsed = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true, keepCidLinks: true, checksumAlgo: false, keepDeliveryStatus: true, maxHtmlLengthToParse: longest })
    return { mail: assemble(fields, parsed) }
  } catch {
    return { unreadable: 'broken', fields }
  }
}
