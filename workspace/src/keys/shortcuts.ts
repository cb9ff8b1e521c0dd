import { useEffect, useRef } from 'react'
import { currentKeys } from './current.ts'
import { shortcutNames, shortcuts, type Keys, type ShortcutName } from './names.ts'

/** What shortcuts do, by their names. They are silent while somebody writes, and while a dialogue is open. */
export type Shortcuts = Partial<Record<ShortcutName, () => void>>

const writing = 'input:not([type="checkbox"],[type="radio"],[type="button"],[type="submit"]), textarea, select, [contenteditable="true"]'

interface Pressed { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; defaultPrevented?: boolean }

/**
 * The shortcut that a key press means, or undefined: with a modifier it belongs to the browser, while writing to the text.
 * A letter in the other case means the same unless that case has a shortcut of its own: with the capitals locked keys go on working.
 */
export function meant(pressed: Pressed, whileWriting: boolean, keys: Keys): ShortcutName | undefined {
  if (pressed.defaultPrevented === true || pressed.ctrlKey || pressed.metaKey || pressed.altKey || whileWriting) return undefined
  const having = (key: string) => shortcutNames.find((name) => keys[name] === key)
  const { key } = pressed
  if (key.length > 1) return having(key)
  return having(key) ?? having(key.toLowerCase())
}

/** Listens to keys anywhere on the page for as long as the caller is shown. */
export function useShortcuts(does: Shortcuts): void {
  const latest = useRef(does)
  useEffect(() => {
    latest.current = does
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      const name = meant(event, target !== null && target.closest(writing) !== null, currentKeys())
      const found = name && latest.current[name]
      if (!name || !found || document.querySelector('dialog[open]')) return
      if (event.repeat && !('repeats' in shortcuts[name])) return
      event.preventDefault()
      found()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
