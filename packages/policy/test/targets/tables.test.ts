import { describe, expect, it } from 'vitest'
import { commitments } from '../../src/decide/commitments.ts'
import { decide } from '../../src/decide/decide.ts'
import type { Commitment, Facts } from '../../src/model.ts'
import { say } from '../../src/words/fill.ts'
import { findingsOf, paris, policyOf, policyText, problemsOf } from '../support/policy.ts'

const now = paris('2026-05-12 10:00')
const levels = (count: number): string => Array.from({ length: count }, (_, index) => index + 1).join(', ')
const withFacts = (size: number, means: string, more = ''): string => policyText({ facts: `impact: { values: [${levels(size)}] }\nurgency: { values: [${levels(size)}] }\npriority: { values: { p1: P1, p2: P2, p3: P3, p4: P4 } }\n${more}`, means })
const priorityOf = (text: string, facts: Facts): string | undefined => decide(policyOf(text), { channel: 'portal', ...facts }, now).priority

describe('a matrix of impact and urgency', () => {
  const fourByFour = withFacts(4, 'priority: [ { matrix: [impact, urgency], rows: { 1: [p1, p1, p2, p3], 2: [p1, p2, p3, p3], 3: [p2, p3, p3, p4], 4: [p3, p3, p4, p4] } } ]')

  it('TERM-05: gives the default priority in all 16 cells', () => {
    for (let impact = 1; impact <= 4; impact++) for (let urgency = 1; urgency <= 4; urgency++) {
      const sum = impact + urgency
      const expected = sum <= 3 ? 'p1' : sum === 4 ? 'p2' : sum <= 6 ? 'p3' : 'p4'
      expect(priorityOf(fourByFour, { impact: String(impact), urgency: String(urgency) }), `${impact}/${urgency}`).toBe(expected)
    }
  })

  it('names the cell that answered, and where it stands', () => {
    const decision = decide(policyOf(fourByFour), { channel: 'portal', impact: '2', urgency: '3' }, now)
    expect(decision.steps.find(({ stage }) => stage === 'priority')).toMatchObject({ rule: '2/3', result: 'p3', facts: { impact: '2', urgency: '3' } })
  })

  it('is written by name too, with what every cell shares, and beside other rules', () => {
    const text = withFacts(2, 'priority: [ { is: p4 }, { matrix: [impact, urgency], name: grid, when: { kind: urgent }, cites: [access], columns: [2, 1], rows: { 1: { 1: p1, 2: p2 }, 2: [p3, p2] } } ]')
    expect(priorityOf(text, { kind: 'billing', impact: '1', urgency: '1' })).toBe('p4')
    const urgent = (impact: string, urgency: string) => priorityOf(text, { kind: 'urgent', impact, urgency })
    expect([urgent('1', '1'), urgent('1', '2'), urgent('2', '1'), urgent('2', '2')]).toEqual(['p1', 'p2', 'p2', 'p3'])
    const step = decide(policyOf(text), { channel: 'portal', kind: 'urgent', impact: '1', urgency: '1' }, now).steps.find(({ stage }) => stage === 'priority')
    expect(step).toMatchObject({ rule: 'grid.1/1', clauses: ['1', 'access'] })
  })

  it('may be 5×5, by one fact, by flags, and answer for what is not known', () => {
    const rows = Array.from({ length: 5 }, (_, index) => `${index + 1}: [${['p1', 'p2', 'p3', 'p4', 'p4'].map((_one, column) => `p${Math.min(4, Math.max(1, index + column))}`).join(', ')}]`).join(', ')
    expect(problemsOf(withFacts(5, `priority: [ { matrix: [impact, urgency], rows: { ${rows} } } ]`))).toEqual([])
    const flags = withFacts(2, 'priority: [ { matrix: [outage, impact], rows: { yes: p1, no: { 1: p2, 2: p3, missing: p4 }, missing: p4 } } ]', 'outage: { type: flag }')
    expect([{ outage: true }, { outage: false, impact: '1' }, { outage: false }, {}].map((facts) => priorityOf(flags, { impact: undefined, ...facts }))).toEqual([undefined, 'p2', 'p4', undefined])
    expect(priorityOf(flags, { outage: true, impact: '2' })).toBe('p1')
    expect(priorityOf(withFacts(2, 'priority: [ { matrix: impact, rows: { 1: p1, 2: p2 } } ]'), { impact: '2' })).toBe('p2')
  })

  it('has a gap where a cell is missing, told with its case', () => {
    const text = withFacts(2, 'priority: [ { matrix: [impact, urgency], rows: { 1: [p1, p2], 2: [p2, ~] } } ]')
    expect(findingsOf(text).map(({ code, message }) => [code, message.en])).toEqual([['rule-gap', 'No rule of “priority” answers (impact: 2, urgency: 2).']])
  })

  it('is refused where it cannot be read: a row of another length, an unknown value, fact or key, a third fact', () => {
    const rows = (matrix: string): string[] => problemsOf(withFacts(2, `priority: [ { is: p4 }, { ${matrix} } ]`))
    expect(rows('matrix: [impact, urgency], rows: { 1: [p1, p2], 2: [p2] }')).toEqual(['wrong-type'])
    expect(rows('matrix: [impact, urgency], rows: { 1: [p1, p2], 3: [p2, p2] }')).toContain('unknown-value')
    expect(rows('matrix: [impact, urgency], rows: { 1: [p1, p9], 2: [p2, p2] }')).toContain('unknown-value')
    expect(rows('matrix: [impact, urgence], rows: { 1: [p1, p9] }')).toEqual(['unknown-fact'])
    expect(rows('matrix: [impact, subject], rows: { 1: [p1, p9] }')).toEqual(['wrong-type'])
    expect(rows('matrix: [impact, urgency, kind], rows: {}')).toEqual(['wrong-type'])
    expect(rows('matrix: [impact, urgency], is: p1, rows: { 1: p1, 2: p2 }')).toEqual(['unknown-key'])
    expect(rows('matrix: [impact, urgency]')).toEqual(['missing-key'])
  })
})

