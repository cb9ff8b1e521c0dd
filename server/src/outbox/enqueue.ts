import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
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

/** What a letter outside a conversation refers to: those to an agent about one ticket stand together in their mail program. */
function alone(letter: Letter, domain: string): { references: string[]; inReplyTo: string | undefined } {
  if (letter.kind === 'alert') return { references: letter.ticketId === undefined ? [] : [`alerts.${letter.ticketId}@${domain}`], inReplyTo: undefined }
  return { references: letter.inReplyTo === undefined ? [] : [letter.inReplyTo], inReplyTo: letter.inReplyTo }
}

/** A letter with everything about it settled, not yet written. */
export interface PreparedLetter {
  readonly kind: 'prepared'
  readonly id: string
  readonly headerMessageId: string
  /** Rows as JSON holds them, to be written with the cause. */
  readonly rows: { readonly outbox: readonly object[]; readonly reply_tokens: readonly object[]; readonly mail_threads: readonly object[] }
}

/**
 * Settles what identifies a letter (its Message-ID, whom it goes to, what it refers to), once. Its rows are to be written in the
 * transaction of the cause, by `enqueue` or together with other rows; call `world.jobs.wake('outbox')` after the commit.
 */
export async function prepare(db: Kysely<Tables>, world: World, letter: Letter): Promise<PreparedLetter | Extract<Enqueued, { kind: 'withheld' }>> {
  const { providerId } = letter
  // What colleagues are told of a ticket is no part of its conversation.
  const ticketId = letter.kind === 'alert' ? undefined : letter.ticketId
  const toKey = foldAddress(letter.to.address)
  if (toKey === undefined) return { kind: 'withheld', why: 'unusable_address' }
  const automatic = isAutomatic(letter)
  const never = automatic ? answerable(letter.answered) : undefined
  if (never !== undefined) return { kind: 'withheld', why: never }

  const now = world.time.now()
  const limited = automatic ? { key: toKey.toLowerCase(), domain: domainOf(toKey) } : undefined
  const standing = await readStanding({ ...world.database, db }, { providerId, ticketId, toKey, limited, now })
  const why = automatic || letter.kind === 'alert' ? withheld(standing) : undefined
  if (why !== undefined) return { kind: 'withheld', why }

  // An address is tried by itself alone, whatever others the channel has.
  const from = letter.kind === 'trial' ? letter.to.address : fromAddress(world, standing.own, letter.channel)
  const headerMessageId = `${shortToken(130)}@${domainOf(from)}`
  const anchor = ticketId === undefined ? undefined : anchorOf(ticketId, domainOf(from))
  const lineage =
    anchor === undefined ? alone(letter, domainOf(from)) : lineageOf(standing.known, anchor, letter.inReplyTo)
  const mail: Outgoing = {
    letter, from, toKey, ...lineage, generation: standing.revoked, ...(limited === undefined ? {} : { limitKey: limited.key, limitDomain: limited.domain }),
  }
  const id = world.ids.next()
  const outbox = [{
    provider_id: providerId, id, cause_event_id: letter.causeEventId ?? null, ticket_id: letter.ticketId ?? null, message_id: letter.messageId ?? null, kind: letter.kind,
    to: [letter.to.address], mail, header_message_id: headerMessageId, state: 'pending', attempts: 0, created_at: now, next_at: Math.max(now, letter.notBefore ?? now), claimed_until: null, sent_at: null, last_error: null,
  }]
  if (ticketId === undefined || anchor === undefined) return { kind: 'prepared', id, headerMessageId, rows: { outbox, reply_tokens: [], mail_threads: [] } }
  const token = replyToken(world.settings.secret, { providerId, ticketId, addressKey: toKey, generation: standing.revoked })
  const thread = { provider_id: providerId, ticket_id: ticketId, issued_by_us: true, at: now }
  return {
    kind: 'prepared', id, headerMessageId,
    rows: {
      outbox,
      reply_tokens: letter.kind === 'reply' && letter.outsider ? [] : [{ provider_id: providerId, token_hash: `\\x${hashToken(token).toString('hex')}`, ticket_id: ticketId, address_key: toKey, created_at: now, revoked_at: null }],
      mail_threads: [
        { ...thread, header_message_id: anchor, message_id: null },
        { ...thread, header_message_id: headerMessageId, message_id: letter.messageId ?? null },
      ],
    },
  }
}

/** Writes a letter in the transaction of its cause. */
export async function enqueue(tx: Transaction<Tables>, world: World, letter: Letter): Promise<Enqueued> {
  const prepared = await prepare(tx, world, letter)
  if (prepared.kind === 'withheld') return prepared
  const { rows, id, headerMessageId } = prepared
  const insert = (table: keyof typeof rows) =>
    sql`insert into ${sql.id(table)} select * from json_populate_recordset(null::${sql.id(table)}, ${JSON.stringify(rows[table])}::json)`
  await sql`with address as (${insert('reply_tokens')} on conflict do nothing), thread as (${insert('mail_threads')} on conflict do nothing) ${insert('outbox')}`.execute(tx)
  return { kind: 'enqueued', id, headerMessageId }
}
