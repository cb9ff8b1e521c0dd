import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TicketEvent } from './event.ts'
import { effective, undoneMessages } from './undone.ts'

const agent = { kind: 'agent' as const, id: 'a' }
const note = (seq: number): TicketEvent => ({ id: `e${seq}`, seq, at: seq, type: 'message.note', actor: agent, data: { messageId: `m${seq}` } })
const undone = (seq: number, ...eventIds: string[]): TicketEvent => ({ id: `e${seq}`, seq, at: seq, type: 'ticket.undone', actor: agent, data: { eventIds, what: 'message.note' } })

test('what is undone counts no more, with its message; undoing that brings it back', () => {
  const history = [note(1), note(2), undone(3, 'e1')]
  expect(effective(history).map(({ id }) => id)).toEqual(['e2', 'e3'])
  expect([...undoneMessages(history)]).toEqual(['m1'])
  expect(effective([...history, undone(4, 'e3')]).map(({ id }) => id)).toEqual(['e1', 'e2', 'e4'])
})

test('undoing the last thing again and again goes back and forth, and never touches the rest', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 12 }), (times) => {
    const history = Array.from({ length: times }).reduce<TicketEvent[]>((all) => [...all, undone(all.length + 1, all.at(-1)!.id)], [note(1), note(2)])
    const ids = effective(history).map(({ id }) => id)
    expect(ids).toContain('e1')
    expect(ids.includes('e2')).toBe(times % 2 === 0)
  }))
})
