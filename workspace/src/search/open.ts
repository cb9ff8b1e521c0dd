import { useSyncExternalStore } from 'react'

/** The field of the page of search, where there is one. */
export const pageField = 'search-typed'

let open = false
/** What was typed before the panel was there. */
let begun = ''
const listeners = new Set<() => void>()

/** Shows the panel of search, or goes to the field where one is on the page; hides it. */
export function openSearch(wanted: boolean): void {
  const here = wanted ? document.getElementById(pageField) : null
  if (here && here.offsetParent !== null) return here.focus()
  open = wanted
  begun = ''
  for (const listener of listeners) listener()
}

/** Keeps what is typed while the panel is on its way. */
export function typeAhead(text: string): void {
  begun = text
}
export const typedAhead = () => begun

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSearchOpen = () => useSyncExternalStore(subscribe, () => open)
