import type { Transaction } from 'kysely'
import { foldAddress } from '#people/address.ts'
import { shortToken } from '#platform/tokens.ts'
import type { Tables, World } from '#server/tables.ts'
import { isBounced } from './bounced.ts'
import { isAutomatic } from './letter.ts'
import type { Letter, Outgoing } from './letter.ts'
import { answerable, overLimit } from './limits.ts'
import type { Withheld } from './limits.ts'
import { openReplyAddress } from './reply-address.ts'
import { anchorOf, lineageOf } from './threading.ts'

export type Enqueued =
  | { readonly kind: 'enqueued'; readonly id: string; readonly headerMessageId: string }
  /** An automatic letter that would do harm: nothing is sent, and the cause stands all the same. */
  | { readonly kind: 'withheld'; readonly why: Withheld | 'unusable_address' }

/** The mail addresses of a provider, the wanted channel's first. */
async function ownAddresses(tx: Transaction<Tables>, providerId: string, channel: string | undefined): Promise<string[]> {
  const rows = await tx
    .selectFrom('directory').select(['key', 'channel']).where('kind', '=', 'mail_address').where('provider_id', '=', providerId).orderBy('key').execute()
  return rows.toSorted((a, b) => Number(b.channel === channel) - Number(a.channel === channel)).map((row) => row.key)
}

async function withheld(tx: Transaction<Tables>, world: World, letter: Letter, toKey: string): Promise<Withheld | undefined> {
  if (!isAutomatic(letter)) return undefined
  const why = answerable(letter.answered)
  if (why !== undefined) return why
  // Any provider's intake: two desks of one installation must not talk to each other either.
  const ours = await tx.selectFrom('directory').select('key').where('kind', '=', 'mail_address').where('key', '=', toKey.toLowerCase()).executeTakeFirst()
  if (ours !== undefined) return 'own_address'
  if (await isBounced(tx, letter.providerId, toKey)) return 'bounced_address'
  return overLimit(tx, letter.providerId, toKey.toLowerCase(), domainOf(toKey), world.time.now())
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)

/**
 * Writes a letter in the transaction of its cause. What identifies it (its Message-ID, whom it goes to, what it refers to)
 * is settled here once. Call `world.jobs.wake('outbox')` after the commit.
 */
export async function enqueue(tx: Transaction<Tables>, world: World, letter: Letter): Promise<Enqueued> {
  const { providerId, ticketId } = letter
  const toKey = foldAddress(letter.to.address)
  if (toKey === undefined) return { kind: 'withheld', why: 'unusable_address' }
  const why = await withheld(tx, world, letter, toKey)
  if (why !== undefined) return { kind: 'withheld', why }

  const now = world.time.now()
  const from = (await ownAddresses(tx, providerId, letter.channel))[0] ?? `guichet@${new URL(world.settings.baseUrl).hostname}`
  const domain = domainOf(from)
  const headerMessageId = `${shortToken(130)}@${domain}`
  const anchor = ticketId === undefined ? undefined : anchorOf(ticketId, domain)
  const lineage =
    ticketId === undefined || anchor === undefined
      ? { references: letter.inReplyTo === undefined ? [] : [letter.inReplyTo], inReplyTo: letter.inReplyTo }
      : await lineageOf(tx, providerId, ticketId, anchor, letter.inReplyTo)
  const mail: Outgoing = {
    letter, from, toKey, ...lineage,
    ...(isAutomatic(letter) ? { limitKey: toKey.toLowerCase(), limitDomain: domainOf(toKey) } : {}),
    generation: ticketId === undefined ? 0 : await openReplyAddress(tx, world, providerId, ticketId, toKey),
  }
  const id = world.ids.next()
  await tx
    .insertInto('outbox')
    .values({
      provider_id: providerId, id, cause_event_id: letter.causeEventId ?? null, ticket_id: ticketId ?? null, message_id: letter.messageId ?? null,
      kind: letter.kind, to: [letter.to.address], mail: JSON.stringify(mail), header_message_id: headerMessageId, state: 'pending',
      created_at: now, next_at: now, claimed_until: null, sent_at: null, last_error: null,
    })
    .execute()
  if (ticketId !== undefined) {
    await tx
      .insertInto('mail_threads')
      .values([anchor as string, headerMessageId].map((header) => ({
        provider_id: providerId, header_message_id: header, ticket_id: ticketId, message_id: header === anchor ? null : (letter.messageId ?? null), issued_by_us: true, at: now,
      })))
      .onConflict((oc) => oc.columns(['provider_id', 'header_message_id', 'ticket_id']).doNothing())
      .execute()
  }
  return { kind: 'enqueued', id, headerMessageId }
}
