import { useSyncExternalStore } from 'react'

/** What the policy wants confirmed: its words, and what is done with a yes. */
export interface Asked { words: string; yes: string; answer: (sure: boolean) => void }

let asked: Asked | null = null
const listeners = new Set<() => void>()

function show(next: Asked | null): void {
  asked = next
  for (const listener of listeners) listener()
}

/** Asks whether it is meant; false when nobody says so. */
export function askToConfirm(words: string, yes: string): Promise<boolean> {
  return new Promise((resolve) => {
    asked?.answer(false)
    show({
      words, yes,
      answer: (sure) => {
        show(null)
        resolve(sure)
      },
    })
  })
}

/** Whoever leaves the ticket has not said yes. */
export function forgetAsked(): void {
  asked?.answer(false)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useAsked = () => useSyncExternalStore(subscribe, () => asked)
