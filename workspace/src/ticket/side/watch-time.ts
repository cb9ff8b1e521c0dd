import { useSyncExternalStore } from 'react'
import { keep, recall } from '../../storage.ts'

/** The watch of a ticket: since when it runs, on this machine; it goes on when the page is left, and after a reload. */
const nameOf = (number: number) => `watch:${number}`
const listeners = new Set<() => void>()

/** Since when the watch of a ticket runs; null while it stands. */
export function watchSince(number: number): number | null {
  const since = recall(nameOf(number))
  return typeof since === 'number' ? since : null
}

/** Starts the watch. */
export function startWatch(number: number, at: number): void {
  keep(nameOf(number), at)
  for (const listener of listeners) listener()
}

/** What it told was noted, or is not wanted. */
export function forgetWatch(number: number): void {
  keep(nameOf(number), undefined)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useWatch = (number: number) => useSyncExternalStore(subscribe, () => watchSince(number))
