import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { problem, upload } from '@guichet/protocol'
import { findAttachment, findInlineImages, findMessageHtml, findRaw } from '#desk/desk.ts'
import { showInlineImages } from '#intake/inline-images.ts'
import type { FileReader, KeptFile } from '#desk/desk.ts'
import { openScope } from '#platform/http.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { noteReading } from '#privacy/privacy.ts'
import { addUpload } from '#triage/triage.ts'
import { agentOf, callerOf, deskWallOfCaller, needPower, ownerOf, wallOfCaller } from './caller.ts'
import type { Caller } from './caller.ts'
import { cleanName, mediaTypeOf } from './file-names.ts'
import { Refused } from './problems.ts'
import { at, ofId, ofProvider, tags } from './route.ts'

const largest = 20 * 1_048_576
const largestInline = 1_048_576
/** Shown in a page at most; everything else is only ever downloaded (MAIL-33, AB-16). */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Sends a file as something that no browser runs. */
async function send(desk: Desk, reply: FastifyReply, file: KeptFile, inline: boolean, as?: 'message/rfc822'): Promise<FastifyReply> {
  const size = await desk.files.size(file.sha256)
  if (size === undefined) throw new Refused('not-found')
  const show = inline && shown.has(file.mediaType)
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  return reply
    .header('content-disposition', `${show ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, max-age=3600')
    .header('content-length', size)
    .type(as ?? (show ? file.mediaType : 'application/octet-stream'))
    .send(desk.files.stream(file.sha256))
}

/**
 * The HTML of a message with its own images in it (MAIL-26): a sandboxed frame is nobody's, so that it could not fetch
 * them with its reader's session. Another message's images are left out (AB-18).
 */
async function withImages(desk: Desk, providerId: string, messageId: string, html: string): Promise<string> {
  if (!html.includes('src="cid:')) return html
  const images = [...(await findInlineImages(desk, providerId, messageId, largestInline))].filter(([, file]) => shown.has(file.mediaType))
  const data = new Map(await Promise.all(images.map(async ([id, file]) => [id, `data:${file.mediaType};base64,${(await desk.files.read(file.sha256)).toString('base64')}`] as const)))
  return showInlineImages(html, (contentId) => data.get(contentId))
}

/** The wall behind which a caller stands; undefined for a key of the provider itself, which gets no file. */
const readerOf = (caller: Caller): FileReader | undefined => deskWallOfCaller(caller) ?? wallOfCaller(caller)

/** Files: sent before their message, fetched with it. */
export function addFileRoutes(app: Http, desk: Desk): void {
  void openScope(app, (scope) => {
    // The bytes as they are, straight to the disk; no parser opens them.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { bodyLimit: largest }, (_request, payload, done) => done(null, payload))
    scope.post(at('/uploads'), {
      bodyLimit: largest,
      schema: {
        tags: tags.files, summary: 'Send a file (the body is its content) to attach to a message later', params: ofProvider,
        querystring: z.object({ name: z.string().min(1).max(500) }), response: { 201: upload, '4xx': problem },
      },
      handler: async (request, reply) => {
        const { provider, caller } = await callerOf(desk, request, ['agent', 'contact', 'token'], 'requests:write')
        needPower(caller, 'answer')
        const chunks: Buffer[] = []
        let size = 0
        for await (const chunk of request.body as AsyncIterable<Buffer>) {
          size += chunk.byteLength
          if (size > largest) throw new Refused('body-too-large')
          chunks.push(chunk)
        }
        const bytes = Buffer.concat(chunks)
        const stored = await desk.files.put(bytes)
        const file = { name: cleanName(request.query.name), mediaType: await mediaTypeOf(bytes), size: stored.size, sha256: stored.hash }
        const id = await addUpload(desk, provider.id, ownerOf(caller), file)
        return reply.code(201).send({ id, name: file.name, mediaType: file.mediaType, size: file.size })
      },
    })
  })

  app.get(at('/attachments/:id'), {
    schema: { tags: tags.files, summary: 'An attachment', params: ofId, querystring: z.object({ inline: z.literal('1').optional() }) },
    handler: async (request, reply) => {
      const { provider, caller } = await callerOf(desk, request, ['agent', 'contact', 'token'], 'tickets:read')
      const reader = readerOf(caller)
      const file = reader && (await findAttachment(desk, provider.id, request.params.id, reader))
      if (!file) throw new Refused('not-found')
      if (caller.kind === 'agent') noteReading(desk, { providerId: provider.id, agent: caller, what: 'file', objectId: request.params.id })
      return send(desk, reply, file, request.query.inline === '1')
    },
  })

  app.get(at('/messages/:id/html'), {
    schema: { tags: tags.files, summary: 'The sanitised HTML of a message, for a sandboxed frame', params: ofId },
    handler: async (request, reply) => {
      const { provider, caller } = await callerOf(desk, request, ['agent', 'contact', 'token'], 'tickets:read')
      const reader = readerOf(caller)
      const sha256 = reader && (await findMessageHtml(desk, provider.id, request.params.id, reader))
      if (!sha256) throw new Refused('not-found')
      return reply
        .header('content-security-policy', "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox")
        .type('text/html; charset=utf-8')
        .send(await withImages(desk, provider.id, request.params.id, (await desk.files.read(sha256)).toString('utf8')))
    },
  })

  for (const [path, by] of [['/messages/:id/raw', 'messageId'], ['/requests/:id/raw', 'requestId']] as const) {
    app.get(at(path), {
      schema: { tags: tags.files, summary: 'A mail as it came (agents)', params: ofId },
      handler: async (request, reply) => {
        const { provider, agent, wall } = await agentOf(desk, request, 'see')
        const { id } = request.params
        const raw = await findRaw(desk, provider.id, wall, by === 'messageId' ? { messageId: id } : { requestId: id })
        if (!raw) throw new Refused('not-found')
        noteReading(desk, { providerId: provider.id, agent, what: 'raw', objectId: id })
        const mail = raw.mediaType === 'message/rfc822'
        return send(desk, reply, { name: mail ? `${id}.eml` : id, mediaType: raw.mediaType, sha256: raw.sha256 }, false, mail ? 'message/rfc822' : undefined)
      },
    })
  }
}
