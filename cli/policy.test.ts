import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { schemas } from '@guichet/policy/schema/schemas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from './commands.ts'
import { guichet } from './testing.ts'

const root = join(import.meta.dirname, '..')
const sample = join(root, 'samples/village-internet/policy.yaml')
const ajv = new Ajv2020({ strict: false })
let folder: string
const write = async (name: string, text: string | Uint8Array) => {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'guichet-cli-')) })
afterAll(() => rm(folder, { recursive: true }))

describe('guichet', () => {
  test('without a command prints the list; every command says what it is in both languages', async () => {
    const { code, out, err } = await guichet(['help'], '', 'fr_FR.UTF-8')
    expect([code, err]).toEqual([0, ''])
    for (const [name, load] of Object.entries(commands)) {
      const command = await load()
      expect(command.name).toBe(name)
      expect(out).toContain(command.summary.fr)
      expect(command.summary.en).toBeTruthy()
    }
    expect((await guichet([])).code).toBe(2)
  })

  test('an unknown command is bad use, told on standard error only', async () => {
    expect(await guichet(['policy', 'chek', 'x'])).toEqual({ code: 2, out: '', err: '“policy chek” is not a command. “guichet help” lists them.\n' })
  })

  test.each(['check', 'test', 'ask', 'explain', 'due', 'publish', 'schema'])('policy %s explains itself and refuses what it does not know', async (name) => {
    const help = await guichet(['policy', name, '--help', '--lang', 'fr'])
    expect([help.code, help.err]).toEqual([0, ''])
    expect(help.out).toContain(`guichet policy ${name}`)
    expect(await guichet(['policy', name, sample, '--colour'])).toMatchObject({ code: 2, out: '' })
    expect(await guichet(['policy', name])).toMatchObject({ code: 2, out: '' })
    expect(await guichet(['policy', name, sample, 'more'])).toMatchObject({ code: 2, out: '' })
    expect(await guichet(['policy', name, sample, '--lang', 'de'])).toEqual({ code: 2, out: '', err: '--lang takes: fr, en.\n' })
  })
})

describe('a file that cannot be read gets one clear sentence', () => {
  test.each([
    ['nothing.yaml', async () => join(folder, 'nothing.yaml'), 'there is no such file'],
    ['a folder', async () => folder, 'is a folder'],
    ['binary', () => write('binary.yaml', Uint8Array.of(0xff, 0xfe, 0, 1, 2)), 'is not UTF-8 text'],
    ['zeros', () => write('zeros.yaml', 'guichet: \u0000'), 'is not UTF-8 text'],
    ['too large', () => write('large.yaml', ' '.repeat(9 * 1024 * 1024)), 'larger than 8 MB'],
  ])('%s', async (_, make, sentence) => {
    for (const command of ['check', 'publish']) {
      const ran = await guichet(['policy', command, await make()])
      expect([ran.code, ran.out]).toEqual([2, ''])
      expect(ran.err).toContain(sentence)
      expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
    }
  })
})

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

const jsonLines = (out: string) => out.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)

