import { readFileSync } from 'node:fs'
import { compile } from '@guichet/policy'
import { answerLine } from '@guichet/policy/ask/ask'
import { answerDue } from '@guichet/policy/ask/due'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guichet, jsonLines, openFolder, sample } from './test/policies.ts'

/** What lines of `policy ask` and `policy due` hold when they are wrong, hostile or odd. */
const request = { at: '2026-10-06 09:30', facts: { channel: 'mail', kind: 'outage', line_number: 'VI-1042', elderly: 'yes' } }
const { write } = openFolder()

describe('policy ask', () => {
  test('a fact that cannot be used is named, with the nearest known name or value, in either language', async () => {
    const facts = (given: object) => JSON.stringify({ at: request.at, facts: given })
    const { out } = await guichet(['policy', 'ask', sample, '--lang', 'fr'], [facts({ chanel: 'mail' }), facts({ kind: 'outtage' }), facts({ lights: ['a'], elderly: 3, nobody: 'x'.repeat(100_000) })].join('\n'))
    expect(jsonLines(out)).toMatchObject([
      { line: 1, error: { code: 'unknown-fact', fact: 'chanel', near: 'channel', message: 'La politique ne connaît pas le fait «\u00a0chanel\u00a0». Vouliez-vous dire «\u00a0channel\u00a0»\u202f?' } },
      { line: 2, error: { code: 'wrong-value', fact: 'kind', near: 'outage' } },
      { line: 3, error: { code: 'wrong-value', fact: 'lights', message: expect.stringMatching(/lights.*elderly.*nobody/s) } },
    ])
  })

  test('hostile lines are answered one by one, and the rest is processed', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    const long = 'x'.repeat(1_000_000)
    const lines = [
      `{"id":${deep},"at":1,"facts":{}}`, `{"id":1,"at":"2026-10-06 09:30","facts":{"lights":${deep}}}`, '{"at":"2026-10-06 09:30","facts":{"lights":"\\u0000"}}', '\u0000{"at":1}', '{"at":"\\u0000","facts":{}}',
      JSON.stringify({ ...request, facts: { ...request.facts, kind: long } }), JSON.stringify({ ...request, at: `10h${' '.repeat(500_000)}\n${long.slice(600_000)}` }), JSON.stringify({ ...request, [long]: 1 }),
      `{"error":1,"at":"2026-10-06 09:30","facts":{}}`, '{"at":"2026-10-06 09:30","facts":{"__proto__":{"kind":"outage"},"constructor":1}}', JSON.stringify({ ...request, at: '1850-01-01 10:00' }), JSON.stringify({ ...request, at: 1e300 }),
      JSON.stringify({ ...request, facts: { ...request.facts, description: long } }), JSON.stringify(request),
    ]
    const { code, out } = await guichet(['policy', 'ask', sample], lines.join('\n'))
    expect(code).toBe(1)
    expect(jsonLines(out).map(({ error, decision }) => (error as { code: string } | undefined)?.code ?? (decision as { outcome: string }).outcome)).toEqual([
      'too-deep', 'too-deep', 'wrong-value', 'not-json', 'no-instant', 'wrong-value', 'no-instant', 'unknown-key', 'unknown-key', 'unknown-fact', 'outside-time', 'outside-time', 'accepted', 'accepted',
    ])
    for (const answer of out.trimEnd().split('\n').slice(0, -2)) expect(answer.length).toBeLessThan(600)
  })

  test('every type of fact refuses what is none of its values, and takes what is', async () => {
    const types = { flag: [true, 'oui'], number: [3, '3a'], duration: ['2h', 'two hours'], date: ['2026-08-31', '2026-02-30'], instant: [1_790_000_000_000, {}], version: ['7.6', []], ip: ['203.0.113.7', {}], url: ['www.exemple.fr', []], email: ['a@b.fr', {}], text: ['x', ['x']], file: [1, {}] }
    const declared = Object.keys(types).map((type) => `  f_${type}: { type: ${type} }`).join('\n')
    const file = await write('types.yaml', readFileSync(sample, 'utf8').replace(/^facts:$/m, `facts:\n${declared}`))
    const line = (type: string, value: unknown) => JSON.stringify({ id: type, at: request.at, facts: { ...request.facts, [`f_${type}`]: value } })
    const good = await guichet(['policy', 'ask', file], Object.entries(types).map(([type, [right]]) => line(type, right)).join('\n'))
    expect([good.code, good.err]).toEqual([0, ''])
    const bad = await guichet(['policy', 'ask', file], Object.entries(types).map(([type, [, wrong]]) => line(type, wrong)).join('\n'))
    expect(jsonLines(bad.out).map(({ error }) => (error as { fact: string }).fact)).toEqual(Object.keys(types).map((type) => `f_${type}`))
  })
})

describe('whatever JSON a line holds', () => {
  const { policy } = compile([{ file: sample, text: readFileSync(sample, 'utf8') }])
  const keys = ['at', 'facts', 'id', 'target', 'calendar', 'duration', 'start', 'pauses', 'now', 'commitment', 'value', 'counted', 'by', 'dayRule', 'cutoff', 'startsAt', 'from', 'to', 'kind', 'channel', 'elderly']
  const some = fc.constantFrom<unknown>('desk', 'elapsed', 'calendar', 'business_days', 'end_of_day', 'callback', 'repair', 'mail', 'outage', '2h', '3 business days', '2026-10-06 09:30', '2026-10-25 02:30', 0, 1.5, 60, 1e12, 1.79e12, 4.1e12, 1e300, -1, null, true, '')
  const { value } = fc.letrec((tie) => ({ value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, some, fc.jsonValue(), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 8 })) }))
  const line = fc.dictionary(fc.constantFrom(...keys.slice(0, 10)), value, { maxKeys: 6 }) as fc.Arbitrary<Record<string, unknown>>
  const near = fc.record({ start: fc.constantFrom(1.79e12, '2099-12-30 10:00', '1990-01-02 09:00', '2026-10-06 09:30'), now: some, pauses: value, calendar: some, duration: some, target: some, commitment: value }, { requiredKeys: ['start'] }) as fc.Arbitrary<Record<string, unknown>>

  test('it is answered, never thrown at', () => {
    fc.assert(fc.property(fc.oneof(line, near), (given) => {
      for (const answer of [answerDue(policy!, given, 'fr'), answerLine(policy!, given, 'en', true)]) {
        if (answer.error) expect(answer.error.message.fr).toMatch(/\S/)
        else JSON.stringify(answer.answer)
      }
    }), { numRuns: 1500 })
  })
})
