import { shared } from '../parts/shared.ts'

/** What the policy wants confirmed: its words, and what is done with a yes. */
export interface Asked { number: number; words: string; yes: string; answer: (sure: boolean) => void }

const asked = shared<Asked | null>(null)

/** The ticket that stands on the page. */
let standing: number | null = null

/** Asks whether it is meant; false when nobody says so, or its ticket is not the one on the page any more. */
export function askToConfirm(number: number, words: string, yes: string): Promise<boolean> {
  if (standing !== number) return Promise.resolve(false)
  return new Promise((resolve) => {
    asked.get()?.answer(false)
    asked.set({
      number, words, yes,
      answer: (sure) => {
        asked.set(null)
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
    asked.get()?.answer(false)
  }
}

export const useAsked = asked.use
