import type { Transaction } from 'kysely'
import { transaction } from '#platform/database.ts'
import { shortToken } from '#platform/tokens.ts'
import { writeEvent } from '#people/people.ts'
import type { Actor } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Audience, PostKind, Severity, Texts } from '#server/tables/notices.ts'
import type { Tables } from '#server/tables.ts'
import type { Notified } from '@guichet/policy/notifications/notify'
import { settleAudience, unknownIn } from './audience.ts'
import type { Unknown } from './audience.ts'
import { copiesFor, generally, refusedBy } from './decide.ts'
import { nextCustomers } from './people.ts'
import { today } from './today.ts'

/** What somebody wants to tell. */
export interface NewNotice {
  readonly type: string
  readonly severity: Severity
  readonly title: Texts
  readonly text: Texts
  readonly from?: number | undefined
  readonly until?: number | undefined
  /** Shown above the pages that it concerns; by default where services are concerned. */
  readonly banner?: boolean | undefined
  readonly audience: Audience
}

export type NoticeRefusal =
  | { readonly refused: 'policy-missing' | 'unknown-type' | 'unsaid-type' | 'key-reused' }
  | { readonly refused: 'unknown-audience'; readonly unknown: Unknown }

/** Who would be told, without telling anybody. */
export interface Preview {
  readonly general: Notified
  readonly services: number
  readonly customers: number
  readonly people: number
  readonly letters: number
  /** The first of them, each with the addresses written to. */
  readonly sample: readonly { readonly customer: { readonly number: string; readonly name: string }; readonly name: string; readonly reference: string; readonly inClientArea: boolean; readonly addresses: readonly string[]; readonly tasks: readonly string[] }[]
}

/** Customers looked at in one question. */
const batch = 500
const sampled = 50

/** The caller's own key for a notice, with what it stands for. */
export interface Once { readonly actor: string; readonly key: string; readonly body: string }

interface Settled { readonly id: string; readonly general: Notified; readonly services: number; readonly customers: number }

/** Writes a notice and whom it concerns; nobody is told yet. */
async function settle(trx: Transaction<Tables>, desk: Desk, providerId: string, actor: Actor, given: NewNotice, once: Once | undefined): Promise<Settled | NoticeRefusal> {
  const now = desk.time.now()
  const policy = await desk.policies.inForce(providerId, now)
  if (!policy) return { refused: 'policy-missing' }
  if (!policy.facts.get('notification')?.options.some(({ value }) => value === given.type)) return { refused: 'unknown-type' }
  const general = generally(policy, given.type, now)
  if (general.outcome === 'unsaid') return { refused: 'unsaid-type' }
  const unknown = await unknownIn(trx, providerId, given.audience)
  if (unknown) return { refused: 'unknown-audience', unknown }
  const id = desk.ids.next()
  await trx
    .insertInto('notices')
    .values({
      provider_id: providerId, id, code: shortToken(35), type: given.type, severity: given.severity, title: JSON.stringify(given.title), from_at: given.from ?? null,
      until_at: given.until ?? null, banner: false, audience: JSON.stringify(given.audience), policy_version: policy.version, outcome: general.outcome === 'public' ? 'public' : 'sent',
      through: [...general.through], clauses: [...general.clauses], within: general.within, optional: general.optional, maker_kind: actor.kind === 'agent' ? 'agent' : 'system',
      maker_id: actor.id ?? null, maker_name: actor.name ?? null, dedupe_key: once ? `${once.actor} ${once.key}` : null, body_sha256: once?.body ?? null, created_at: now, ended_at: null,
    })
    .execute()
  const settled = await settleAudience(trx, providerId, id, given.audience, { everyone: general.to === 'all', today: today(policy.zone, now) })
  const outcome = general.outcome === 'public' ? 'public' : settled.customers > 0 || general.to === 'all' ? 'sent' : 'not_concerned'
  await trx.updateTable('notices').set({ outcome, banner: given.banner ?? settled.services > 0 }).where('provider_id', '=', providerId).where('id', '=', id).execute()
  return { id, general, ...settled }
}

export type Made = { readonly ok: true; readonly id: string; readonly again: boolean } | ({ readonly ok: false } & NoticeRefusal)

/**
 * Makes a notice: whom it concerns is settled with it, and who tells them is woken. Said twice under one key, it is one notice.
 */
export async function makeNotice(desk: Desk, providerId: string, actor: Actor, given: NewNotice, more: { once?: Once | undefined; ownTexts?: ReadonlyMap<string, Texts> } = {}): Promise<Made> {
  const { once, ownTexts } = more
  const made = await transaction(desk.database.db, async (trx): Promise<Made> => {
    if (once) {
      await trx.selectFrom('providers').select('id').where('id', '=', providerId).forUpdate().execute()
      const there = await trx
        .selectFrom('notices').select(['id', 'body_sha256']).where('provider_id', '=', providerId).where('dedupe_key', '=', `${once.actor} ${once.key}`).executeTakeFirst()
      if (there) return there.body_sha256 === once.body ? { ok: true, id: there.id, again: true } : { ok: false, refused: 'key-reused' }
    }
    const settled = await settle(trx, desk, providerId, actor, given, once)
    if ('refused' in settled) return { ok: false, ...settled }
    for (const [customerId, text] of ownTexts ?? []) {
      await trx
        .updateTable('notice_customers').set({ own_text: JSON.stringify(text) }).where('provider_id', '=', providerId).where('notice_id', '=', settled.id).where('customer_id', '=', customerId).execute()
    }
    await post(trx, desk, providerId, settled.id, actor, { kind: 'first', text: given.text, from: given.from ?? null, until: given.until ?? null })
    await writeEvent(trx, desk, { providerId, type: 'notice.made', actor, data: { noticeId: settled.id, type: given.type, outcome: settled.general.outcome, customers: settled.customers } })
    return { ok: true, id: settled.id, again: false }
  })
  if (made.ok && !made.again) desk.jobs.wake('notices')
  return made
}

