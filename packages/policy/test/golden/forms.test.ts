/** What is asked of a requester, which answers are open to them, and how they reach the provider: all of it, for some requests. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { parse } from 'yaml'
import { readAskedFacts } from '../../src/ask/facts.ts'
import { isRefusal } from '../../src/ask/refusal.ts'
import { commitments } from '../../src/decide/commitments.ts'
import { contactMethods } from '../../src/decide/contact-methods.ts'
import { decide } from '../../src/decide/decide.ts'
import { admissibleValues, form } from '../../src/decide/form.ts'
import type { Facts } from '../../src/model.ts'
import type { Policy } from '../../src/policy.ts'
import { at, sample, samples } from '../sample.ts'
import { expectText } from './golden.ts'

const noon = at('2026-12-14T12:00')
const night = at('2026-12-24T23:30')
/** Of each sample, this many of its requests. */
const asked = 8

function givenOf(name: string, policy: Policy): Facts[] {
  const { examples } = parse(readFileSync(join(samples, name, 'examples.yaml'), 'utf8'), { schema: 'failsafe' }) as { examples: { given?: Record<string, unknown> }[] }
  const read = examples.flatMap(({ given }) => {
    const facts = given ? readAskedFacts(policy, given) : null
    return facts === null || isRefusal(facts) ? [] : [facts]
  })
  const step = Math.max(1, Math.floor(read.length / asked))
  return [{}, ...read.filter((_, index) => index % step === 0).slice(0, asked)]
}

const lines = (key: string, items: readonly unknown[]): string[] => items.map((item) => `${key} ${JSON.stringify(item)}`)

describe.each(['ardenne-cloud', 'atelier-numerique', 'payroll', 'universite', 'village-internet'])('what %s asks', (name) => {
  const policy = sample(name)
  test('reads as it did', () => {
    const told = givenOf(name, policy).flatMap((facts) => [
      `# ${JSON.stringify(facts)}`,
      ...lines('field', form(policy, facts, noon).map(({ options, ...field }) => ({ ...field, options: options.map((one) => one.value) }))),
      ...lines('open', [...policy.facts.values()].filter(({ options }) => options.length > 0).map((fact) => [fact.name, ...admissibleValues(policy, facts, fact.name, noon)])),
      ...lines('way', contactMethods(policy, facts, night).map(({ channel, ...way }) => ({ channel: channel.name, ...way }))),
      ...lines('promise', commitments(policy, facts, noon)),
      ...lines('decision', [decide(policy, facts, night)]),
    ])
    expectText(`forms.${name}`, told.join('\n'))
  })
})
