import { z } from 'zod'
import { hookBody, hookReport, problem } from '@guichet/protocol'
import { provenHook, takeHookCall } from '#imports/imports.ts'
import { cleaned } from '#platform/storable.ts'
import { openScope } from '#platform/http.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { providerOfRequest } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, tags } from './route.ts'

const largest = 2 * 1_048_576
const header = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)

/** Where a billing system tells us itself what changed: proved by its signature over the very bytes it sent (API-06, AB-33). */
export function addHookRoutes(app: Http, desk: Desk): void {
  void openScope(app, (inner) => {
    inner.removeAllContentTypeParsers()
    inner.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: largest }, (_request, body, done) => done(null, body))
    inner.post(at('/hooks/:name'), {
      bodyLimit: largest,
      schema: {
        tags: tags.records, summary: 'A system’s own news of customers and what they have, signed (webhook-id, webhook-timestamp, webhook-signature: v1,…). The same id again gets the same answer',
        description: 'The body is a HookBody: `{ "mode": "each" | "all", "records": [ { "noun", "externalId", "record" | "retire": true } ] }`.', security: [],
        params: ofProvider.extend({ name: z.string().max(100) }), response: { 200: hookReport, 422: z.union([hookReport, problem]), '4xx': problem, 503: problem },
      },
      handler: async (request, reply) => {
        const provider = await providerOfRequest(desk, request)
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const id = header(request.headers['webhook-id'])
        const hook = await provenHook(desk, provider.id, request.params.name, {
          id, timestamp: header(request.headers['webhook-timestamp']), signature: header(request.headers['webhook-signature']), body,
        })
        if (!hook || id === undefined) throw new Refused('wrong-signature')
        if (!(await desk.policies.inForce(provider.id, desk.time.now()))) throw new Refused('policy-missing')
        const said = hookBody.safeParse(parsed(body))
        if (!said.success) throw new Refused('invalid-body', { errors: said.error.issues.slice(0, 20).map((issue) => ({ at: `/${issue.path.join('/')}`, message: issue.message })) })
        const report = await takeHookCall(desk, provider.id, hook, { id, ...said.data }, langOf(request))
        if (report.records.some(({ noun }) => noun === 'licences')) desk.jobs.wake('tiers')
        return reply.code(report.taken ? 200 : 422).send(report)
      },
    })
  })
}

function parsed(body: Buffer): unknown {
  try {
    return cleaned(JSON.parse(body.toString('utf8')))
  } catch {
    throw new Refused('unreadable-body')
  }
}
