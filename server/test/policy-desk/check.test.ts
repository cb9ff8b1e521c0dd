import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { compile } from '@guichet/policy'
import { silentLog } from '#platform/log.ts'
import { openWorkshop } from '#policies/workshop/workshop.ts'
import { withHeader } from '#policies/workshop/header.ts'
import { ask } from '../harness.ts'
import { policySource } from '../policy.ts'
import { examples, openScene } from './scene.ts'

const scene = await openScene('etabli')
const { as, company } = scene
const source = policySource('v2', '2026-11-24', '3h')
const check = async (text: string) => (await as('ada', 'POST', 'policy/check', { body: { source: text } })).body
const providers = ['abuledu', 'dri', 'elassar', 'introserv', 'remote-utilities']
const textOf = (slug: string, file: string) => readFile(new URL(`../../../policies/${slug}/${file}.yaml`, import.meta.url), 'utf8')

test('the findings are those of the engine, with place, sentence and way out in both languages', async () => {
  const wrong = source.replace('zone: Europe/Paris', 'zone: PST').replace('counted: support', 'counted: suport')
  const { findings, sound } = await check(wrong)
  expect(sound).toBeNull()
  const own = compile([{ file: 'policy.yaml', text: wrong }]).findings
  expect(findings).toEqual(own.map(({ file: _file, clause, ...one }) => ({ ...one, clause: clause ?? null })))
  expect(findings.map(({ severity }: { severity: string }) => severity)).toContain('error')
  expect(await check(source)).toMatchObject({ sound: { version: 'v2', effective: '2026-11-24', zone: 'Europe/Paris' } })
})

test('examples are played, and those that do not hold say what was expected, what was found and by which clauses', async () => {
  const played = (await as('lead', 'POST', 'policy/examples', { body: { source, examples: examples.replace('priority: normal', 'priority: high') } })).body
  expect(played).toMatchObject({ sound: true, findings: [], results: [{ id: 'E1', ok: false, line: 3, differences: [{ key: 'priority', expected: 'high', actual: 'normal', clauses: ['5'] }] }] })
  expect((await as('lead', 'POST', 'policy/examples', { body: { source, examples } })).body.results).toMatchObject([{ id: 'E1', ok: true }])
  expect((await as('lead', 'POST', 'policy/examples', { body: { source, examples: '' } })).body).toEqual({ sound: true, findings: [], results: [] })
  expect((await as('lead', 'POST', 'policy/examples', { body: { source: 'rien: 1', examples } })).body).toMatchObject({ sound: false, results: [] })
  expect((await as('lead', 'POST', 'policy/examples', { body: { source, examples: 'examples: [{ idd: 1 }]' } })).body.findings).not.toEqual([])
})

test('the five published policies are sound here too, and all of their examples hold', async () => {
  for (const slug of providers) {
    const [text, beside] = await Promise.all([textOf(slug, 'policy'), textOf(slug, 'examples')])
    expect((await check(text)).sound, slug).not.toBeNull()
    const { findings, results } = (await as('ada', 'POST', 'policy/examples', { body: { source: text, examples: beside } })).body
    expect([findings, results.filter(({ ok }: { ok: boolean }) => !ok)], slug).toEqual([[], []])
  }
})