/** Undoes what a preview wrote in order to look. */
class Looked extends Error {
  readonly preview: Preview
  constructor(preview: Preview) {
    super('looked')
    this.preview = preview
  }
}

/** Who would be told of it, through what and at which addresses: all of it done, then undone, so that it is what sending does. */
export async function previewNotice(desk: Desk, providerId: string, actor: Actor, given: NewNotice): Promise<Preview | NoticeRefusal> {
  return transaction(desk.database.db, async (trx) => {
    const settled = await settle(trx, desk, providerId, actor, given, undefined)
    if ('refused' in settled) return settled
    throw new Looked(await look({ ...desk, database: { ...desk.database, db: trx } }, providerId, settled, given))
  }).catch((error: unknown) => {
    if (error instanceof Looked) return error.preview
    throw error
  })
}

async function look(inside: Desk, providerId: string, { id, general, services, customers }: Settled, given: NewNotice): Promise<Preview> {
  const now = inside.time.now()
  const policy = await inside.policies.inForce(providerId, now)
  const counts = { people: 0, letters: 0 }
  const sample: Preview['sample'][number][] = []
  if (!policy || general.outcome === 'public') return { general, services, customers, ...counts, sample }
  const page = { most: batch, today: today(policy.zone, now), already: false }
  for (let told = await nextCustomers(inside.database.db, providerId, id, { ...page, after: null }); told.length > 0; told = await nextCustomers(inside.database.db, providerId, id, { ...page, after: told.at(-1)?.customerId ?? null })) {
    const refused = await refusedBy(inside, providerId, told)
    for (const one of told) {
      const copies = copiesFor(policy, now, { type: given.type, code: '·', right: given.audience.right }, one, refused)
      counts.people += copies.length
      counts.letters += copies.reduce((sum, { addresses }) => sum + addresses.length, 0)
      for (const { reader, addresses, tasks, inClientArea } of copies.slice(0, sampled - sample.length)) {
        sample.push({ customer: { number: one.number, name: one.name }, name: reader.name, reference: one.number, inClientArea, addresses: addresses.map(({ address }) => address), tasks })
      }
    }
  }
  return { general, services, customers, ...counts, sample }
}

/** Writes something said in a notice; who tells it is to be woken after the commit. */
async function post(trx: Transaction<Tables>, desk: Desk, providerId: string, noticeId: string, actor: Actor, said: { kind: PostKind; text: Texts; from: number | null; until: number | null }): Promise<void> {
  await trx
    .insertInto('notice_posts')
    .values({
      provider_id: providerId, id: desk.ids.next(), notice_id: noticeId, kind: said.kind, text: JSON.stringify(said.text), from_at: said.from, until_at: said.until,
      author_kind: actor.kind === 'agent' ? 'agent' : 'system', author_id: actor.id ?? null, author_name: actor.name ?? null, created_at: desk.time.now(), state: 'telling', after: null, told_at: null,
    })
    .execute()
}

/** What is said later: news, or that it is over. `from`, `until`: the times as they now stand; undefined: unchanged. */
export interface FollowUp { readonly kind: 'update' | 'end'; readonly text: Texts; readonly from?: number | null | undefined; readonly until?: number | null | undefined }

/** Says more in a notice, to those who were told of it. */
export async function followUp(desk: Desk, providerId: string, actor: Actor, noticeId: string, said: FollowUp): Promise<'done' | 'not-found' | 'ended' | 'wrong-times'> {
  const done = await transaction(desk.database.db, async (trx) => {
    const notice = await trx.selectFrom('notices').select(['from_at', 'until_at', 'ended_at']).where('provider_id', '=', providerId).where('id', '=', noticeId).forUpdate().executeTakeFirst()
    if (!notice) return 'not-found'
    if (notice.ended_at !== null) return 'ended'
    const from = said.from === undefined ? notice.from_at : said.from
    const until = said.until === undefined ? notice.until_at : said.until
    if (from !== null && until !== null && until <= from) return 'wrong-times'
    await trx
      .updateTable('notices').set({ from_at: from, until_at: until, ...(said.kind === 'end' ? { ended_at: desk.time.now() } : {}) })
      .where('provider_id', '=', providerId).where('id', '=', noticeId).execute()
    await post(trx, desk, providerId, noticeId, actor, { kind: said.kind, text: said.text, from, until })
    await writeEvent(trx, desk, { providerId, type: said.kind === 'end' ? 'notice.ended' : 'notice.updated', actor, data: { noticeId } })
    return 'done'
  })
  if (done === 'done') desk.jobs.wake('notices')
  return done
}
