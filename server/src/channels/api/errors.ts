import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Problem, ProblemCode } from '@guichet/protocol'
import { ProblemError } from '#platform/errors.ts'
import type { Http } from '#platform/http.ts'
import { langOf } from './language.ts'
import { problemOf, Refused } from './problems.ts'

const ofFastify: Record<string, ProblemCode> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'unreadable-body',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'unreadable-body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'unreadable-body',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
}
const ofStatus: Record<number, ProblemCode> = { 403: 'wrong-origin', 404: 'not-found', 405: 'method-not-allowed', 421: 'unknown-host', 429: 'rate-limited' }

function found(error: FastifyError): { code: ProblemCode; more: Partial<Problem>; headers: Record<string, string> } {
  if (error instanceof Refused) return { code: error.code, more: error.more, headers: error.headers }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({ at: issue.instancePath || '/', message: issue.message ?? '' }))
    return { code: error.validationContext === 'body' ? 'invalid-body' : 'invalid-parameter', more: { errors }, headers: {} }
  }
  const status = error instanceof ProblemError ? error.problem.status : (error.statusCode ?? 500)
  return { code: ofFastify[error.code] ?? ofStatus[status] ?? (status < 500 ? 'unreadable-body' : 'internal'), more: {}, headers: {} }
}

/** Answers every error of the API as a problem (RFC 9457), its title in the caller's language. */
export function answerProblems(app: Http): void {
  const answer = (code: ProblemCode, more: Partial<Problem>, request: FastifyRequest, reply: FastifyReply) => {
    const value = problemOf(code, langOf(request), more)
    return reply.code(value.status).type('application/problem+json').send(JSON.stringify({ ...value, instance: `urn:uuid:${request.id}` }))
  }
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const { code, more, headers } = found(error)
    if (code === 'internal') request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed')
    for (const [name, value] of Object.entries(headers)) void reply.header(name, value)
    return answer(code, more, request, reply)
  })
}
