import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

type Encoding = 'br' | 'gzip'

/** A built file, compressed once for each way that a browser asks for it. */
export interface Asset {
  readonly type: string
  encoded(accepted: string): Promise<{ body: Buffer; encoding: Encoding | undefined }>
}

const types: Record<string, string> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml', woff2: 'font/woff2', json: 'application/json' }
const compressible = /\.(js|css|svg|json)$/
const brotli = promisify(brotliCompress)
const compress: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) => brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
  gzip: promisify(gzip) as (body: Buffer) => Promise<Buffer>,
}

function assetOf(name: string, body: Buffer): Asset {
  const kept: Partial<Record<Encoding, Promise<Buffer>>> = {}
  return {
    type: types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    async encoded(accepted) {
      if (!compressible.test(name)) return { body, encoding: undefined }
      const encoding = (['br', 'gzip'] as const).find((one) => new RegExp(`\\b${one}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted))
      if (encoding === undefined) return { body, encoding }
      return { body: await (kept[encoding] ??= compress[encoding](body)), encoding }
    },
  }
}

/** Every built file by its name; none without a build. */
export async function readAssets(folder: URL): Promise<ReadonlyMap<string, Asset>> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return new Map(await Promise.all(names.map(async (name) => [name, assetOf(name, await readFile(new URL(name, folder)))] as const)))
}
