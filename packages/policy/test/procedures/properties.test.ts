import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { procedure } from '../../src/procedures/procedure.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'
import { exceededFrom, isOpen, type Plain, type Story } from './oracle.ts'

const runs = 100
const minuteMs = 60_000
const searchedMs = 3 * 86_400_000

/** Half hours of the day; 2:30 does not exist, or comes twice, when the time changes: what is said of it is shown with the calendars. */
const edge = fc.integer({ min: 0, max: 47 }).filter((half) => half !== 5)
const hours = fc.array(fc.tuple(edge, edge).filter(([from, to]) => from !== to).map(([from, to]): [number, number] => [from * 30, to * 30]), { minLength: 1, maxLength: 2 })
const plainArbitrary: fc.Arbitrary<Plain> = fc.record({
  over: fc.option(fc.integer({ min: 0, max: 40 }).map((n) => n * 450)),
  counted: fc.option(hours), unanswered: fc.boolean(), guardHours: fc.option(hours, { freq: 1 }),
  steps: fc.tuple(fc.option(hours, { freq: 4 }), fc.option(hours, { freq: 4 }), fc.option(hours), fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 90 })).map(([a, b, c, ladder, wait]) => [
    { name: 'a', hours: a, after: null }, { name: 'b', hours: b, after: ladder > 0 ? { step: 'a', wait: wait * 60 } : null }, { name: 'c', hours: c, after: ladder > 1 ? { step: 'b', wait: 600 } : null },
  ]),
})
/** Over the nights in which the time changes as often as not. */
const start = fc.constantFrom(paris('2026-03-28 06:00'), paris('2026-10-24 06:00'), paris('2026-05-12 06:00'))
const storyArbitrary = fc.tuple(start, fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 2880 }), fc.option(fc.integer({ min: 0, max: 2880 })), fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 2880 })), { maxLength: 6 }))
  .map(([from, opened, now, replied, tried]): { story: Omit<Story, 'exceeded'>; now: number } => ({
    now: from + Math.max(now, opened) * minuteMs,
    story: { opened: from + opened * minuteMs, replied: replied === null ? null : from + (opened + replied) * minuteMs, tried: tried.map(([step, at]) => ({ step, at: from + at * minuteMs })) },
  }))

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const written = (spans: readonly [number, number][]): string => `{ days: every, hours: [${spans.map(([from, to]) => `"${clock(from)}-${clock(to)}"`).join(', ')}], holidays: none }`

function policyFor({ over, counted, unanswered, guardHours, steps }: Plain): string {
  const named = { counted, guard: guardHours, ...Object.fromEntries(steps.map((step) => [step.name, step.hours])) }
  const guards = [
    ...(over === null ? [] : ['{ name: late, over: promise }']), ...(unanswered ? ['{ name: unanswered, needs: { human_reply: no } }'] : []), ...(guardHours ? ['{ name: hours, needs: { open: guard } }'] : []),
  ]
  const ladder = steps.map(({ name, hours: own, after }) => `{ name: ${name}, channel: mail, during: ${own ? name : 'always'}${after ? `, after: { step: ${after.step}, wait: ${after.wait}s }` : ''} }`)
  return policyText({
    means: `targets: [ { name: promise, metric: first_reply, within: ${over ?? 0}s, counted: ${counted ? 'counted' : 'elapsed'}, statistic: each, bond: guaranteed, late_when: counted_over_target } ]
procedures: [ { name: urgency, guards: [${guards.join(', ')}], uncovered: Oui, steps: [${ladder.join(', ')}] } ]`,
    more: `- id: hours\n  says: { fr: Horaires, en: Hours }\n  means: { calendars: { ${Object.entries(named).filter(([, spans]) => spans).map(([name, spans]) => `${name}: ${written(spans!)}`).join(', ')} } }`.replace('{ calendars: {  } }', '{ hosts: [] }'),
  })
}

describe('any procedure, read minute by minute', () => {
  it('opens a step only where every guard holds and its hours are open, at the first such instant, until the first that is not', () => {
    fc.assert(fc.property(plainArbitrary, storyArbitrary, (plain, { story: told, now }) => {
      const story: Story = { ...told, exceeded: exceededFrom(plain, told.opened) }
      const policy = policyOf(policyFor(plain))
      const events = story.replied === null ? [] : [{ at: story.replied, type: 'human_reply' as const }]
      const read = procedure(policy, { facts: {}, opened: story.opened, events, tried: story.tried }, now)
      for (const { name, state, opensAt, closesAt } of read.steps) {
        const open = (at: number): boolean => isOpen(plain, story, name, at, now)
        expect(state === 'open', `${name} at ${now}`).toBe(open(now))
        const from = state === 'open' ? closesAt : opensAt
        const changed = (at: number): boolean => open(at) !== (state === 'open')
        if (from !== null) {
          expect(changed(from)).toBe(true)
          expect(from === now || !changed(from - 1000)).toBe(true)
        }
        for (let at = now; at < Math.min(from ?? Infinity, now + searchedMs); at += minuteMs) if (changed(at)) expect.fail(`${name} changes at ${at}, told ${from}`)
      }
      const waiting = read.steps.filter((step) => step.state === 'not_yet' && step.opensAt !== null).map((step) => step.opensAt!)
      expect(read.next?.at ?? null).toBe(waiting.length === 0 ? null : Math.min(...waiting))
    }), { numRuns: runs })
  }, 60_000)
})
