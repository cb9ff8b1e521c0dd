import { useEffect, useSyncExternalStore } from 'react'
import type { ShortcutName } from '../keys/names.ts'

/** Something that can be done now, for the command bar. */
export interface Command {
  id: string
  label: string
  group: 'views' | 'ticket' | 'agents' | 'other' | 'settings' | 'found'
  /** The shortcut that does the same. */
  shortcut?: ShortcutName
  /** Why it cannot be done now; the command is shown all the same. */
  whyNot?: string | null
  run: () => void
}

const places = new Map<string, readonly Command[]>()
let all: readonly Command[] = []
let opened: 'all' | 'assign' | null = null
const listeners = new Set<() => void>()

function tell(): void {
  all = [...places.values()].flat()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Offers commands for as long as the caller is shown. `commands` must be kept by the caller between changes. */
export function useOffer(place: string, commands: readonly Command[]): void {
  useEffect(() => {
    places.set(place, commands)
    tell()
    return () => {
      places.delete(place)
      tell()
    }
  }, [place, commands])
}

/** Opens the command bar, on everything or on the agents to choose from; null closes it. */
export function openCommands(mode: 'all' | 'assign' | null): void {
  opened = mode
  tell()
}

export const useCommands = () => useSyncExternalStore(subscribe, () => all)
export const useCommandsOpen = () => useSyncExternalStore(subscribe, () => opened)
