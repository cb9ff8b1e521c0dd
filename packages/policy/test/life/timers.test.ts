import { describe, expect, it } from 'vitest'
import { timers } from '../../src/life/timers.ts'
import { questionNamed } from '../../src/questions/questions.ts'
import { findingsOf, paris, policyOf, policyText } from '../support/policy.ts'

const life = (means: string, facts = '') => policyText({ facts, means: `life_cycle: { ${means} }` })
const closing = '{ name: closing, in: solved, after: 14d, counted: elapsed, do: close }'

describe('timers', () => {
  it('of a state run, the next one first, with what they tell and to whom', () => {
    const policy = policyOf(life(`timers: [ ${closing}, { name: reminder, in: [solved, waiting_customer], after: 8h, counted: office, do: remind, to: requester, words: { fr: "Nous attendons.", en: "We wait." } } ]`))
    const since = paris('2026-11-13 16:00')
    expect(timers(policy, { state: 'solved', since, facts: {} }, since)).toMatchObject([
      { name: 'reminder', do: 'remind', at: paris('2026-11-16 15:00'), due: false, to: 'requester', words: { en: 'We wait.' }, clauses: ['1'], move: null },
      { name: 'closing', do: 'close', at: paris('2026-11-27 16:00'), due: false, move: { outcome: 'allowed' } },
    ])
    expect(timers(policy, { state: 'waiting_customer', since, facts: {} }, since).map(({ name }) => name)).toEqual(['reminder'])
    expect(timers(policy, { state: 'open', since, facts: {} }, since)).toEqual([])
  })

  it('are due from their instant on', () => {
    const policy = policyOf(life(`timers: [ ${closing} ]`))
    const since = paris('2026-11-02 09:00')
    const due = (now: number) => timers(policy, { state: 'solved', since, facts: {} }, now)[0]!.due
    expect([due(paris('2026-11-16 09:00') - 1), due(paris('2026-11-16 09:00'))]).toEqual([false, true])
  })

  it('hold only for the requests that they speak of', () => {
    const policy = policyOf(life(`timers: [ ${closing.replace('in:', 'when: { kind: billing }, in:')} ]`))
    const names = (facts: object) => timers(policy, { state: 'solved', since: 0, facts: { ...facts } }, paris('2026-11-16 09:00')).map(({ name }) => name)
    expect([names({ kind: 'billing' }), names({ kind: 'technical' }), names({})]).toEqual([['closing'], [], []])
  })

  it('do not go where the moves say no', () => {
    const policy = policyOf(life(`timers: [ ${closing.replace('solved', 'waiting_customer').replace('do: close', 'do: solve')} ], moves: [ { name: how, to: solved, needs: { resolution: known }, otherwise: refuse } ]`))
    const asked = (facts: object) => timers(policy, { state: 'waiting_customer', since: 0, facts: { ...facts } }, paris('2026-11-16 09:00'))[0]!
    expect(asked({}).move).toMatchObject({ outcome: 'refused', missing: ['resolution'], by: 'timer' })
    expect(asked({ resolution: 'Fait.' }).move).toMatchObject({ outcome: 'allowed' })
  })

  it('tell which of them comes next, which are due, and which the moves stop', () => {
    const policy = policyOf(life(`timers: [ { name: forgotten, in: waiting_customer, after: 1d, counted: elapsed, do: solve }, { name: reminder, in: waiting_customer, after: 2d, counted: elapsed, do: remind, to: requester, words: Alors }, { name: ending, in: waiting_customer, after: 3d, counted: elapsed, do: close } ], moves: [ { name: how, to: solved, needs: { resolution: known }, otherwise: refuse } ]`))
    const question = questionNamed('timers')!
    const since = paris('2026-11-02 09:00')
    const told = (now: string) => question.tell(policy, question.answer(policy, { facts: {}, at: paris(now), fields: { state: 'waiting_customer', since } }))
    const instant = (when: string) => ({ is: 'instant', at: paris(when) })
    const all = {
      'timer.forgotten': instant('2026-11-03 09:00'), 'do.forgotten': { is: 'word', word: 'solve' }, 'timer.reminder': instant('2026-11-04 09:00'), 'do.reminder': { is: 'word', word: 'remind' }, 'timer.ending': instant('2026-11-05 09:00'), 'do.ending': { is: 'word', word: 'close' },
      stopped: { is: 'words_list', words: ['forgotten'] },
    }
    expect(told('2026-11-03 10:00')).toEqual({ ...all, next: { is: 'word', word: 'reminder' }, next_at: instant('2026-11-04 09:00'), due: { is: 'words_list', words: ['forgotten'] } })
    expect(told('2026-11-06 10:00')).toEqual({ ...all, next: { is: 'nothing' }, next_at: { is: 'nothing' }, due: { is: 'words_list', words: ['forgotten', 'reminder', 'ending'] } })
  })

  it('ask the moves of the instant at which they ring, not of now', () => {
    const policy = policyOf(life(`timers: [ { name: closing, in: solved, after: 14h, counted: elapsed, do: close } ], moves: [ { to: closed, answer: refused }, { to: closed, from: solved, within: 14h, counted: elapsed, otherwise: refuse } ]`))
    const since = paris('2026-11-02 20:00')
    const asked = (now: number) => timers(policy, { state: 'solved', since, facts: {} }, now)[0]!.move!.outcome
    expect([asked(since), asked(since + 3 * 86_400_000)]).toEqual(['allowed', 'allowed'])
  })

  it('that the contract counts wait for it, and come last', () => {
    const policy = policyOf(life(`timers: [ { name: own, when: { contract.wait: known }, in: solved, after: contract.wait, counted: elapsed, do: raise }, ${closing} ]`, 'contract.wait: { type: duration }'))
    const since = paris('2026-11-02 09:00')
    expect(timers(policy, { state: 'solved', since, facts: { 'contract.wait': 60 } }, since)[0]).toMatchObject({ name: 'own', at: since + 60_000 })
    expect(timers(policy, { state: 'solved', since, facts: {} }, since).map(({ name }) => name)).toEqual(['closing'])
    const unguarded = life('timers: [ { name: own, in: solved, after: contract.wait, counted: elapsed, do: raise } ]', 'contract.wait: { type: duration }')
    expect(findingsOf(unguarded).map(({ code }) => code)).toContain('guard-on-absent')
  })

  it('are read exactly: a figure, days with their rule, and nothing else', () => {
    const codes = (timer: string, more = '') => findingsOf(policyText({ means: `life_cycle: { timers: [ ${timer} ] }\n${more}` })).map(({ code }) => code)
    expect(codes(closing.replace('14d', 'figure.wait'), 'figures: { wait: { duration: 14d } }')).toEqual([])
    expect(codes(closing.replace('14d', 'figure.wait'), 'figures: { wait: { count: 14 } }')).toEqual(['wrong-type'])
    expect(codes(closing.replace('14d', 'figure.wiat'), 'figures: { wait: { duration: 14d } }')).toEqual(['unknown-figure'])
    expect(codes(closing.replace('14d', '5 business days'))).toEqual(['wrong-type'])
    expect(codes(closing.replace('elapsed', '{ business_days: office, day_rule: end_of_day }'))).toEqual(['wrong-type'])
    expect(codes(closing.replace('14d, counted: elapsed', '5 business days, counted: { business_days: office, day_rule: end_of_day }'))).toEqual([])
    expect(codes(closing.replace('solved', 'sloved'))).toEqual(['wrong-type'])
    expect(codes(closing.replace('elapsed', 'ofice'))).toEqual(['unknown-calendar'])
    expect(codes(`${closing}, ${closing}`)).toEqual(['duplicate-id'])
    expect(codes('{ name: x, in: solved, do: close }')).toEqual(['missing-key'])
  })
})
