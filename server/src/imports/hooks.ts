import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Lang } from '@guichet/policy'
import type { RecordNoun } from '@guichet/protocol'
import { transaction } from '#platform/database.ts'
import { createSealer } from '#platform/sealing.ts'
import { writeEvent } from '#people/people.ts'
import type { Actor } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables, World } from '#server/tables.ts'
import { openIntake } from './open-intake.ts'
import { oneAtATime, retireRecord, takeRecord } from './take.ts'
import { problemView } from './view.ts'

/** How far the sender's time may be from ours (API-06). */
const tolerance = 300_000
const day = 86_400_000

export type Hook = Pick<Tables['hooks'], 'id' | 'name' | 'source'>
type Row = { [K in keyof Tables['hooks']]: Tables['hooks'][K] }

const sealerOf = (world: World) => createSealer(world.settings.secret, 'hook')
const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`

/** Makes a hook and gives its secret, this once. @throws the database's 23505 when the name is taken */
export async function addHook(world: World, providerId: string, given: { name: string; source: string; actor: Actor }): Promise<string> {
  const id = world.ids.next()
  const secret = newSecret()
  await transaction(world.database.db, async (trx) => {
    await trx.insertInto('hooks').values({
      provider_id: providerId, id, name: given.name, source: given.source, secret: sealerOf(world).seal(secret, id), former_secret: null, former_until: null, created_at: world.time.now(), used_at: null, revoked_at: null,
    }).execute()
    await writeEvent(trx, world, { providerId, type: 'hook.made', actor: given.actor, data: { hookId: id, name: given.name, source: given.source } })
  })
  return secret
}

/** Gives a hook a new secret, this once; the one before is accepted for so many days more. Undefined: there is no such hook. */
export async function rotateHook(world: World, providerId: string, given: { name: string; days: number; actor: Actor }): Promise<string | undefined> {
  const secret = newSecret()
  return transaction(world.database.db, async (trx) => {
    const hook = await trx.selectFrom('hooks').selectAll().where('provider_id', '=', providerId).where('name', '=', given.name).where('revoked_at', 'is', null).forUpdate().executeTakeFirst()
    if (!hook) return undefined
    const until = world.time.now() + given.days * day
    await trx.updateTable('hooks').set({ secret: sealerOf(world).seal(secret, hook.id), former_secret: hook.secret, former_until: until }).where('provider_id', '=', providerId).where('id', '=', hook.id).execute()
    await writeEvent(trx, world, { providerId, type: 'hook.rotated', actor: given.actor, data: { hookId: hook.id, name: hook.name, formerUntil: until } })
    return secret
  })
}

/** Ends a hook; false when there is no living one of this name. */
export async function revokeHook(world: World, providerId: string, given: { name: string; actor: Actor }): Promise<boolean> {
  return transaction(world.database.db, async (trx) => {
    const ended = await trx.updateTable('hooks').set({ revoked_at: world.time.now() }).where('provider_id', '=', providerId).where('name', '=', given.name).where('revoked_at', 'is', null).returning('id').executeTakeFirst()
    if (ended) await writeEvent(trx, world, { providerId, type: 'hook.revoked', actor: given.actor, data: { hookId: ended.id, name: given.name } })
    return ended !== undefined
  })
}

/** Every hook of a provider, those that ended included. */
export async function listHooks(world: World, providerId: string) {
  return world.database.db.selectFrom('hooks').select(['name', 'source', 'created_at', 'used_at', 'former_until', 'revoked_at']).where('provider_id', '=', providerId).orderBy('name').execute()
}

export interface Signed { readonly id: string | undefined; readonly timestamp: string | undefined; readonly signature: string | undefined; readonly body: Buffer }

/**
 * The hook of this name, when the call is signed with one of its secrets and is not old (AB-33). Undefined for everything else:
 * whoever has no secret does not learn which hooks there are.
 */
export async function provenHook(world: World, providerId: string, name: string, call: Signed): Promise<Hook | undefined> {
  const hook = await world.database.db.selectFrom('hooks').selectAll().where('provider_id', '=', providerId).where('name', '=', name).where('revoked_at', 'is', null).executeTakeFirst()
  const now = world.time.now()
  const { id, timestamp, signature, body } = call
  if (!hook || id === undefined || !/^[\x21-\x7e]{1,200}$/.test(id) || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return undefined
  if (Math.abs(now - Number(timestamp) * 1_000) > tolerance) return undefined
  const shown = (signature ?? '').split(' ').slice(0, 10).flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice(3), 'base64')] : []))
  const fits = secretsOf(world, hook, now).some((secret) => {
    const expected = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${timestamp}.`).update(body).digest()
    return shown.some((one) => one.length === expected.length && timingSafeEqual(one, expected))
  })
  return fits ? { id: hook.id, name: hook.name, source: hook.source } : undefined
}

