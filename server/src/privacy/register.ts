import { sql } from 'kysely'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { EventType } from '@guichet/protocol'
import { transaction } from '#platform/database.ts'
import { enqueue } from '#outbox/outbox.ts'
import type { PersonDataLetter } from '#outbox/letter.ts'
import { foldAddress, writeEvent } from '#people/people.ts'
import type { Actor, Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import type { PersonRequestKind, PersonRequestState } from '#server/tables/data.ts'
import { dateIn, lastDay } from './deadline.ts'
import { planErasure } from './erase.ts'
import { obstaclesTo, zoneOf } from './obstacles.ts'
import type { Obstacle } from './obstacles.ts'
import { findPerson } from './person.ts'
import type { Person, Whose } from './person.ts'
import { privacySettings } from './settings.ts'
import { setAsideUnused } from './unused-files.ts'

export type PersonRequest = Selectable<Tables['person_requests']>

/** Why an act on a request is refused. `obstacles`: in the way of an erasure. */
export type NotNow =
  | { readonly refused: 'not-found' | 'already-handled' | 'two-persons' | 'too-many' | 'unknown-person' }
  | { readonly refused: 'obstacles'; readonly obstacles: readonly Obstacle[] }
export type Asked = { readonly request: PersonRequest } | NotNow

const archives = new Set<PersonRequestKind>(['access', 'portability'])
const over: readonly PersonRequestState[] = ['done', 'refused', 'withdrawn']
/** Archives that a person may ask for in a day: each reads all that is theirs. */
const perDay = 3
const day = 86_400_000

export type Who = Actor & { readonly kind: 'contact' | 'agent'; readonly id: string }

/** Keeps what somebody asked, and sets its clock: one calendar month (GDPR-03). An archive is then made by itself; an erasure waits for a second person. */
export async function askFor(
  desk: Desk, providerId: string, who: Who,
  given: { kind: PersonRequestKind; whose: Whose; words?: readonly string[]; /** When it reached the provider, where that was before. */ receivedAt?: number },
): Promise<Asked> {
  const now = desk.time.now()
  const [settings, zone] = await Promise.all([privacySettings(desk, providerId), zoneOf(desk, providerId)])
  const outcome = await transaction(desk.database.db, async (trx): Promise<Asked> => {
    const person = await findPerson(trx, providerId, given.whose)
    if (!person) return { refused: 'unknown-person' }
    await sql`select pg_advisory_xact_lock(hashtextextended(${`person:${person.contactId ?? person.address}`}, 0))`.execute(trx)
    const refusal = await tooSoon(trx, person, given.kind, now)
    if (refusal) return refusal
    const obstacles = given.kind === 'erasure' ? await obstaclesTo(desk, trx, person) : []
    if (obstacles.length > 0) return { refused: 'obstacles', obstacles }
    const words = [...(given.words ?? [])]
    const report = given.kind === 'erasure' ? await planErasure(trx, person, words) : null
    const asked = given.receivedAt ?? now
    const request = await trx
      .insertInto('person_requests')
      .values({
        provider_id: providerId, id: desk.ids.next(), kind: given.kind, state: archives.has(given.kind) ? 'making' : 'asked', contact_id: person.contactId,
        address: person.contactId === null ? person.address : null, address_key: person.contactId === null ? (foldAddress(person.address) ?? person.address) : null, language: person.language,
        asked_at: asked, asked_by_kind: who.kind, asked_by_id: who.id, due_on: lastDay(dateIn(zone, asked), 1, settings.holidays), extended_at: null, extended_why: null,
        confirmed_by: null, confirmed_at: null, words, report: report && JSON.stringify(report), file_sha256: null, file_size: null, ready_at: null, expires_at: null, ended_at: null,
        ended_by: null, why: null,
      })
      .returningAll().executeTakeFirstOrThrow()
    await tellOf(trx, desk, who, 'person.asked', request)
    return { request }
  })
  if ('request' in outcome && outcome.request.state === 'making') desk.jobs.wake('archives')
  return outcome
}

/** One erasure at a time, and few archives a day. */
async function tooSoon(trx: Transaction<Tables>, person: Person, kind: PersonRequestKind, now: number): Promise<NotNow | undefined> {
  const same = trx
    .selectFrom('person_requests').select(sql<number>`count(*)::int`.as('n')).where('provider_id', '=', person.providerId).where('kind', '=', kind)
    .where((eb) => (person.contactId === null ? eb('address_key', '=', foldAddress(person.address) ?? '') : eb('contact_id', '=', person.contactId)))
  if (!archives.has(kind)) return (await same.where('state', 'not in', [...over]).executeTakeFirstOrThrow()).n > 0 ? { refused: 'already-handled' } : undefined
  return (await same.where('asked_at', '>', now - day).executeTakeFirstOrThrow()).n >= perDay ? { refused: 'too-many' } : undefined
}

/** Events of the register name the request and the contact, never what they are called. */
export async function tellOf(trx: Transaction<Tables>, desk: Desk, actor: Actor, type: EventType, request: Pick<PersonRequest, 'id' | 'provider_id' | 'kind' | 'contact_id'>, more: Record<string, unknown> = {}): Promise<string> {
  return writeEvent(trx, desk, {
    providerId: request.provider_id, type, actor: actor.kind === 'agent' ? actor : { kind: actor.kind, id: actor.id },
    data: { requestId: request.id, kind: request.kind, ...(request.contact_id === null ? {} : { contactId: request.contact_id }), ...more },
  })
}

/** Holds a request's row, changes it as `step` says, and tells of it; what `step` refuses is refused. */
export async function change(
  desk: Desk, providerId: string, id: string, actor: Actor,
  step: (request: PersonRequest, trx: Transaction<Tables>) => NotNow | { set: Partial<Omit<PersonRequest, 'report'>>; type: EventType; data?: Record<string, unknown> } | Promise<NotNow | { set: Partial<Omit<PersonRequest, 'report'>>; type: EventType; data?: Record<string, unknown> }>,
): Promise<Asked> {
  return transaction(desk.database.db, async (trx): Promise<Asked> => {
    const request = await trx.selectFrom('person_requests').selectAll().where('provider_id', '=', providerId).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!request) return { refused: 'not-found' }
    const next = await step(request, trx)
    if ('refused' in next) return next
    const changed = await trx.updateTable('person_requests').set(next.set).where('provider_id', '=', providerId).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
    await tellOf(trx, desk, actor, next.type, changed, next.data)
    return { request: changed }
  })
}

