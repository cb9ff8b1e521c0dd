import type { Lang } from '@guichet/protocol'
import type { Http } from '#platform/http.ts'
import { langOf } from './language.ts'
import { pageOf } from './reading-page.ts'

/** What the description of the API says before its routes. */
export const about = {
  openapi: '3.1.0' as const,
  info: {
    title: 'Guichet',
    version: '1',
    description: [
      'The desk of one provider, below its own address. Instants are RFC 3339 in UTC; lengths of time are ISO 8601; errors are RFC 9457 problems, their titles in French or English by Accept-Language.',
      'Creates and acts honour Idempotency-Key: the same key with the same body gets the same answer, once. Acts on a ticket name the version that was seen (If-Match with the ETag); another’s change in between is refused (412).',
      'Lists are read page by page with the `next` of the page before as `cursor`. Unknown members of a body are refused (422).',
    ].join('\n\n'),
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  components: {
    securitySchemes: {
      key: { type: 'http' as const, scheme: 'bearer', description: 'A key of the provider or of one customer, with scopes.' },
      agent: { type: 'apiKey' as const, in: 'cookie' as const, name: 'guichet_{provider}_agent', description: 'The session of an agent.' },
      contact: { type: 'apiKey' as const, in: 'cookie' as const, name: 'guichet_{provider}_contact', description: 'The session of a contact of a customer.' },
    },
  },
  security: [{ key: [] }, { agent: [] }, { contact: [] }] as Record<string, string[]>[],
}

/** The description for programs, and the page that shows it to people. */
export function addDescription(app: Http, demonstration: boolean): void {
  let described: unknown
  app.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    described ??= app.swagger()
    return reply.type('application/json').send(JSON.stringify(described))
  })
  const pages = new Map<Lang, string>()
  app.get('/api', { schema: { hide: true } }, async (request, reply) => {
    described ??= app.swagger()
    const lang = langOf(request)
    const page = pages.get(lang) ?? pageOf(described as Parameters<typeof pageOf>[0], lang, demonstration)
    pages.set(lang, page)
    return reply.header('vary', 'accept-language').type('text/html; charset=utf-8').send(page)
  })
}
