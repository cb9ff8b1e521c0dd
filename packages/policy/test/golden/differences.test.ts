import { readFileSync } from 'node:fs'
import { describe, test } from 'vitest'
import { diffPolicies } from '../../src/diff/diff.ts'
import { changeLine, diffInWords } from '../../src/diff/words.ts'
import { policyOf, policyText } from '../support/policy.ts'
import { wholePolicy, wholeText } from '../publish/whole.ts'
import { sample, sampleText } from '../sample.ts'
import { blocksText } from './blocks.ts'
import { changedInTurn, everyWordInTurn } from './changed.ts'
import { expectText } from './golden.ts'

const bare = policyOf(policyText())
const pairs = {
  'whole-from-nothing': [bare, wholePolicy()],
  'nothing-from-whole': [wholePolicy(), bare],
  'ardenne-cloud-from-universite': [sample('universite'), sample('ardenne-cloud')],
  'atelier-numerique-from-payroll': [sample('payroll'), sample('atelier-numerique')],
} as const

describe.each(Object.entries(pairs))('%s', (name, [old, now]) => {
  test.each(['fr', 'en'] as const)('tells what it told (%s)', (lang) => {
    expectText(`diff.${name}.${lang}`, diffInWords(diffPolicies(old, now), lang).map(changeLine).join('\n'))
  })
})

/** Hundreds of policies are compiled: long on a machine that has much else to do. */
const minutes = 300_000

/** From the smallest on: each kind of place is changed where it is seen first, and the language's rarest blocks stand in the great ones. */
const texts = [blocksText, wholeText, ...['payroll', 'atelier-numerique'].map(sampleText), ...['remote-utilities', 'dri', 'introserv'].map((name) => readFileSync(new URL(`../../../../policies/${name}/policy.yaml`, import.meta.url), 'utf8'))]

test('a value of each kind that is another is told as it was', () => {
  expectText('changed', changedInTurn(texts))
}, minutes)

test('each word that may stand at a place is told as it was', () => {
  expectText('every-word', everyWordInTurn(texts))
}, minutes)
