import fc from 'fast-check'
import { expect, test, vi } from 'vitest'

vi.stubGlobal('location', { pathname: '/dri/desk/todo' })
const kept = new Map<string, string>()
vi.stubGlobal('localStorage', { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, text: string) => kept.set(name, text), removeItem: (name: string) => kept.delete(name) })
const { adopted, bodyOf, emptyDraft, isUnkept, keepDrafts, keptAs, merged, noDrafts, readDrafts, recallDrafts } = await import('./drafts.ts')

test('drafts come back as they were left, for the same agent and ticket only', () => {
  const drafts = { ...noDrafts(), tab: 'note' as const, note: { ...emptyDraft(), text: 'à voir', attachments: [{ id: 'f', name: 'a.txt', size: 3 }], then: 'supplier' as const, base: { version: 2, at: 'x' }, key: 'k', cc: ['a@b.example'], seen: 3 } }
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

const view = (text: string, version: number, more: object = {}) => ({
  version, text, shared: false, then: 'keep' as const, attachments: [], cc: [], alongside: {}, mentions: [], macro: null, base: null, other: null, at: '2026-11-23T09:00:00.000Z', ended: null, endedBy: null, ...more,
})
const typed = (text: string, at: string, seen = 1) => ({ ...adopted(view('Bonj', seen)), text, at })

test('what the server has not is still to be kept there; what it has is not', () => {
  expect(isUnkept(emptyDraft())).toBe(false)
  const begun = { ...emptyDraft(), text: 'Bonj' }
  expect(isUnkept(begun)).toBe(true)
  expect(isUnkept(keptAs(begun, begun, 1))).toBe(false)
  expect(isUnkept(keptAs({ ...begun, text: 'Bonjour' }, begun, 1))).toBe(true)
  expect(bodyOf(keptAs(begun, begun, 1)).seen).toBe(1)
})

test('written in two places: the newest stands, the other is kept beside it, whichever it is', () => {
  const later = merged(typed('Bonjour ici', '2026-11-23T09:00:05.000Z'), view('Bonjour là', 2))
  expect(later).toMatchObject({ text: 'Bonjour ici', other: { text: 'Bonjour là' }, seen: 2 })
  const earlier = merged(typed('Bonjour ici', '2026-11-23T08:59:55.000Z'), view('Bonjour là', 2))
  expect(earlier).toMatchObject({ text: 'Bonjour là', other: { text: 'Bonjour ici' }, seen: 2 })
  for (const one of [later, earlier]) expect(isUnkept(one)).toBe(true)
})

test('nothing typed here since: what the server has stands; sent elsewhere: what was typed since stays', () => {
  expect(merged(adopted(view('Bonj', 1)), view('Bonjour', 2))).toMatchObject({ text: 'Bonjour', other: null })
  expect(merged(adopted(view('Bonj', 1)), view('', 2, { ended: 'sent' }))).toMatchObject({ text: '', seen: 2 })
  expect(merged(typed('Bonjour à tous', '2026-11-23T09:00:05.000Z'), view('', 2, { ended: 'taken' }))).toMatchObject({ text: 'Bonjour à tous', seen: 2, other: null })
  const same = typed('x', '2026-11-23T09:00:05.000Z', 4)
  expect(merged(same, view('autre', 4))).toBe(same)
})

test('putting together never loses a text', () => {
  fc.assert(fc.property(fc.string(), fc.string(), fc.boolean(), (here, there, later) => {
    const result = merged(typed(here, later ? '2026-11-23T09:00:05.000Z' : '2026-11-23T08:00:00.000Z'), view(there, 2))
    const found = [result.text, result.other?.text]
    if (there.trim() !== '') expect(found).toContain(there)
    if (here.trim() !== '' && here !== 'Bonj') expect(found).toContain(here)
  }))
})
