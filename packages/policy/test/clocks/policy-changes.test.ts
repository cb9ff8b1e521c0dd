import { describe, expect, it } from 'vitest'
import { compareQueue, type Queued } from '../../src/clocks/queue.ts'
import { statisticOf } from '../../src/clocks/statistic.ts'
import { tierChange } from '../../src/clocks/tier-change.ts'
import { versionInForce } from '../../src/clocks/version-in-force.ts'
import { commitments } from '../../src/decide/commitments.ts'
import { policyOf, policyText } from '../support/policy.ts'

const pacific = (text: string): number => Temporal.ZonedDateTime.from(`${text}[America/Los_Angeles]`).epochMilliseconds

describe('a tier that changes', () => {
  const text = policyText({
    means: `targets:
  - { name: starter, metric: first_reply, when: { tier: plus }, within: 8h, counted: pacific, statistic: each, bond: none, late_when: counted_over_target }
  - { name: pro, metric: first_reply, when: { tier: pro }, within: 3h, counted: pacific, statistic: each, bond: none, late_when: counted_over_target }`,
  }).replace('office: {', 'pacific: { zone: America/Los_Angeles, days: weekdays, hours: ["08:00-17:00"], holidays: none }\n        office: {')
  const [openedAt, changedAt] = [pacific('2026-05-11T10:00'), pacific('2026-05-11T11:00')]

  it.each([['from_opening', '2026-05-11T13:00'], ['from_upgrade', '2026-05-11T14:00'], ['new_only', '2026-05-12T09:00']])('%s', (rule, due) => {
    const policy = policyOf(text.replace('on_tier_change: from_opening', `on_tier_change: ${rule}`))
    const before = commitments(policy, { tier: 'plus' }, openedAt)
    expect(before[0]!.deadline).toBe(pacific('2026-05-12T09:00'))
    expect(tierChange(policy, { before, facts: { tier: 'pro' }, openedAt, changedAt }).map(({ deadline }) => deadline)).toEqual([pacific(due)])
  })
})

describe('a statistic', () => {
  const mean = { value: 120, statistic: { of: 'mean', over: 'month' } } as const

  it('is met by the mean, though one is over', () => {
    expect(statisticOf(mean, [60, 90, 210])).toMatchObject({ mean: 120, over: 1, met: true, median: 90, max: 210, count: 3 })
    expect(statisticOf(mean, [60, 90, 240])).toMatchObject({ mean: 130, over: 1, met: false })
  })

  it('is met by a share, or by each', () => {
    expect(statisticOf({ value: 120, statistic: { of: 'share', percent: 75, over: 'month' } }, [60, 90, 110, 240])).toMatchObject({ share: 75, met: true, median: 100, p90: 240 })
    expect(statisticOf({ value: 120, statistic: { of: 'share', percent: 76, over: 'month' } }, [60, 90, 110, 240]).met).toBe(false)
    expect(statisticOf({ value: 120, statistic: { of: 'each' } }, [120]).met).toBe(true)
    expect(statisticOf({ value: 120, statistic: { of: 'each' } }, [120, 121]).met).toBe(false)
  })

  it('judges nothing where nothing was counted', () => {
    expect(statisticOf(mean, [])).toMatchObject({ count: 0, met: null })
  })
})

describe('the version in force', () => {
  const versions = [{ effective: 100, name: 'b' }, { effective: 50, name: 'a' }, { effective: 200, name: 'c' }]

  it('is the latest that has come into force', () => {
    expect([49, 50, 99, 100, 250].map((at) => versionInForce(versions, at)?.name ?? null)).toEqual([null, 'a', 'a', 'b', 'c'])
  })

  it('begins to the second', () => {
    const policy = policyOf(policyText().replace('effective: 2026-01-01', 'effective: "2008-03-27 18:39:08"'))
    expect(new Date(policy.effective).toISOString()).toBe('2008-03-27T17:39:08.000Z')
    expect(versionInForce([policy], policy.effective - 1)).toBeNull()
    expect(versionInForce([policy], policy.effective)).toBe(policy)
  })
})

describe('the queue', () => {
  const queued = (rank: number, due: number | null, opened: number): Queued => ({ rank, due, opened })
  const order = (then: 'due' | 'opened', all: Queued[]): Queued[] => all.toSorted((a, b) => compareQueue({ queueThen: then }, a, b))

  it('goes by rank before anything else', () => {
    const [regular, high] = [queued(1, 610, 600), queued(0, 614, 604)]
    expect(order('due', [regular, high])).toEqual([high, regular])
  })

  it('then by due time or by opening', () => {
    const [a, b, never] = [queued(0, 900, 1), queued(0, 800, 2), queued(0, null, 0)]
    expect(order('due', [never, a, b])).toEqual([b, a, never])
    expect(order('opened', [b, a, never])).toEqual([never, a, b])
  })
})