describe('policy ask', () => {
  const request = { id: 'a', at: '2026-10-06 09:30', facts: { channel: 'mail', kind: 'outage', line_number: 'VI-1042', elderly: 'yes' } }
  test('answers each line, faulty ones by an error with their number, and goes on', async () => {
    const lines = [JSON.stringify(request), '{broken', '', '[]', JSON.stringify({ ...request, at: 'noon' }), JSON.stringify({ at: request.at }), JSON.stringify({ ...request, facts: { chanel: 'mail' } }),
      JSON.stringify({ ...request, facts: { kind: 'flood' } }), JSON.stringify({ ...request, now: 1 }), JSON.stringify({ id: 'z', at: 1_791_000_000_000, facts: { channel: 'form' } })]
    const { code, out, err } = await guichet(['policy', 'ask', sample], lines.join('\n'))
    const answers = jsonLines(out)
    expect(code).toBe(1)
    expect(answers.map(({ line, id, error }) => [line, id, (error as { code: string } | undefined)?.code])).toEqual([
      [1, 'a', undefined], [2, undefined, 'not-json'], [4, undefined, 'not-json'], [5, 'a', 'no-instant'], [6, undefined, 'no-facts'],
      [7, 'a', 'unknown-fact'], [8, 'a', 'wrong-value'], [9, 'a', 'unknown-key'], [10, 'z', undefined],
    ])
    expect(answers[0]).toMatchObject({ decision: { outcome: 'accepted', priority: 'vital', rank: 0 }, words: { headline: 'Your request is accepted.' } })
    expect(err.trimEnd().split('\n')).toHaveLength(7)
    expect(err).toContain('Line 2: This line is not a JSON object.')
  })

  test('lines and answers are as their schemas say', async () => {
    expect(ajv.validate(schemas.ask(), request)).toBe(true)
    const { code, out, err } = await guichet(['policy', 'ask', sample, '--explain', '--lang', 'fr'], [JSON.stringify(request), JSON.stringify({ at: 'x', facts: {} })].join('\n'))
    expect([code, err !== '']).toEqual([1, true])
    const validate = ajv.compile(schemas['ask-answer']())
    for (const answer of jsonLines(out)) expect(validate(answer), JSON.stringify(validate.errors)).toBe(true)
    expect(jsonLines(out)[0]).toMatchObject({ explanation: { steps: expect.any(Array) } })
  })

  test('an overlong line is refused without being kept', async () => {
    const { code, out } = await guichet(['policy', 'ask', sample], `{"facts":"${'x'.repeat(2 * 1024 * 1024)}"}\n${JSON.stringify(request)}\n`)
    expect(code).toBe(1)
    expect(jsonLines(out)).toMatchObject([{ line: 1, error: { code: 'line-too-long' } }, { line: 2, decision: { outcome: 'accepted' } }])
  })

  test('standard input cannot be both policy and requests', async () => {
    expect(await guichet(['policy', 'ask', '-'], 'x')).toMatchObject({ code: 2, out: '' })
  })
})

const questions = [
  { id: 'd', due: { target: 'repair', start: '2026-10-05 11:00' } }, { id: 'q', remote: { tool: 'viewer' }, facts: { kind: 'outage' }, at: '2026-10-06 09:30' },
]

describe('policy ask answers a deadline and any further question', () => {
  const ask = (...lines: object[]) => guichet(['policy', 'ask', sample, '--explain', '--lang', 'fr'], lines.map((line) => JSON.stringify(line)).join('\n'))

  test('by its name, as the schemas say', async () => {
    const { code, out, err } = await ask(...questions)
    expect([code, err]).toEqual([0, ''])
    const answers = jsonLines(out)
    expect(answers).toMatchObject([
      { line: 1, id: 'd', due: { deadline: '2026-10-06T08:00:00Z', target: 28_800 } },
      { line: 2, id: 'q', question: 'remote', answer: { outcome: 'refused', tools: [], chosen_by: null }, clauses: [], explanation: { text: ['Session à distance\u202f: pas possible'] } },
    ])
    for (const line of questions) expect(ajv.validate(schemas.ask(), line), JSON.stringify(ajv.errors)).toBe(true)
    for (const answer of answers) expect(ajv.validate(schemas['ask-answer'](), answer), JSON.stringify(ajv.errors)).toBe(true)
  })

  test.each([
    [{ due: 3 }, 'nothing-to-count'], [{ due: {}, at: 1 }, 'unknown-key'], [{ due: { target: 'x', start: 1.7e12 } }, 'unknown-target'], [{ remote: 3 }, 'wrong-field'], [{ remote: { tol: 'x' } }, 'unknown-field'], [{ remote: { tool: ['a'] } }, 'wrong-field'],
    [{ remote: {}, facts: { kind: 'flood' } }, 'wrong-value'], [{ remote: {}, at: 'noon' }, 'no-instant'], [{ remote: {}, given: {} }, 'unknown-key'], [{ price: {} , facts: 3 }, 'no-facts'],
  ])('%j is a faulty line', async (line, code) => {
    const ran = await ask(line)
    expect([ran.code, (jsonLines(ran.out)[0] as { error: { code: string } }).error.code]).toEqual([1, code])
  })
})

