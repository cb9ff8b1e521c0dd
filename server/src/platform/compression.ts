import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Http } from './http.ts'

const compress = promisify(gzip)
/** Below this a page fits in one packet as it is. */
const worthwhile = 1_400
/** What people look at. The API's answers are left alone: its callers are near, or ask a proxy. */
const compressible = /^(text\/(html|css|javascript|markdown)|image\/svg\+xml)/

/** Whether a browser takes gzip: named, and not with a weight of nothing. */
function takesGzip(accepted: string): boolean {
  return /(^|,)\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*(,|$))|,|$)/i.test(accepted)
}

/** Compresses pages, styles and scripts on their way, for those who can read them so. */
export function addCompression(app: Http): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
    if (payload.length < worthwhile || reply.hasHeader('content-encoding') || !compressible.test(String(reply.getHeader('content-type') ?? ''))) return payload
    void reply.header('vary', [reply.getHeader('vary'), 'accept-encoding'].flat().filter((name) => name !== undefined).join(', '))
    if (!takesGzip(String(request.headers['accept-encoding'] ?? ''))) return payload
    void reply.header('content-encoding', 'gzip').removeHeader('content-length')
    return compress(payload)
  })
}
