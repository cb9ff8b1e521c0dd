import { KeyMark, useAriaKey } from '../keys/key-mark.tsx'
import { usePreferences } from '../preferences.tsx'
import { openSearch } from './open.ts'
import { searchTexts } from './texts.ts'

/** The field in the frame: what is typed goes to the panel that it opens. */
export function SearchButton() {
  const { lang } = usePreferences()
  const t = searchTexts(lang)
  return (
    <button type="button" className="search-open" aria-haspopup="dialog" aria-keyshortcuts={useAriaKey('search')} onClick={() => openSearch(true)}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2Zm3.6 8.6L14 14" /></svg>
      <span className="search-open-word">{t.open}</span> <KeyMark name="search" />
    </button>
  )
}
