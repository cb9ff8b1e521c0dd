import { shared } from '../parts/shared.ts'

/** The field of the page of search, where there is one. */
export const pageField = 'search-typed'

const open = shared(false)

/** Shows the panel of search, or goes to the field where one is on the page; hides it. */
export function openSearch(wanted: boolean): void {
  const here = wanted ? document.getElementById(pageField) : null
  if (here && here.offsetParent !== null) return here.focus()
  open.set(wanted)
}

export const useSearchOpen = open.use
