import { Readable } from 'node:stream'
import { z } from 'zod'
import { auditKind, auditPage, id, problem } from '@guichet/protocol'
import type { AuditLine, Lang } from '@guichet/protocol'
import { readAudit } from '#desk/desk.ts'
import type { AuditQuestion } from '#desk/desk.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { noteReading } from '#privacy/privacy.ts'
import { agentOf } from './caller.ts'
import { line, mark } from './csv.ts'
import { langOf } from './language.ts'
import { at, ofProvider, paging, tags } from './route.ts'

const filters = { agentId: id.optional(), kind: auditKind.optional(), from: z.iso.date().optional(), to: z.iso.date().optional() }
type Filters = { agentId?: string | undefined; kind?: z.infer<typeof auditKind> | undefined; from?: string | undefined; to?: string | undefined }
/** Lines in a file at most: a period is chosen for more. */
const mostExported = 50_000

const head: Record<Lang, readonly string[]> = { fr: ['Instant (UTC)', 'Qui', 'Quoi', 'Détail', 'Type'], en: ['Instant (UTC)', 'Who', 'What', 'Detail', 'Type'] }

/** Who changed what of the provider itself, and when: for those who administer. */
export function addAuditRoutes(app: Http, desk: Desk): void {
  /** Days are those of the provider's zone, both included. */
  async function questionOf(providerId: string, { agentId, kind, from, to }: Filters): Promise<Omit<AuditQuestion, 'limit'>> {
    const zone = (await desk.policies.inForce(providerId, desk.time.now()))?.zone ?? 'UTC'
    const begin = (day: string, plus: number) => Temporal.PlainDate.from(day).add({ days: plus }).toZonedDateTime(zone).epochMilliseconds
    return { agentId, kind, ...(from === undefined ? {} : { from: begin(from, 0) }), ...(to === undefined ? {} : { to: begin(to, 1) }) }
  }

  app.get(at('/admin/audit'), {
    schema: { tags: tags.admin, summary: 'Who changed what of the provider itself, the latest first', params: ofProvider, querystring: z.object({ ...filters, ...paging }), response: { 200: auditPage, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent } = await agentOf(desk, request, 'administer')
      noteReading(desk, { providerId: provider.id, agent, what: 'list' })
      return readAudit(desk, provider.id, { ...(await questionOf(provider.id, request.query)), limit: request.query.limit, cursor: request.query.cursor }, langOf(request))
    },
  })

  async function* allOf(providerId: string, question: Omit<AuditQuestion, 'limit'>, lang: Lang): AsyncGenerator<string> {
    yield mark + line(head[lang])
    let cursor: string | undefined
    for (let given = 0; given < mostExported; given += 500) {
      const { rows, next } = await readAudit(desk, providerId, { ...question, limit: 500, cursor }, lang)
      yield rows.map((row: AuditLine) => line([row.at, row.actor.name ?? '', row.words, row.detail, row.type])).join('')
      if (!next) return
      cursor = next
    }
  }
  app.get(at('/admin/audit.csv'), {
    config: { rateLimit: { max: 30, timeWindow: 3_600_000 } },
    schema: { tags: tags.admin, summary: 'The same as a table, 50,000 lines at most', params: ofProvider, querystring: z.object({ ...filters, lang: z.enum(['fr', 'en']).optional() }) },
    handler: async (request, reply) => {
      const { provider, agent } = await agentOf(desk, request, 'administer')
      noteReading(desk, { providerId: provider.id, agent, what: 'export' })
      const question = await questionOf(provider.id, request.query)
      return reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="audit.csv"').send(Readable.from(allOf(provider.id, question, request.query.lang ?? langOf(request))))
    },
  })
}
