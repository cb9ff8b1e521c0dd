import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { problem, ProblemError } from './errors.ts'
import type { Problem } from './errors.ts'
import type { Http } from './http.ts'

/** Draws a problem for a person: a whole HTML page, in the visitor's language. */
export type ErrorPage = (problem: Problem, request: FastifyRequest) => string | Promise<string>

/** What Fastify's own refusals are called by us, and what to do about them. */
const known: Record<string, { code: string; detail: string }> = {
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'invalid-json', detail: 'The body is not valid JSON.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'invalid-json', detail: 'The body is empty; JSON was announced.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'unsupported-media-type', detail: 'This address does not take that kind of content.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'invalid-length', detail: 'The body is not as long as announced.' },
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'too-large', detail: 'The body is larger than this address accepts.' },
}

function asProblem(error: FastifyError): Problem {
  if (error instanceof ProblemError) return error.problem
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({ at: issue.instancePath, message: issue.message }))
    return problem(400, 'invalid-request', `The ${error.validationContext ?? 'request'} is not as described.`, { errors })
  }
  const status = error.statusCode ?? 500
  if (status >= 500) return problem(status, 'internal', 'Something broke on our side; it was recorded.')
  const named = known[error.code]
  return problem(status, named?.code ?? 'bad-request', named?.detail ?? error.message)
}

function wantsPage(request: FastifyRequest): boolean {
  return !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html')
}

async function answer(value: Problem, request: FastifyRequest, reply: FastifyReply, page: ErrorPage | undefined): Promise<FastifyReply> {
  const told = { ...value, instance: `urn:uuid:${request.id}` }
  void reply.code(value.status)
  if (page && wantsPage(request)) return reply.type('text/html; charset=utf-8').send(await page(told, request))
  return reply.type('application/problem+json').send(JSON.stringify(told))
}

/** Answers every error: RFC 9457 for programs, a page for people. What broke on our side is logged whole and told by its id only. */
export function answerErrors(app: Http, page?: ErrorPage): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const value = asProblem(error)
    if (value.status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed')
    return answer(value, request, reply, page)
  })
  app.setNotFoundHandler(async (request, reply) => answer(problem(404, 'not-found', 'There is nothing at this address.'), request, reply, page))
}
