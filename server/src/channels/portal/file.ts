import type { FastifyReply } from 'fastify'
import type { KeptFile } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'

const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Hands out a file: never run, never sniffed, shown in place only where it is an image (MAIL-33, AB-16). */
export function sendFile(desk: Desk, reply: FastifyReply, file: KeptFile): FastifyReply {
  const inline = shown.has(file.mediaType)
  return reply
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .type(inline ? file.mediaType : 'application/octet-stream')
    .send(desk.files.stream(file.sha256))
}
