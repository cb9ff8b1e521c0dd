import { describe, expect, it, test } from 'vitest'
import { priorityChange } from '../../src/clocks/priority-change.ts'
import { parseExamples } from '../../src/examples/parse.ts'
import { runExamples } from '../../src/examples/run.ts'
import { clock } from '../../src/questions/clock.ts'
import { paris, policyOf, policyText, problemsOf } from '../support/policy.ts'

const source = policyText({
  facts: 'priority: { values: { high: Haute, normal: Normale, low: Basse } }',
  means: `targets:
  - { name: news, metric: update, when: { tier: [pro, plus] }, within: { by: priority, high: 30min, normal: 4h, low: none }, counted: { by: priority, high: elapsed, normal: office }, statistic: each, bond: objective, late_when: now_past_deadline, pauses: [waiting_customer] }
  - { name: reply, metric: first_reply, when: { tier: pro }, within: { by: priority, high: 1h, normal: 2h, low: unquantified }, counted: office, statistic: each, bond: guaranteed, late_when: counted_over_target }
  - { name: strict, metric: first_reply, when: { tier: plus }, within: { by: priority, high: 1h, normal: 2h, low: none }, counted: office, statistic: each, bond: guaranteed, late_when: now_past_deadline }
  - name: fix
    metric: resolution
    when: { tier: [pro, plus] }
    within: { by: [tier, priority], rows: { pro: [1 business day, 2 business days, 5 business days], plus: [2 business days, 2 business days, none] } }
    counted: { by: tier, pro: { business_days: office, day_rule: end_of_day, cutoff: "16:00" }, plus: { business_days: office, day_rule: same_time } }
    statistic: each
    bond: objective
    late_when: now_past_deadline`,
})
const policy = policyOf(source)

const examples = `examples:
  - id: news, each from the one before
    table:
      clock: { target: news, opened: "2026-05-12 10:00" }
      given: { tier: pro, priority: high }
      columns: [events, at, state, cycle, started, due, over]
      rows:
        - [[], "2026-05-12 10:20", running, 0, "2026-05-12 10:00", "2026-05-12 10:30", no]
        - [[], "2026-05-12 10:31", running, 0, "2026-05-12 10:00", "2026-05-12 10:30", yes]
        - [[ { at: "2026-05-12 10:20", type: human_reply } ], "2026-05-12 10:45", running, 1, "2026-05-12 10:20", "2026-05-12 10:50", no]
        - [[ { at: "2026-05-12 10:20", type: automatic_reply } ], "2026-05-12 10:45", running, 0, "2026-05-12 10:00", "2026-05-12 10:30", yes]
        - [[ { at: "2026-05-12 10:20", type: human_reply }, { at: "2026-05-12 10:40", type: human_reply } ], "2026-05-12 10:45", running, 2, "2026-05-12 10:40", "2026-05-12 11:10", no]
  - id: news, in hours, by priority
    table:
      clock: { target: news, opened: "2026-05-12 15:00" }
      given: { tier: pro }
      columns: [given.priority, at, state, target, due, counted]
      rows:
        - [normal, "2026-05-12 19:00", paused, news.normal, "2026-05-13 10:00", 3h]
        - [high, "2026-05-12 19:00", running, news.high, "2026-05-12 15:30", 4h]
        - [low, "2026-05-12 19:00", not_promised, ~, ~, ~]
  - id: news, paused while the customer is asked
    table:
      clock: { target: news, opened: "2026-05-12 10:00", events: [ { at: "2026-05-12 10:20", type: human_reply }, { at: "2026-05-12 10:20", type: waiting_customer }, { at: "2026-05-12 11:00", type: customer_message } ] }
      given: { tier: pro, priority: high }
      columns: [at, state, because, due, counted]
      rows:
        - ["2026-05-12 10:50", paused, waiting_customer, none, 0s]
        - ["2026-05-12 11:10", running, none, "2026-05-12 11:30", 10min]
  - id: at closing time, late by what was counted or by the hour
    table:
      clock: { opened: "2026-05-12 16:00", events: [ { at: "2026-05-12 18:30", type: human_reply } ] }
      at: "2026-05-13 12:00"
      given: { priority: normal }
      columns: [given.tier, clock.target, due, counted, outcome]
      rows:
        - [pro, reply, "2026-05-12 18:00", 2h, kept]
        - [plus, strict, "2026-05-12 18:00", 2h, late]
  - id: at the closing instant itself, both are kept
    table:
      clock: { opened: "2026-05-12 16:00", events: [ { at: "2026-05-12 18:00", type: human_reply } ] }
      at: "2026-05-13 12:00"
      given: { priority: normal }
      columns: [given.tier, clock.target, outcome]
      rows: [ [pro, reply, kept], [plus, strict, kept] ]
  - id: business days, by the end of the day, received before the cutoff or after
    table:
      clock: { target: fix }
      given: { tier: pro }
      columns: [given.priority, opened, at, due, counted, remaining]
      rows:
        - [high, "2026-05-12 15:59", "2026-05-12 16:30", "2026-05-13 18:00", 0, 1]
        - [high, "2026-05-12 16:00", "2026-05-12 16:30", "2026-05-14 18:00", 0, 1]
        - [normal, "2026-05-15 17:00", "2026-05-19 20:00", "2026-05-20 18:00", 1, 1]
        - [low, "2026-05-16 12:00", "2026-05-16 12:00", "2026-05-25 18:00", 0, 5]
  - id: business days, by the same time
    clock: { target: resolution, opened: "2026-05-15 11:30" }
    given: { tier: plus, priority: high }
    at: "2026-05-18 12:00"
    then: { state: running, target: fix.plus.high, due: "2026-05-19 11:30", counted: 1, remaining: 1 }
  - id: a resolution late in days
    clock: { target: fix, opened: "2026-05-15 11:30", events: [ { at: "2026-05-19 11:31", type: solved } ] }
    given: { tier: plus, priority: high }
    at: "2026-05-20 12:00"
    then: { state: stopped, outcome: late, stopped: "2026-05-19 11:31" }
  - id: what is due first, and what is promised in words
    clock: { opened: "2026-05-12 10:00" }
    given: { tier: pro, priority: high }
    at: "2026-05-12 10:00"
    then: { target: news.high }
  - id: promised in words
    clock: { target: reply, opened: "2026-05-12 10:00" }
    given: { tier: pro, priority: low }
    at: "2026-05-12 10:00"
    then: { state: none, due: none, outcome: none, clauses: ["1"] }
`