const open = (request: PersonRequest) => !over.includes(request.state)

/** A second person says that an erasure may be done; who asked as an agent cannot confirm it (GDPR-04). What stands against it by now is told. */
export async function confirmErasure(desk: Desk, providerId: string, id: string, agent: Who): Promise<Asked> {
  const outcome = await change(desk, providerId, id, agent, async (request, trx) => {
    if (request.kind !== 'erasure' || request.state !== 'asked') return { refused: 'already-handled' }
    if (request.asked_by_kind === 'agent' && request.asked_by_id === agent.id) return { refused: 'two-persons' }
    const person = await findPerson(trx, providerId, whoseOf(request))
    if (!person) return { refused: 'unknown-person' }
    const obstacles = await obstaclesTo(desk, trx, person)
    if (obstacles.length > 0) return { refused: 'obstacles', obstacles }
    return { set: { state: 'confirmed', confirmed_by: agent.id, confirmed_at: desk.time.now() }, type: 'person.confirmed' }
  })
  if ('request' in outcome) desk.jobs.wake('erasures')
  return outcome
}

/** Whose a request is, as `findPerson` takes it. */
export function whoseOf(request: Pick<PersonRequest, 'contact_id' | 'address' | 'address_key'>): Whose {
  return request.contact_id === null ? { address: request.address ?? request.address_key ?? '' } : { contactId: request.contact_id }
}

/** Says no, and why, which the person is told; an archive that was being read goes. */
export async function refuseRequest(desk: Desk, provider: Provider, id: string, agent: Who, why: string): Promise<Asked> {
  let file: string | null = null
  const outcome = await change(desk, provider.id, id, agent, async (request, trx) => {
    if (!open(request) || request.state === 'confirmed' || request.state === 'ready') return { refused: 'already-handled' }
    file = request.file_sha256
    await tellPerson(desk, trx, request, { what: 'refused', why })
    return { set: { state: 'refused', why, ended_at: desk.time.now(), ended_by: agent.id, file_sha256: null, file_size: null }, type: 'person.refused' }
  })
  if ('request' in outcome) desk.jobs.wake('outbox')
  if (file !== null) await setAsideUnused(desk, [file])
  return outcome
}

