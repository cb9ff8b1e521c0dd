import { sql } from 'kysely'
import type { World } from '#server/tables.ts'
import type { Sent } from './carrier.ts'
import type { Claim } from './claim.ts'
import { fateOf } from './fate.ts'
import type { ComposedMail, Letter } from './letter.ts'
import { nextAttempt } from './schedule.ts'

/** How an attempt at a letter ended: how it stands from then on, and the event that tells of it. */
export interface Ending {
  readonly claim: Claim
  readonly mail: ComposedMail | undefined
  readonly state: 'sent' | 'caught' | 'failed' | 'pending' | 'cancelled'
  readonly sentAt?: number
  readonly nextAt?: number
  readonly error?: string
  readonly attempts?: number
  readonly event?: object
}

// Half a character is refused where JSON is kept.
const shown = (text: string) => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 500).toWellFormed()

/** A sign-in link is worth a password: once its letter is gone it is kept nowhere (AB-27). */
function withoutSecret(letter: Letter): Letter {
  if (letter.kind === 'security') return { ...letter, content: { ...letter.content, ...(letter.content.link === undefined ? {} : { link: '' }), ...(letter.content.code === undefined ? {} : { code: '' }) } }
  if (letter.kind === 'person' && letter.content.link !== undefined) return { ...letter, content: { ...letter.content, link: '' } }
  if (letter.kind === 'own_address' && letter.content.what === 'prove') return { ...letter, content: { ...letter.content, link: '' } }
  return letter.kind === 'sign_in' ? { ...letter, content: { ...letter.content, link: '' } } : letter
}

/** A letter of a demonstration, kept instead of sent. */
export const caught = (world: World, claim: Claim, mail: ComposedMail): Ending => ({ claim, mail, state: 'caught', sentAt: world.time.now() })

/** A letter that goes unsent: nobody is to read it any more. */
export const cancelled = (claim: Claim): Ending => ({ claim, mail: undefined, state: 'cancelled' })

/** A letter that was tried: sent, given up with an event, or to be tried again. */
export function tried(world: World, claim: Claim, sent: Sent, mail: ComposedMail | undefined): Ending {
  const now = world.time.now()
  const said = shown(sent.response)
  if (sent.kind === 'sent') return { claim, mail, state: 'sent', sentAt: now, event: fateOf(world, claim, 'mail.sent', { response: said }) }
  const again = sent.kind === 'refused' ? undefined : nextAttempt(claim.createdAt, claim.attempts, now, sent.kind === 'unreachable')
  // The relay being away uses up none of the letter's attempts.
  if (again !== undefined) return { claim, mail, state: 'pending', nextAt: again, error: said, attempts: sent.kind === 'unreachable' ? claim.attempts - 1 : claim.attempts }
  return { claim, mail, state: 'failed', error: said, event: fateOf(world, claim, 'mail.failed', { reason: said, permanent: sent.kind === 'refused' }) }
}

/** What is kept of the mail from then on. */
function kept({ claim, mail, state }: Ending) {
  const { letter } = claim.mail
  return { letter: state === 'pending' || state === 'caught' ? letter : withoutSecret(letter), ...(mail === undefined ? {} : { subject: mail.subject }), ...(state === 'caught' ? { caught: mail } : {}) }
}

/**
 * Writes how letters of a provider ended, and the events that tell of it: one commit, however many they are. Only where the claim is
 * still ours: whoever claimed a letter later decides otherwise.
 */
export async function settle(world: World, providerId: string, endings: readonly Ending[]): Promise<void> {
  const rows = endings.map((one) => ({
    id: one.claim.id, claim: one.claim.claimedUntil, state: one.state, sent_at: one.sentAt, next_at: one.nextAt, last_error: one.error, attempts: one.attempts, kept: kept(one), event: one.event,
  }))
  await sql`
    with ended as (
      update outbox o set state = e.state, sent_at = coalesce(e.sent_at, o.sent_at), next_at = e.next_at, last_error = e.last_error, attempts = coalesce(e.attempts, o.attempts),
        claimed_until = null, mail = o.mail || e.kept
      from json_to_recordset(${JSON.stringify(rows)}::json) e (id uuid, claim bigint, state text, sent_at bigint, next_at bigint, last_error text, attempts integer, kept jsonb, event json)
      where o.provider_id = ${providerId} and o.id = e.id and o.state = 'sending' and o.claimed_until = e.claim
      returning e.event
    )
    insert into events select told.* from ended cross join json_populate_record(null::events, ended.event) told where ended.event is not null`.execute(world.database.db)
}
