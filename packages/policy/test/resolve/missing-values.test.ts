import { expect, test } from 'vitest'
import { policyText, problemsOf } from '../support/policy.ts'

const answered = (type: string, low: string, high: string) => (more: string): string[] => problemsOf(policyText({ facts: `contract.level: { ${type}${more} }` })
  .replace('access: [ { answer: open } ]', `access: [ { when: { contract.level: ${low} }, answer: open }, { when: { contract.level: ${high} }, answer: closed } ]`))

test.each([
  ['values: { a: A, b: B }', 'a', 'b', 'a'], ['type: number', '{ under: 5 }', '{ at_least: 5 }', '3'],
])('what a contract may leave out must be answered too, unless it is required or has a default: %s', (type, low, high, usual) => {
  const problems = answered(type, low, high)
  expect(problems('')).toContain('rule-gap')
  expect([problems(', required: yes'), problems(`, default: ${usual}`)]).toEqual([[], []])
})
