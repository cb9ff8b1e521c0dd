import { useEffect, useRef } from 'react'

/** Keys of one letter. They are silent while somebody writes, and while a dialogue is open. */
export type Shortcuts = Partial<Record<string, () => void>>

const writing = 'input:not([type="checkbox"],[type="radio"],[type="button"],[type="submit"]), textarea, select, [contenteditable="true"]'

interface Pressed { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; defaultPrevented?: boolean }

/** The shortcut that a key press means, or undefined: with a modifier it belongs to the browser, while writing to the text. */
export function meant(pressed: Pressed, whileWriting: boolean): string | undefined {
  if (pressed.defaultPrevented === true || pressed.ctrlKey || pressed.metaKey || pressed.altKey || whileWriting) return undefined
  return pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key
}

/** Listens to keys anywhere on the page for as long as the caller is shown. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      if (event.repeat && event.key.length === 1 && !'jk'.includes(event.key)) return
      if (document.querySelector('dialog[open]')) return
      const found = latest.current[meant(event, target?.closest(writing) !== null && target !== null) ?? '']
      if (!found) return
      event.preventDefault()
      found()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
