import { focusAfter } from '../../parts/focus.ts'
import { shared } from '../../parts/shared.ts'

/** What is being done between two tickets, and for which one. */
export interface Opened { readonly number: number; readonly what: 'merge' | 'split' | 'link'; readonly from: HTMLElement | null }

const opened = shared<Opened | null>(null)

/** Opens one of the panels above the conversation. */
export function openBetween(number: number, what: Opened['what']): void {
  opened.set({ number, what, from: document.activeElement instanceof HTMLElement ? document.activeElement : null })
}

/** Closes it; the focus goes back to what had opened it. */
export function closeBetween(): void {
  const from = opened.get()?.from
  if (from?.isConnected) focusAfter(from, document.querySelector('.between-panel'))
  opened.set(null)
}

export const useOpenedBetween = opened.use
