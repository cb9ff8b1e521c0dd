import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readClock } from '../../src/clocks/read-clock.ts'
import { compile } from '../../src/compile.ts'
import { decide } from '../../src/decide/decide.ts'
import type { Decision, Facts } from '../../src/model.ts'
import type { Policy } from '../../src/policy.ts'
import { documentOf, kinds, sizes, tiers, written, type Promise_, type Written } from './document.ts'
import { numbers } from './numbers.ts'
import { hasTie, Minutes, settled, type Given } from './oracle.ts'

/** A longer run on demand: `ORACLE_CASES=1000000 npx vitest run packages/policy/test/oracle`. */
const wanted = Number(process.env['ORACLE_CASES'] ?? 100_000)
const perPolicy = 400
const minute = 60_000

interface Case { given: Given; at: number; later: number; pause: [number, number] | null }

function caseOf({ origin }: Written, random: Generator<number, never>): Case {
  const below = (limit: number): number => Math.floor((random.next().value / 2 ** 32) * limit)
  const one = <T>(values: readonly T[]): T | undefined => (below(8) === 0 ? undefined : values[below(values.length)])
  const at = origin + below(9 * 1440) * minute
  const later = at + below(3 * 1440) * minute
  const pauseFrom = at + below(1000) * minute
  const pause: [number, number] | null = below(2) === 0 ? null : [pauseFrom, pauseFrom + (1 + below(2000)) * minute]
  const given = { kind: one(kinds), tier: one(tiers), size: one(sizes), big: one([true, false]), open: false }
  return { given: given as Given, at, later, pause }
}

/** What engine and oracle say, side by side. */
function sides(policy: Policy, doc: Written, minutes: Minutes, says: Settled, { given, at, later, pause }: Case): [engine: object, oracle: object] {
  const known = { ...given, open: minutes.isOpen('day', at) }
  const { open: _, ...facts } = given
  const decision = decide(policy, { channel: 'portal', ...facts } as Facts, at)
  const promise = says.promise(known)!
  const scope = says.scope(known)
  const expected = { scope, priority: says.priority(known), ...(scope === 'discretionary' ? {} : time(promise)) }
  return [{ scope: decision.scope, priority: decision.priority, ...clockOf(decision) }, expected]

  function time(of: Promise_): object {
    const counted = minutes.counted(of, at, later, pause)
    // The pause is an event: it is known only once it began, and its end once that came.
    const known = pause && pause[0] <= later ? ([pause[0], pause[1] <= later ? pause[1] : Infinity] as const) : null
    const deadline = minutes.deadline(of, at, known && of.pauses ? known : null)
    const over = of.late === 'counted_over_target' ? counted > of.within : deadline !== null && later > deadline
    return { unpaused: minutes.deadline(of, at, null), counted: of.counted === 'days' ? counted : counted * 60, deadline, over }
  }

  function clockOf({ commitments: [commitment] }: Decision): object {
    if (!commitment) return {}
    const events = pause ? [{ at: pause[0], type: 'waiting_supplier' as const }, { at: pause[1], type: 'resumed' as const }] : []
    const reading = readClock(policy, commitment, events, later)
    return { unpaused: inside(commitment.deadline), counted: reading.counted, deadline: inside(reading.deadline), over: reading.over }
  }

  function inside(instant: number | null): number | null {
    return instant === null || instant >= minutes.to ? null : instant
  }
}

interface Settled { priority: (given: Given) => string | null; scope: (given: Given) => string | null; promise: (given: Given) => Promise_ | null }

describe('the engine against the oracle', () => {
  test(`agrees on which rule wins, on deadlines and on counted times, in ${wanted} requests`, () => {
    let asked = 0
    let tied = 0
    fc.assert(fc.property(written, fc.nat(), (doc, seed) => {
      if (asked >= wanted) return
      const { policy, findings } = compile([{ file: 'random.yaml', text: documentOf(doc) }])
      const isTied = hasTie(doc.priority) || hasTie(doc.scope) || hasTie(doc.promises)
      expect(findings.some(({ code }) => code === 'rule-tie'), 'a tie is told, and only a tie').toBe(isTied)
      if (isTied) tied++
      if (!policy) return
      const minutes = new Minutes(doc)
      const says: Settled = { priority: settled(doc.priority), scope: settled(doc.scope), promise: settled(doc.promises) }
      const random = numbers(seed)
      for (let i = 0; i < perPolicy; i++, asked++) {
        const one = caseOf(doc, random)
        const [engine, oracle] = sides(policy, doc, minutes, says, one)
        if (JSON.stringify(engine) !== JSON.stringify(oracle)) expect({ ...engine, case: one }).toEqual({ ...oracle, case: one })
      }
    }), { numRuns: Math.ceil(wanted / perPolicy) * 3, seed: 20_261_122, endOnFailure: true })
    expect(asked).toBeGreaterThanOrEqual(wanted)
    expect(tied).toBeGreaterThan(0)
  }, 3_600_000)
})
