import { sql } from 'kysely'
import { transaction } from '#platform/database.ts'
import { enqueue } from '#outbox/outbox.ts'
import { listProviders } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { erasePerson } from './erase.ts'
import { obstaclesTo } from './obstacles.ts'
import { findPerson } from './person.ts'
import { tellOf, whoseOf } from './register.ts'
import type { PersonRequest } from './register.ts'
import { setAsideUnused } from './unused-files.ts'

const hour = 3_600_000

/** Tells the person that it is about to be done, while their address is still known; once. Whether something was written. */
async function tellFirst(desk: Desk, request: PersonRequest): Promise<boolean> {
  return transaction(desk.database.db, async (trx) => {
    const held = await trx.selectFrom('person_requests').select('ready_at').where('provider_id', '=', request.provider_id).where('id', '=', request.id).where('state', '=', 'confirmed').forUpdate().executeTakeFirst()
    if (!held || held.ready_at !== null) return false
    const person = await findPerson(trx, request.provider_id, whoseOf(request))
    await trx.updateTable('person_requests').set({ ready_at: desk.time.now() }).where('provider_id', '=', request.provider_id).where('id', '=', request.id).execute()
    if (!person) return false
    await enqueue(trx, desk, {
      kind: 'person_data', providerId: request.provider_id, to: { address: person.address, ...(person.name === null ? {} : { name: person.name }) }, language: person.language,
      content: { what: 'erasing' },
    })
    return true
  })
}

/** Whether a letter to them waits still: an hour at most, since a relay may never come. */
async function waits(desk: Desk, request: PersonRequest): Promise<boolean> {
  if ((request.ready_at ?? 0) < desk.time.now() - hour) return false
  const person = await findPerson(desk.database.db, request.provider_id, whoseOf(request))
  if (!person) return false
  const letter = await desk.database.db
    .selectFrom('outbox').select('id').where('provider_id', '=', request.provider_id).where('kind', '=', 'person_data').where('state', 'in', ['pending', 'sending'])
    .where('created_at', '>=', request.ready_at ?? 0).where(sql<boolean>`${person.address} = any("to")`).limit(1).executeTakeFirst()
  return letter !== undefined
}

/** Erases one person, in one transaction; what came in the way since it was confirmed makes it wait again for a person. */
async function eraseOne(desk: Desk, { provider_id: providerId, id }: PersonRequest): Promise<boolean> {
  const files = await transaction(desk.database.db, async (trx): Promise<string[] | undefined> => {
    const request = await trx.selectFrom('person_requests').selectAll().where('provider_id', '=', providerId).where('id', '=', id).where('state', '=', 'confirmed').forUpdate().executeTakeFirst()
    if (!request) return undefined
    const person = await findPerson(trx, providerId, whoseOf(request))
    const obstacles = person ? await obstaclesTo(desk, trx, person) : []
    if (obstacles.length > 0) {
      await trx.updateTable('person_requests').set({ state: 'asked', confirmed_by: null, confirmed_at: null, ready_at: null }).where('provider_id', '=', providerId).where('id', '=', id).execute()
      return undefined
    }
    const done = person ? await erasePerson(trx, desk, person, request.words) : { report: null, files: [] }
    await trx
      .updateTable('person_requests')
      .set({ state: 'done', ended_at: desk.time.now(), ended_by: request.confirmed_by, report: done.report && JSON.stringify({ ...done.report, shared: done.report.shared.length }), words: [], address: null })
      .where('provider_id', '=', providerId).where('id', '=', id).execute()
    await tellOf(trx, desk, { kind: 'system' }, 'person.erased', request, done.report ? { tickets: done.report.tickets, messages: done.report.messages, files: done.report.files } : {})
    return done.files
  })
  if (files === undefined) return false
  await setAsideUnused(desk, files)
  return true
}

/** Does what was confirmed: first the person is told, then, once that letter is gone, they are erased. */
export async function eraseConfirmed(desk: Desk): Promise<number> {
  let erased = 0
  for (const provider of await listProviders(desk)) {
    const confirmed = await desk.database.db.selectFrom('person_requests').selectAll().where('provider_id', '=', provider.id).where('state', '=', 'confirmed').orderBy('confirmed_at').limit(20).execute()
    for (const request of confirmed) {
      if (await tellFirst(desk, request)) {
        desk.jobs.wake('outbox')
        continue
      }
      if (await waits(desk, request)) continue
      if (await eraseOne(desk, request)) erased += 1
    }
  }
  return erased
}
