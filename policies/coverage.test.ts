import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkCoverage, readCoverage, type CoverageEntry } from '../packages/policy/src/examples/coverage.ts'
import { parseExamples } from '../packages/policy/src/examples/parse.ts'

const root = join(import.meta.dirname, '..')
/** How many clauses each of the five source documents has. */
const documents = { S1: 18, S2: 55, S3: 45, S4: 34, S5: 41 }
const ids = Object.entries(documents).flatMap(([document, count]) => Array.from({ length: count }, (_, i) => `${document}-${i + 1}`))

const providers = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name)

function manifest(provider: string): { entries: CoverageEntry[]; problems: string[] } {
  const folder = join(import.meta.dirname, provider)
  const file = `policies/${provider}/coverage.yaml`
  if (!existsSync(join(root, file))) return { entries: [], problems: [`${file} does not exist`] }
  const read = readCoverage(file, readFileSync(join(root, file), 'utf8'))
  const examples = parseExamples('examples.yaml', readFileSync(join(folder, 'examples.yaml'), 'utf8'))
  const problems = checkCoverage(read.entries, {
    examples: new Set(examples.examples.map(({ id }) => id)),
    testFile: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null),
  })
  return { entries: read.entries, problems: [...read.problems, ...problems].map(({ line, id, message }) => `${file}:${line} ${id}: ${message}`) }
}

describe('every clause of the source documents', () => {
  test.each(providers)('%s points only to what exists', (provider) => {
    expect(manifest(provider).problems).toEqual([])
  })

  test('stands in one manifest, once', () => {
    const standing = providers.flatMap((provider) => manifest(provider).entries.map(({ id }) => id))
    expect(ids).toHaveLength(193)
    expect({
      missing: ids.filter((id) => !standing.includes(id)),
      twice: ids.filter((id) => standing.filter((one) => one === id).length > 1),
      unknown: standing.filter((id) => !ids.includes(id)),
    }).toEqual({ missing: [], twice: [], unknown: [] })
  })
})