describe('policy explain', () => {
  const lines = [{ at: '2026-10-06 20:00', facts: { channel: 'mail', kind: 'outage', line_number: 'VI-1042' } }, ...questions].map((line) => JSON.stringify(line)).join('\n')

  test('tells each step with its facts and clauses, then how each deadline adds up', async () => {
    const { code, out, err } = await guichet(['policy', 'explain', sample, '--lang', 'fr'], lines)
    expect([code, err]).toEqual([0, ''])
    expect(out.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(`L’aide aux abonnés, version 3, mardi 6 octobre 2026 à 20 h 00 :
Canal : ouvert (art. 1)
Périmètre : couvert (art. 2)
Priorité : Panne [Votre demande = Plus de connexion] (art. 4)
Informations demandées : complet (art. 3)
Informations demandées : demandé en retour, sans attendre [Votre demande = Plus de connexion] (art. 3)
Prise en charge : desk, à l’ouverture (art. 4)
Rang dans la file d’attente : 2 (outage) [Priorité = Panne] (art. 4)
Promesse : Réparation : 8 heures ouvrées (Techniciens) [Votre demande = Plus de connexion] (art. 5)
Votre demande est acceptée : nous nous en occupons à partir de demain à 9 h 00 (art. 4).
Rétablissement visé avant demain 16 h 00 dans 90 % des cas : c’est un objectif, pas une garantie.
  06/10/2026 20:00 → 07/10/2026 08:00  fermé
  07/10/2026 08:00 → 07/10/2026 16:00  compté  8 h
  8 h au total : échéance mercredi 7 octobre 2026 à 16 h 00

05/10/2026 11:00 → 05/10/2026 17:00  compté  6 h
05/10/2026 17:00 → 06/10/2026 08:00  fermé
06/10/2026 08:00 → 06/10/2026 10:00  compté  2 h
8 h au total : échéance mardi 6 octobre 2026 à 10 h 00

Session à distance : pas possible
`)
  })

  test('gives the same as data', async () => {
    const { code, out } = await guichet(['policy', 'explain', sample, '--format', 'json'], lines)
    expect([code, jsonLines(out).map((answer) => Object.keys(answer))]).toEqual([0, [['line', 'decision', 'words', 'explanation'], ['line', 'id', 'due'], ['line', 'id', 'question', 'answer', 'clauses', 'explanation']]])
  })

  test('a faulty line is told on standard error, and the rest is explained', async () => {
    const { code, out, err } = await guichet(['policy', 'explain', sample], `{"remote":{"tol":1}}\n${JSON.stringify(questions[1])}`)
    expect([code, out, err]).toEqual([1, 'Remote session: not possible\n', 'Line 1: There is no “remote.tol” here: tool.\n'])
  })
})

describe('policy diff', () => {
  const faster = async () => write('faster.yaml', (await readFile(sample, 'utf8')).replace('when: { kind: outage }, within: 8h', 'when: { kind: outage }, within: 4h'))
  const diff = async (...argv: string[]) => {
    const ran = await guichet(['policy', 'diff', ...argv])
    return { ...ran, out: ran.out.replaceAll(/[\u00a0\u202f]/g, ' ') }
  }

  test('nothing changes: exit code 0; something changes: 1; nothing can be compared: 2', async () => {
    expect(await diff(sample, sample)).toEqual({ code: 0, out: 'What changes, from version 3 to version 3:\nNothing changes.\n', err: '' })
    expect((await diff(sample, await faster())).code).toBe(1)
    expect(await diff(sample, join(folder, 'nothing.yaml'))).toMatchObject({ code: 2, out: '' })
    expect(await diff(sample, await write('wrong3.yaml', 'guichet: 1'))).toMatchObject({ code: 2, out: '' })
    expect(await diff(sample)).toMatchObject({ code: 2, out: '' })
    expect(await diff(sample, sample, '--requests', join(folder, 'nothing.jsonl'))).toMatchObject({ code: 2, out: '' })
  })

  test('tells what changes, and which answers, as text, Markdown or data', async () => {
    const requests = await write('requests.jsonl', ['{"id":"night","at":"2026-05-12 22:00","facts":{"channel":"mail","kind":"outage","line_number":"VI-1042"}}', '', '{"remote":{}}', '{"due":{"target":"repair","start":"2026-10-05 11:00"}}', '{broken'].join('\n'))
    const text = await diff(sample, await faster(), '--requests', requests, '--lang', 'fr')
    expect(text.err).toContain('Ligne 5')
    expect(text.out).toBe(`Ce qui change, de la version 3 à la version 3 :
Art. 5 — Réparation pour Votre demande = Plus de connexion : 4 heures ouvrées (Techniciens) (avant : 8 heures ouvrées (Techniciens)).

Réponses qui changent :
Ligne 1 (night)
  délai (rétablissement) : 4 h (avant : 8 h), art. 5
  échéance (rétablissement) : mercredi 13 mai 2026 à 12 h 00 (avant : mercredi 13 mai 2026 à 16 h 00), art. 5
Ligne 4
  échéance : lundi 5 octobre 2026 à 15 h 00 (avant : mardi 6 octobre 2026 à 10 h 00), art. 5
  délai : 4 h (avant : 8 h), art. 5
`)
    expect((await diff(sample, await faster(), '--requests', requests, '--format', 'md')).out).toContain('- **Art. 5** — Repair for Your request = No connection: 4 business hours (Technicians) (before: 8 business hours (Technicians)).\n\n## Answers that change\n\n- Line 1 (night)\n  - time (restoration)')
    expect(JSON.parse((await diff(sample, await faster(), '--requests', requests, '--format', 'json')).out)).toMatchObject({
      before: { version: '3' }, changes: [{ kind: 'changed', what: 'rule', family: 'targets', name: 'repair', part: 'within', clause: '5' }],
      answers: [{ line: 1, id: 'night', differences: [{ key: 'promise.restoration' }, { key: 'due.restoration' }] }, { line: 3, differences: [] }, { line: 4 }, { line: 5, error: { code: 'not-json' } }],
    })
  })
})

describe('policy due', () => {
  const ask = async (...lines: object[]) => guichet(['policy', 'due', sample], lines.map((line) => JSON.stringify(line)).join('\n'))
  test('gives the deadline and segments that add up', async () => {
    const line = { id: 1, target: 'callback', start: '2026-10-05T11:00:00+02:00', pauses: [{ from: '2026-10-05 14:30', to: '2026-10-05 15:00' }] }
    expect(ajv.validate(schemas.due(), line)).toBe(true)
    const { code, out, err } = await ask(line, { calendar: 'desk', duration: '90min', start: 1_791_190_800_400 }, { duration: '2h', start: '2026-10-25T00:30:00Z' }, { calendar: 'desk', duration: '2 business days', start: '2026-10-05 10:00' })
    expect([code, err]).toEqual([0, ''])
    const answers = jsonLines(out) as { deadline: string; target: number; segments: { counted: number }[] }[]
    expect(answers.map(({ deadline }) => deadline)).toEqual(['2026-10-05T15:30:00Z', '2026-10-05T12:30:00.4Z', '2026-10-25T02:30:00Z', '2026-10-07T16:00:00Z'])
    const validate = ajv.compile(schemas['due-answer']())
    for (const answer of answers) {
      expect(answer.segments.reduce((sum, { counted }) => sum + counted, 0)).toBe(answer.target)
      expect(validate(answer), JSON.stringify(validate.errors)).toBe(true)
    }
  })

  test('takes a commitment as a decision gives it', async () => {
    const asked = await guichet(['policy', 'ask', sample], JSON.stringify({ at: '2026-10-06 09:30', facts: { channel: 'form', kind: 'outage', role: 'town', line_number: 'VI-0001' } }))
    const { commitments } = (jsonLines(asked.out)[0] as { decision: { commitments: { deadline: number }[] } }).decision
    const { out } = await ask({ commitment: commitments[0] })
    expect(jsonLines(out)).toMatchObject([{ deadline: Temporal.Instant.fromEpochMilliseconds(commitments[0]!.deadline).toString() }])
  })

  test.each([
    [{ start: 1 }, 'nothing-to-count'], [{ duration: 'x', start: 1 }, 'wrong-duration'], [{ duration: -1, start: 1 }, 'wrong-duration'], [{ duration: '1h' }, 'no-instant'], [{ duration: '1h', start: '1850-01-01 10:00' }, 'outside-time'], [{ duration: '1h', start: 4.2e12 }, 'outside-time'],
    [{ duration: '1h', calendar: 'dusk', start: 1 }, 'unknown-calendar'], [{ target: 'x', start: 1 }, 'unknown-target'], [{ duration: '1h', start: 1.7e12, pauses: [{}] }, 'wrong-pauses'], [{ duration: '1h', start: 1.7e12, pauses: [{ from: 0 }] }, 'outside-time'], [{ duration: '1h', start: 1.7e12, now: 'x' }, 'no-instant'], [{ duration: 1e18, start: 1.7e12 }, 'wrong-duration'],
    [{ commitment: { value: 'x' }, start: 1 }, 'wrong-commitment'], [{ commitment: { value: 1.5, counted: { by: 'business_days', calendar: 'desk', dayRule: 'end_of_day' } }, start: 1.7e12 }, 'wrong-commitment'], [{ commitment: { value: 1, counted: { by: 'calendar', calendar: { toString: 1 } } }, start: 1.7e12 }, 'unknown-calendar'], [{ target: 'repair', facts: { kind: 'flood' }, start: 1.7e12 }, 'wrong-value'], [{ target: 'repair', facts: 3, start: 1.7e12 }, 'no-facts'], [{ begin: 1 }, 'unknown-key'],
  ])('%j is a faulty line', async (line, code) => {
    const ran = await ask(line)
    expect(ran.code).toBe(1)
    expect(jsonLines(ran.out)).toMatchObject([{ line: 1, error: { code } }])
  })
})

describe('policy publish', () => {
  test('writes HTML, Markdown or data, in either language', async () => {
    expect((await guichet(['policy', 'publish', sample, '--lang', 'fr'])).out).toMatch(/^<!doctype html>\n<html lang="fr">/)
    expect((await guichet(['policy', 'publish', sample, '--lang', 'en', '--format', 'md'])).out).toContain('> This is a translation. The French version prevails.')
    expect(JSON.parse((await guichet(['policy', 'publish', sample, '--format', 'json'])).out)).toMatchObject({ policy: 'vallee-support' })
    expect(await guichet(['policy', 'publish', sample, '--format', 'pdf'])).toMatchObject({ code: 2, out: '' })
  })

  test('marks the day and says what is open only for an instant that is given', async () => {
    const at = await guichet(['policy', 'publish', sample, '--lang', 'fr', '--at', '2026-10-06 10:00'])
    expect([at.code, at.err]).toEqual([0, ''])
    expect(at.out).toContain('<tr class="today"><th scope="row">mardi')
    expect(at.out.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('Ouvert jusqu’à 12 h 00')
    const lasting = await guichet(['policy', 'publish', sample, '--lang', 'fr'])
    expect(lasting.out).not.toContain('class="today"')
    expect(lasting.out.replaceAll(/[\u00a0\u202f]/g, ' ')).not.toContain('Ouvert jusqu’à')
    expect((await guichet(['policy', 'publish', sample, '--lang', 'en', '--at', '2026-12-24'])).out).toContain('Christmas Eve')
    expect(await guichet(['policy', 'publish', sample, '--lang', 'en', '--at', 'soon'])).toEqual({ code: 2, out: '', err: '--at: “soon” is not an instant. Write for example “2026-11-24 10:00”.\n' })
  })

  test('says what changed since another version', async () => {
    const before = await write('before.yaml', (await readFile(sample, 'utf8')).replace('version: "3"', 'version: "2"').replace('within: 4h', 'within: 8h'))
    const { code, out } = await guichet(['policy', 'publish', sample, '--lang', 'en', '--format', 'md', '--previous', before])
    expect(code).toBe(0)
    expect(out).toContain('## What changed since version 2')
    expect(out.slice(out.indexOf('## What changed'))).toMatch(/\[Clause 5\]|\[Art/)
    expect((await guichet(['policy', 'publish', sample, '--previous', join(folder, 'none.yaml')])).code).toBe(2)
  })
})

test('runs as a process: exit codes, pipes closed early, answers as lines come', async () => {
  const start = (...argv: string[]) => spawn(process.execPath, ['--import', './jsx.mjs', 'cli/main.ts', ...argv], { cwd: root, env: { ...process.env, LANG: 'en' } })
  const check = start('policy', 'check', sample)
  expect((await once(check, 'close'))[0]).toBe(0)
  const bad = start('policy', 'check', 'nothing.yaml')
  expect((await once(bad, 'close'))[0]).toBe(2)

  const ask = start('policy', 'ask', sample)
  const request = `${JSON.stringify({ at: '2026-10-06 09:30', facts: { channel: 'mail', kind: 'slow', line_number: 'VI-1042' } })}\n`
  ask.stdin.write(request)
  const [first] = (await once(ask.stdout, 'data')) as [Buffer]
  expect(JSON.parse(first.toString())).toMatchObject({ line: 1, decision: { outcome: 'accepted' } })
  ask.stdin.on('error', () => undefined)
  ask.stdout.destroy()
  ask.stdin.end(request.repeat(2000))
  expect((await once(ask, 'close'))[0]).toBe(0)
})
