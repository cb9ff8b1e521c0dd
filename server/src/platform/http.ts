import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import rateLimit from '@fastify/rate-limit'
import fastify, { LogController } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { keepStorable } from './storable.ts'
import { addCompression } from './compression.ts'
import { guardAgainstOtherSites } from './cross-site.ts'
import { problem, ProblemError } from './errors.ts'
import { addHealth } from './health.ts'
import type { Health } from './health.ts'
import { answerErrors } from './http-errors.ts'
import type { ErrorPage } from './http-errors.ts'
import type { Ids } from './ids.ts'
import type { Log } from './log.ts'
import { addSecurityHeaders } from './security-headers.ts'

/** The HTTP server that channels hang their routes on; schemas are zod's. */
export type Http = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  ZodTypeProvider
>

export interface HttpOptions {
  readonly log: Log
  readonly ids: Ids
  /** Whether we answer to this host name (lower case, no port). Any other gets 421. */
  readonly knowsHost: (hostname: string) => boolean | Promise<boolean>
  /** Whether what was asked is to be found on that host, where it is not the same on all; what is not gets 404. */
  readonly isHere?: (hostname: string, request: FastifyRequest) => Promise<boolean>
  /** Proxies whose X-Forwarded-* headers are believed; none by default. */
  readonly trustProxy?: readonly string[]
  /** Whether the public address is https: adds Strict-Transport-Security. */
  readonly secure?: boolean
  /** Draws errors for people; without it everybody gets problem+json. */
  readonly errorPage?: ErrorPage
  /** What /readyz asks. */
  readonly health: Health
  /** Bytes of a request's body at most, unless a route says otherwise (default 1 MiB). */
  readonly bodyLimit?: number
}

const probes = new Set(['/healthz', '/readyz'])

function guardHost(app: Http, { knowsHost, isHere }: HttpOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    if (probes.has(request.url)) return
    const host = request.hostname.toLowerCase()
    if (!(await knowsHost(host))) throw new ProblemError(problem(421, 'unknown-host', 'This server does not answer to that host name.'))
    if (isHere && !(await isHere(host, request))) return reply.callNotFound()
  })
}

/** One line per request: the route's pattern, never the address itself, which may hold a sign-in token. */
function logRequests(app: Http): void {
  app.addHook('onResponse', async (request, reply) => {
    if (probes.has(request.url)) return
    const line = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
    request.log.info(line, 'request')
  })
}

/** A scope inside another: the parsers, hooks and answers to errors that are put into it hold for its own routes alone. */
export function openScope(app: Http, fill: (scope: Http) => void | Promise<void>): PromiseLike<unknown> {
  return app.register(async (scope) => fill(scope.withTypeProvider<ZodTypeProvider>()))
}

/**
 * An HTTP server without routes but /healthz and /readyz: limits, time-outs, request ids, security headers,
 * compression, cookies, forms, texts that a database can keep, refusal of foreign hosts and of other sites' forms, errors as problem+json or as a page.
 * A route asks for a rate limit with `config: { rateLimit: { max, timeWindow } }`.
 */
export async function createHttp(options: HttpOptions): Promise<Http> {
  const app: Http = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => options.ids.next(),
    requestIdHeader: false,
    trustProxy: options.trustProxy?.length ? [...options.trustProxy] : false,
    bodyLimit: options.bodyLimit ?? 1_048_576,
    requestTimeout: 60_000,
    keepAliveTimeout: 10_000,
    http: { maxHeaderSize: 16_384, headersTimeout: 20_000 },
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  addSecurityHeaders(app, options.secure ?? false)
  addCompression(app)
  answerErrors(app, options.errorPage)
  keepStorable(app)
  guardHost(app, options)
  guardAgainstOtherSites(app)
  logRequests(app)
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 262_144 })
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request: FastifyRequest, context: { after: string }) =>
      new ProblemError(problem(429, 'too-many-requests', `Too many requests. Try again in ${context.after}.`)),
  })
  addHealth(app, options.health)
  return app
}
