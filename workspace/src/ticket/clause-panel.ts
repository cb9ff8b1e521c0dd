import { shared } from '../parts/shared.ts'

/** The clause whose words are shown beside the ticket, and what to go back to when it is closed. */
interface Opened { number: number; id: string; from: HTMLElement | null }

const opened = shared<Opened | null>(null)

/** Shows the words of a clause beside its ticket. */
export function openClause(number: number, id: string): void {
  opened.set({ number, id, from: opened.get()?.from ?? (document.activeElement instanceof HTMLElement ? document.activeElement : null) })
}

/** Hides them; the focus goes back to what had opened them. */
export function closeClause(): void {
  const from = opened.get()?.from
  opened.set(null)
  if (from?.isConnected) from.focus()
}

export const useOpenedClause = opened.use
