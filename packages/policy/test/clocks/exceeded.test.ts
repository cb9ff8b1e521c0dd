import { describe, expect, it } from 'vitest'
import { exceeded } from '../../src/clocks/exceeded.ts'
import { readClock } from '../../src/clocks/read-clock.ts'
import type { ClockEvent } from '../../src/clocks/events.ts'
import { commitments } from '../../src/decide/commitments.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const opened = paris('2026-05-12 15:10')
const policyWith = (more: string) => policyOf(policyText({ means: `targets: [ { name: reply, metric: first_reply, statistic: each, bond: objective, ${more} } ]` }))
const read = (more: string, when: string, events: ClockEvent[] = []) => {
  const policy = policyWith(more)
  return exceeded(policy, commitments(policy, { kind: 'technical' }, opened)[0]!, events, paris(when))
}
const elapsed = 'within: 2h, counted: elapsed'
const reply = (when: string): ClockEvent[] => [{ at: paris(when), type: 'human_reply' }]

describe('a promise is exceeded', () => {
  it('a second after its last one', () => {
    expect(read(elapsed, '2026-05-12 17:10:00')).toEqual({ state: 'not_yet', from: paris('2026-05-12 17:10:01') })
    expect(read(elapsed, '2026-05-12 17:10:01')).toEqual({ state: 'exceeded', from: paris('2026-05-12 17:10:01') })
  })

  it('for good when it was answered in that second, never when it was answered at the value itself', () => {
    expect(read(elapsed, '2026-05-13 12:00', reply('2026-05-12 17:10:00'))).toEqual({ state: 'kept', from: null })
    expect(read(elapsed, '2026-05-13 12:00', reply('2026-05-12 17:10:01'))).toEqual({ state: 'exceeded', from: paris('2026-05-12 17:10:01') })
    expect(read(elapsed, '2026-05-12 17:05', reply('2026-05-12 17:06')), 'not known yet').toMatchObject({ state: 'not_yet' })
    expect(read(elapsed, '2026-05-13 12:00', [{ at: paris('2026-05-12 16:00'), type: 'solved' }])).toEqual({ state: 'kept', from: null })
  })

  it('at closing time or the next morning, as the policy says what is late', () => {
    const calendar = 'within: 2h50min, counted: office'
    expect(read(`${calendar}, late_when: counted_over_target`, '2026-05-12 18:00').from).toBe(paris('2026-05-13 09:00:01'))
    expect(read(`${calendar}, late_when: now_past_deadline`, '2026-05-12 18:00').from).toBe(paris('2026-05-12 18:00:01'))
  })

  it('at no instant that is known while a pause has no end', () => {
    const paused = [...reply('2026-05-12 15:30'), { at: paris('2026-05-12 15:30'), type: 'waiting_customer' as const }]
    for (const late of ['counted_over_target', 'now_past_deadline']) {
      const policy = policyOf(policyText({ means: `targets: [ { name: fixed, metric: restoration, within: 2h, counted: elapsed, statistic: each, bond: objective, pauses: [waiting_customer], late_when: ${late} } ]` }))
      const [commitment] = commitments(policy, { kind: 'technical' }, opened)
      expect(exceeded(policy, commitment!, paused, paris('2026-05-20 12:00')), late).toEqual({ state: 'not_yet', from: null })
    }
  })

  it('by nothing when nothing is counted', () => {
    expect(read('within: unquantified', '2026-05-20 12:00')).toEqual({ state: 'unmeasured', from: null })
  })

  it('exactly when its clock says so, second by second', () => {
    for (const [more, events] of [[elapsed, []], ['within: 3h, counted: office, late_when: counted_over_target', []], ['within: 3h, counted: office, late_when: now_past_deadline', []], [elapsed, reply('2026-05-12 17:11')]] as const) {
      const policy = policyWith(more)
      const [commitment] = commitments(policy, { kind: 'technical' }, opened)
      const first = exceeded(policy, commitment!, [], opened).from!
      for (const now of [opened, first - 2000, first - 1000, first, first + 1000, first + 86_400_000]) {
        const { over } = readClock(policy, commitment!, events, now)
        expect(exceeded(policy, commitment!, events, now).state === 'exceeded', `${more} ${now - first}`).toBe(over)
      }
    }
  })
})
