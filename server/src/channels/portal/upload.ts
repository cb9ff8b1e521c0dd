import type { MultipartFile } from '@fastify/multipart'
import { fileTypeFromBuffer } from 'file-type'
import type { FastifyRequest } from 'fastify'
import { cleanText } from '#platform/storable.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { safeFilename } from '#platform/filenames.ts'
import type { StoredAttachment } from '#tickets/tickets.ts'
import { addUpload, findUploads } from '#triage/uploads.ts'
import { onPage } from './pages.ts'
import { sizeInWords } from './ticket-view.ts'

/** What a form takes at most (MAIL-28 for the size of a file). */
export const fileLimits = { files: 10, fileSize: 20 * 1024 * 1024, fields: 200, fieldSize: 200_000 }

/** A form as it was sent: texts by name (the last one wins), files stored, and what was wrong with the files. */
export interface SentForm {
  readonly texts: Readonly<Record<string, string>>
  readonly files: readonly StoredAttachment[]
  readonly uploads: readonly string[]
  readonly problem?: { readonly is: 'too_many' } | { readonly is: 'too_large'; readonly name: string }
}

/**
 * Reads a form with files. Files are kept under the form's own key, so that a form sent again after a correction still has
 * them and no other form does (AB-20). The key stands before the files in the form.
 */
export async function readForm(desk: Desk, providerId: string, request: FastifyRequest): Promise<SentForm> {
  const texts: Record<string, string> = Object.create(null)
  const kept: string[] = []
  const uploads: string[] = []
  let problem: SentForm['problem']
  if (!request.isMultipart()) {
    for (const [name, value] of Object.entries((request.body ?? {}) as Record<string, unknown>)) {
      if (name === 'kept') kept.push(...[value].flat().map(String))
      else texts[name] = String([value].flat().at(-1) ?? '')
    }
    const found = await findUploads(desk, providerId, ownerOfForm(texts.key), uuids(kept))
    return { texts, files: found ?? [], uploads: found ? uuids(kept) : [] }
  }
  for await (const part of request.parts({ limits: fileLimits })) {
    if (part.type === 'field') {
      const value = typeof part.value === 'string' ? cleanText(part.value) : ''
      if (part.fieldname === 'kept') kept.push(value)
      else texts[part.fieldname] = value
      continue
    }
    const stored = await store(desk, part)
    if (stored === 'too_large') problem = { is: 'too_large', name: safeFilename(part.filename, 'fichier') }
    else if (stored) uploads.push(await addUpload(desk, providerId, ownerOfForm(texts.key), stored))
  }
  const known = uuids(kept)
  const ids = [...((await findUploads(desk, providerId, ownerOfForm(texts.key), known)) ? known : []), ...uploads]
  if (ids.length > fileLimits.files) problem = { is: 'too_many' }
  const files = (await findUploads(desk, providerId, ownerOfForm(texts.key), ids)) ?? []
  return { texts, files, uploads: ids, ...(problem ? { problem } : {}) }
}

/** Who owns the files of a form: the form itself, whose key nobody else knows. */
export const ownerOfForm = (key: string | undefined) => `form:${(key ?? '').slice(0, 100)}`
const uuids = (ids: readonly string[]) => ids.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)).slice(0, 50)

async function store(desk: Desk, part: MultipartFile): Promise<StoredAttachment | 'too_large' | undefined> {
  const content = await part.toBuffer()
  if (part.file.truncated) return 'too_large'
  if (content.length === 0) return undefined
  const { hash, size } = await desk.files.put(content)
  const found = await fileTypeFromBuffer(content)
  return { name: safeFilename(part.filename, 'fichier'), mediaType: found?.mime ?? declared(part.mimetype), size, sha256: hash }
}

/** What a browser says of a file is only believed of plain text (AB-16). */
function declared(type: string): string {
  return type === 'text/plain' ? type : 'application/octet-stream'
}

const perHour = { rateLimit: { max: 300, timeWindow: 3_600_000 } }

/** Files sent one by one by a script, before their form: kept under the form's key, and sent with it or forgotten. */
export function addUploads(http: Http, desk: Desk): void {
  http.post('/:provider/:lang/uploads', { bodyLimit: fileLimits.fileSize + 65_536, config: perHour }, onPage(desk, '/ask', async (visitor, _frame, request, reply) => {
    const sent = await readForm(desk, visitor.provider.id, request)
    const [file, token] = [sent.files[0], sent.uploads[0]]
    if (sent.problem) return reply.code(413).send({ problem: sent.problem.is })
    if (!file || !token || (sent.texts.key ?? '').length < 20) return reply.code(422).send({ problem: 'missing' })
    return reply.send({ token, name: file.name, size: sizeInWords(file.size, visitor.lang) })
  }))
}
