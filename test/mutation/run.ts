/**
 * Mutation testing of the engine: code is broken in small ways, and tests must see it. `npm run mutate` breaks all of it, which
 * takes hours; `npm run mutate -- --every 60` one line in sixty; `--draw again` other lines than without; `--in money` a folder only;
 * `--tests 'money|oracle'` with these tests only, which is quicker and sees less; `--quick` without the slowest.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { refusedByCompiler } from './refused.ts'
import { summary } from './report.ts'
import { linesToMutate } from './sample.ts'

const here = 'test/mutation'
const stryker = join(here, 'node_modules/@stryker-mutator/core/bin/stryker.js')
const { values } = parseArgs({ options: { every: { type: 'string', default: '1' }, in: { type: 'string', default: '' }, concurrency: { type: 'string', default: '2' }, tests: { type: 'string', default: '' }, draw: { type: 'string', default: '' }, quick: { type: 'boolean', default: false } } })

function run(program: string, args: string[]): void {
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync(stryker)) run('npm', ['ci', '--prefix', here, '--ignore-scripts', '--no-audit', '--no-fund'])
const report = join('reports', 'mutation.json')
const config = join('.cache', 'mutation.json')
mkdirSync('.cache', { recursive: true })
writeFileSync(config, JSON.stringify({
  testRunner: 'files', plugins: [resolve(here, 'runner.ts')], tsconfigFile: 'none.json', checkers: [], coverageAnalysis: 'perTest', timeoutFactor: 3, timeoutMS: 15_000,
  mutate: linesToMutate(join('packages/policy/src', values.in, '**/*.ts'), Number(values.every), values.draw), concurrency: Number(values.concurrency), dryRunTimeoutMinutes: 30, reporters: ['clear-text', 'progress-append-only', 'json'], jsonReporter: { fileName: report },
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false }, ignorePatterns: ['.cache', 'data', 'reports'], allowConsoleColors: false, warnings: { slow: false },
}))
process.env['MUTATION_TESTS'] = values.tests
process.env['MUTATION_QUICK'] = values.quick ? 'yes' : ''
run(process.execPath, [stryker, 'run', config])
const { files } = JSON.parse(readFileSync(report, 'utf8')) as { files: Parameters<typeof refusedByCompiler>[0] }
process.stdout.write(`${summary(files, refusedByCompiler(files))}\n`)
