import { useSyncExternalStore } from 'react'
import { focusAfter } from '../../parts/focus.ts'

/** What is being done between two tickets, and for which one. */
export interface Opened { readonly number: number; readonly what: 'merge' | 'split' | 'link'; readonly from: HTMLElement | null }

let opened: Opened | null = null
const listeners = new Set<() => void>()

function set(next: Opened | null): void {
  opened = next
  for (const listener of listeners) listener()
}

/** Opens one of the panels above the conversation. */
export function openBetween(number: number, what: Opened['what']): void {
  set({ number, what, from: document.activeElement instanceof HTMLElement ? document.activeElement : null })
}

/** Closes it; the focus goes back to what had opened it. */
export function closeBetween(): void {
  const from = opened?.from
  if (from?.isConnected) focusAfter(from, document.querySelector('.between-panel'))
  set(null)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useOpenedBetween = (): Opened | null => useSyncExternalStore(subscribe, () => opened)
