import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { answerLine } from '../../src/ask/ask.ts'
import { compile } from '../../src/compile.ts'
import { diffAnswers } from '../../src/diff/answers.ts'
import { answerDifferenceInWords } from '../../src/diff/answers-words.ts'
import { diffPolicies } from '../../src/diff/diff.ts'
import { changeLine, diffInWords } from '../../src/diff/words.ts'
import { parseExamples } from '../../src/examples/parse.ts'
import { runExamples } from '../../src/examples/run.ts'
import { findingCodes } from '../../src/findings/catalogue.ts'
import { questions } from '../../src/questions/questions.ts'
import { blocks } from '../../src/read/clauses.ts'
import { schemas } from '../../src/schema/schemas.ts'

const page = (name: string) => readFileSync(join(import.meta.dirname, '../../../../docs', name), 'utf8')
const english = page('policy-language.md')
const french = page('policy-language.fr.md')

/** The code blocks of a kind, with the line on which each begins. */
function snippets(text: string, kind: string): { line: number; text: string }[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((found) => ({ line: text.slice(0, found.index).split('\n').length, text: found[1] as string }))
}
const problems = (text: string) => compile([{ file: 'policy.yaml', text }]).findings.filter(({ severity }) => severity !== 'info').map(({ line, code, message }) => `${line} ${code}: ${message.en}`)

