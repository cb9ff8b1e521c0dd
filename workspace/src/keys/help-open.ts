import { useSyncExternalStore } from 'react'

let open = false
const listeners = new Set<() => void>()

/** Shows or hides the list of shortcuts. */
export function openHelp(wanted: boolean): void {
  open = wanted
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useHelpOpen = () => useSyncExternalStore(subscribe, () => open)
