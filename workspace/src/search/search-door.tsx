import { lazy, Suspense, useEffect } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { usePreferences } from '../preferences.tsx'
import { openSearch, typeAhead, useSearchOpen } from './open.ts'
import { searchTexts } from './texts.ts'

const load = () => import('./search-panel.tsx')
const SearchPanel = lazy(() => load().then((module) => ({ default: module.SearchPanel })))

/** The panel of search over any page. It is fetched once the desk is at rest; until it is there, a bare field takes what is typed. */
export function SearchDoor() {
  const open = useSearchOpen()
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), 2_000)
    return () => clearTimeout(timer)
  }, [])
  return open ? <Suspense fallback={<Bare />}><SearchPanel /></Suspense> : null
}

function Bare() {
  const t = searchTexts(usePreferences().lang)
  return (
    <Dialog plain title={t.title} close={() => openSearch(false)}>
      <input type="text" className="command-field" aria-label={t.field} placeholder={t.hint} autoComplete="off" autoFocus maxLength={500} onChange={(event) => typeAhead(event.target.value)} />
    </Dialog>
  )
}
