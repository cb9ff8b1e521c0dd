import type { Kysely } from 'kysely'
import { transaction } from '#platform/database.ts'
import type { Tables, World } from '#server/tables.ts'
import type { Sent } from './carrier.ts'
import type { Claim } from './claim.ts'
import type { ComposedMail, Letter } from './letter.ts'
import { nextAttempt } from './schedule.ts'
import { recordFate } from './fate.ts'

type Change = { state: 'sent' | 'caught' | 'failed' | 'pending' | 'cancelled'; sent_at?: number; next_at: number | null; last_error: string | null; attempts?: number }

const shown = (text: string) => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 500)

/** A sign-in link is worth a password: once its letter is gone it is kept nowhere (AB-27). */
function withoutSecret(letter: Letter): Letter {
  if (letter.kind === 'security') return { ...letter, content: { ...letter.content, ...(letter.content.link === undefined ? {} : { link: '' }), ...(letter.content.code === undefined ? {} : { code: '' }) } }
  if (letter.kind === 'person' && letter.content.link !== undefined) return { ...letter, content: { ...letter.content, link: '' } }
  if (letter.kind === 'own_address' && letter.content.what === 'prove') return { ...letter, content: { ...letter.content, link: '' } }
  return letter.kind === 'sign_in' ? { ...letter, content: { ...letter.content, link: '' } } : letter
}

/** Writes a change if the claim is still ours; whoever claimed it later decides otherwise. */
async function change(tx: Kysely<Tables>, claim: Claim, to: Change, mail: ComposedMail | undefined): Promise<boolean> {
  const stored = { ...claim.mail, letter: to.state === 'pending' || to.state === 'caught' ? claim.mail.letter : withoutSecret(claim.mail.letter), ...(mail === undefined ? {} : { subject: mail.subject }), ...(to.state === 'caught' ? { caught: mail } : {}) }
  const done = await tx
    .updateTable('outbox').set({ ...to, claimed_until: null, mail: JSON.stringify(stored) }).where('provider_id', '=', claim.providerId).where('id', '=', claim.id)
    .where('state', '=', 'sending').where('claimed_until', '=', claim.claimedUntil).executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Keeps a letter of a demonstration instead of sending it. */
export async function settleCaught(world: World, claim: Claim, mail: ComposedMail): Promise<void> {
  await change(world.database.db, claim, { state: 'caught', sent_at: world.time.now(), next_at: null, last_error: null }, mail)
}

/** Lets a letter go unsent that nobody is to read any more. */
export async function settleCancelled(world: World, claim: Claim): Promise<void> {
  await change(world.database.db, claim, { state: 'cancelled', next_at: null, last_error: null }, undefined)
}

/** Records how an attempt ended: sent, given up with an event, or to be tried again. */
export async function settle(world: World, claim: Claim, sent: Sent, mail: ComposedMail | undefined): Promise<void> {
  const now = world.time.now()
  await transaction(world.database.db, async (tx) => {
    if (sent.kind === 'sent') {
      const ours = await change(tx, claim, { state: 'sent', sent_at: now, next_at: null, last_error: null }, mail)
      if (ours) await recordFate(tx, world, claim, 'mail.sent', { response: shown(sent.response) })
      return
    }
    const again = sent.kind === 'refused' ? undefined : nextAttempt(claim.createdAt, claim.attempts, now, sent.kind === 'unreachable')
    if (again !== undefined) {
      // The relay being away uses up none of the letter's attempts.
      const attempts = sent.kind === 'unreachable' ? claim.attempts - 1 : claim.attempts
      await change(tx, claim, { state: 'pending', next_at: again, last_error: shown(sent.response), attempts }, mail)
      return
    }
    const ours = await change(tx, claim, { state: 'failed', next_at: null, last_error: shown(sent.response) }, mail)
    if (ours) await recordFate(tx, world, claim, 'mail.failed', { reason: shown(sent.response), permanent: sent.kind === 'refused' })
  })
}
