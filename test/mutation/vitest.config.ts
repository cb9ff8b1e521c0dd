import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** What takes seconds and comes last: beside all other tests it saw one mutant of 542. `--quick` leaves it out. */
const slow = ['**/oracle/**', '**/{decide,life,money,procedures}/properties.test.ts', '**/calendar/{simulated,properties,every-year,holidays-crosscheck}.test.ts', '**/{one-answer,gaps}.test.ts']

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
    include, exclude: ['**/node_modules/**', ...(process.env['MUTATION_QUICK'] ? slow : [])], testNamePattern: /^(?!.*indents without end)/, setupFiles: [join(import.meta.dirname, 'setup.ts')], testTimeout: 60_000, env: { ORACLE_CASES: '2000' },
    pool: 'threads', maxWorkers: 1, fileParallelism: false, maxConcurrency: 1, sequence: { sequencer: InOrder },
  },
})
