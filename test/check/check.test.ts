import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareLanguages } from './catalogues.ts'
import { count } from './count.ts'
import { checkSource } from './sources.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let checkout: string

function write(file: string, text: string): void {
  mkdirSync(dirname(join(checkout, file)), { recursive: true })
  writeFileSync(join(checkout, file), text)
}

/** What the linter says of one file in a checkout of its own, with our configuration. */
function lint(file: string, text: string): string {
  write(file, text)
  const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--format=json', file], { cwd: checkout, encoding: 'utf8' })
  rmSync(join(checkout, file))
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { message: string; help?: string; code?: string }[] }
  return diagnostics.map((one) => `${one.code} ${one.message} ${one.help ?? ''}`).join('\n')
}

beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), 'guichet-lint-'))
  for (const folder of ['channels/mail', 'channels/portal', 'quotes']) mkdirSync(join(checkout, 'server/src', folder), { recursive: true })
  mkdirSync(join(checkout, 'test/check'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
  for (const file of ['oxlint.config.ts', 'test/check/layers.ts', 'package.json']) copyFileSync(join(root, file), join(checkout, file))
})
afterAll(() => rmSync(checkout, { recursive: true }))

test.each([
  ['server/src/tickets/a.ts', "import { x } from '#desk/x.ts'\nx()", 'tickets lies below desk'],
  ['server/src/tickets/a.ts', "import { x } from '../triage/x.ts'\nx()", 'tickets lies below triage'],
  ['server/src/tickets/parts/a.ts', "export * from '../../intake/x.ts'", 'tickets lies below intake'],
  ['server/src/people/a.ts', "export const x = () => import('#tickets/x.ts')", 'people, policies lies below tickets'],
  ['server/src/platform/a.ts', "import { x } from '#server/channels/mail/x.ts'\nx()", 'platform lies below channels'],
  ['server/src/quotes/a.ts', "import { x } from '#desk/x.ts'\nx()", 'the other nouns lies below desk'],
  ['server/src/triage/a.ts', "import { x } from '../app.ts'\nx()", 'triage lies below main, app, flow'],
  ['server/src/channels/mail/a.ts', "import { x } from '../portal/x.ts'\nx()", 'A channel imports no other channel'],
  ['server/src/channels/mail/a.ts', "import { x } from '#channels/portal/x.ts'\nx()", 'A channel imports no other channel'],
  ['server/src/tickets/a.ts', "import { x } from '@guichet/policy'\nx()", 'triage asks the policy'],
  ['packages/policy/src/a.ts', "import { x } from 'node:fs'\nx()", 'no input or output'],
  ['packages/policy/src/a.ts', 'setTimeout(() => undefined, 1)', 'The engine is pure'],
  ['packages/policy/src/a.ts', 'export const x = Math.random()', 'Chance comes from'],
  ['packages/protocol/src/a.ts', "import { x } from '#platform/x.ts'\nx()", 'protocol lies below platform'],
  ['portal/src/a.ts', "import { x } from '#tickets/x.ts'\nx()", 'Pages know nothing of the server'],
  ['server/src/desk/a.ts', 'export const x = Date.now()', 'Only platform/time reads the system time'],
  ['server/src/desk/a.ts', 'export const x = Temporal.Now.instant()', 'Only platform/time reads the system time'],
  ['server/src/desk/a.test.ts', "import { test } from 'vitest'\ntest.only('a', () => undefined)", 'no-focused-tests'],
])('the linter refuses, in %s: %s', (file, text, sentence) => {
  expect(lint(file, text)).toContain(sentence)
})

test.each([
  ['server/src/desk/a.ts', "import { x } from '#tickets/x.ts'\nx()"],
  ['server/src/triage/a.ts', "import { x } from '@guichet/policy'\nimport { y } from '#quotes/y.ts'\nx(y)"],
  ['server/src/tickets/a.ts', "import type { X } from '@guichet/policy'\nexport type Y = X"],
  ['server/src/channels/mail/a.ts', "import { x } from '#channels/channel.ts'\nimport { y } from './portal/y.ts'\nx(y)"],
  ['server/src/platform/time.ts', 'export const x = Date.now()'],
])('the linter accepts, in %s: %s', (file, text) => {
  expect(lint(file, text)).toBe('')
})

test('what the linter cannot see is found by its text', () => {
  expect(checkSource('server/src/desk/a.ts', 'const a = 1\nconst b = new Date( )')).toEqual([expect.stringContaining('server/src/desk/a.ts:2')])
  expect(checkSource('server/src/platform/time.ts', 'new Date()')).toEqual([])
  expect(checkSource('server/src/desk/a.ts', 'new Date(instant)')).toEqual([])
})

test('a text that one language lacks is found, at any depth', () => {
  const fr = { a: 'un', deep: { b: (n: number) => `${n}`, c: 'trois' } }
  expect(compareLanguages({ fr, en: { a: 'one', deep: { b: (n: number) => `${n}`, c: 'three' } } }, 'texts.ts')).toEqual([])
  expect(compareLanguages({ fr, en: { a: 'one', deep: { b: (n: number) => `${n}` } } }, 'texts.ts')).toEqual(['texts.ts.deep.c: missing in English'])
  expect(compareLanguages({ texts: { page: { fr: { a: 'un' }, en: { a: '' } } } }, 'f')).toEqual(['f.texts.page.a: empty in one language'])
  expect(compareLanguages({ texts: { fr: { a: 'un' } } }, 'f')).toEqual(['f.texts: object in French, undefined in English'])
  expect(compareLanguages({ fr: { a: (x: string) => x }, en: { a: () => '' } }, 'f')).toEqual(['f.a: takes 1 arguments in French only'])
  expect(compareLanguages({ areaTexts: (lang: string) => (lang === 'fr' ? { a: 'un', b: 'deux' } : { a: 'one' }) }, 'f')).toEqual(['f.areaTexts.b: missing in English'])
})

test('the count misses no failure', () => {
  const report = (more: object) => JSON.stringify({ numPassedTests: 3, numFailedTests: 0, testResults: [], ...more })
  expect(count(report({}), 0)).toEqual({ passed: 3, failed: 0, failures: [] })
  expect(count(report({ numFailedTests: 2 }), 1)).toMatchObject({ passed: 3, failed: 2 })
  expect(count(report({}), 1)).toMatchObject({ passed: 3, failed: 1 })
  expect(count(undefined, 0)).toMatchObject({ passed: 0, failed: 1 })
  expect(count(report({ numPassedTests: 0 }), 0)).toMatchObject({ passed: 0, failed: 1 })
  expect(count(report({ numPendingTests: 1 }), 0)).toMatchObject({ passed: 3, failed: 1 })
  const unread = { status: 'failed', name: 'a.test.ts', message: 'no such\n module', assertionResults: [] }
  expect(count(report({ testResults: [unread] }), 1)).toEqual({ passed: 3, failed: 1, failures: ['a.test.ts › no such module'] })
  const red = { status: 'failed', fullName: 'adds', failureMessages: ['expected 3\n    at a.test.ts:4'] }
  const file = { status: 'failed', name: 'b.test.ts', assertionResults: [{ status: 'passed', fullName: 'counts' }, red] }
  expect(count(report({ numFailedTests: 1, testResults: [file] }), 1).failures).toEqual(['b.test.ts › adds › expected 3 at a.test.ts:4'])
})
