import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { externalId, grantBody, grantView, problem, readInstant, recordSource, writeInstant } from '@guichet/protocol'
import { endGrant, findGrant, makeGrant } from '#people/people.ts'
import type { Grant } from '#people/people.ts'
import { transaction } from '#platform/database.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { keyOfProvider } from './caller.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, tags } from './route.ts'

const between = ofProvider.extend({ customer: externalId, for: externalId })
const by = z.object({ source: recordSource.optional().meta({ description: 'Name both customers as this system calls them, in place of their numbers' }) })
type Names = { readonly params: z.infer<typeof between>; readonly query: z.infer<typeof by> }
interface Two { readonly customer: { id: string; number: string }; readonly other: { id: string; number: string } }

/** The two customers that an address names; another provider's, and one who left, are nobody (AB-20). @throws Refused */
async function twoOf(desk: Desk, providerId: string, { params, query: { source } }: Names): Promise<Two> {
  const one = async (name: string) => {
    let customers = desk.database.db.selectFrom('customers as u').select(['u.id', 'u.number']).where('u.provider_id', '=', providerId).where('u.retired_at', 'is', null)
    if (source === undefined) customers = customers.where('u.number', '=', name)
    else {
      customers = customers.where('u.id', 'in', (eb) => eb.selectFrom('external_ids as x').select('x.id').where('x.provider_id', '=', providerId).where('x.noun', '=', 'customers').where('x.source', '=', source).where('x.external_id', '=', name))
    }
    return customers.executeTakeFirst()
  }
  const [customer, other] = [await one(params.customer), await one(params.for)]
  if (!customer || !other) throw new Refused('not-found')
  return { customer, other }
}

const view = ({ id, rights, fromAt, untilAt }: Grant, { customer, other }: Two) => ({
  id, customerNumber: customer.number, forNumber: other.number, rights: [...rights], from: writeInstant(fromAt), until: untilAt === null ? null : writeInstant(untilAt),
})
const same = (grant: Grant, rights: readonly string[], untilAt: number | null) => grant.untilAt === untilAt && [...grant.rights].sort().join() === [...rights].sort().join()
const wrong = (place: string, message: string) => new Refused('invalid-body', { errors: [{ at: place, message }] })

/** Who of the customers may act for which other: an agency, a reseller. The customer's own manager sees it and may end it. */
export function addGrantRoutes(app: Http, desk: Desk): void {
  const path = at('/grants/:customer/for/:for')
  const read = async (request: FastifyRequest & Names, scope: 'people:read' | 'people:write') => {
    const { provider, actor } = await keyOfProvider(desk, request, scope)
    const two = await twoOf(desk, provider.id, request)
    return { provider, actor, two, grant: await findGrant(desk, provider.id, two.customer.id, two.other.id) }
  }

  app.put(path, {
    schema: {
      tags: tags.records, summary: 'Let the people of a customer act for another, in place of what they were given before', params: between, querystring: by, body: grantBody,
      response: { 200: grantView, 201: grantView, '4xx': problem },
    },
    handler: async (request, reply) => {
      const { provider, actor, two, grant } = await read(request, 'people:write')
      const { rights } = request.body
      const untilAt = request.body.until == null ? null : readInstant(request.body.until)
      if (two.customer.id === two.other.id) throw wrong('/for', 'another customer')
      if (untilAt !== null && untilAt <= desk.time.now()) throw wrong('/until', 'an instant to come')
      if (!grant || !same(grant, rights, untilAt)) {
        await transaction(desk.database.db, (trx) => makeGrant(trx, desk, provider.id, { customerId: two.customer.id, forCustomerId: two.other.id, rights, untilAt: untilAt ?? undefined }, actor))
      }
      const now = await findGrant(desk, provider.id, two.customer.id, two.other.id)
      if (!now) throw new Refused('not-found')
      return reply.code(grant ? 200 : 201).send(view(now, two))
    },
  })

  app.get(path, {
    schema: { tags: tags.records, summary: 'Whether the people of a customer may act for another, and how', params: between, querystring: by, response: { 200: grantView, '4xx': problem } },
    handler: async (request) => {
      const { two, grant } = await read(request, 'people:read')
      if (!grant) throw new Refused('not-found')
      return view(grant, two)
    },
  })

  app.delete(path, {
    schema: { tags: tags.records, summary: 'End it, at once: who is acting by it is themselves again at their next click', params: between, querystring: by, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor, grant } = await read(request, 'people:write')
      const ended = grant && (await transaction(desk.database.db, (trx) => endGrant(trx, desk, provider.id, { id: grant.id }, actor)))
      if (!ended) throw new Refused('not-found')
      return reply.code(204).send(null)
    },
  })
}
