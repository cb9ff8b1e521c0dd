import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { createFiles } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'guichet-files-'))
const files = createFiles(folder)
afterAll(() => rmSync(folder, { recursive: true }))

test('what was put can be read again under its hash, whole and as a stream', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
      const stored = await files.put(bytes)
      expect(stored).toEqual({ hash: createHash('sha256').update(bytes).digest('hex'), size: bytes.length })
      expect(new Uint8Array(await files.read(stored.hash))).toEqual(bytes)
      expect(await files.size(stored.hash)).toBe(bytes.length)
    }),
    { numRuns: 20 },
  )
})

test('a stream is stored like bytes, and the same content once', async () => {
  // A folder of its own: what chance stored elsewhere may begin with the same two digits.
  const alone = join(folder, 'alone')
  const own = createFiles(alone)
  const whole = await own.put(Buffer.from('bonjour à tous'))
  const streamed = await own.put(Readable.from(['bonjour ', Buffer.from('à tous')]))
  expect(streamed).toEqual(whole)
  expect(await text(own.stream(whole.hash))).toBe('bonjour à tous')
  const kept = join(alone, 'files', whole.hash.slice(0, 2))
  expect(readdirSync(kept)).toEqual([whole.hash])
  expect(statSync(join(kept, whole.hash)).mode & 0o777).toBe(0o600)
})

test('two writers of the same content at once both succeed', async () => {
  const results = await Promise.all(Array.from({ length: 8 }, () => files.put(Buffer.from('ensemble'))))
  expect(new Set(results.map((stored) => stored.hash)).size).toBe(1)
})

test('a stream that breaks leaves nothing behind', async () => {
  const broken = Readable.from((async function* () {
    yield Buffer.from('début')
    throw new Error('coupé')
  })())
  await expect(files.put(broken)).rejects.toThrow('coupé')
  expect(readdirSync(join(folder, 'files', 'incoming'))).toEqual([])
})

test('a name that is no hash never becomes a path', async () => {
  await expect(files.read('../../etc/passwd')).rejects.toThrow('not the hash')
  expect(await files.size('0'.repeat(64))).toBeUndefined()
})
