import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { parse } from 'yaml'
import { answerLine } from '../../src/ask/ask.ts'
import { explainInText } from '../../src/ask/explain.ts'
import type { Lang } from '../../src/model.ts'
import type { Policy } from '../../src/policy.ts'
import { questionNamed } from '../../src/questions/questions.ts'
import { sample, samples } from '../sample.ts'
import { expectText } from './golden.ts'

type Line = Record<string, unknown>

/** What the examples of a sample ask, as lines that can be asked: requests and questions, without their tables and changes. */
function linesOf(name: string): Line[] {
  const { examples } = parse(readFileSync(join(samples, name, 'examples.yaml'), 'utf8'), { schema: 'failsafe' }) as { examples: Line[] }
  return examples.filter(({ changes, table }) => !changes && !table).flatMap(({ id, at, given, ...more }) => {
    const question = Object.keys(more).find((key) => questionNamed(key))
    if (!question && !given) return []
    return [{ id, ...(at === undefined ? {} : { at }), ...(given === undefined ? {} : { facts: given }), ...(question ? { [question]: more[question] } : {}) }]
  })
}

function told(policy: Policy, line: Line, lang: Lang): string {
  const answered = answerLine(policy, line, lang, false)
  const explained = explainInText(policy, line, lang)
  return [`# ${String(line['id'])}`, lang === 'fr' ? JSON.stringify(answered) : '', ...(Array.isArray(explained) ? explained : [JSON.stringify(explained)]), ''].join('\n')
}

describe.each(['ardenne-cloud', 'atelier-numerique', 'universite', 'village-internet'])('what %s answers', (name) => {
  const policy = sample(name)
  test.each(['fr', 'en'] as const)('reads as it did (%s)', (lang) => {
    expectText(`answers.${name}.${lang}`, linesOf(name).map((line) => told(policy, line, lang)).join('\n'))
  })
})
