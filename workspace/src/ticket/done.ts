import { useSyncExternalStore } from 'react'

/** An act that was done here, for as long as undoing it is offered. */
export interface Done { readonly number: number; readonly eventId: string; readonly text: string; readonly at: number }

/** How long undoing is offered beside the list; the history offers it for a day. */
export const offeredFor = 20_000

let done: Done | null = null
const listeners = new Set<() => void>()

/** Offers to undo an act, in place of the one before; null offers nothing any more. */
export function offerUndo(next: Done | null): void {
  done = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useDone = () => useSyncExternalStore(subscribe, () => done)
