import { sql } from 'kysely'
import { listProviders, writeEvent } from '#people/people.ts'
import { transaction } from '#platform/database.ts'
import { hashToken, shortToken } from '#platform/tokens.ts'
import type { World } from '#server/tables.ts'
import { forgiveBounces } from './bounced.ts'
import { enqueue } from './enqueue.ts'

/** How long a letter to ourselves is waited for before somebody is told that it has not come back. */
const trialPatience = 5 * 60_000
/** What nobody looks at any more. */
const kept = 400 * 86_400_000
const tokenBits = 130

/** How a trial of an address fared, as it stands. */
export interface MailTrial {
  readonly address: string
  readonly begun_at: number
  readonly by: string
  readonly back_at: number | null
  /** Another address of ours that it came to. */
  readonly came_to: string | null
  readonly lost_at: number | null
  /** The letter; null when it was thrown away since. */
  readonly state: 'pending' | 'sending' | 'sent' | 'failed' | 'caught' | 'cancelled' | null
  readonly attempts: number | null
  readonly sent_at: number | null
  readonly last_error: string | null
}

/**
 * Sends a letter from one of a provider's public addresses to itself, through the outbox like any other. It is known again by its token.
 * One at a time for each address.
 */
export async function beginTrial(world: World, providerId: string, by: { readonly id: string; readonly name: string; readonly language: 'fr' | 'en' }, address: string): Promise<'begun' | 'running' | 'unknown'> {
  const token = shortToken(tokenBits)
  const outcome = await transaction(world.database.db, async (trx) => {
    // Held until the end: two who press at once send one letter.
    const ours = await trx.selectFrom('directory').select('channel').where('kind', '=', 'mail_address').where('key', '=', address).where('provider_id', '=', providerId).forUpdate().executeTakeFirst()
    if (!ours) return 'unknown' as const
    const open = await trx.selectFrom('mail_trials').select('id').where('provider_id', '=', providerId).where('address', '=', address).where('back_at', 'is', null).where('lost_at', 'is', null).executeTakeFirst()
    if (open) return 'running' as const
    const id = world.ids.next()
    const causeEventId = await writeEvent(trx, world, { providerId, type: 'mail_trial.begun', actor: { kind: 'agent', id: by.id, name: by.name }, data: { trialId: id, address } })
    const letter = await enqueue(trx, world, {
      kind: 'trial', providerId, to: { address }, language: by.language, causeEventId, ...(ours.channel === null ? {} : { channel: ours.channel }), content: { token },
    })
    if (letter.kind !== 'enqueued') throw new Error(`a letter to our own address was withheld: ${letter.why}`)
    await trx.insertInto('mail_trials').values({
      provider_id: providerId, id, address, token_hash: hashToken(token), outbox_id: letter.id, begun_at: world.time.now(), begun_by: by.id, back_at: null, came_to: null, lost_at: null,
    }).execute()
    return 'begun' as const
  })
  if (outcome === 'begun') world.jobs.wake('outbox')
  return outcome
}

/** Notes that the letter of a trial came in at an address of its provider. False when no trial has this token: it is a mail like any other. */
export async function trialCameBack(world: World, providerId: string, token: string, cameTo: string): Promise<boolean> {
  return transaction(world.database.db, async (trx) => {
    const trial = await trx
      .selectFrom('mail_trials').select(['id', 'address', 'begun_at', 'back_at']).where('provider_id', '=', providerId).where('token_hash', '=', hashToken(token)).forUpdate().executeTakeFirst()
    if (!trial) return false
    // By a second way, or once more: it is known already, and stays what it is.
    if (trial.back_at !== null) return true
    const now = world.time.now()
    const elsewhere = cameTo === trial.address ? null : cameTo
    await trx.updateTable('mail_trials').set({ back_at: now, came_to: elsewhere }).where('provider_id', '=', providerId).where('id', '=', trial.id).execute()
    await forgiveBounces(trx, providerId, trial.address)
    await writeEvent(trx, world, {
      providerId, type: 'mail_trial.back', actor: { kind: 'system', name: 'mail' },
      data: { trialId: trial.id, address: trial.address, seconds: Math.round((now - trial.begun_at) / 1_000), ...(elsewhere === null ? {} : { to: elsewhere }) },
    })
    return true
  })
}

/** Tells, once, of the letters that have not come back in time. One that comes later is still known. Gives how many. */
export async function endTrials(world: World): Promise<number> {
  let ended = 0
  for (const { id: providerId } of await listProviders(world)) {
    await transaction(world.database.db, async (trx) => {
      const now = world.time.now()
      const lost = await trx
        .updateTable('mail_trials').set({ lost_at: now }).where('provider_id', '=', providerId).where('back_at', 'is', null).where('lost_at', 'is', null).where('begun_at', '<=', now - trialPatience)
        .returning(['id', 'address']).execute()
      for (const { id, address } of lost) await writeEvent(trx, world, { providerId, type: 'mail_trial.lost', actor: { kind: 'system', name: 'mail' }, data: { trialId: id, address } })
      ended += lost.length
    })
  }
  return ended
}

/** The last trial of each address of a provider. */
export async function lastTrials(world: World, providerId: string): Promise<MailTrial[]> {
  const { rows } = await sql<MailTrial>`
    select distinct on (m.address) m.address, m.begun_at, a.name as by, m.back_at, m.came_to, m.lost_at, o.state, o.attempts, o.sent_at, o.last_error
    from mail_trials m join agents a on a.provider_id = m.provider_id and a.id = m.begun_by left join outbox o on o.provider_id = m.provider_id and o.id = m.outbox_id
    where m.provider_id = ${providerId} order by m.address, m.begun_at desc, m.id desc`.execute(world.database.db)
  return rows
}

/** Trials of long ago go; the audit tells that they were made. */
export async function forgetTrials(world: World, providerId: string): Promise<void> {
  await world.database.db.deleteFrom('mail_trials').where('provider_id', '=', providerId).where('begun_at', '<', world.time.now() - kept).execute()
}
