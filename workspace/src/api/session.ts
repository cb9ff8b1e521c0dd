import { useSyncExternalStore } from 'react'

/** Whether the session ended while the page was open: the page then asks to sign in again and keeps all that stands in it. */

let ended = false
const listeners = new Set<() => void>()

function set(value: boolean): void {
  if (ended === value) return
  ended = value
  for (const listener of listeners) listener()
}

/** The server no longer knows our session. */
export const sessionEnded = () => set(true)
/** Somebody signed in. */
export const sessionBegan = () => set(false)

/** Whether nothing is to be asked until somebody signs in again. */
export const sessionIsOver = () => ended

/** Tells when it ends and when it goes on. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the session is over: one signs in again without losing the page. */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(onSession, () => ended)
}
