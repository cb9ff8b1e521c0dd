import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { later } from '../parts/later.tsx'
import { usePreferences } from '../preferences.tsx'
import { openSearch, useSearchOpen } from './open.ts'
import { searchTexts } from './texts.ts'

/** What stands below the field, as the field tells it. */
export interface FieldSide { readonly press: (event: KeyboardEvent<HTMLInputElement>) => void; readonly found: number; readonly chosen: number; readonly busy: boolean }

const SearchPanel = later(() => import('./search-panel.tsx').then((module) => module.SearchPanel), { waiting: ({ list }) => <div id={list} role="listbox" hidden /> })

/** The field of search over any page. What it finds is fetched once the desk is at rest; the field is there at once, so that no letter is lost. */
export function SearchDoor() {
  const open = useSearchOpen()
  useEffect(() => {
    const timer = setTimeout(() => void SearchPanel.fetch(), 2_000)
    return () => clearTimeout(timer)
  }, [])
  return open ? <Field /> : null
}

function Field() {
  const t = searchTexts(usePreferences().lang)
  const [text, setText] = useState('')
  const [at, setAt] = useState(-1)
  const [below, setBelow] = useState({ found: 0, chosen: -1, busy: false })
  const press = useRef<FieldSide['press']>(undefined)
  /** Enter, when what answers it has not come yet: it is pressed once that is there, unless something was typed after it. */
  const early = useRef<KeyboardEvent<HTMLInputElement>>(undefined)
  const list = useId()
  const write = (next: string) => {
    setText(next)
    setAt(-1)
    early.current = undefined
  }
  const side = useCallback(({ press: pressed, found, chosen, busy }: FieldSide) => {
    press.current = pressed
    if (early.current) pressed(early.current)
    early.current = undefined
    setBelow((now) => (now.found === found && now.chosen === chosen && now.busy === busy ? now : { found, chosen, busy }))
  }, [])
  return (
    <Dialog plain title={t.title} close={() => openSearch(false)}>
      <input
        type="text" className="command-field search-field" role="combobox" aria-expanded={below.found > 0} aria-controls={list} aria-autocomplete="list" autoComplete="off" autoFocus spellCheck={false} enterKeyHint="search" maxLength={500}
        aria-label={t.field} placeholder={t.hint} aria-activedescendant={below.chosen >= 0 ? `${list}-${below.chosen}` : undefined} aria-busy={below.busy} value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (press.current) press.current(event)
          else if (event.key === 'Enter') early.current = event
        }}
      />
      <SearchPanel text={text} write={write} at={at} choose={setAt} list={list} side={side} />
    </Dialog>
  )
}
