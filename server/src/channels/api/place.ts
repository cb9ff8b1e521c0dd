import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { baseOf } from '#people/people.ts'
import type { Place, Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

/** The host for which passkeys count here, let in at the door; undefined at a bare address, where browsers make none. */
export function placeOf(desk: Desk, provider: Provider, request: FastifyRequest): Place | undefined {
  const host = request.hostname.toLowerCase()
  if (isIP(host.replaceAll(/[[\]]/g, '')) !== 0) return undefined
  const base = new URL(baseOf(desk, provider))
  return { host, origin: base.hostname === host ? base.origin : `${request.protocol}://${request.host}` }
}
