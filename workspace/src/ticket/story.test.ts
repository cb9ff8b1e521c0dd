import type { TimelineEntry } from '@guichet/protocol'
import { describe, expect, test } from 'vitest'
import { marksOf, splitEvents, storyOf, type Part } from './story.ts'

const at = (minute: number) => `2026-11-23T09:${String(minute).padStart(2, '0')}:00Z`
const letter = (minute: number, kind: 'contact' | 'agent' = 'contact', visibility = 'public') => ({ kind: 'message', at: at(minute), message: { id: `m${minute}`, author: { kind }, visibility } }) as unknown as TimelineEntry
const event = (minute: number, type = 'ticket.taken') => ({ kind: 'event', id: `e${minute}`, at: at(minute), type, undone: false }) as unknown as TimelineEntry
const clock = (more: object) => ({ target: 'reply', metric: 'first_reply', cycle: 0, clauses: ['3.2'], state: 'running', stoppedAt: null, startsAt: at(0), outcome: null, bond: 'guaranteed', segments: [], ...more }) as unknown as Parameters<typeof marksOf>[0][number]
const shape = (parts: Part[]): unknown[] => parts.map((part) => (part.kind === 'letter' ? part.id : part.kind === 'events' ? part.entries.map(({ id }) => id) : { letters: part.letters, happenings: part.happenings, of: shape(part.parts) }))

test('what happened between two letters stands between them, and what it did to the promises after it', () => {
  const kept = clock({ state: 'stopped', stoppedAt: at(2), outcome: 'kept' })
  expect(shape(storyOf([letter(0), event(1), event(2), letter(3)], [kept], false))).toEqual(['m0', ['e1', 'e2', `kept ${at(2)}`], 'm3'])
})

describe('what becomes of promises', () => {
  test('kept, late, standing still and going on, beginning again: each with its clauses; the same at one instant is one mark', () => {
    const segments = [{ state: 'paused', from: at(5), to: at(9), future: false }, { state: 'paused', from: at(50), to: null, future: true }]
    const marks = marksOf([
      clock({ segments }), clock({ target: 'solution', clauses: ['4'], segments }), clock({ target: 'late', state: 'stopped', stoppedAt: at(7), outcome: 'late' }), clock({ target: 'next', cycle: 1, startsAt: at(9) }),
    ])
    expect(marks.map(({ what, at: when, targets, clauses }) => [what, when, targets, clauses])).toEqual([
      ['still', at(5), ['reply', 'solution'], ['3.2', '4']], ['late', at(7), ['late'], ['3.2']], ['again', at(9), ['reply', 'solution'], ['3.2', '4']], ['begun', at(9), ['next'], ['3.2']],
    ])
  })

  test('a promise that is not judged, or was given up, leaves none', () => {
    expect(marksOf([clock({ state: 'stopped', stoppedAt: at(2), outcome: null }), clock({ state: 'cancelled' })])).toEqual([])
  })
})

describe('a long conversation', () => {
  const long = [letter(0), event(1), ...Array.from({ length: 12 }, (_, index) => letter(2 + index, index % 2 ? 'agent' : 'contact'))]

  test('keeps its first letter and the last few open; the rest is one step away, with what happened there', () => {
    expect(shape(storyOf(long, [], false))).toEqual(['m0', { letters: 8, happenings: 1, of: [['e1'], 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9'] }, 'm10', 'm11', 'm12', 'm13'])
    expect(storyOf(long, [], true).some(({ kind }) => kind === 'folded')).toBe(false)
    expect(storyOf(long.slice(0, 9), [], false).some(({ kind }) => kind === 'folded')).toBe(false)
  })

  test('nothing that waits for an answer is folded', () => {
    const waits = [letter(0), letter(1, 'agent'), letter(2, 'agent'), letter(3, 'agent'), ...Array.from({ length: 7 }, (_, index) => letter(4 + index))]
    expect(shape(storyOf(waits, [], false))).toEqual(['m0', { letters: 2, happenings: 0, of: ['m1', 'm2'] }, 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10'])
  })

  test('no letter is ever lost or twice', () => {
    const flat = (parts: Part[]): string[] => parts.flatMap((part) => (part.kind === 'letter' ? [part.id] : part.kind === 'folded' ? flat(part.parts) : part.entries.map(({ id }) => id)))
    expect(flat(storyOf(long, [], false))).toEqual(long.map((entry) => (entry.kind === 'message' ? entry.message.id : entry.id)))
  })
})

test('of many things that happened the last two and the marks are shown', () => {
  const many = Array.from({ length: 9 }, (_, index) => event(index)) as Parameters<typeof splitEvents>[0][number][]
  const mark = marksOf([clock({ state: 'stopped', stoppedAt: at(4), outcome: 'kept' })])[0]!
  const { shown, folded } = splitEvents([...many.slice(0, 5), mark, ...many.slice(5)])
  expect(shown.map(({ id }) => id)).toEqual([mark.id, 'e7', 'e8'])
  expect(folded).toHaveLength(7)
  expect(splitEvents(many.slice(0, 4)).folded).toEqual([])
})
