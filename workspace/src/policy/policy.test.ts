import { expect, test } from 'vitest'
import { parseExamples } from '@guichet/policy'
import { differingLines } from './differing-lines.ts'
import { withExample } from './keep-example.ts'
import { policyTexts } from './texts.ts'
import { factsOf } from './try-facts.ts'

const kept = { id: 'K/1', name: 'Le « délai » : tenu', facts: { channel: 'portal', urgent: 'yes', 'contract.gti': '2h', number: 3 }, at: '2026-11-24 10:00', then: { outcome: 'accepted', decisive: ['2.1'], 'due.first_reply': '2026-11-24 13:00:00 +01:00' } }

test('an example that is kept is read back as it was meant, beside others or alone', () => {
  for (const before of ['', 'policy: policy.yaml\nexamples:\n  - id: A\n    reads: { fact: kind, a: ok }\n', 'examples:\n- id: A\n  reads: { fact: kind, a: ok }\n', 'policy: policy.yaml\n']) {
    const { examples, findings } = parseExamples('examples.yaml', withExample(before, kept))
    expect(findings, before).toEqual([])
    expect(examples.at(-1)).toMatchObject({ id: 'K/1', name: kept.name, kind: 'case' })
  }
})

test('facts that hold several values are a list, one to a line; numbers are numbers, and what is empty is not said', () => {
  const fact = (name: string, type: string) => ({ name, type, label: {}, values: [], open: false, example: null })
  const facts = [fact('diagnostics', 'file'), fact('users', 'number'), fact('channel', 'one_of')]
  const typed = [{ name: 'diagnostics', value: 'journal.txt\n\n  capture d’écran.png ' }, { name: 'users', value: '12' }, { name: 'channel', value: 'ticket' }, { name: 'kind', value: '' }, { name: '', value: 'perdu' }]
  const given = factsOf(typed, facts)
  expect(given).toEqual({ diagnostics: ['journal.txt', 'capture d’écran.png'], users: 12, channel: 'ticket' })
  expect(factsOf([{ name: 'diagnostics', value: ' \n ' }, { name: 'users', value: 'douze' }], facts)).toEqual({ users: 'douze' })
  // Kept as an example, the list is read back whole.
  const { examples, findings } = parseExamples('examples.yaml', withExample('', { ...kept, facts: given }))
  expect(findings).toEqual([])
  const [example] = examples
  expect(example?.kind === 'case' && example.given['diagnostics']).toMatchObject({ kind: 'list', items: [{ value: 'journal.txt' }, { value: 'capture d’écran.png' }] })
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
