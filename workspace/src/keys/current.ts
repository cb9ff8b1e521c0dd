import { useSyncExternalStore } from 'react'
import { keysWith, type Keys } from './names.ts'

/** The keys in use, for whoever listens to them or shows them. */
let keys: Keys = keysWith()
const listeners = new Set<() => void>()

/** Takes up what an agent chose; without it, what we propose. */
export function setOwnKeys(chosen: Readonly<Record<string, string>> | undefined): void {
  const next = keysWith(chosen)
  if (JSON.stringify(next) === JSON.stringify(keys)) return
  keys = next
  for (const listener of listeners) listener()
}

export const currentKeys = (): Keys => keys

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The keys in use, renewed when they change. */
export const useKeys = (): Keys => useSyncExternalStore(subscribe, currentKeys)
