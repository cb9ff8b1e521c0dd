import { useEffect, useRef } from 'react'
import { useKeys } from '../keys/current.ts'
import { KeyMark } from '../keys/key-mark.tsx'
import { ariaKey, type ShortcutName } from '../keys/names.ts'
import { useTexts } from '../preferences.tsx'
import type { Act } from './acts.ts'
import { useActWords } from './act-words.ts'

type Allowed = Record<Act, { allowed: boolean; why: string | null }>

const first: readonly Act[] = ['take', 'assign', 'transfer', 'snooze', 'wait', 'solve']
/** Only there when they mean something. */
const onlyWhenAllowed: readonly Act[] = ['resume', 'reopen', 'wake', 'unspam']
const further: readonly Act[] = ['reprioritise', 'facts', 'milestone', 'discretion', 'wait_supplier', 'work', 'merge', 'split', 'link', 'close', 'spam']

/** What can be done with the ticket. What cannot stays visible and says why. */
export function ActBar({ allowed, start, keys }: { allowed: Allowed; start: (act: Act) => void; keys: Partial<Record<Act, ShortcutName>> }) {
  const t = useTexts()
  const words = useActWords()
  const inUse = useKeys()
  const more = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const away = (event: Event) => {
      if (more.current?.open && event.target instanceof Node && !more.current.contains(event.target)) more.current.open = false
    }
    document.addEventListener('pointerdown', away)
    document.addEventListener('focusin', away)
    return () => {
      document.removeEventListener('pointerdown', away)
      document.removeEventListener('focusin', away)
    }
  }, [])
  const button = (act: Act) => (
    <button
      key={act} type="button" className="button" aria-disabled={!allowed[act].allowed} title={allowed[act].why ?? undefined}
      aria-keyshortcuts={keys[act] && ariaKey(inUse[keys[act]])}
      onClick={() => {
        if (more.current) more.current.open = false
        start(act)
      }}
    >
      {words.label(act)} {keys[act] !== undefined && <KeyMark name={keys[act]} />}
    </button>
  )
  return (
    <div className="act-bar" role="group" aria-label={t.acts.title}>
      {[...onlyWhenAllowed.filter((act) => allowed[act].allowed), ...first].map(button)}
      <details
        ref={more} className="menu"
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !more.current?.open) return
          event.stopPropagation()
          more.current.open = false
          more.current.querySelector('summary')?.focus()
        }}
      >
        <summary className="button">{t.acts.more}</summary>
        <div className="menu-inner">{further.map(button)}</div>
      </details>
    </div>
  )
}