describe('the clock of a promise, by examples', () => {
  const parsed = parseExamples('examples.yaml', examples)
  it('can be read', () => expect(parsed.findings).toEqual([]))
  test.each(runExamples(policy, parsed.examples, { file: 'policy.yaml', text: source }).map((result) => [`${result.id}${result.row ? `, row ${result.row}` : ''}`, result] as const))('%s', (_, result) => {
    expect(result.differences).toEqual([])
  })

  it('fails when it is otherwise', () => {
    const wrong = parseExamples('examples.yaml', 'examples: [ { id: x, clock: { target: news, opened: "2026-05-12 10:00" }, given: { tier: pro, priority: high }, at: "2026-05-12 10:20", then: { due: "2026-05-12 10:31", counted: 21min, cycle: 1 } } ]')
    expect(runExamples(policy, wrong.examples, { file: 'policy.yaml', text: source })[0]!.differences.map(({ key }) => key)).toEqual(['due', 'counted', 'cycle'])
  })

  it('is explained line by line, in both languages', () => {
    const data = clock.answer(policy, { facts: { channel: 'portal', tier: 'pro', priority: 'normal' }, at: paris('2026-05-13 09:30'), fields: { target: 'reply', opened: paris('2026-05-12 17:00') } })
    const lines = (lang: 'fr' | 'en') => clock.explain(policy, JSON.parse(JSON.stringify(data)), lang).map(({ text }) => text.replaceAll(/[\u00a0\u202f]/g, ' '))
    expect(lines('fr')).toEqual([
      'mardi 12 mai 2026 à 17 h 00 → mardi 12 mai 2026 à 18 h 00 : compté 1 h', 'mardi 12 mai 2026 à 18 h 00 → mercredi 13 mai 2026 à 9 h 00 : fermé', 'mercredi 13 mai 2026 à 9 h 00 → mercredi 13 mai 2026 à 9 h 30 : compté 30 minutes',
      'Réponse : en cours · échéance mercredi 13 mai 2026 à 10 h 00 (art. 1)',
    ])
    expect(lines('en').at(-1)).toMatch(/^Reply: running · due Wednesday 13 May 2026 at 10:00 \(art. 1\)$/)
  })
})

describe('TIME-23: another priority', () => {
  const [openedAt, changedAt] = [paris('2026-05-12 10:00'), paris('2026-05-12 11:00')]
  const facts = { channel: 'portal', tier: 'pro', priority: 'high' }
  it.each([['', '2026-05-12 11:00'], [', on_priority_change: from_opening', '2026-05-12 11:00'], [', on_priority_change: from_change', '2026-05-12 12:00']])('counts “%s”', (written, due) => {
    const changed = policyOf(source.replace('on_tier_change: from_opening', `on_tier_change: from_opening${written}`))
    expect(priorityChange(changed, { facts, openedAt, changedAt }).find(({ target }) => target === 'reply.high')!.deadline).toBe(paris(due))
  })

  it('is one of the two', () => {
    expect(problemsOf(source.replace('on_tier_change: from_opening', 'on_tier_change: from_opening, on_priority_change: keep'))).toEqual(['wrong-type'])
  })
})
