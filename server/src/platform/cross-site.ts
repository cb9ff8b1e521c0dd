import type { FastifyRequest } from 'fastify'
import { problem, ProblemError } from './errors.ts'
import type { Http } from './http.ts'

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

function comesFromAnotherSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin } = request.headers
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== request.host
}

/**
 * Refuses what another site makes a visitor's browser send: such a request carries the visitor's cookies
 * without the visitor's will. A request with a key of its own and no cookie is its sender's will.
 */
export function guardAgainstOtherSites(app: Http): void {
  app.addHook('onRequest', async (request) => {
    if (harmless.has(request.method) || !comesFromAnotherSite(request)) return
    if (request.headers.authorization !== undefined && request.headers.cookie === undefined) return
    throw new ProblemError(problem(403, 'cross-site', 'This request comes from another site.'))
  })
}