describe.each([['policy-language.md', english, 'en'], ['policy-language.fr.md', french, 'fr']] as const)('the ten steps of %s', (_, text, lang) => {
  const steps = snippets(text, 'yaml step')
  test.each(steps.map(({ line }, index) => [line, index] as const))('line %i: the policy so far has nothing wrong', (_line, index) => {
    expect(problems(steps.slice(0, index + 1).map((step) => step.text).join(''))).toEqual([])
  })

  test('its examples hold', () => {
    const source = steps.map((step) => step.text).join('')
    const parsed = parseExamples('examples.yaml', snippets(text, 'yaml step-examples').map((step) => step.text).join(''))
    expect(parsed.findings).toEqual([])
    const results = runExamples(compile([{ file: 'policy.yaml', text: source }]).policy!, parsed.examples, { file: 'policy.yaml', text: source })
    expect(results.length).toBeGreaterThan(3)
    expect(results.filter(({ ok }) => !ok)).toEqual([])
  })

  test('the examples of the reference hold too', () => {
    const source = steps.map((step) => step.text).join('')
    for (const snippet of snippets(text, 'yaml examples')) {
      const parsed = parseExamples('examples.yaml', snippet.text)
      expect(parsed.findings).toEqual([])
      expect(runExamples(compile([{ file: 'policy.yaml', text: source }]).policy!, parsed.examples, { file: 'policy.yaml', text: source }).filter(({ ok }) => !ok)).toEqual([])
    }
  })

  test('what a slip is said to give is what it gives', () => {
    const source = steps.slice(0, 2).map((step) => step.text).join('').replace('zone: Europe/Paris', 'zone: CET')
    const [slip] = compile([{ file: 'policy.yaml', text: source }]).findings
    const shown = snippets(text, 'text')[0]!.text
    for (const part of [`policy.yaml:${slip!.line}:${slip!.column}`, slip!.code, slip!.message[lang], slip!.wayOut[lang]]) expect(shown).toContain(part)
  })

  test('has ten', () => expect(text.match(/^### \d+\. /gm)).toHaveLength(10))
})

test('the French steps write the same policy as the English ones', () => {
  const source = (text: string) => snippets(text, 'yaml step').map((step) => step.text).join('')
  expect(parse(source(french))).toEqual(parse(source(english)))
})

/** What a snippet of the reference may lean on: families that it does not give itself. */
const base = {
  facts: {
    kind: { values: { outage: { fr: 'Panne', en: 'Outage' }, question: { fr: 'Question', en: 'Question' }, invoice: { fr: 'Facture', en: 'Invoice' } }, default: 'question' },
    topic: { values: { code: 'code', printer: 'printer', other: 'other' }, default: 'other' }, product: { values: { app: 'app' } },
    tier: { values: { free: 'Free', pro: 'Pro' }, default: 'free' }, licence: { values: { none: 'none', paid: 'paid' }, default: 'none' },
    priority: { values: { high: { fr: 'Haute', en: 'High' }, normal: { fr: 'Normale', en: 'Normal' } }, default: 'normal' },
    department: { values: { technical: 'technical', billing: 'billing' }, default: 'technical' }, language: { default: 'fr' },
    server_ip: { type: 'ip' }, order_number: { type: 'text' },
    'contract.gti': { type: 'duration' }, 'contract.phone': { type: 'flag', default: 'no' },
  },
  calendars: { support: { days: 'weekdays', hours: ['09:00-18:00'], holidays: 'none' } },
  addresses: { area: 'https://petit.example' }, hosts: ['petit.example', 'help.petit.example'],
  channels: { portal: { medium: 'portal', address: 'area' }, mail: { medium: 'mail' }, phone: { medium: 'phone' }, forum: { medium: 'forum' } },
  access: [{ answer: 'open' }], products: { app: { label: 'App', latest: '1.0.0.0' } },
  policy_changes: { applies_to_open_tickets: 'keep', on_tier_change: 'new_only' },
} as const
type Means = Record<string, unknown>

function document(means: Means, more: object = {}): string {
  const lean: Means = { ...base }
  for (const [name, value] of Object.entries(means)) {
    const own = lean[name]
    const map = typeof own === 'object' && !Array.isArray(own) && name !== 'policy_changes'
    lean[name] = map ? Object.fromEntries(Object.entries(own as object).filter(([key]) => !(key in (value as object)))) : undefined
  }
  const clause = (id: string, meant: Means) => ({ id, says: 'x', means: Object.fromEntries(Object.entries(meant).filter(([, value]) => value !== undefined)) })
  return stringify({
    guichet: 1, policy: 'p', provider: { id: 'p', name: 'P' }, title: 'T', version: '1', effective: '2026-01-01', zone: 'Europe/Paris', languages: { authoritative: 'fr', published: ['fr', 'en'] },
    clauses: [clause('base', lean), clause('snippet', means)], ...more,
  })
}

describe('the reference', () => {
  test.each(snippets(english, 'yaml means').map(({ line, text }) => [line, text] as const))('line %i compiles', (_, text) => {
    expect(problems(document(parse(text) as Means)).filter((one) => !one.includes('hole-in-week'))).toEqual([])
  })
  test.each(snippets(english, 'yaml question').map(({ line, text }) => [line, text] as const))('line %i holds of the snippet before it', (line, text) => {
    const means = snippets(english, 'yaml means').findLast((snippet) => snippet.line < line)!
    const source = document(parse(means.text) as Means)
    const parsed = parseExamples('examples.yaml', stringify({ examples: [{ id: 'x', ...(parse(text) as object) }] }))
    expect(parsed.findings).toEqual([])
    expect(runExamples(compile([{ file: 'policy.yaml', text: source }]).policy!, parsed.examples, { file: 'policy.yaml', text: source }).flatMap(({ differences }) => differences)).toEqual([])
  })
  test('shows every question that can be asked', () => {
    const shown = new Set(snippets(english, 'yaml question').flatMap(({ text }) => Object.keys(parse(text) as object)))
    expect(questions.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([])
  })
  test('the statement compiles', () => {
    expect(problems(document({ later: 'x' }, parse(snippets(english, 'yaml document')[0]!.text) as object))).toEqual([])
  })
  test('shows every block of the language', () => {
    const shown = new Set(snippets(english, 'yaml means').flatMap(({ text }) => Object.keys(parse(text) as object)))
    expect([...blocks, 'later'].filter((block) => !shown.has(block))).toEqual([])
  })
  test('documents every finding, and none that does not exist', () => {
    const told = [...english.matchAll(/^\| `([a-z-]+)` \| (?:error|warning|note)/gm)].map(([, code]) => code as string)
    expect(told.filter((code) => !code.startsWith('example-')).sort()).toEqual([...findingCodes].sort())
  })
  test('shows lines that are as their schemas say', () => {
    const ajv = new Ajv2020({ strict: false })
    const policy = compile([{ file: 'policy.yaml', text: snippets(english, 'yaml step').map((step) => step.text).join('') }]).policy!
    const lines = (name: string) => snippets(english, `json ${name}`).flatMap(({ text }) => text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>))
    for (const name of ['ask', 'due'] as const) for (const line of lines(name)) {
      expect(ajv.validate(schemas[name](), line), JSON.stringify(line)).toBe(true)
      expect(answerLine(policy, name === 'due' ? { due: line } : line, 'en', true).error).toBeUndefined()
    }
  })

  test('what two versions are said to change is what they change', () => {
    const source = snippets(english, 'yaml step').map((step) => step.text).join('')
    const [old, now] = [source, source.replace('version: "1"', 'version: "2"').replace('within: 2h', 'within: 1h').replace('["09:00-12:30", "13:30-18:00"]', '["09:00-19:00"]')].map((text) => compile([{ file: 'policy.yaml', text }]).policy!)
    const asked = { ...(JSON.parse(snippets(english, 'json ask')[0]!.text) as object), id: 'night' }
    const told = [...diffInWords(diffPolicies(old!, now!), 'en').map(changeLine), ...diffAnswers(old!, now!, [asked])[0]!.differences.map((one) => `  ${answerDifferenceInWords(one, 'en')}`)]
    const shown = snippets(english, 'text diff')[0]!.text.trim().split('\n').filter((line) => !/^$|:$|^Line /.test(line))
    expect(told.map((line) => line.replaceAll(/[\u00a0\u202f]/g, ' '))).toEqual(shown)
  })
})
