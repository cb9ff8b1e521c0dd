import { useSyncExternalStore } from 'react'

/** What the policy wants confirmed: its words, and what is done with a yes. */
export interface Asked { number: number; words: string; yes: string; answer: (sure: boolean) => void }

let asked: Asked | null = null
const listeners = new Set<() => void>()

function show(next: Asked | null): void {
  asked = next
  for (const listener of listeners) listener()
}

/** The ticket that stands on the page. */
let standing: number | null = null

/** Asks whether it is meant; false when nobody says so, or its ticket is not the one on the page any more. */
export function askToConfirm(number: number, words: string, yes: string): Promise<boolean> {
  if (standing !== number) return Promise.resolve(false)
  return new Promise((resolve) => {
    asked?.answer(false)
    show({
      number, words, yes,
      answer: (sure) => {
        show(null)
        resolve(sure)
      },
    })
  })
}

/** Says that a ticket stands on the page, until what is answered is called: whoever leaves it has not said yes. */
export function standAt(number: number): () => void {
  standing = number
  return () => {
    if (standing === number) standing = null
    asked?.answer(false)
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useAsked = () => useSyncExternalStore(subscribe, () => asked)
