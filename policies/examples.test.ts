import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compile } from '../packages/policy/src/compile.ts'
import { parseExamples } from '../packages/policy/src/examples/parse.ts'
import { differenceInWords } from '../packages/policy/src/examples/result.ts'
import { runExamples } from '../packages/policy/src/examples/run.ts'

const root = join(import.meta.dirname, '..')
const folders = ['policies', 'samples'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name))).filter((folder) => existsSync(join(folder, 'policy.yaml')))

describe.each(folders.map((folder) => [basename(folder), folder] as const))('%s', (_, folder) => {
  const file = join(folder, 'policy.yaml')
  const text = readFileSync(file, 'utf8')
  const { policy, findings } = compile([{ file: relative(root, file), text }])
  const parsed = parseExamples(relative(root, join(folder, 'examples.yaml')), readFileSync(join(folder, 'examples.yaml'), 'utf8'))

  test('has nothing wrong, and nothing that waits for a later version of the language', () => {
    expect([...findings, ...parsed.findings].filter(({ severity }) => severity !== 'info').map(({ file: where, line, code, message }) => `${where}:${line} ${code} ${message.en}`)).toEqual([])
    expect(policy?.counts.later).toBe(0)
  })

  const results = policy ? runExamples(policy, parsed.examples, { file: relative(root, file), text }) : []
  test.each(results.map((result) => [`${result.id}${result.row === undefined ? '' : ` (${result.row})`}`, result] as const))('%s', (_id, { line, differences }) => {
    expect(differences.map((difference) => `line ${line}: ${differenceInWords(difference, 'en')}`)).toEqual([])
  })
})
