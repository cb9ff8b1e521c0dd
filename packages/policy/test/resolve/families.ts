/** How the rules of each family are written, so that random ones can be: enough of an answer to tell one rule from another. */
import type { Families } from '../../src/policy.ts'

export interface FamilyText {
  family: keyof Families
  /** `specific`: the rule contained in all the others wins; `first`: the earlier; `all`: they add up. */
  mode: 'specific' | 'first' | 'all'
  /** Whether every combination of declared values needs an answer. */
  gaps: boolean
  /** The answers between which random rules choose; `#` becomes a number, where each rule needs its own name. */
  answers: string[]
  /** Rules are compared within a group: the first word of the answer that is in this list. */
  groups?: string[]
  /** A policy cannot be without: what stands there when the random rules are not clean. */
  instead?: string
  /** The block with its rules. */
  block?: (rules: string) => string
}

const plain = (family: keyof Families, gaps: boolean, ...answers: string[]): FamilyText => ({ family, mode: 'specific', gaps, answers })
const fee = (name: string, amount: string): string => `name: ${name}, amount: "${amount}", nature: price, per: call, decided_by: chef, evidence: [subject], never_for: { consumer: yes }, unless: { agent: yes }`
const credit = (name: string, percent: string): string => `name: ${name}, measure: availability, period: month, of: "100.00", steps: [ { below: "99.9", percent: "${percent}" } ], at_most: "100", claim_within: 30d`
const measured = 'within: 2h, counted: elapsed, statistic: each, bond: objective'

/** Every family of the language but `quotes`, which has no rules. */
export const familyTexts: readonly FamilyText[] = [
  plain('tier', false, 'is: pro', 'is: plus'),
  { ...plain('access', true, 'answer: open', 'answer: discretionary', 'answer: closed'), instead: '{ answer: open }' },
  plain('identification', true, 'needs: { customer: known }, otherwise: refuse', 'needs: { customer: known }, otherwise: ask', 'needs: { agent: yes }, otherwise: refuse'),
  plain('scope', true, 'answer: covered', 'answer: limited', 'answer: excluded'),
  plain('versions', false, 'supported: any', 'supported: latest', 'supported: latest, otherwise: remark'),
  plain('priority', true, 'is: p1', 'is: p2', 'is: p3'),
  plain('department', true, 'is: a', 'is: b'),
  { ...plain('requires', false, 'facts: [subject], if_missing: ask', 'facts: [description], if_missing: optional'), mode: 'all' },
  { ...plain('routes', false, 'to: portal', 'to: mail'), block: (rules) => `routes: { order: most_specific, rules: [\n${rules}\n] }` },
  plain('languages', true, 'answered_in: [fr]', 'answered_in: [en], otherwise: refuse'),
  plain('handling', true, 'by: a, during: always', 'by: b, during: always', 'by: b, during: always, on_call: yes'),
  { ...plain('queue', true, 'name: c#'), mode: 'first', block: (rules) => `queue: { order: [\n${rules}\n] }` },
  { ...plain('targets', false, `name: t#, metric: first_reply, ${measured}`, `name: t#, metric: resolution, ${measured}`), groups: ['first_reply', 'resolution'] },
  { ...plain('notices', false, 'words: Un', 'words: Deux'), mode: 'all' },
  { ...plain('remote', true, 'answer: offered', 'answer: refused'), block: (rules) => `remote: { rules: [\n${rules}\n] }` },
  { ...plain('notifications', true, 'fallback: registered', 'fallback: nobody', 'on_bounce: task', 'on_bounce: nothing'), groups: ['fallback', 'on_bounce'], block: (rules) => `notifications: { types: { invoice: Facture }, rules: [\n${rules}\n] }` },
  { ...plain('confidentiality', true, 'secrets: held', 'secrets: refused', 'secrets: allowed'), block: (rules) => `confidentiality: { rules: [\n${rules}\n] }` },
  plain('prices', true, 'is: free', 'is: barred', 'is: flat, amount: "10.00", quote: none'),
  { ...plain('surcharges', false, 'percent: "10"', 'percent: "20"'), mode: 'all', block: (rules) => `surcharges: { combine: add, rules: [\n${rules}\n] }` },
  plain('factors', false, 'percent: "90"', 'percent: "80"'),
  { ...plain('taxes', true, 'percent: "20"', 'percent: "5.5"'), instead: '{ percent: "20" }' },
  { ...plain('procedures', false, 'name: one, steps: [ { name: a, channel: portal } ]', 'name: one, steps: [ { name: b, channel: portal } ]', 'name: two, steps: [ { name: a, channel: mail } ]'), groups: ['one', 'two'] },
  plain('callbacks', false, 'by: a', 'by: b', 'needs: { agent: yes }, otherwise: ask, by: b'),
  { ...plain('moves', false, 'to: solved, answer: allowed', 'to: solved, answer: refused', 'to: open, answer: confirm'), groups: ['solved', 'open'], block: (rules) => `life_cycle: { moves: [\n${rules}\n] }` },
  { ...plain('timers', false, 'name: t#, in: solved, after: 14d, counted: elapsed, do: close'), mode: 'all', block: (rules) => `life_cycle: { timers: [\n${rules}\n] }` },
  { ...plain('conversions', false, 'to: portal, by: agent, starts: conversion', 'to: portal, by: requester, starts: first_message'), block: (rules) => `life_cycle: { conversions: [\n${rules}\n] }` },
  { ...plain('follow', false, 'by: requester, states: every', 'by: customer, states: every', 'by: customer, states: [open]'), block: (rules) => `life_cycle: { follow: [\n${rules}\n] }` },
  { ...plain('quotas', false, 'of: time, holds: none', 'of: time, name: pack, holds: 10h, per: month, carry_over: none, when_empty: priced', 'of: requests, holds: none'), groups: ['time', 'requests'] },
  { ...plain('fees', false, fee('one', '10.00'), fee('one', '20.00'), fee('two', '10.00')), groups: ['one', 'two'], block: (rules) => `fees: { combine: add, rules: [\n${rules}\n] }` },
  { ...plain('credits', false, credit('one', '10'), credit('one', '20'), credit('two', '10')), groups: ['one', 'two'] },
]

/** The group of an answer. */
export function groupOf({ groups = [] }: FamilyText, answer: string): string {
  return answer.match(/[a-z_]+/g)!.find((word) => groups.includes(word)) ?? ''
}