function secretsOf(world: World, hook: Row, now: number): string[] {
  const former = hook.former_secret !== null && hook.former_until !== null && hook.former_until > now ? [hook.former_secret] : []
  return [hook.secret, ...former].flatMap((sealed) => sealerOf(world).open(sealed, hook.id) ?? [])
}

export interface HookCall {
  readonly id: string
  readonly mode: 'all' | 'each'
  readonly records: readonly { readonly noun: RecordNoun; readonly externalId: string; readonly retire?: true | undefined; readonly record?: Readonly<Record<string, unknown>> | undefined }[]
}
type Line = { noun: RecordNoun; externalId: string; outcome: 'added' | 'changed' | 'unchanged' | 'retired' | 'refused'; id: string | null; problems: ReturnType<typeof problemView>[] }
export interface HookReport { readonly taken: boolean; readonly records: Line[] }

/** Undoes everything of a call of which something cannot be taken. */
class Undone extends Error {
  readonly report: HookReport
  constructor(report: HookReport) {
    super('undone')
    this.report = report
  }
}

/**
 * Takes in what another system says, once: the same id again gets the same answer and does nothing. With `all`, what cannot be
 * taken undoes the rest and the id is free again, so that the same call may be sent once it was mended.
 */
export async function takeHookCall(desk: Desk, providerId: string, hook: Hook, call: HookCall, lang: Lang): Promise<HookReport> {
  const actor: Actor = { kind: 'system', name: `hook ${hook.name}` }
  try {
    return await transaction(desk.database.db, async (trx) => {
      await oneAtATime({ trx, providerId })
      const before = await trx.selectFrom('hook_calls').select('response').where('provider_id', '=', providerId).where('hook_id', '=', hook.id).where('call_id', '=', call.id).executeTakeFirst()
      if (before) return before.response as HookReport
      const intake = await openIntake(desk, trx, { providerId, source: hook.source, actor })
      const records: Line[] = []
      for (const { noun, externalId, retire, record } of call.records) {
        const done = retire ? await retireRecord(intake, noun, externalId) : await takeRecord(intake, noun, externalId, record ?? {})
        // What we were never told of is gone already.
        const taken = done ?? { outcome: 'unchanged' as const, id: null }
        records.push({ noun, externalId, outcome: taken.outcome, id: 'id' in taken ? taken.id : null, problems: taken.outcome === 'refused' ? taken.problems.map((problem) => problemView(problem, lang)) : [] })
      }
      const report: HookReport = { taken: call.mode === 'each' || records.every(({ outcome }) => outcome !== 'refused'), records }
      if (!report.taken) throw new Undone(report)
      const now = desk.time.now()
      await trx.insertInto('hook_calls').values({ provider_id: providerId, hook_id: hook.id, call_id: call.id, status: 200, response: JSON.stringify(report), at: now }).execute()
      await trx.updateTable('hooks').set({ used_at: now }).where('provider_id', '=', providerId).where('id', '=', hook.id).execute()
      await writeEvent(trx, desk, { providerId, type: 'hook.called', actor, data: { hookId: hook.id, callId: call.id, records: records.length, refused: records.filter(({ outcome }) => outcome === 'refused').length } })
      return report
    })
  } catch (error) {
    if (error instanceof Undone) return error.report
    throw error
  }
}

/** Forgets calls that are too old to be sent again: their time of sending would be refused anyway. */
export async function forgetHookCalls(world: World, providerId: string): Promise<void> {
  await world.database.db.deleteFrom('hook_calls').where('provider_id', '=', providerId).where('at', '<', world.time.now() - 7 * day).execute()
}
