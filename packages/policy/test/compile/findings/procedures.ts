/** Procedures: for each code a text that has it, and one as near as can be that has not. */
import type { procedureFindings } from '../../../src/findings/procedures.ts'
import { policyText } from '../../support/policy.ts'

const procedure = (more: string): string => policyText({ means: `procedures: [ { name: urgency, ${more} } ]` })

export const procedureCases: Record<keyof typeof procedureFindings, [present: string, absent: string][]> = {
  'unknown-step': [
    [procedure('steps: [ { name: first, channel: mail, after: { step: second, wait: 5min } } ]'), procedure('steps: [ { name: first, channel: mail }, { name: second, channel: portal, after: { step: first, wait: 5min } } ]')],
    [procedure('steps: [ { name: first, channel: mail, after: { step: first, wait: 5min } } ]'), procedure('steps: [ { name: first, channel: mail } ]')],
  ],
  'hole-in-procedure': [
    [procedure('steps: [ { name: day, channel: mail, during: office } ]'), procedure('steps: [ { name: day, channel: mail, during: office }, { name: night, channel: mail, during: night } ]')],
    [procedure('steps: [ { name: day, channel: mail, during: office } ]'), procedure('steps: [ { name: day, channel: mail, during: office } ], uncovered: Attendez')],
    [policyText({ means: 'procedures: [ { name: urgency, steps: [ { name: day, channel: mail, during: office } ], uncovered: { during: eve, words: Attendez } } ]', more: '- { id: eve, says: Soir, means: { calendars: { eve: { days: weekdays, hours: ["18:00-20:00"], holidays: none } } } }' }), procedure('steps: [ { name: day, channel: mail, during: office } ], uncovered: { during: night, words: Attendez }')],
  ],
}
