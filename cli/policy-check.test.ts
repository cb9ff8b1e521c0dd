import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { guichet, openFolder, root, sample } from './test/policies.ts'

const { folder, write } = openFolder()

describe('policy check', () => {
  test('counts what runs, and does not fail on warnings', async () => {
    const { code, out, err } = await guichet(['policy', 'check', sample])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('6 clauses: 6 run, 0 prose, 0 later')
  })

  test('tells each finding with its place, clause and way out, in the asked language', async () => {
    const text = (await readFile(sample, 'utf8')).replace('holidays: [fr-metropole] }', '}')
    const file = await write('wrong.yaml', text)
    const { code, out, err } = await guichet(['policy', 'check', file, '--lang', 'fr'])
    expect([code, err]).toEqual([1, ''])
    expect(out).toMatch(new RegExp(`${file}:\\d+:\\d+, art. 1\\n  erreur calendar-without-holidays: .+\\n  → .+`))
    const json = JSON.parse((await guichet(['policy', 'check', '-', '--format', 'json'], text)).out) as { ok: boolean; findings: { code: string; file: string }[] }
    expect(json).toMatchObject({ ok: false, findings: [{ code: 'calendar-without-holidays', file: '<stdin>' }] })
  })

  test('gives SARIF, with the same exit code', async () => {
    const text = (await readFile(sample, 'utf8')).replace('holidays: [fr-metropole] }', '}')
    const { code, out } = await guichet(['policy', 'check', '-', '--format', 'sarif'], text)
    expect([code, JSON.parse(out)]).toMatchObject([1, { version: '2.1.0', runs: [{ results: [{ ruleId: 'calendar-without-holidays', level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: '%3Cstdin%3E' } } }] }] }] }])
    expect((await guichet(['policy', 'check', sample, '--format', 'sarif'])).code).toBe(0)
  })

  test('garbage is a finding, not a crash', async () => {
    expect((await guichet(['policy', 'check', '-'], '{{{{')).code).toBe(1)
    expect((await guichet(['policy', 'check', '-'], '')).code).toBe(1)
    expect((await guichet(['policy', 'check', '-'], '3')).code).toBe(1)
  })
})

describe('policy test', () => {
  test('runs the examples beside the policy', async () => {
    expect(await guichet(['policy', 'test', sample])).toEqual({ code: 0, out: '14 of 14 examples hold\n', err: '' })
    expect((await guichet(['policy', 'test', sample, '--only', 'town'])).out).toBe('1 of 1 example hold\n')
    expect((await guichet(['policy', 'test', sample, '--only', 'none'])).code).toBe(2)
  })

  test('shows what differs, and fails', async () => {
    const examples = await write('examples.yaml', 'examples:\n  - id: x\n    name: Une lente\n    given: { channel: mail, kind: slow, line_number: VI-1042 }\n    at: "2026-10-06 09:30"\n    then: { priority: vital }')
    const { code, out } = await guichet(['policy', 'test', sample, '--examples', examples, '--lang', 'fr'])
    expect(code).toBe(1)
    expect(out).toContain(`${examples}:2 x — Une lente
  priority (art.\u00a04)
    6 │ then: { priority: vital }
    attendu  vital
    obtenu   normal
`)
    expect((await guichet(['policy', 'test', sample, '--examples', await write('bad.yaml', 'examples:\n  - id: x\n    then: { outcom: x }')])).code).toBe(1)
  })

  test('without examples, or with a wrong policy, says so on standard error', async () => {
    const lonely = await write('lonely.yaml', await readFile(sample, 'utf8'))
    await rm(join(folder, 'examples.yaml'))
    expect(await guichet(['policy', 'test', lonely])).toMatchObject({ code: 2, out: '' })
    const ran = await guichet(['policy', 'test', await write('wrong2.yaml', 'guichet: 1'), '--examples', join(root, 'samples/payroll/examples.yaml')])
    expect(ran).toMatchObject({ code: 1, out: '' })
  })
})
