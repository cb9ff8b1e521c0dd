/** A number is written once: figures serve the text and the rules, whatever they count. */
import { expect, test } from 'vitest'
import { compile } from '../../src/compile.ts'
import { figureInWords } from '../../src/words/figures.ts'
import { findingsOf, policyOf as compiled, policyText, problemsOf } from '../support/policy.ts'

const inDays = 'figures: { silence: { duration: 3 business days } }'
const counted = 'counted: { business_days: office, day_rule: end_of_day }'
const timer = (how: string): string => `life_cycle: { timers: [ { name: silence, in: waiting_customer, after: figure.silence, ${how}, do: close } ] }`
const target = (how: string): string => `targets: [ { name: fix, metric: resolution, within: figure.silence, ${how}, statistic: each, bond: objective, late_when: counted_over_target } ]`

const policyOf = (means: string) => compiled(policyText({ means }))

test('a figure in business days is that of a timer and of a promise', () => {
  const policy = policyOf(`${inDays}\n${timer(counted)}\n${target(counted)}`)
  expect(policy.families.timers[0]!.answer).toMatchObject({ after: { is: 'value', value: 3 }, counted: { by: 'business_days' } })
  expect(policy.families.targets[0]!.answer).toMatchObject({ within: { is: 'value', value: 3 }, counted: { by: 'business_days' } })
  expect([figureInWords(policy.figures.get('silence')!, undefined, 'EUR', 'fr'), figureInWords(policy.figures.get('silence')!, undefined, 'EUR', 'en')]).toEqual(['3\u00a0jours ouvrés', '3\u00a0business days'])
})

test('a figure in business days is never counted as hours, nor one in hours as days', () => {
  expect(problemsOf(policyText({ means: `${inDays}\n${timer('counted: elapsed')}` }))).toEqual(['wrong-type'])
  expect(problemsOf(policyText({ means: `${inDays}\n${target('counted: office')}` }))).toEqual(['wrong-type'])
  const inHours = 'figures: { silence: { duration: 30h } }'
  expect(problemsOf(policyText({ means: `${inHours}\n${timer(counted)}` }))).toEqual(['wrong-type'])
  expect(problemsOf(policyText({ means: `${inHours}\n${target(counted)}` }))).toEqual(['wrong-type'])
})

test('what pauses or stops a promise may be one event or a list', () => {
  const one = policyOf(`${inDays}\n${target(`${counted}, pauses: waiting_supplier, stops: solved`)}`)
  const many = policyOf(`${inDays}\n${target(`${counted}, pauses: [waiting_supplier], stops: [solved]`)}`)
  expect(one.families.targets[0]!.answer).toEqual(many.families.targets[0]!.answer)
})

const notified = (more: string): string => `notifications:
  types: { outage: Panne, works: Travaux }
  rules: [ { to: all, personal: no, through: client_area }, { when: { notification: outage }, ${more} } ]
figures: { soon: { duration: 15min }, few: { count: 3 } }`

test('a notification may be sent within a figure; of the other types, nothing need be said', () => {
  const sent = policyOf(notified('sent: figure.soon')).families.notifications.filter(({ answer }) => answer.aspect === 'sent')
  expect(sent.map(({ answer }) => answer)).toEqual([{ aspect: 'sent', within: 900 }])
  expect(problemsOf(policyText({ means: notified('sent: figure.few') }))).toEqual(['wrong-type'])
  expect(problemsOf(policyText({ means: notified('sent: figure.never') }))).toEqual(['unknown-figure'])
})

test('the notice of a new version may be a figure', () => {
  const text = policyText({ means: 'figures: { notice: { duration: 30d } }' }).replace('on_tier_change: from_opening', 'on_tier_change: from_opening, notice: figure.notice')
  expect(compile([{ file: 'policy.yaml', text }]).policy!.changes.notice).toBe(30 * 86_400)
  expect(problemsOf(text.replace('duration: 30d', 'count: 30'))).toEqual(['wrong-type'])
})

test('a bare figure that is the name of a value is told how to cite it', () => {
  const told = (says: string) => findingsOf(policyText({ facts: 'priority: { values: { p1: P1, p2: P2 } }', more: `- { id: x, says: "${says}", means: prose, why: Rien }` })).filter(({ code }) => code === 'bare-figure').map(({ message, wayOut }) => [message.en, wayOut.en])
  expect(told('Avant tout, P1.')).toEqual([['The text (fr) holds “P1” as is: text and rule could disagree.', 'Cite it: {fact.priority.p1}.']])
  expect(told('Avant tout, P3.')[0]![1]).toContain('Declare it')
})
