import { useEffect } from 'react'

/** After this long the page is at rest: what a key may ask for next is fetched, so that it is there at once. */
const rest = 1_500

/** Fetches parts that are not on the page yet but may be asked for at any moment; `wanted`: not for whoever cannot ask for them. */
export function useSoon(part: { readonly fetch: () => Promise<void> }, wanted = true): void {
  useEffect(() => {
    if (!wanted) return undefined
    const timer = setTimeout(() => void part.fetch(), rest)
    return () => clearTimeout(timer)
  }, [part, wanted])
}
