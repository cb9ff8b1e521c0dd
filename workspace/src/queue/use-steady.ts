import { useMemo, useRef, useState } from 'react'
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
  const [held, setHeld] = useState<readonly Row[] | null>(null)
  const pointed = useRef(false)
  const focused = useRef(false)
  const current = useRef(latest)
  current.current = latest

  const shown = useMemo(() => (held === null ? { rows: [...latest], gone: new Set<string>(), fresh: 0, moved: false } : steady(held, latest)), [held, latest])
  const using = useMemo((): Using => {
    const judge = () => setHeld((before) => (pointed.current || focused.current ? (before ?? current.current) : null))
    const note = (which: { current: boolean }, value: boolean) => () => {
      which.current = value
      judge()
    }
    return { onPointerEnter: note(pointed, true), onPointerLeave: note(pointed, false), onFocus: note(focused, true), onBlur: note(focused, false) }
  }, [])
  return { shown, using, renew: () => setHeld(pointed.current || focused.current ? latest : null) }
}
