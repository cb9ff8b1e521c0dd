import { defineConfig } from 'vitest/config'

/** Tests of files on disk and of the parser's depth say nothing about a mutant: its code is longer than the real one. */
const apart = ['**/schema.test.ts', '**/hostile.test.ts']

export default defineConfig({
  test: { include: ['packages/policy/test/**/*.test.ts', 'policies/*.test.ts'], exclude: [...apart, '**/node_modules/**'], testTimeout: 60_000, bail: 1, env: { ORACLE_CASES: '2000' } },
})