/** Writes to the person at the address known now; to nobody when there is none. */
async function tellPerson(desk: Desk, trx: Transaction<Tables>, request: PersonRequest, content: PersonDataLetter['content']): Promise<void> {
  const person = await findPerson(trx, request.provider_id, whoseOf(request))
  if (!person) return
  await enqueue(trx, desk, {
    kind: 'person_data', providerId: request.provider_id, to: { address: person.address, ...(person.name === null ? {} : { name: person.name }) }, language: person.language, content,
  })
}

/** What an agent did by hand is done: a rectification, a restriction, an objection. */
export function answerRequest(desk: Desk, provider: Provider, id: string, agent: Who, why: string): Promise<Asked> {
  return change(desk, provider.id, id, agent, (request) => (
    open(request) && !archives.has(request.kind) && request.kind !== 'erasure' ? { set: { state: 'done', why, ended_at: desk.time.now(), ended_by: agent.id }, type: 'person.answered' } : { refused: 'already-handled' }
  ))
}

/** Two months more, once, with the reason, which the person is told (GDPR art. 12.3). */
export async function extendRequest(desk: Desk, provider: Provider, id: string, agent: Who, why: string): Promise<Asked> {
  const [settings, zone] = await Promise.all([privacySettings(desk, provider.id), zoneOf(desk, provider.id)])
  const today = dateIn(zone, desk.time.now())
  const outcome = await change(desk, provider.id, id, agent, async (request, trx) => {
    if (!open(request) || request.extended_at !== null || today > request.due_on) return { refused: 'already-handled' }
    const until = lastDay(dateIn(zone, request.asked_at), 3, settings.holidays)
    await tellPerson(desk, trx, request, { what: 'extended', why, until })
    return { set: { due_on: until, extended_at: desk.time.now(), extended_why: why }, type: 'person.extended' }
  })
  if ('request' in outcome) desk.jobs.wake('outbox')
  return outcome
}

/** The person changes their mind, as long as nothing was done. */
export function withdrawRequest(desk: Desk, providerId: string, id: string, contact: Who): Promise<Asked> {
  return change(desk, providerId, id, contact, (request) => {
    if (request.contact_id !== contact.id) return { refused: 'not-found' }
    return request.state === 'asked' ? { set: { state: 'withdrawn', ended_at: desk.time.now(), ended_by: null }, type: 'person.withdrawn' } : { refused: 'already-handled' }
  })
}

/** The register of a provider: what is due first, first; or what is over, the latest first. */
export async function listRequests(db: Kysely<Tables>, providerId: string, which: 'open' | 'over', limit = 200): Promise<PersonRequest[]> {
  const all = db.selectFrom('person_requests').selectAll().where('provider_id', '=', providerId)
  return which === 'open'
    ? all.where('state', 'not in', [...over]).orderBy('due_on').orderBy('id').limit(limit).execute()
    : all.where('state', 'in', [...over]).orderBy('asked_at', 'desc').orderBy('id').limit(limit).execute()
}

/** What a contact asked, the latest first. */
export async function requestsOfContact(db: Kysely<Tables>, providerId: string, contactId: string): Promise<PersonRequest[]> {
  return db.selectFrom('person_requests').selectAll().where('provider_id', '=', providerId).where('contact_id', '=', contactId).orderBy('asked_at', 'desc').orderBy('id', 'desc').limit(20).execute()
}

/** One request of the register. */
export async function findRequest(db: Kysely<Tables>, providerId: string, id: string): Promise<PersonRequest | undefined> {
  return db.selectFrom('person_requests').selectAll().where('provider_id', '=', providerId).where('id', '=', id).executeTakeFirst()
}

/** By when something asked today is answered at the latest. */
export async function dueIfAsked(desk: Desk, providerId: string): Promise<string> {
  const [settings, zone] = await Promise.all([privacySettings(desk, providerId), zoneOf(desk, providerId)])
  return lastDay(dateIn(zone, desk.time.now()), 1, settings.holidays)
}

/** What stands against erasing a person today; nothing also where nothing is kept about them. */
export async function mayErase(desk: Desk, providerId: string, whose: Whose): Promise<Obstacle[]> {
  const person = await findPerson(desk.database.db, providerId, whose)
  return person ? obstaclesTo(desk, desk.database.db, person) : []
}
