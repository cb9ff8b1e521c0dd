import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAssets } from './assets.ts'
import { readPage } from './page.ts'

let folder: string
const at = (path: string) => pathToFileURL(`${join(folder, path)}/`)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guichet-desk-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<html><head><title>Guichet</title></head><body></body></html>')
  await writeFile(join(folder, 'assets', 'main-abc.js'), 'console.log("bonjour")'.repeat(100))
})
afterAll(() => rm(folder, { recursive: true }))

test('the page says whose desk it is, and nothing in a name becomes markup', async () => {
  const page = await readPage(at('.'))
  const html = page!({ slug: 'x', name: 'A & <b>"C"</b> $& $1', demonstration: true })
  expect(html).toContain('<title>A &amp; &lt;b&gt;&quot;C&quot;&lt;/b&gt; $&amp; $1</title>')
  expect(html).toContain('href="/x/theme.css"')
  expect(html).toContain('<meta name="guichet-demonstration" content="yes" /><link')
  expect(page!({ slug: 'x', name: 'A', demonstration: false })).not.toContain('guichet-demonstration')
})

test('without a build there is no page and no file', async () => {
  expect(await readPage(at('nowhere'))).toBeUndefined()
  expect((await readAssets(at('nowhere'))).size).toBe(0)
})

test('a file is sent as the browser can read it, and never as it said it cannot', async () => {
  const asset = (await readAssets(at('assets'))).get('main-abc.js')!
  const plain = (await asset.encoded('')).body.toString()
  const [br, gzip, refused] = [await asset.encoded('gzip, deflate, br'), await asset.encoded('gzip'), await asset.encoded('br;q=0, gzip;q=1')]
  expect([br.encoding, gzip.encoding, refused.encoding]).toEqual(['br', 'gzip', 'gzip'])
  expect(brotliDecompressSync(br.body).toString()).toBe(plain)
  expect(gunzipSync(gzip.body).toString()).toBe(plain)
  expect(asset.type).toMatch(/^text\/javascript/)
})
