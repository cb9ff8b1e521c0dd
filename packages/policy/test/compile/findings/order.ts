/** The order of a decision: for each code a text that has it, and one as near as can be that has not. */
import type { orderFindings } from '../../../src/findings/order.ts'
import { policyText } from '../../support/policy.ts'

const facts = 'priority: { values: [high, low] }'
const withRules = (means: string): string => policyText({ facts, means: `priority: [ { is: low }, { when: { kind: urgent }, is: high } ]\n${means}` })

export const orderCases: Record<keyof typeof orderFindings, [present: string, absent: string][]> = {
  'decided-later': [
    [withRules('scope: [ { answer: covered }, { when: { priority: low }, answer: limited } ]'), withRules('scope: [ { answer: covered }, { when: { kind: technical }, answer: limited } ]')],
    [withRules('access: [ { when: { channel: mail, priority: low }, answer: closed } ]'), policyText({ facts, means: 'access: [ { when: { channel: mail, priority: low }, answer: closed } ]' })],
    [withRules('department: [ { is: one }, { when: { kind: billing }, is: two } ]\nversions: [ { when: { department: two }, supported: any } ]'), withRules('department: [ { is: one }, { when: { priority: high }, is: two } ]\nrequires: [ { when: { department: two }, facts: [description], if_missing: ask } ]')],
  ],
}
