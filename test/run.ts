// npm test: the checks, the tests, those that touch the database again on PostgreSQL 15, the stories in a browser.
// Everything runs even when something failed before; the last line counts all, and the exit code is 1 when anything failed.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWorkspace } from '../launch/build.mjs'
import { count } from './check/count.ts'
import type { Counts } from './check/count.ts'
import { secondTriesFile } from './check/second-tries.ts'
import { olderPostgres } from './postgres.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = await mkdtemp(join(tmpdir(), 'guichet-reports-'))
const secondTries = join(reports, 'second-tries.txt')
const filters = process.argv.slice(2)

function heading(text: string): void {
  process.stdout.write(`\n── ${text}\n`)
}

function node(args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test', ...colours, ...env } })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** A record of the run holds more of it without the colours of each dot. */
const colours: Record<string, string> = process.stdout.isTTY ? {} : { NO_COLOR: '1' }

/** Counts one run of vitest; a run that ends badly without a failed test counts as one failure. */
async function vitest(name: string, projects: string[], env: Record<string, string> = {}): Promise<Counts> {
  const report = join(reports, `${name}.json`)
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...projects.flatMap((project) => ['--project', project])]
  const code = await node([...args, '--reporter=dot', '--reporter=json', '--reporter=./test/check/second-tries.ts', `--outputFile.json=${report}`, '--retry=1', ...filters], { ...env, [secondTriesFile]: secondTries })
  const text = await readFile(report, 'utf8').catch(() => undefined)
  return count(text, code)
}

heading('types, imports, unused code, both languages')
const checked = await node(['test/check.ts'])
const counts: Counts[] = [{ passed: checked === 0 ? 1 : 0, failed: checked === 0 ? 0 : 1, failures: checked === 0 ? [] : ['the checks: see the head of this run'] }]

heading('tests, on PostgreSQL 18')
counts.push(await vitest('18', ['unit', 'app']))

heading('tests that touch the database, on PostgreSQL 15')
if (olderPostgres() === undefined) process.stdout.write('left out: there is no PostgreSQL 15 from npm for this kind of machine\n')
else counts.push(await vitest('15', ['app'], { GUICHET_TEST_PG: '15' }))

heading('stories in a browser')
await buildWorkspace()
counts.push(await vitest('e2e', ['e2e']))

const again = await readFile(secondTries, 'utf8').catch(() => '')
await rm(reports, { recursive: true, force: true })
const passed = counts.reduce((sum, one) => sum + one.passed, 0)
const failed = counts.reduce((sum, one) => sum + one.failed, 0)
if (again !== '') process.stdout.write(`\nPassed only at the second try, which is a fault to find:\n${again.replaceAll(/^(?=.)/gm, '  ')}`)
const failures = counts.flatMap((one) => one.failures)
if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.map((one) => `  ${one}\n`).join('')}`)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
