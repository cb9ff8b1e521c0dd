import { useEffect, useState } from 'react'
import { shared } from './shared.ts'

/** What the page says aloud and shows for a moment: an act done, a list renewed. Never a question. */

interface Said { text: string; id: number }

const said = shared<Said | undefined>(undefined)

/** Says a sentence politely, on the screen and to screen readers. */
export function say(text: string): void {
  said.set({ text, id: (said.get()?.id ?? 0) + 1 })
}

/** How long a sentence stays on the screen; it can always be heard to its end. */
const shownFor = 6_000

/** The place where sentences appear. */
export function Sayings() {
  const current = said.use()
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
