import { expect, test } from 'vitest'
import { policyOf, policyText } from '../support/policy.ts'

test('a policy that names no language to answer in has no rule of languages', () => {
  expect(policyOf(policyText({ means: 'languages: { answered_in: [], otherwise: refuse }' })).families.languages).toEqual([])
})
