import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { importView, problem, recordNoun, recordSource } from '@guichet/protocol'
import { beginImport, fileLimits, loadRun, problemsOfRun, runView } from '#imports/imports.ts'
import { openScope } from '#platform/http.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { keyOfProvider } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { at, ofId, ofProvider, tags } from './route.ts'

async function viewOf(desk: Desk, providerId: string, id: string, request: FastifyRequest) {
  const run = await loadRun(desk.database.db, providerId, id)
  if (!run) throw new Refused('not-found')
  return runView(run, await problemsOfRun(desk.database.db, providerId, id), langOf(request))
}

/** Files of records, taken in by the desk in its own time; the report says how far it has come. */
export function addImportRoutes(app: Http, desk: Desk): void {
  void openScope(app, async (scope) => {
    await scope.register(multipart, { limits: { files: 1, fileSize: fileLimits.bytes, fields: 0 }, throwFileSizeLimit: false })
    scope.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: fileLimits.bytes }, (_request, body, done) => done(null, body))

    scope.post(at('/imports'), {
      bodyLimit: fileLimits.bytes + 65_536,
      schema: {
        tags: tags.records, summary: 'Take in a file of records (multipart with one file, or text/csv). A rehearsal unless dryRun=false is said; the same file cut short goes on', params: ofProvider,
        consumes: ['multipart/form-data', 'text/csv'],
        querystring: z.object({ noun: recordNoun, source: recordSource.default('csv'), dryRun: z.enum(['true', 'false']).default('true'), name: z.string().min(1).max(200).optional() }),
        response: { 202: importView, '4xx': problem, 503: problem },
      },
      handler: async (request, reply) => {
        const { provider, actor } = await keyOfProvider(desk, request, 'people:write')
        if (!(await desk.policies.inForce(provider.id, desk.time.now()))) throw new Refused('policy-missing')
        const { noun, source, dryRun, name } = request.query
        const file = await fileOf(request)
        const begun = await beginImport(desk, { providerId: provider.id, noun, source, fileName: name ?? file.name, bytes: file.bytes, dryRun: dryRun === 'true', actor })
        desk.jobs.wake('imports')
        void reply.code(202).header('location', `/${provider.slug}/api/v1/imports/${begun.id}`)
        return viewOf(desk, provider.id, begun.id, request)
      },
    })
  })

  app.get(at('/imports/:id'), {
    schema: { tags: tags.records, summary: 'How far the taking in of a file has come, and what was refused', params: ofId, response: { 200: importView, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await keyOfProvider(desk, request, 'people:write')
      return viewOf(desk, provider.id, request.params.id, request)
    },
  })
}

async function fileOf(request: FastifyRequest): Promise<{ name: string; bytes: Buffer }> {
  if (!request.isMultipart()) {
    if (!Buffer.isBuffer(request.body)) throw new Refused('unsupported-media-type')
    return { name: 'records.csv', bytes: request.body }
  }
  const part = await request.file()
  if (!part) throw new Refused('invalid-body', { errors: [{ at: '/', message: 'one file' }] })
  const bytes = await part.toBuffer()
  if (part.file.truncated) throw new Refused('body-too-large')
  return { name: part.filename, bytes }
}
