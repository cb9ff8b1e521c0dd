import { useEffect, useState, useSyncExternalStore } from 'react'

/** What the page says aloud and shows for a moment: an act done, a list renewed. Never a question. */

interface Said { text: string; id: number }

let said: Said | undefined
const listeners = new Set<() => void>()

/** Says a sentence politely, on the screen and to screen readers. */
export function say(text: string): void {
  said = { text, id: (said?.id ?? 0) + 1 }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How long a sentence stays on the screen; it can always be heard to its end. */
const shownFor = 6_000

/** The place where sentences appear. */
export function Sayings() {
  const current = useSyncExternalStore(subscribe, () => said)
  const [gone, setGone] = useState(0)
  useEffect(() => {
    if (!current) return
    const timer = setTimeout(() => setGone(current.id), shownFor)
    return () => clearTimeout(timer)
  }, [current])
  const visible = current !== undefined && current.id !== gone
  return (
    <div className={visible ? 'saying saying-visible' : 'saying'} role="status" aria-live="polite">
      {visible && <p key={current.id}>{current.text}</p>}
    </div>
  )
}
