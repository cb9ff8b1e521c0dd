import { expect, test } from 'vitest'
import type { Commitment } from '../../src/model.ts'
import { commitments } from '../../src/decide/commitments.ts'
import { exceededAt } from '../../src/procedures/ticket.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const policy = policyOf(policyText({ means: `targets:
  - { name: reply, metric: first_reply, within: 1h, counted: elapsed, statistic: each, bond: guaranteed, late_when: counted_over_target }
  - { name: visit, metric: intervention, within: 2h, counted: elapsed, stops: [work_started], statistic: each, bond: guaranteed, late_when: counted_over_target }
  - { name: back, metric: restoration, within: 8h, counted: elapsed, statistic: each, bond: guaranteed, late_when: counted_over_target }` }))
const opened = paris('2026-05-12 12:00')
const made = commitments(policy, {}, opened)
const [reply, visit, back] = ['reply', 'visit', 'back'].map((name) => made.find(({ target }) => target === name)!) as [Commitment, Commitment, Commitment]
const unmeasured: Commitment = { ...back, value: null }
const events = [{ at: paris('2026-05-12 12:30'), type: 'human_reply' as const }]
const state = (promised: Commitment[], more = events) => exceededAt(policy, promised, { facts: {}, events: more }, paris('2026-05-12 15:00'))

test('of several promises, the one exceeded counts, then the one that runs, then the one kept, then the one without a value', () => {
  expect(state([unmeasured, reply, back, visit])).toEqual({ state: 'exceeded', from: paris('2026-05-12 14:00:01') })
  expect(state([unmeasured, reply, back])).toEqual({ state: 'not_yet', from: paris('2026-05-12 20:00:01') })
  expect(state([unmeasured, reply])).toEqual({ state: 'kept', from: null })
  expect(state([unmeasured])).toEqual({ state: 'unmeasured', from: null })
  expect(state([])).toBe(null)
})

test('of several that are exceeded, the one that was so first', () => {
  expect(state([back, visit, reply], [])).toEqual({ state: 'exceeded', from: paris('2026-05-12 13:00:01') })
})
