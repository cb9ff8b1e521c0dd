import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { foldAddress } from '#people/address.ts'
import { hashToken, shortToken } from '#platform/tokens.ts'
import type { Tables, World } from '#server/tables.ts'
import { isAutomatic } from './letter.ts'
import type { Letter, Outgoing } from './letter.ts'
import { answerable, overLimit } from './limits.ts'
import type { Withheld } from './limits.ts'
import { replyToken } from './reply-address.ts'
import { readStanding } from './standing.ts'
import type { Standing } from './standing.ts'
import { anchorOf, lineageOf } from './threading.ts'

export type Enqueued =
  | { readonly kind: 'enqueued'; readonly id: string; readonly headerMessageId: string }
  /** An automatic letter that would do harm: nothing is sent, and the cause stands all the same. */
  | { readonly kind: 'withheld'; readonly why: Withheld | 'unusable_address' }

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)

/** The address a letter is written from: the wanted channel's, else the provider's first, else one that cannot be answered. */
function fromAddress(world: World, own: Standing['own'], channel: string | undefined): string {
  return (own.find((one) => one.channel === channel) ?? own[0])?.key ?? `guichet@${new URL(world.settings.baseUrl).hostname}`
}

/** Why an automatic letter is not written, now that all is known. */
function withheld({ toOurselves, bounced, counts }: Standing): Withheld | undefined {
  // Any provider's intake: two desks of one installation must not talk to each other either.
  if (toOurselves) return 'own_address'
  return bounced ? 'bounced_address' : overLimit(counts)
}

/**
 * Writes a letter in the transaction of its cause. What identifies it (its Message-ID, whom it goes to, what it refers to)
 * is settled here once. Call `world.jobs.wake('outbox')` after the commit.
 */
export async function enqueue(tx: Transaction<Tables>, world: World, letter: Letter): Promise<Enqueued> {
  const { providerId, ticketId } = letter
  const toKey = foldAddress(letter.to.address)
  if (toKey === undefined) return { kind: 'withheld', why: 'unusable_address' }
  const automatic = isAutomatic(letter)
  const never = automatic ? answerable(letter.answered) : undefined
  if (never !== undefined) return { kind: 'withheld', why: never }

  const now = world.time.now()
  const limited = automatic ? { key: toKey.toLowerCase(), domain: domainOf(toKey) } : undefined
  const standing = await readStanding(tx, { providerId, ticketId, toKey, limited, now })
  const why = automatic ? withheld(standing) : undefined
  if (why !== undefined) return { kind: 'withheld', why }

  const from = fromAddress(world, standing.own, letter.channel)
  const headerMessageId = `${shortToken(130)}@${domainOf(from)}`
  const anchor = ticketId === undefined ? undefined : anchorOf(ticketId, domainOf(from))
  const lineage =
    anchor === undefined ? { references: letter.inReplyTo === undefined ? [] : [letter.inReplyTo], inReplyTo: letter.inReplyTo } : lineageOf(standing.known, anchor, letter.inReplyTo)
  const mail: Outgoing = {
    letter, from, toKey, ...lineage, generation: standing.revoked, ...(limited === undefined ? {} : { limitKey: limited.key, limitDomain: limited.domain }),
  }
  const id = world.ids.next()
  const write = sql`insert into outbox (provider_id, id, cause_event_id, ticket_id, message_id, kind, "to", mail, header_message_id, state, created_at, next_at)
    values (${providerId}, ${id}, ${letter.causeEventId ?? null}, ${ticketId ?? null}, ${letter.messageId ?? null}, ${letter.kind}, ${[letter.to.address]}, ${JSON.stringify(mail)},
      ${headerMessageId}, 'pending', ${now}, ${now})`
  if (ticketId === undefined || anchor === undefined) {
    await write.execute(tx)
    return { kind: 'enqueued', id, headerMessageId }
  }
  const token = replyToken(world.settings.secret, { providerId, ticketId, addressKey: toKey, generation: standing.revoked })
  await sql`with
    address as (insert into reply_tokens (provider_id, token_hash, ticket_id, address_key, created_at)
      values (${providerId}, ${hashToken(token)}, ${ticketId}, ${toKey}, ${now}) on conflict do nothing),
    thread as (insert into mail_threads (provider_id, header_message_id, ticket_id, message_id, issued_by_us, at)
      values (${providerId}, ${anchor}, ${ticketId}, null, true, ${now}), (${providerId}, ${headerMessageId}, ${ticketId}, ${letter.messageId ?? null}, true, ${now}) on conflict do nothing)
    ${write}`.execute(tx)
  return { kind: 'enqueued', id, headerMessageId }
}
