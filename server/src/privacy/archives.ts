import { sql } from 'kysely'
import { transaction } from '#platform/database.ts'
import type { KeptFile } from '#desk/desk.ts'
import { enqueue } from '#outbox/outbox.ts'
import { addressOf, listProviders } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { makeArchive } from './archive.ts'
import { dateIn } from './deadline.ts'
import { gather } from './gather.ts'
import { maskOthers } from './mask.ts'
import { zoneOf } from './obstacles.ts'
import { findPerson } from './person.ts'
import { change, tellOf, whoseOf } from './register.ts'
import type { Asked, PersonRequest, Who } from './register.ts'
import { retentionOf } from './retention.ts'
import { privacySettings } from './settings.ts'
import { setAsideUnused } from './unused-files.ts'

const day = 86_400_000

async function makeOne(desk: Desk, provider: Provider, request: PersonRequest): Promise<void> {
  const { db } = desk.database
  const person = await findPerson(db, provider.id, whoseOf(request))
  if (!person) return
  const [settings, zone] = await Promise.all([privacySettings(desk, provider.id), zoneOf(desk, provider.id)])
  const gathered = await maskOthers(db, person, await gather(db, person, { agentsNamed: settings.agentsNamed, now: desk.time.now() }))
  const file = await makeArchive(desk, person, gathered, { provider: provider.name, zone, at: desk.time.now() })
  const notes = gathered.tickets.some((ticket) => ticket.messages.some((message) => message.note))
  const state = notes && settings.notesReviewed ? 'review' : 'ready'
  await transaction(db, async (trx) => {
    const kept = await trx
      .updateTable('person_requests').set({ state, file_sha256: file.hash, file_size: file.size, ...(state === 'ready' ? await readyNow(desk, provider.id) : {}) })
      .where('provider_id', '=', provider.id).where('id', '=', request.id).where('state', '=', 'making').returningAll().executeTakeFirst()
    if (!kept) return
    await tellOf(trx, desk, { kind: 'system' }, 'person.archived', kept, { state, size: file.size })
    if (state === 'ready') await tellReady(desk, trx, provider, kept)
  })
  desk.jobs.wake('outbox')
}

async function readyNow(desk: Desk, providerId: string) {
  const now = desk.time.now()
  return { ready_at: now, expires_at: now + (await retentionOf(desk, providerId, 'archives')).days * day }
}

/** A contact is told that it is there; to who has no account, the agent who asked gives it. */
async function tellReady(desk: Desk, trx: Parameters<typeof enqueue>[0], provider: Provider, request: PersonRequest): Promise<void> {
  const person = request.contact_id === null ? undefined : await findPerson(trx, provider.id, { contactId: request.contact_id })
  if (!person) return
  const zone = await zoneOf(desk, provider.id)
  await enqueue(trx, desk, {
    kind: 'person_data', providerId: provider.id, to: { address: person.address, ...(person.name === null ? {} : { name: person.name }) }, language: person.language,
    content: { what: 'ready', link: addressOf(desk, provider, `/${person.language}/data`), until: dateIn(zone, request.expires_at ?? desk.time.now()) },
  })
}

/** Makes the archives that were asked for, one after another; one that fails is tried again by the next run. */
export async function makeArchives(desk: Desk): Promise<number> {
  let made = 0
  for (const provider of await listProviders(desk)) {
    const waiting = await desk.database.db.selectFrom('person_requests').selectAll().where('provider_id', '=', provider.id).where('state', '=', 'making').orderBy('asked_at').limit(50).execute()
    for (const request of waiting) {
      try {
        await makeOne(desk, provider, request)
        made += 1
      } catch (err) {
        desk.log.error({ err, request: request.id }, 'an archive could not be made')
      }
    }
  }
  return made
}

/** An agent has read an archive with internal notes and gives it free. */
export async function releaseArchive(desk: Desk, provider: Provider, id: string, agent: Who): Promise<Asked> {
  const ready = await readyNow(desk, provider.id)
  const outcome = await change(desk, provider.id, id, agent, async (request, trx) => {
    if (request.state !== 'review') return { refused: 'already-handled' }
    await tellReady(desk, trx, provider, { ...request, ...ready })
    return { set: { state: 'ready', confirmed_by: agent.id, confirmed_at: desk.time.now(), ...ready }, type: 'person.released' }
  })
  if ('request' in outcome) desk.jobs.wake('outbox')
  return outcome
}

/**
 * The file of an archive, for the one person it is about while it is ready, or for an agent who answers such requests; every
 * download is kept. Undefined for anybody else, exactly as when there is none (AB-19).
 */
export async function takeArchive(desk: Desk, provider: Provider, id: string, who: Who): Promise<KeptFile | undefined> {
  const now = desk.time.now()
  return transaction(desk.database.db, async (trx) => {
    let query = trx
      .updateTable('person_requests').set({ downloads: sql`downloads + 1` }).where('provider_id', '=', provider.id).where('id', '=', id).where('file_sha256', 'is not', null)
    query = who.kind === 'contact' ? query.where('contact_id', '=', who.id).where('state', '=', 'ready').where('expires_at', '>', now) : query.where('state', 'in', ['ready', 'review'])
    const request = await query.returningAll().executeTakeFirst()
    if (!request?.file_sha256) return undefined
    await tellOf(trx, desk, who, 'person.downloaded', request)
    return { name: `${provider.slug}-${dateIn(await zoneOf(desk, provider.id), request.asked_at)}.zip`, mediaType: 'application/zip', sha256: request.file_sha256 }
  })
}

/** Archives past their time go, and their requests are over. */
export async function expireArchives(desk: Desk, providerId: string): Promise<number> {
  const now = desk.time.now()
  const gone = await desk.database.db
    .selectFrom('person_requests').select(['id', 'file_sha256']).where('provider_id', '=', providerId).where('file_sha256', 'is not', null).where('expires_at', '<=', now).limit(1_000).execute()
  if (gone.length === 0) return 0
  await desk.database.db
    .updateTable('person_requests').set({ state: 'done', file_sha256: null, file_size: null, ended_at: now }).where('provider_id', '=', providerId).where('id', 'in', gone.map((row) => row.id)).execute()
  await setAsideUnused(desk, gone.flatMap((row) => (row.file_sha256 === null ? [] : [row.file_sha256])))
  return gone.length
}
