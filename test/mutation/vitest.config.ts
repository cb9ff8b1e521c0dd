import { defineConfig } from 'vitest/config'

/** Tests of files on disk and of the parser's depth say nothing about a mutant: its code is longer than the real one. */
const apart = ['**/schema.test.ts', '**/hostile.test.ts']

const wanted = process.env['MUTATION_TESTS'] ?? ''
const include = wanted === '' ? ['packages/policy/test/**/*.test.ts', 'policies/*.test.ts'] : wanted.split('|').map((folder) => `packages/policy/test/${folder}/**/*.test.ts`)

export default defineConfig({
  test: { include, exclude: [...apart, '**/node_modules/**'], testTimeout: 60_000, bail: 1, env: { ORACLE_CASES: '2000' } },
})
