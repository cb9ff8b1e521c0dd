import { expect, test } from 'vitest'
import { conditionInWords } from '../../src/words/condition.ts'
import { readable } from '../sample.ts'
import { policyOf, policyText } from '../support/policy.ts'

test('what a contract may leave out is agreed or not; anything else is known or not', () => {
  const policy = policyOf(policyText({
    facts: 'contract.gti: { type: duration, label: GTI }\nserver: { type: text, label: Serveur }',
    means: 'notices: [ { when: { contract.gti: known, server: missing }, words: a }, { when: { contract.gti: missing, server: known }, words: b } ]',
  }))
  const told = (lang: 'fr' | 'en') => policy.families.notices.map(({ when }) => readable(conditionInWords(policy, when, lang)!))
  expect(told('fr')).toEqual(['GTI : prévu au contrat, Serveur : pas connu', 'GTI : pas prévu au contrat, Serveur : connu'])
  expect(told('en')).toEqual(['GTI: in the contract, Serveur: not known', 'GTI: not in the contract, Serveur: known'])
})
