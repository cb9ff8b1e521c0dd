import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerLine } from '../../src/ask/ask.ts'
import { explainInText } from '../../src/ask/explain.ts'
import { compile } from '../../src/compile.ts'
import type { Policy } from '../../src/policy.ts'
import type { FieldForm, Fields } from '../../src/questions/question.ts'
import { questions } from '../../src/questions/questions.ts'
import { samples } from '../sample.ts'

const policies = ['dri', 'elassar', 'introserv', 'remote-utilities'].map((name) => compile([{ file: 'policy.yaml', text: readFileSync(join(samples, '../policies', name, 'policy.yaml'), 'utf8') }]).policy!)
const instants = ['2026-05-12 22:00', '2026-10-25 02:30', '1990-01-01 00:00', '2099-12-31 23:00', '2009-09-29', 1_790_000_000_000]
/** Words that policies and questions know, so that questions come far enough to go wrong. */
const words = ['send', 'accept', 'start', 'solved', 'open', 'closed', 'deleted', 'agent', 'requester', 'timer', 'phone_emergency', 'on_call', 'duty', 'switchboard', 'accepted', 'none', 'technical', 'follow', 'close', 'human_reply', 'mot de passe : hunter2', '', '\u0000', 'x'.repeat(5_000)]

/** Values of the form, at its edges and beyond. */
function valueOf(form: FieldForm, policy: Policy): fc.Arbitrary<unknown> {
  if (typeof form === 'object' && 'one_of' in form) return fc.constantFrom<unknown>(...form.one_of, 'x')
  if (typeof form === 'object' && 'named' in form) return fc.constantFrom<unknown>(...form.named(policy), 'x')
  if (typeof form === 'object') return fc.array(fieldsOf(form.each, policy), { maxLength: 4 })
  switch (form) {
    case 'flag': return fc.constantFrom<unknown>(true, false, 'yes', 'no')
    case 'number': return fc.constantFrom<unknown>(0, 1, -1, 0.5, 3, 999_999_999_999, '2')
    case 'duration': return fc.constantFrom<unknown>('0min', '20min', '2h', 1, 0, 999_999_999_999, '900d')
    case 'money': return fc.constantFrom<unknown>('0', '60.00', '-5', '999999999999.99')
    case 'instant': return fc.constantFrom<unknown>(...instants)
    case 'date': return fc.constantFrom<unknown>('2026-05-12', '1989-01-01', '2100-01-01')
    case 'texts': return fc.array(fc.constantFrom(...words), { maxLength: 5 })
    case 'text': return fc.constantFrom(...words)
  }
}

function fieldsOf(fields: Fields, policy: Policy): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries(Object.entries(fields).map(([name, form]) => [name, valueOf(form, policy)])), { requiredKeys: [] })
}

/** Facts with values that the policy declares. */
const factsOf = (policy: Policy): fc.Arbitrary<Record<string, unknown>> => fc.record(Object.fromEntries([...policy.facts.values()].flatMap(({ name, type, options }): [string, fc.Arbitrary<unknown>][] => {
  if (options.length > 0) return [[name, fc.constantFrom(...options.map(({ value }) => value))]]
  if (type === 'flag') return [[name, fc.boolean()]]
  if (type === 'duration') return [[name, fc.constantFrom('1h', '30d', 0)]]
  return type === 'number' ? [[name, fc.constantFrom(0, 3)]] : []
})), { requiredKeys: [] })

describe('whatever is asked of a policy is answered, or refused in both languages', () => {
  test.each(questions.map((question) => [question.name, question] as const))('%s', (name, { fields }) => {
    for (const policy of policies) {
      const line = fc.record({ [name]: fieldsOf(fields, policy), facts: factsOf(policy), at: fc.constantFrom(...instants) }, { requiredKeys: [name] })
      fc.assert(fc.property(line, (asked) => {
        const answered = answerLine(policy, asked, 'fr', true)
        if (answered.error) expect(answered.error.message.en).toMatch(/\S/)
        else expect(JSON.parse(JSON.stringify(answered.answer))).toEqual(answered.answer)
        const told = explainInText(policy, asked, 'en')
        if (Array.isArray(told)) for (const text of told) expect(text).not.toMatch(/undefined|NaN|\[object/)
      }), { numRuns: 60 })
    }
  })
})
