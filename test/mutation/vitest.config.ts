import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const wanted = process.env['MUTATION_TESTS'] ?? ''
const include = wanted === '' ? ['packages/policy/test/**/*.test.ts', 'policies/*.test.ts'] : wanted.split('|').map((folder) => `packages/policy/test/${folder}/**/*.test.ts`)

/** The quickest files come first, as the runner gives them. */
class InOrder {
  sort<T>(files: T[]): T[] {
    return files
  }
  shard<T>(files: T[]): T[] {
    return files
  }
}

export default defineConfig({
  resolve: { alias: [{ find: /^fast-check$/, replacement: join(import.meta.dirname, 'fewer-runs.ts') }] },
  test: {
    // How deep the parser goes depends on the stack, which is another one here.
    include, exclude: ['**/node_modules/**'], testNamePattern: /^(?!.*indents without end)/, setupFiles: [join(import.meta.dirname, 'setup.ts')], testTimeout: 60_000, env: { ORACLE_CASES: '2000' },
    pool: 'threads', maxWorkers: 1, fileParallelism: false, maxConcurrency: 1, sequence: { sequencer: InOrder },
  },
})