describe('promises by tier and priority', () => {
  const table = withFacts(2, `targets:
  - name: reply
    metric: first_reply
    within: { by: [tier, priority], rows: { pro: [15min, 1h, 4h, 2 business days], plus: { p1: 1h, p2: 2h, p3: unquantified, p4: { usual: 4h, at_most: 8h } }, free: none } }
    counted: { by: [tier, priority], rows: { pro: [elapsed, office, office, { business_days: office, day_rule: end_of_day }], plus: office } }
    statistic: each
    bond: { by: tier, pro: guaranteed, plus: objective }
    late_when: now_past_deadline`)
  const promised = (tier: string, priority: string): Commitment | undefined => commitments(policyOf(table), { channel: 'portal', tier, priority }, now)[0]

  it('are one target for each cell, with its own time, count and bond', () => {
    expect(promised('pro', 'p1')).toMatchObject({ target: 'reply.pro.p1', value: 900, counted: { by: 'elapsed' }, bond: 'guaranteed', deadline: paris('2026-05-12 10:15') })
    expect(promised('pro', 'p3')).toMatchObject({ target: 'reply.pro.p3', value: 14_400, counted: { by: 'calendar', calendar: 'office' }, deadline: paris('2026-05-12 14:00') })
    expect(promised('pro', 'p4')).toMatchObject({ value: 2, counted: { by: 'business_days' }, deadline: paris('2026-05-14 18:00') })
    expect(promised('plus', 'p3')).toMatchObject({ value: null, bond: 'objective' })
    expect(promised('plus', 'p4')).toMatchObject({ value: 28_800, usual: 14_400 })
    expect(promised('free', 'p1')).toBeUndefined()
  })

  it('keep the table from which they come', () => {
    const targets = policyOf(table).families.targets
    expect(targets).toHaveLength(12)
    expect(targets.find(({ answer }) => answer.name === 'reply.plus.p2')!.answer.table).toEqual({ name: 'reply', by: ['tier', 'priority'], values: ['plus', 'p2'] })
  })

  it('are cited cell by cell, or as a whole', () => {
    const policy = policyOf(table)
    expect(say('{target.reply.pro.p1}', policy, 'en')).toBe('15\u00a0minutes')
    expect([say('{target.reply}', policy, 'en'), say('{target.reply}', policy, 'fr')]).toEqual(['a time that depends on level and priority', 'un délai selon niveau et priorité'])
    const few = policyOf(withFacts(2, 'targets: [ { name: news, metric: update, within: { by: tier, pro: 30min, plus: 1h, free: none }, counted: elapsed, statistic: each, bond: objective } ]'))
    expect(say('{target.news}', few, 'en')).toBe('30\u00a0minutes, 1\u00a0h or no time promised')
    expect(problemsOf(policyText({ more: '- { id: x, says: "{target.reply.pro.p1}", means: prose, why: citation }' }))).toEqual(['unknown-target'])
  })

  it('by one fact stand beside it', () => {
    const text = withFacts(2, 'targets: [ { name: news, metric: update, when: { tier: pro }, within: { by: priority, p1: 30min, p2: 1h, p3: 4h, p4: none }, counted: elapsed, statistic: each, bond: objective } ]')
    expect(commitments(policyOf(text), { channel: 'portal', tier: 'pro', priority: 'p2' }, now)[0]).toMatchObject({ target: 'news.p2', metric: 'update', value: 3600 })
    expect(commitments(policyOf(text), { channel: 'portal', tier: 'free', priority: 'p2' }, now)).toEqual([])
  })

  it('leave no declared case out, but those that their own condition excludes', () => {
    const cells = (when: string, rows: string): string[] => findingsOf(withFacts(2, `targets: [ { name: reply, metric: first_reply, ${when}within: { by: [tier, priority], rows: ${rows} }, counted: elapsed, statistic: each, bond: objective } ]`)).map(({ code, message }) => `${code} ${/\(.*\)/.exec(message.en)?.[0] ?? ''}`)
    expect(cells('', '{ pro: 1h, plus: [1h, 2h, 3h, ~], free: none }')).toEqual(['cell-missing (tier: plus, priority: p4)'])
    expect(cells('', '{ pro: 1h, plus: 1h }')).toHaveLength(4)
    expect(cells('when: { tier: [pro, plus] }, ', '{ pro: 1h, plus: 1h }')).toEqual([])
    expect(cells('when: { tier: { not: free } }, ', '{ pro: 1h, plus: 1h }')).toEqual([])
  })

  it('refuse business days that are not counted in days, and the reverse', () => {
    const text = (within: string, counted: string): string[] => problemsOf(withFacts(2, `targets: [ { name: reply, metric: first_reply, within: ${within}, counted: ${counted}, statistic: each, bond: objective, late_when: now_past_deadline } ]`))
    const days = '{ business_days: office, day_rule: end_of_day }'
    expect(text('{ by: tier, pro: 2 business days, plus: 3 business days, free: none }', days)).toEqual([])
    expect(text('{ by: tier, pro: 2 business days, plus: 3h, free: none }', days)).toEqual(['wrong-type'])
    expect(text('{ usual: 1 business day, at_most: 2 business days }', 'office')).toEqual(['wrong-type'])
    expect(text('{ usual: 1h, at_most: 2 business days }', days)).toEqual(['wrong-type'])
  })

  it('are bounded', () => {
    const many = Array.from({ length: 30 }, (_, index) => `v${index}`).join(', ')
    const text = policyText({ facts: `a: { values: [${many}] }\nb: { values: [${many}] }`, means: `targets: [ { name: reply, metric: first_reply, within: { by: [a, b], rows: { v0: 1h } }, counted: elapsed, statistic: each, bond: objective } ]` })
    expect(problemsOf(text)).toEqual(['limit'])
  })
})

