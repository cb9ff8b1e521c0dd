import { replyToken } from '#outbox/outbox.ts'
import type { ComposedMail, Due, Letter, Recipient } from '#outbox/outbox.ts'
import { providerOf } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { createSigner } from '#platform/signing.ts'
import { returnPurpose } from './accept.ts'
import { bounceDetail } from './bounces.ts'
import { writeLetter } from './letters/write.ts'
import { returnLocalPart } from './mailboxes.ts'
import { trialField } from './trial.ts'

const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()

/** What tells other machines not to answer (MAIL-13). An agent's reply is a person's mail and says nothing of the kind. */
function automaticHeaders(letter: Letter): Record<string, string> {
  if (letter.kind === 'reply') return {}
  return { 'Auto-Submitted': letter.kind === 'acknowledgement' || letter.kind === 'answer' ? 'auto-replied' : 'auto-generated', 'X-Auto-Response-Suppress': 'All', ...announcementHeaders(letter), ...alertHeaders(letter), ...(letter.kind === 'trial' ? { [trialField]: letter.content.token } : {}) }
}

/** The language that the letter's words are in: a notice may exist in the other one only. */
function languageOf(letter: Letter): string {
  return letter.kind === 'announcement' && letter.content.writtenIn !== undefined ? `${letter.language}, ${letter.content.writtenIn}` : letter.language
}

/** What only mass mail bears: what sorts it and, where the policy leaves the choice, the way to get no more of it (MAIL-13, MAIL-18, MAIL-19). */
function announcementHeaders(letter: Letter): Record<string, string> {
  if (letter.kind !== 'announcement') return {}
  const { reference, unsubscribe } = letter.content
  return {
    Precedence: 'bulk', 'X-Notification-Id': reference,
    ...(unsubscribe ? { 'List-Id': `<${unsubscribe.list}.notices>`, 'List-Unsubscribe': `<${unsubscribe.link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
  }
}

/** One click in a mail program ends the letters about one ticket. */
function alertHeaders(letter: Letter): Record<string, string> {
  const [about, ...others] = letter.kind === 'alert' ? letter.content.tickets : []
  return about && others.length === 0 ? { 'List-Unsubscribe': `<${about.stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}
}

function withDetail(address: string, detail: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}+${detail}${address.slice(at)}`
}

/** Makes the mail of a letter: same letter, same mail. */
export async function composeMail(desk: Desk, due: Due): Promise<ComposedMail> {
  const { letter, from, toKey, references, inReplyTo, generation } = due.mail
  const provider = await providerOf(desk, due.providerId)
  const name = oneLine(provider.name)
  const policy = await desk.policies.inForce(due.providerId, due.createdAt)
  const sender = oneLine(provider.mailName ?? provider.name)
  const { subject, text, html } = writeLetter(letter, { name, zone: policy?.zone ?? 'UTC' })
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const token =
    letter.ticketId === undefined || letter.kind === 'alert' || (letter.kind === 'reply' && letter.outsider)
      ? undefined
      : replyToken(desk.settings.secret, { providerId: due.providerId, ticketId: letter.ticketId, addressKey: toKey, generation })
  const named = ({ address, name: theirs }: Recipient) => ({ address, ...(theirs === undefined ? {} : { name: oneLine(theirs) }) })
  return {
    envelopeFrom: `${returnLocalPart}+${bounceDetail(createSigner(desk.settings.secret, returnPurpose), due.id)}@${domain}`,
    to: named(letter.to),
    ...(letter.kind === 'reply' && letter.heads ? { heads: { to: letter.heads.to.map(named), cc: letter.heads.cc.map(named) } } : {}),
    from: { address: from, name: letter.kind === 'reply' ? oneLine(`${letter.content.author} (${sender})`) : sender },
    ...(token === undefined ? {} : { replyTo: { address: withDetail(from, `t.${token}`), name: sender } }),
    subject: oneLine(subject),
    messageId: due.messageId,
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    references,
    date: due.createdAt,
    zone: policy?.zone ?? 'UTC',
    headers: { 'Content-Language': languageOf(letter), ...automaticHeaders(letter) },
    text,
    html,
    attachments: letter.kind === 'reply' ? (letter.content.attachments ?? []) : [],
  }
}
