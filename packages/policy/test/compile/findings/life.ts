/** The life of a ticket: for each code a text that has it, and one as near as can be that has not. */
import type { lifeFindings } from '../../../src/findings/life.ts'
import { policyText } from '../../support/policy.ts'

const life = (means: string): string => policyText({ means: `life_cycle: { ${means} }` })

export const lifeCases: Record<keyof typeof lifeFindings, [present: string, absent: string][]> = {
  'timer-not-counted': [
    [life('timers: [ { name: a, in: solved, after: 14d, do: close } ]'), life('timers: [ { name: a, in: solved, after: 14d, counted: elapsed, do: close } ]')],
    [life('moves: [ { from: solved, to: open, within: 14d, otherwise: refuse } ]'), life('moves: [ { from: solved, to: open, within: 14d, counted: office, otherwise: refuse } ]')],
  ],
  'move-never': [
    [life('moves: [ { to: [open, new], answer: allowed } ]'), life('moves: [ { to: [open], answer: allowed } ]')],
    [life('moves: [ { from: [closed, deleted], to: open, answer: allowed } ]'), life('moves: [ { from: closed, to: [open, deleted], answer: allowed } ]')],
    [life('timers: [ { name: a, in: deleted, after: 14d, counted: elapsed, do: remind } ]'), life('timers: [ { name: a, in: closed, after: 14d, counted: elapsed, do: remind } ]')],
  ],
  'move-nowhere': [
    [life('moves: [ { from: solved, to: solved, answer: allowed } ]'), life('moves: [ { from: solved, to: closed, answer: allowed } ]')],
    [life('timers: [ { name: a, in: [solved, closed], after: 14d, counted: elapsed, do: close } ]'), life('timers: [ { name: a, in: [solved, open], after: 14d, counted: elapsed, do: close } ]')],
  ],
}
