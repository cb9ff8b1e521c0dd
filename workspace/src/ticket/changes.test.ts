import type { TimelineEntry } from '@guichet/protocol'
import { expect, test } from 'vitest'
import { changesSince } from './changes.ts'

const event = (at: string, type: 'ticket.taken' | 'clock.late', id: string | null): TimelineEntry => ({ kind: 'event', id: `${at}${type}`, at, type, actor: { kind: id === null ? 'system' : 'agent', id, name: id }, data: {}, undone: false })
const before = '2026-11-24T10:00:00.000Z'
const after = '2026-11-24T10:05:00.000Z'
const base = { version: 3, at: before }

test('what a colleague did since the text was begun is told', () => {
  expect(changesSince({ version: 4, timeline: [event(before, 'ticket.taken', 'luc'), event(after, 'ticket.taken', 'luc')] }, base, 'nadia')).toHaveLength(1)
})

test('what I did myself, or the desk by itself, is not', () => {
  expect(changesSince({ version: 5, timeline: [event(after, 'ticket.taken', 'nadia'), event(after, 'clock.late', null)] }, base, 'nadia')).toEqual([])
})

test('nothing is told of a text that was not begun', () => {
  expect(changesSince({ version: 9, timeline: [event(after, 'ticket.taken', 'luc')] }, null, 'nadia')).toEqual([])
})
