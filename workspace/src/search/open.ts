import { useSyncExternalStore } from 'react'

/** The field of the page of search, where there is one. */
export const pageField = 'search-typed'

let open = false
const listeners = new Set<() => void>()

/** Shows the panel of search, or goes to the field where one is on the page; hides it. */
export function openSearch(wanted: boolean): void {
  const here = wanted ? document.getElementById(pageField) : null
  if (here && here.offsetParent !== null) return here.focus()
  open = wanted
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSearchOpen = () => useSyncExternalStore(subscribe, () => open)
