import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile.ts'
import { move } from '../../src/life/move.ts'
import { timers } from '../../src/life/timers.ts'
import { movers, states, type Mover, type State } from '../../src/life/types.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const answers = ['allowed', 'confirm', 'refused', 'new_ticket'] as const
interface Written { from: State[] | null; to: State; by: Mover[] | null; kind: string | null; answer: (typeof answers)[number] }

const written: fc.Arbitrary<Written> = fc.record({
  from: fc.option(fc.subarray(states.filter((state) => state !== 'deleted'), { minLength: 2 })), to: fc.constantFrom(...states.filter((state) => state !== 'new')), by: fc.option(fc.subarray([...movers], { minLength: 1 })),
  kind: fc.option(fc.constantFrom('technical', 'billing')), answer: fc.constantFrom(...answers),
})
const asYaml = ({ from, to, by, kind, answer }: Written): string =>
  `{ ${[from ? `from: [${from.join(', ')}]` : '', `to: ${to}`, by ? `by: [${by.join(', ')}]` : '', kind ? `when: { kind: ${kind} }` : '', `answer: ${answer}`].filter(Boolean).join(', ')} }`

/** A rule says more than another when it holds wherever the other does not reach beyond it. */
const narrower = <T>(one: readonly T[] | null, other: readonly T[] | null): boolean => other === null || (one !== null && one.every((value) => other.includes(value)))
const contained = (one: Written, other: Written): boolean => narrower(one.from, other.from) && narrower(one.by, other.by) && narrower(one.kind ? [one.kind] : null, other.kind ? [other.kind] : null)

describe('moves', () => {
  it('answer for every state, state and mover, as the most specific rule says', () => {
    let sound = 0
    fc.assert(fc.property(fc.array(written, { maxLength: 4 }), fc.option(fc.constantFrom('technical', 'billing', 'urgent'), { nil: undefined }), (rules, kind) => {
      let policy
      try {
        policy = policyOf(policyText({ means: `life_cycle: { moves: [ ${rules.map(asYaml).join(', ')} ] }` }))
      } catch {
        return // two rules tie: the checker said so
      }
      sound++
      for (const from of states) for (const to of states) for (const by of movers) {
        const { outcome, because } = move(policy, { from, to, by, facts: kind === undefined ? {} : { kind } }, paris('2026-05-12 10:00'))
        expect(answers).toContain(outcome)
        if (from === to || from === 'deleted' || to === 'new') {
          expect([outcome, because === 'rule' || because === 'unsaid']).toEqual(['refused', false])
          continue
        }
        const holding = rules.filter((rule) => rule.to === to && (!rule.from || rule.from.includes(from)) && (!rule.by || rule.by.includes(by)) && (rule.kind === null || rule.kind === kind))
        const best = holding.filter((rule) => holding.every((other) => contained(rule, other) || !contained(other, rule)))
        if (holding.length === 0) expect(because).toBe('unsaid')
        else expect(best.map(({ answer }) => answer)).toContain(outcome)
      }
    }), { numRuns: 150 })
    expect(sound).toBeGreaterThan(30)
  })

  it('are made within their time and at its last instant, and never a second after', () => {
    const policy = policyOf(policyText({ means: 'life_cycle: { moves: [ { from: solved, to: open, within: 14d, counted: elapsed, otherwise: new_ticket } ] }' }))
    fc.assert(fc.property(fc.integer({ min: paris('2026-01-01 00:00'), max: paris('2028-01-01 00:00') }), fc.integer({ min: 0, max: 30 * 86_400 }), (since, seconds) => {
      const asked = move(policy, { from: 'solved', to: 'open', by: 'requester', facts: {}, since }, since + seconds * 1000)
      expect(asked.outcome).toBe(seconds <= 14 * 86_400 ? 'allowed' : 'new_ticket')
      expect(asked.until).toBe(since + 14 * 86_400_000)
    }))
  })
})

describe('a timer', () => {
  const counting = (value: string, counted: string) => policyOf(policyText({ means: `life_cycle: { timers: [ { name: t, in: open, after: ${value}, counted: ${counted}, do: raise } ] }` }))
  const since = fc.integer({ min: paris('2026-03-20 00:00') / 1000, max: paris('2027-04-05 00:00') / 1000 }).map((seconds) => seconds * 1000)

  it('rings at the first instant at which that much was counted: not a second before, over both changes of the clocks', () => {
    fc.assert(fc.property(since, fc.integer({ min: 1, max: 400_000 }), fc.constantFrom('elapsed', 'office', 'night'), (from, seconds, counted) => {
      const policy = counting(`${seconds}s`, counted)
      const [timer] = timers(policy, { state: 'open', since: from, facts: {} }, from)
      const count = (to: number): number => (counted === 'elapsed' ? Math.max(0, to - from) / 1000 : policy.calendars.get(counted)!.calendar.elapsed(from, to))
      expect(count(timer!.at!)).toBe(seconds)
      expect(count(timer!.at! - 1000)).toBeLessThan(seconds)
      const due = (now: number) => timers(policy, { state: 'open', since: from, facts: {} }, now)[0]!.due
      expect([due(timer!.at! - 1), due(timer!.at!)]).toEqual([false, true])
    }))
  })

  it('that starts later never rings earlier', () => {
    const policy = counting('9h', 'office')
    const at = (from: number) => timers(policy, { state: 'open', since: from, facts: {} }, from)[0]!.at!
    fc.assert(fc.property(since, fc.integer({ min: 0, max: 864_000 }), (from, later) => {
      expect(at(from + later * 1000)).toBeGreaterThanOrEqual(at(from))
    }))
  })
})

it('whatever is written, there is an answer: a policy, or what is wrong with it', () => {
  const keys = ['moves', 'timers', 'conversions', 'follow', 'roles', 'from', 'to', 'by', 'answer', 'needs', 'within', 'after', 'counted', 'otherwise', 'in', 'do', 'carries', 'starts', 'states', 'rights', 'at_most', 'commits_up_to', 'default', 'declared_by', 'when', 'name']
  const scalar = fc.oneof(fc.constantFrom<unknown>(...states, ...movers, 'every', '14d', '5 business days', 'elapsed', 'office', 'figure.x', 'contract.x', 'refuse', 'close', 'order', '5.00', -1, 1e300, null, true, '', '__proto__'), fc.string({ maxLength: 12 }))
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({ node: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...keys), tie('node'), { maxKeys: 5 })) }))
  const frame = policyText()
  fc.assert(fc.property(node, node, (life, contacts) => {
    const written = `means:\n      life_cycle: ${JSON.stringify(life)}\n      contacts: ${JSON.stringify(contacts)}\n`
    const { policy, findings } = compile([{ file: 'policy.yaml', text: frame.replace('means:\n', written) }])
    if (!policy) expect(findings.some(({ severity }) => severity === 'error')).toBe(true)
    else for (const from of states) for (const to of states) move(policy, { from, to, by: 'requester', facts: {} }, paris('2026-05-12 10:00'))
  }), { numRuns: 1000 })
})
