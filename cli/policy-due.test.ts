import { Ajv2020 } from 'ajv/dist/2020.js'
import { schemas } from '@guichet/policy/schema/schemas'
import { describe, expect, test } from 'vitest'
import { guichet, jsonLines, sample } from './test/policies.ts'

const ajv = new Ajv2020({ strict: false })

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
