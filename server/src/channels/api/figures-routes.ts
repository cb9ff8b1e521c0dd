import { z } from 'zod'
import type { FastifyRequest } from 'fastify'
import { figureBasis, figureExclusions, figurePart, figurePeriod, figures, figuresNow, figureTickets, problem } from '@guichet/protocol'
import { readFigures, readFiguresNow, readFigureTickets, spanOf } from '#figures/figures.ts'
import type { Asked } from '#figures/figures.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { noteReading } from '#privacy/privacy.ts'
import { agentOf } from './caller.ts'
import { mark } from './csv.ts'
import { linesOf, ticketsOf } from './figures-csv.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, tags } from './route.ts'

const period = z.object({
  period: figurePeriod.default('week'), from: z.iso.date().optional().describe('With `dates`: the first day'), to: z.iso.date().optional().describe('With `dates`: the last day, 400 days at most'),
  basis: figureBasis.default('outcome').describe('By which instant a promise belongs to the period: when it came out, or when its ticket was opened'),
})
const chosen = { line: z.string().regex(/^[0-9a-f]{32}$/).optional(), part: figurePart.optional(), why: z.enum(figureExclusions).optional() }
const place = z.string().regex(/^\d{1,7}$/)
const inLang = { lang: z.enum(['fr', 'en']).optional() }
/** Rows in a file at most: a period is chosen for more. */
const mostExported = 50_000
const files = { rateLimit: { max: 30, timeWindow: 3_600_000 } }

/** The figures of whoever leads: what is late, who bears what, which promises were kept. */
export function addFigureRoutes(app: Http, desk: Desk): void {
  /** @throws Refused for days that are missing, turned round or too many */
  async function askedOf(providerId: string, request: FastifyRequest, query: z.infer<typeof period>): Promise<Asked> {
    const now = desk.time.now()
    const zone = (await desk.policies.inForce(providerId, now))?.zone ?? 'UTC'
    const span = spanOf(query.period, query, { now, zone })
    const message = { fr: 'Donnez un premier et un dernier jour, dans cet ordre, 400 jours au plus.', en: 'Give a first and a last day, in this order, 400 days at most.' }[langOf(request)]
    if (!span) throw new Refused('invalid-parameter', { errors: [{ at: 'from', message }] })
    return { span, basis: query.basis, zone, now }
  }

  app.get(at('/figures/now'), {
    schema: { tags: tags.figures, summary: 'What is late and will be, and who bears it; each number with the filter that finds it', params: ofProvider, response: { 200: figuresNow, '4xx': problem } },
    handler: async (request) => {
      const { provider, wall } = await agentOf(desk, request, 'lead')
      return readFiguresNow(desk, provider.id, wall)
    },
  })

  app.get(at('/figures'), {
    schema: { tags: tags.figures, summary: 'How the promises of a period came out', params: ofProvider, querystring: period, response: { 200: figures, '4xx': problem } },
    handler: async (request) => {
      const { provider, wall } = await agentOf(desk, request, 'lead')
      return readFigures(desk, provider.id, wall, await askedOf(provider.id, request, request.query))
    },
  })

  app.get(at('/figures/tickets'), {
    schema: {
      tags: tags.figures, summary: 'The tickets behind a figure, what took longest first', params: ofProvider,
      querystring: period.extend({ ...chosen, cursor: place.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }), response: { 200: figureTickets, '4xx': problem },
    },
    handler: async (request) => {
      const { provider, agent, wall } = await agentOf(desk, request, 'lead')
      const { line, part, why, cursor, limit } = request.query
      const asked = await askedOf(provider.id, request, request.query)
      if (cursor === undefined) noteReading(desk, { providerId: provider.id, agent, what: 'list' })
      const from = Number(cursor ?? 0)
      const { rows, more } = await readFigureTickets(desk, provider.id, wall, asked, { key: line, part, why, from, limit })
      return { rows, next: more ? String(from + limit) : null }
    },
  })

  app.get(at('/figures.csv'), {
    config: files,
    schema: { tags: tags.figures, summary: 'The lines of a period as a table', params: ofProvider, querystring: period.extend(inLang) },
    handler: async (request, reply) => {
      const { provider, wall } = await agentOf(desk, request, 'lead')
      const read = await readFigures(desk, provider.id, wall, await askedOf(provider.id, request, request.query))
      return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="figures-${read.from}-${read.to}.csv"`).send(mark + linesOf(read, request.query.lang ?? langOf(request)))
    },
  })

  app.get(at('/figures/tickets.csv'), {
    config: files,
    schema: { tags: tags.figures, summary: 'The tickets behind a figure as a table, 50,000 lines at most', params: ofProvider, querystring: period.extend({ ...chosen, ...inLang }) },
    handler: async (request, reply) => {
      const { provider, agent, wall } = await agentOf(desk, request, 'lead')
      noteReading(desk, { providerId: provider.id, agent, what: 'export' })
      const { line, part, why } = request.query
      const asked = await askedOf(provider.id, request, request.query)
      const { rows } = await readFigureTickets(desk, provider.id, wall, asked, { key: line, part, why, from: 0, limit: mostExported })
      return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="tickets-${asked.span.first}-${asked.span.last}.csv"`).send(mark + ticketsOf(rows, request.query.lang ?? langOf(request)))
    },
  })
}
