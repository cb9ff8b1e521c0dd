import { describe, expect, test } from 'vitest'
import { capsOf, chosenOf, keysWith, rekey, shortcutNames, shortcuts } from './names.ts'
import { meant } from './shortcuts.ts'
import { keyTexts } from './texts.ts'

const key = (name: string, more: object = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more })
const keys = keysWith()

test('no two shortcuts that we propose have the same key, and each has words in both languages', () => {
  expect(new Set(Object.values(keys)).size).toBe(shortcutNames.length)
  for (const lang of ['fr', 'en'] as const) expect(Object.keys(keyTexts(lang).names).sort()).toEqual([...shortcutNames].sort())
})

describe('what a key press means', () => {
  test('its shortcut; a capital means its own one, else that of the small letter', () => {
    expect(meant(key('j'), false, keys)).toBe('down')
    expect(meant(key('J'), false, keys)).toBe('next')
    expect(meant(key('A'), false, keys)).toBe('assign')
    expect(meant(key('Escape'), false, keys)).toBe('leave')
    expect(meant(key('ù'), false, keys)).toBeUndefined()
  })

  test('while writing, and with a modifier, a key is a key', () => {
    expect(meant(key('e'), true, keys)).toBeUndefined()
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) expect(meant(key('r', { [modifier]: true }), false, keys)).toBeUndefined()
  })

  test('what somebody chose counts, and a shortcut that is off is silent', () => {
    const own = keysWith({ reply: 'y', note: '' })
    expect([meant(key('y'), false, own), meant(key('r'), false, own), meant(key('n'), false, own)]).toEqual(['reply', undefined, undefined])
  })
})

describe('choosing a key', () => {
  test('a free one is taken, and only what differs is kept', () => {
    const chosen = rekey(keys, 'reply', 'y')
    expect(chosen.ok && chosenOf(chosen.keys)).toEqual({ reply: 'y' })
    const back = chosen.ok && rekey(chosen.keys, 'reply', shortcuts.reply.key)
    expect(back && back.ok && chosenOf(back.keys)).toEqual({})
  })

  test('one that means something else is refused by the name of it; those that move or are unfinished are too', () => {
    expect(rekey(keys, 'reply', 'n')).toEqual({ ok: false, why: 'taken', by: 'note' })
    expect(rekey(keys, 'reply', 'M')).toEqual({ ok: false, why: 'taken', by: 'merge' })
    expect(rekey(keys, 'reply', 'Enter')).toEqual({ ok: false, why: 'kept' })
    for (const odd of ['Dead', 'Shift', 'AudioVolumeUp']) expect(rekey(keys, 'reply', odd)).toEqual({ ok: false, why: 'unusable' })
  })

  test('several may be off at once', () => {
    const first = rekey(keys, 'reply', '')
    const second = first.ok && rekey(first.keys, 'note', '')
    expect(second && second.ok && chosenOf(second.keys)).toEqual({ reply: '', note: '' })
  })
})

test('a capital is shown with the shift it needs', () => {
  expect([capsOf('M', 'Échap'), capsOf('m', 'Échap'), capsOf('Escape', 'Échap'), capsOf('', 'Échap'), capsOf('#', 'Échap')]).toEqual([['⇧', 'M'], ['M'], ['Échap'], [], ['#']])
})
