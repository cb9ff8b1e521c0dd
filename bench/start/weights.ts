import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import { root } from '../desk/server.ts'

/** What a page costs a visitor, in kilobytes on the way, as a browser asks for it. */
export interface Weight {
  readonly all: number
  readonly script: number
  readonly parts: readonly string[]
  /** What its styles name and a browser fetches only for words that are set in it. */
  readonly whenUsed: readonly string[]
}

const kilobytes = (size: number) => size / 1000

/** Addresses of what a page loads with it: styles, scripts, its icon, fonts that it asks for at once. */
function linked(html: string): string[] {
  return [...html.matchAll(/<(?:link|script|img)\b[^>]*>/g)].flatMap(([tag]) => {
    const address = /\b(?:href|src)="([^"]+)"/.exec(tag)?.[1]
    return address === undefined || /rel="(?:canonical|alternate)"/.test(tag) || address.startsWith('data:') ? [] : [address]
  })
}

interface Fetched {
  readonly url: string
  readonly type: string
  /** As read. */
  readonly content: Buffer
  /** Bytes on the way. */
  readonly size: number
}

/** Asks as browsers do, for a compressed answer. @throws Error on anything but 200 */
async function fetchAsBrowser(url: URL): Promise<Fetched> {
  const asked = get(url, { headers: { 'accept-encoding': 'gzip' } })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const body = await buffer(answer)
  if (answer.statusCode !== 200) throw new Error(`${url.pathname}: ${answer.statusCode}`)
  return { url: url.href, type: answer.headers['content-type'] ?? '', size: body.length, content: answer.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body }
}

/** Weighs a page of the portal with everything that it loads. */
export async function weighPage(port: number, path: string): Promise<Weight> {
  const fetched = (address: string) => fetchAsBrowser(new URL(address, `http://localhost:${port}${path}`))
  const page = await fetched(path)
  const files = await Promise.all([...new Set(linked(page.content.toString()))].map(fetched))
  const inStyles = files.flatMap(({ type, content, url }) =>
    type.includes('css') ? [...content.toString().matchAll(/url\(["']?([^"')]+)["']?\)/g)].flatMap(([, address = '']) => (/^(data:|#)/.test(address) ? [] : [new URL(address, url).href])) : [],
  )
  const known = new Set(files.map(({ url }) => new URL(url).pathname))
  const later = await Promise.all([...new Set(inStyles)].filter((address) => !known.has(new URL(address).pathname)).map(fetched))
  const weigh = ({ type, size, url }: Fetched) => ({ name: new URL(url).pathname, script: type.includes('javascript'), size })
  const sizes = [page, ...files].map(weigh)
  const written = (list: typeof sizes) => list.map(({ name, size }) => `${name} ${kilobytes(size).toFixed(1)}`)
  const sum = (list: typeof sizes) => kilobytes(list.reduce((total, { size }) => total + size, 0))
  return { all: sum(sizes), script: sum(sizes.filter(({ script }) => script)), parts: written(sizes), whenUsed: written(later.map(weigh)) }
}

/** Weighs the script of the workspace that a browser loads before its first screen: what the page names, and all there is. */
export async function weighWorkspace(): Promise<{ first: number; all: number; files: number }> {
  const dist = join(root, 'workspace', 'dist')
  const html = await readFile(join(dist, 'index.html'), 'utf8')
  const named = linked(html).filter((address) => address.endsWith('.js')).map((address) => address.slice(address.lastIndexOf('/') + 1))
  const names = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.js'))
  const sizes = await Promise.all(names.map(async (name) => ({ name: name.slice(name.lastIndexOf('/') + 1), size: gzipSync(await readFile(join(dist, name)), { level: 6 }).length })))
  const sum = (list: typeof sizes) => kilobytes(list.reduce((total, { size }) => total + size, 0))
  return { first: sum(sizes.filter(({ name }) => named.includes(name))), all: sum(sizes), files: names.length }
}
