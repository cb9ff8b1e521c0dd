import { together } from '#platform/together.ts'
import type { World } from '#server/tables.ts'
import type { Carrier, Sent } from './carrier.ts'
import { claimDue } from './claim.ts'
import type { Claim } from './claim.ts'
import type { ComposedMail, Letter } from './letter.ts'
import { cancelled, caught, settle, tried } from './settle.ts'
import type { Ending } from './settle.ts'

/** Told of every letter that bears a message and left, was caught, or was refused for good. */
export type Ended = (letter: { readonly providerId: string; readonly outboxId: string; readonly left: boolean }) => void

/** What is asked of a letter before it leaves: it, or what is left of it to be said; null when it is not wanted any more, or may not be read. */
export type Wanted = (letter: Letter, first: boolean) => Promise<Letter | null>

/** Letters claimed and sent at a time: a relay that hangs keeps no more than these from the other processes. */
const batch = 10

async function deliver(world: World, carrier: Carrier, claimed: Claim, wanted: Wanted, end: (ending: Ending) => Promise<void>): Promise<Sent['kind'] | 'cancelled'> {
  let claim = claimed
  let mail: ComposedMail | undefined
  let sent: Sent
  try {
    const letter = await wanted(claim.mail.letter, claim.attempts === 1)
    if (letter === null) {
      await end(cancelled(claim))
      return 'cancelled'
    }
    claim = { ...claim, mail: { ...claim.mail, letter } }
    mail = await carrier.compose(claim)
    if (world.demonstration) {
      await end(caught(world, claim, mail))
      return 'sent'
    }
    sent = carrier.send === undefined ? { kind: 'unreachable', response: 'no relay' } : await carrier.send(mail)
  } catch (err) {
    // A letter that cannot be made or handed over must not stop the others: it waits like one that was told "later".
    world.log.error({ err, outbox: claim.id }, 'a letter could not be sent')
    sent = { kind: 'later', response: err instanceof Error ? err.message : 'unknown failure' }
  }
  await end(tried(world, claim, sent, mail))
  return sent.kind
}

/**
 * Delivers what is due, provider by provider, and gives the number of letters that left or were caught. Safe to run in
 * several processes at once and to kill at any instant. Without a relay nothing is touched, unless it is a demonstration,
 * where everything is caught whatever the settings.
 */
export async function deliverDue(world: World, carrier: Carrier, ended: Ended = () => undefined, wanted: Wanted = (letter) => Promise.resolve(letter)): Promise<number> {
  if (!world.demonstration && carrier.send === undefined) return 0
  const providers = await world.database.db.selectFrom('providers').select('id').orderBy('id').execute()
  let delivered = 0
  for (const { id } of providers) {
    const end = together((endings: readonly Ending[]) => settle(world, id, endings))
    for (let claims = await claimDue(world, id, batch); claims.length > 0; claims = await claimDue(world, id, batch)) {
      const ends = await Promise.all(claims.map((claim) => deliver(world, carrier, claim, wanted, end)))
      for (const [index, claim] of claims.entries()) {
        if (claim.mail.letter.messageId !== undefined && (ends[index] === 'sent' || ends[index] === 'refused')) ended({ providerId: id, outboxId: claim.id, left: ends[index] === 'sent' })
      }
      delivered += ends.filter((one) => one === 'sent').length
      if (ends.includes('unreachable')) return delivered
    }
  }
  return delivered
}
