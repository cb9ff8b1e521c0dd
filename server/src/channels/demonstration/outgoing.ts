import { caughtLetters } from '#outbox/outbox.ts'
import type { World } from '#server/tables.ts'

/** A caught letter as the page of outgoing mail shows it. Texts are plain; `html` is our own and safe to frame. */
export interface ShownLetter {
  readonly id: string
  readonly provider: { readonly slug: string; readonly name: string }
  readonly kind: string
  /** Epoch ms. */
  readonly at: number
  readonly number: number | null
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly text: string
  readonly html: string
  readonly attachments: readonly { readonly name: string; readonly size: number }[]
}

const shown = (person: { address: string; name?: string }) => (person.name ? `${person.name} <${person.address}>` : person.address)

/** All outgoing mail of a demonstration, newest first; nothing anywhere else, where letters are their recipients' business. */
export async function outgoingLetters(world: World, page: { limit: number; providerId?: string }): Promise<ShownLetter[]> {
  if (!world.demonstration) return []
  const letters = await caughtLetters(world.database.db, page)
  return letters.map(({ id, provider, kind, at, number, mail }) => ({
    id, provider, kind, at, number, from: shown(mail.from), to: shown(mail.to), subject: mail.subject,
    headers: [
      { name: 'Message-ID', value: `<${mail.messageId}>` },
      ...(mail.replyTo === undefined ? [] : [{ name: 'Reply-To', value: shown(mail.replyTo) }]),
      ...(mail.inReplyTo === undefined ? [] : [{ name: 'In-Reply-To', value: `<${mail.inReplyTo}>` }]),
      { name: 'Return-Path', value: `<${mail.envelopeFrom}>` },
      ...Object.entries(mail.headers).map(([name, value]) => ({ name, value })),
    ],
    text: mail.text, html: mail.html, attachments: mail.attachments.map((file) => ({ name: file.name, size: file.size })),
  }))
}
