import fc from 'fast-check'
import { expect, test, vi } from 'vitest'

vi.stubGlobal('location', { pathname: '/dri/desk/todo' })
const kept = new Map<string, string>()
vi.stubGlobal('localStorage', { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, text: string) => kept.set(name, text), removeItem: (name: string) => kept.delete(name) })
const { keepDrafts, noDrafts, readDrafts, recallDrafts } = await import('./drafts.ts')

test('drafts come back as they were left, for the same agent and ticket only', () => {
  const drafts = { ...noDrafts(), tab: 'note' as const, note: { text: 'à voir', attachments: [{ id: 'f', name: 'a.txt', size: 3 }], then: 'supplier' as const, base: { version: 2, at: 'x' }, key: 'k' } }
  keepDrafts('nadia', 1042, drafts)
  expect(recallDrafts('nadia', 1042)).toEqual(drafts)
  expect(recallDrafts('luc', 1042)).toEqual(noDrafts())
  expect(recallDrafts('nadia', 1043)).toEqual(noDrafts())
})

test('what is sent is forgotten', () => {
  keepDrafts('nadia', 7, { ...noDrafts(), reply: { ...noDrafts().reply, text: 'Bonjour' } })
  keepDrafts('nadia', 7, noDrafts())
  expect([...kept.keys()].some((name) => name.endsWith(':7'))).toBe(false)
})

test('whatever another program left there is read as drafts', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.record({ tab: fc.anything(), reply: fc.anything(), note: fc.record({ text: fc.anything(), attachments: fc.anything(), then: fc.anything(), base: fc.anything(), key: fc.anything() }) })), (value) => {
      const { tab, reply, note } = readDrafts(value)
      expect(['reply', 'note']).toContain(tab)
      for (const draft of [reply, note]) expect([typeof draft.text, Array.isArray(draft.attachments)]).toEqual(['string', true])
    }),
  )
})
