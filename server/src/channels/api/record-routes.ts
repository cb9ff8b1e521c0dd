import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { externalId, problem, recordNouns, records, recordSource, recordTaken, recordView } from '@guichet/protocol'
import type { RecordNoun } from '@guichet/protocol'
import { openIntake, oneAtATime, readRecord, retireRecord, tagOf, takeRecord, problemView } from '#imports/imports.ts'
import type { Taken } from '#imports/imports.ts'
import { transaction } from '#platform/database.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { keyOfProvider } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, tags } from './route.ts'

const ofRecord = ofProvider.extend({ source: recordSource, externalId })
const one: Record<RecordNoun, string> = { customers: 'customer', contacts: 'contact', contracts: 'contract', services: 'service', licences: 'licence', movements: 'movement of a counted right' }

/** @throws Refused unless the record is as the caller saw it (`If-Match`), or is not there yet (`If-None-Match: *`) */
function checkSeen(request: FastifyRequest, tag: string | undefined): void {
  const { 'if-match': match, 'if-none-match': none } = request.headers
  if (none?.trim() === '*' && tag !== undefined) throw new Refused('record-changed')
  if (match !== undefined && (tag === undefined || !(match.trim() === '*' || match.split(',').some((seen) => seen.trim() === tag)))) throw new Refused('record-changed')
}

/** A number or an address that another call took at the same instant: looked at once more, and then told as taken. */
async function again<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    return work()
  }
}

/** What other systems tell of customers, people, contracts, services, licences and hours, by their own names for them. */
export function addRecordRoutes(app: Http, desk: Desk): void {
  for (const noun of recordNouns) addRoutesOf(app, desk, noun)
}

function addRoutesOf(app: Http, desk: Desk, noun: RecordNoun): void {
  const path = at(`/${noun}/:source/:externalId`)

  app.put(path, {
    schema: {
      tags: tags.records, summary: `Say what a ${one[noun]} is: added when it is new, changed where it differs. What is left out stays as it is`,
      params: ofRecord, body: records[noun], response: { 200: recordTaken, 201: recordTaken, '4xx': problem, 503: problem },
    },
    handler: async (request, reply) => {
      const { provider, actor } = await keyOfProvider(desk, request, 'people:write')
      const { source, externalId: name } = request.params
      await needPolicy(desk, provider.id)
      const { taken, tag } = await again(() => transaction(desk.database.db, async (trx) => {
        await oneAtATime({ trx, providerId: provider.id })
        const where = { db: trx, providerId: provider.id, source }
        const before = await readRecord(where, noun, name)
        checkSeen(request, before && tagOf(before))
        const done = await takeRecord(await openIntake(desk, trx, { providerId: provider.id, source, actor }), noun, name, request.body)
        const after = await readRecord(where, noun, name)
        return { taken: done, tag: after && tagOf(after) }
      }))
      if (noun === 'licences') desk.jobs.wake('tiers')
      return answer(request, reply, taken, tag)
    },
  })

  app.get(path, {
    schema: { tags: tags.records, summary: `A ${one[noun]} as it is kept, under its source’s name`, params: ofRecord, response: { 200: recordView, 304: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider } = await keyOfProvider(desk, request, 'people:read')
      const { source, externalId: name } = request.params
      const kept = await readRecord({ db: desk.database.db, providerId: provider.id, source }, noun, name)
      if (!kept) throw new Refused('not-found')
      void reply.header('etag', tagOf(kept))
      if (request.headers['if-none-match']?.split(',').some((seen) => seen.trim() === tagOf(kept))) return (reply as FastifyReply).code(304).send()
      return kept
    },
  })

  app.delete(path, {
    schema: { tags: tags.records, summary: `Take a ${one[noun]} out of use; it stays with its history`, params: ofRecord, response: { 200: recordTaken, '4xx': problem, 503: problem } },
    handler: async (request) => {
      const { provider, actor } = await keyOfProvider(desk, request, 'people:write')
      const { source, externalId: name } = request.params
      await needPolicy(desk, provider.id)
      return transaction(desk.database.db, async (trx) => {
        await oneAtATime({ trx, providerId: provider.id })
        const before = await readRecord({ db: trx, providerId: provider.id, source }, noun, name)
        if (!before) throw new Refused('not-found')
        checkSeen(request, tagOf(before))
        const done = await retireRecord(await openIntake(desk, trx, { providerId: provider.id, source, actor }), noun, name)
        return done ?? { id: before.id, outcome: 'unchanged' as const }
      })
    },
  })
}

async function needPolicy(desk: Desk, providerId: string): Promise<void> {
  if (!(await desk.policies.inForce(providerId, desk.time.now()))) throw new Refused('policy-missing')
}

function answer(request: FastifyRequest, reply: FastifyReply, taken: Taken, tag: string | undefined) {
  if (taken.outcome === 'refused') {
    const lang = langOf(request)
    throw new Refused('invalid-record', { errors: taken.problems.map((one) => ({ at: one.field === null ? '/' : `/${one.field.replaceAll('.', '/')}`, message: problemView(one, lang).message })) })
  }
  if (tag !== undefined) void reply.header('etag', tag)
  return reply.code(taken.outcome === 'added' ? 201 : 200).send({ id: taken.id, outcome: taken.outcome })
}
