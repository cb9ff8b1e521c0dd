import { useMemo, useState } from 'react'
import { steady, type Steady } from './steady.ts'

/** Tells a list whether somebody has the pointer or the focus in it. */
export interface Using {
  onPointerEnter: () => void
  onPointerLeave: () => void
  onFocus: () => void
  onBlur: () => void
}

/** Rows that keep their place for as long as the list is used; `renew` shows them as they stand now. */
export function useSteady<Row extends { id: string }>(latest: readonly Row[]): { shown: Steady<Row>; using: Using; renew: () => void } {
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  const [held, setHeld] = useState<readonly Row[] | null>(null)
  const used = pointed || focused
  if (used !== (held !== null)) setHeld(used ? latest : null)

  const shown = useMemo(() => (held === null ? { rows: [...latest], gone: new Set<string>(), fresh: 0, moved: false } : steady(held, latest)), [held, latest])
  const using = useMemo((): Using => ({ onPointerEnter: () => setPointed(true), onPointerLeave: () => setPointed(false), onFocus: () => setFocused(true), onBlur: () => setFocused(false) }), [])
  return { shown, using, renew: () => setHeld(used ? latest : null) }
}
