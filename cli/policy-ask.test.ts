import { Ajv2020 } from 'ajv/dist/2020.js'
import { schemas } from '@guichet/policy/schema/schemas'
import { describe, expect, test } from 'vitest'
import { guichet, jsonLines, sample } from './test/policies.ts'

const ajv = new Ajv2020({ strict: false })

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
