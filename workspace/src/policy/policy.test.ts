import { expect, test } from 'vitest'
import { parseExamples } from '@guichet/policy'
import { differingLines } from './differing-lines.ts'
import { withExample } from './keep-example.ts'
import { policyTexts } from './texts.ts'

const kept = { id: 'K/1', name: 'Le « délai » : tenu', facts: { channel: 'portal', urgent: 'yes', 'contract.gti': '2h', number: 3 }, at: '2026-11-24 10:00', then: { outcome: 'accepted', decisive: ['2.1'], 'due.first_reply': '2026-11-24 13:00:00 +01:00' } }

test('an example that is kept is read back as it was meant, beside others or alone', () => {
  for (const before of ['', 'policy: policy.yaml\nexamples:\n  - id: A\n    reads: { fact: kind, a: ok }\n', 'examples:\n- id: A\n  reads: { fact: kind, a: ok }\n', 'policy: policy.yaml\n']) {
    const { examples, findings } = parseExamples('examples.yaml', withExample(before, kept))
    expect(findings, before).toEqual([])
    expect(examples.at(-1)).toMatchObject({ id: 'K/1', name: kept.name, kind: 'case' })
  }
})

test('where two texts differ, both sides are shown, and what they share is not', () => {
  expect(differingLines('a\nb\nc\nd', 'a\nB\nc\nd')).toEqual([{ line: 2, theirs: ['b'], mine: ['B'] }])
  expect(differingLines('a\nb\nc', 'a\nx\ny\nb\nc')).toEqual([{ line: 2, theirs: [], mine: ['x', 'y'] }])
  expect(differingLines('a\nb', 'a\nb')).toEqual([])
  expect(differingLines('a\nb\nc', 'a')).toEqual([{ line: 2, theirs: ['b', 'c'], mine: [] }])
  const long = Array.from({ length: 5_000 }, (_, i) => `line ${i}`).join('\n')
  expect(differingLines(long, `${long.replace('line 2500', 'autre')}\nfin`).map(({ mine }) => mine)).toEqual([['autre'], ['fin']])
})

test('both languages say everything, French with its own spaces', () => {
  const flat = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'function' ? [] : Object.values(value as object).flatMap(flat))
  expect(flat(policyTexts('fr')).length).toBe(flat(policyTexts('en')).length)
  expect(flat(policyTexts('fr')).filter((text) => / [;:!?»]|« /.test(text))).toEqual([])
})
