import { useSyncExternalStore } from 'react'

/** The clause whose words are shown beside the ticket, and what to go back to when it is closed. */
interface Opened { number: number; id: string; from: HTMLElement | null }

let opened: Opened | null = null
const listeners = new Set<() => void>()

function set(next: Opened | null): void {
  opened = next
  for (const listener of listeners) listener()
}

/** Shows the words of a clause beside its ticket. */
export function openClause(number: number, id: string): void {
  set({ number, id, from: opened?.from ?? (document.activeElement instanceof HTMLElement ? document.activeElement : null) })
}

/** Hides them; the focus goes back to what had opened them. */
export function closeClause(): void {
  const from = opened?.from
  set(null)
  if (from?.isConnected) from.focus()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useOpenedClause = (): Opened | null => useSyncExternalStore(subscribe, () => opened)