describe('a promise made of others', () => {
  const formula = (within: string, more = 'when: { contract.gti: known }, '): string => policyText({ facts: 'contract.gti: { type: duration, label: { fr: GTI, en: GIT } }', means: `figures: { half: { duration: 30min } }\ntargets: [ { name: gti, metric: intervention, ${more}within: ${within}, counted: elapsed, statistic: each, bond: guaranteed } ]` })
  const valueOf = (within: string, gti?: number): number | null | undefined => commitments(policyOf(formula(within)), { channel: 'portal', 'contract.gti': gti }, now)[0]?.value

  it('is the shorter, the longer, or a share', () => {
    expect(valueOf('{ min: [contract.gti, 4h] }', 7200)).toBe(7200)
    expect(valueOf('{ min: [contract.gti, 4h] }', 36_000)).toBe(14_400)
    expect(valueOf('{ max: [contract.gti, figure.half] }', 900)).toBe(1800)
    expect(valueOf('{ percent: "50", of: contract.gti }', 7200)).toBe(3600)
    expect(valueOf('{ max: [ { percent: "33.3", of: { min: [contract.gti, 8h] } }, 1h ] }', 36_000)).toBe(9590)
    expect(valueOf('figure.half', 1)).toBe(1800)
  })

  it('relies on contract values only where they are known', () => {
    expect(problemsOf(formula('{ min: [ { percent: "50", of: contract.gti }, 4h ] }', ''))).toEqual(['guard-on-absent'])
    expect(problemsOf(formula('{ min: [ { percent: "50", of: contract.gti }, 4h ] }'))).toEqual([])
    expect(valueOf('{ min: [contract.gti, 4h] }')).toBeUndefined()
  })

  it('is told in words', () => {
    const words = (within: string): string => say('{target.gti}', policyOf(formula(within)), 'fr')
    expect(words('{ min: [contract.gti, 4h] }')).toBe('le plus court de\u202f: GTI (selon votre contrat) et 4\u00a0h')
    expect(words('{ percent: "50", of: { max: [contract.gti, 4h] } }')).toBe('50\u00a0%\u202f: (le plus long de\u202f: GTI (selon votre contrat) et 4\u00a0h)')
  })

  it('is refused in another form', () => {
    const nested = (depth: number): string => (depth === 0 ? '1h' : `{ min: [ ${nested(depth - 1)} ] }`)
    for (const within of ['{ min: [] }', '{ min: [contract.gti], max: [1h] }', '{ percent: "a", of: 1h }', '{ of: 1h }', '{ min: [3] }', 'figure.fee', nested(12)]) {
      expect(problemsOf(formula(within)).length, within).toBeGreaterThan(0)
    }
  })

  it('counts a day of a contract as a business day where days are counted', () => {
    const text = policyText({ facts: 'contract.fix: { type: duration, default: 2d }', means: 'targets: [ { name: fix, metric: resolution, within: { min: [contract.fix, 5 business days] }, counted: { business_days: office, day_rule: end_of_day }, statistic: each, bond: objective, late_when: now_past_deadline } ]' })
    expect(commitments(policyOf(text), { channel: 'portal' }, now)[0]).toMatchObject({ value: 2, deadline: paris('2026-05-14 18:00') })
  })
})
