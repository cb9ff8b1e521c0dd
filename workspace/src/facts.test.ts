import type { Vocabulary } from '@guichet/protocol'
import { expect, test } from 'vitest'
import { factValue } from './facts.ts'
import { textsIn } from './texts/texts.ts'

const fact = (name: string, type: string): Vocabulary['facts'][number] => ({ name, type, label: {}, from: 'contract', open: false, values: [], help: null, example: null })
const vocabulary: Vocabulary = {
  policy: 'p', version: '1', title: {}, zone: 'Europe/Paris', currency: 'EUR', languages: ['fr'], channels: [], facts: [fact('contract.fee', 'money'), fact('contract.gti', 'duration')],
  kinds: [], priorities: [], departments: [], tiers: [], clauses: [],
}

test('an amount is shown with its currency, also under the name that the contract gives it', () => {
  const shown = (name: string, value: unknown) => factValue(vocabulary, name, value, 'fr', textsIn('fr')).replaceAll(/[\u00a0\u202f]/g, ' ')
  expect([shown('contract.fee', 123456), shown('fee', 5), shown('contract.gti', 7200)]).toEqual(['1 234,56 €', '0,05 €', '2 h'])
})