test('a request is asked of the draft and of what is in force, and what differs is said', async () => {
  const asked = { facts: { channel: 'portal', kind: 'question', trust: 'T2' }, at: '2026-11-24 10:00' }
  const tried = (await as('ada', 'POST', 'policy/try', { body: { source, ...asked } })).body
  expect(tried.draft.said.fr.headline).toBe('Votre demande est acceptée.')
  expect(tried.differences.en.join(' ')).toMatch(/3.h \(before: 2.h\)/)
  expect(tried.example).toMatchObject({ outcome: 'accepted', priority: 'normal', 'due.first_reply': '2026-11-24 13:00:00 +01:00' })
  const kept = `examples:\n  - id: K1\n    given: ${JSON.stringify(asked.facts)}\n    at: ${JSON.stringify(tried.at)}\n    then: ${JSON.stringify(tried.example)}\n`
  expect((await as('ada', 'POST', 'policy/examples', { body: { source, examples: kept } })).body.results).toMatchObject([{ id: 'K1', ok: true, differences: [] }])
  const unknown = (await as('ada', 'POST', 'policy/try', { body: { source, facts: { humeur: 'gaie' } } })).body
  expect(unknown.draft.problem.fr).toContain('humeur')
  expect((await as('ada', 'POST', 'policy/try', { body: { source: 'rien: 1', facts: {} } })).body).toMatchObject({ draft: null, example: null })
})

test('what changes is said in both languages, with what becomes of the tickets that are open', async () => {
  await ask(company)
  await ask(company)
  const differing = (await as('lead', 'POST', 'policy/differences', { body: { source } })).body
  expect(differing).toMatchObject({ from: 'v1', openTickets: { statement: 'keep', open: 2 } })
  expect(differing.lines.fr.join('\n')).toMatch(/3.heures ouvrées/)
  expect(differing.lines.en.join('\n')).toMatch(/3.business hours \(before: 2.business hours\)/)
  expect((await as('lead', 'POST', 'policy/differences', { body: { source: policySource('v2', '2026-11-24', '3h', 'adopt') } })).body.openTickets).toEqual({ statement: 'adopt', open: 2 })
  expect((await as('lead', 'POST', 'policy/differences', { body: { source: 'rien: 1' } })).body.code).toBe('policy-findings')
})

test('hostile texts are findings of the engine, within its limits, and keep nobody waiting', async () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'.split('').map((name, i) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghi'[i]}`).join(',')}]`).join('\n')}\n`
  expect((await check(bomb)).findings.map(({ code }: { code: string }) => code)).toContain('yaml-alias')
  expect((await check('['.repeat(100_000))).findings).toMatchObject([{ code: 'limit' }])
  expect((await check(`a: ${'- '.repeat(5_000)}x`)).findings[0].code).toMatch(/limit|yaml-syntax/)
  expect((await check('é'.repeat(1_100_000))).findings).toMatchObject([{ code: 'limit' }])
  expect((await check(`${'a: 1, '.repeat(110_000)}`)).findings).toMatchObject([{ code: 'limit' }])
  expect((await check('\u0000')).sound).toBeNull()
})

test('a job that takes too long is given up, and the next one is done', async () => {
  const workshop = openWorkshop(silentLog, 5)
  const [text, beside] = await Promise.all([textOf('dri', 'policy'), textOf('dri', 'examples')])
  expect(await workshop.run('play', { source: text, examples: beside }, 'x')).toEqual({ ok: false, why: 'too-slow' })
  const patient = openWorkshop(silentLog)
  const [first, dropped, last] = await Promise.all(['a', 'b', 'c'].map((version) => patient.run('check', { source: withHeader(source, { version, effective: '2026-12-01' }) }, 'x')))
  expect([first!.ok, dropped!.ok, last!.ok]).toEqual([true, false, true])
})

test('a name and a day are written into a text and nothing else of it changes', () => {
  const text = 'guichet: 1\nversion: "2026-11"   # le nom\neffective: 2026-01-01            # non datée (D13)\nfacts:\n  version: 3\n'
  expect(withHeader(text, { version: 'été "3"', effective: '2026-12-01 08:00' })).toBe('guichet: 1\nversion: "été \\"3\\""   # le nom\neffective: "2026-12-01 08:00"            # non datée (D13)\nfacts:\n  version: 3\n')
  expect(withHeader('version: 7.6\r\neffective:\r\n', { version: '8', effective: '2026-12-01' })).toBe('version: "8"\r\neffective: "2026-12-01"\r\n')
})
