import { expect, test } from 'vitest'
import { meant } from './shortcuts.ts'

const key = (name: string, more: object = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more })

test('a letter means its shortcut, whatever the shift', () => {
  expect(meant(key('j'), false)).toBe('j')
  expect(meant(key('R'), false)).toBe('r')
  expect(meant(key('Escape'), false)).toBe('Escape')
})

test('while writing, and with a modifier, a key is a key', () => {
  expect(meant(key('e'), true)).toBeUndefined()
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) expect(meant(key('r', { [modifier]: true }), false)).toBeUndefined()
})
