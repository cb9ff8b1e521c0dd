import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCalendar as compiled, horizon } from '../../src/calendar/calendar.ts'
import { sourceOf } from '../../src/calendar/combine.ts'
import { normalise } from '../../src/calendar/intervals.ts'
import { sampleArbitrary } from './arbitrary.ts'

const dayMs = 86_400_000
const seconds = fc.integer({ min: 0, max: 400_000 })
const offset = fc.integer({ min: -20 * 86_400, max: 20 * 86_400 }).map((s) => s * 1000)
const runs = { numRuns: 300 }

test('hours written out in two parts are those written out at once, wherever the cut falls', () => {
  fc.assert(fc.property(sampleArbitrary, fc.integer({ min: -1440, max: 1440 }), ({ spec, origin }, minutes) => {
    const source = sourceOf(spec)
    const [from, cut, to] = [origin - 9 * dayMs, origin + minutes * 60_000, origin + 9 * dayMs]
    expect(normalise([...source.expand(from, cut), ...source.expand(cut, to)])).toEqual(source.expand(from, to))
  }), { numRuns: 1000 })
})

describe('TIME-11', () => {
  test('elapsed(c, a, deadline(c, a, d)) = d, and not one millisecond earlier', () => {
    fc.assert(fc.property(sampleArbitrary, offset, seconds, ({ calendar, origin }, shift, duration) => {
      const from = origin + shift
      const due = calendar.deadline(from, duration)
      if (due === null) {
        expect(calendar.elapsed(from, horizon.to)).toBeLessThan(duration)
        return
      }
      expect(calendar.elapsed(from, due)).toBe(duration)
      if (duration > 0) expect(calendar.elapsed(from, due - 1)).toBeLessThan(duration)
      else expect(due).toBe(from)
    }), runs)
  })
  test('TIME-03: walking backwards finds the latest start', () => {
    fc.assert(fc.property(sampleArbitrary, offset, seconds, ({ calendar, origin }, shift, duration) => {
      const start = calendar.before(origin + shift, duration)
      if (start === null) return
      expect(calendar.elapsed(start, origin + shift)).toBe(duration)
      if (duration > 0) expect(calendar.elapsed(start + 1, origin + shift)).toBeLessThan(duration)
    }), runs)
  })
  test('additive, monotonic, between 0 and the distance', () => {
    fc.assert(fc.property(sampleArbitrary, offset, offset, offset, ({ calendar, origin }, x, y, z) => {
      const [a, b, c] = [x, y, z].sort((one, other) => one - other).map((shift) => origin + shift) as [number, number, number]
      const [ab, bc, ac] = [calendar.elapsed(a, b), calendar.elapsed(b, c), calendar.elapsed(a, c)]
      expect(ab + bc).toBe(ac)
      expect(ac).toBeGreaterThanOrEqual(ab)
      expect(ab).toBeGreaterThanOrEqual(0)
      expect(ab).toBeLessThanOrEqual((b - a) / 1000)
      expect(calendar.elapsed(c, a)).toBe(0)
    }), runs)
  })
  test('a complement counts the rest, over any distance and in any order of questions', () => {
    fc.assert(fc.property(sampleArbitrary, offset, fc.integer({ min: -3000, max: 3000 }), ({ calendar, origin, spec }, shift, days) => {
      const other = compiled({ kind: 'complement', of: spec })
      const [from, to] = [origin + shift, origin + shift + days * dayMs].sort((a, b) => a - b) as [number, number]
      expect(calendar.elapsed(from, to) + other.elapsed(from, to)).toBe((to - from) / 1000)
      expect(other.isOpen(from)).toBe(!calendar.isOpen(from))
    }), { numRuns: 100 })
  })
  test('TIME-30: segments cover without hole or overlap, and their open part is what elapsed counts', () => {
    fc.assert(fc.property(sampleArbitrary, offset, fc.integer({ min: 1, max: 40 * 86_400 }), ({ calendar, origin }, shift, length) => {
      const from = origin + shift
      const to = from + length * 1000
      const segments = calendar.segments(from, to)
      expect(segments[0]!.from).toBe(from)
      expect(segments.at(-1)!.to).toBe(to)
      for (let i = 1; i < segments.length; i++) expect(segments[i]!.from).toBe(segments[i - 1]!.to)
      const open = segments.filter((segment) => segment.state === 'open').reduce((sum, segment) => sum + segment.to - segment.from, 0)
      expect(open / 1000).toBe(calendar.elapsed(from, to))
    }), runs)
  })
  test('openings and closings are where the state changes', () => {
    fc.assert(fc.property(sampleArbitrary, offset, ({ calendar, origin }, shift) => {
      const at = origin + shift
      const opening = calendar.nextOpening(at)
      const closing = calendar.nextClosing(at)
      expect(calendar.isOpen(at)).toBe(opening === at)
      expect(calendar.isOpen(at)).toBe(closing !== at)
      if (opening !== null) {
        expect(calendar.isOpen(opening)).toBe(true)
        expect(calendar.elapsed(at, opening)).toBe(0)
      }
      if (closing !== null) {
        expect(calendar.isOpen(closing)).toBe(false)
        expect(calendar.elapsed(at, closing)).toBe((closing - at) / 1000)
      }
    }), runs)
  })
})
