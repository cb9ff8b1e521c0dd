/** Promises that people are there: a roster to be filled with shifts. */
import type { Words } from '../model.ts'

export interface RosterDeclaration {
  name: string
  label: Words
  /** Calendar whose every open hour is to be covered, or `always`. */
  during: string
  /** How many different people at once. */
  atLeast: number
  /** What a person must be able to do to count; without it everybody counts. */
  able?: Words
  by?: string
  clause: string
  clauses: string[]
}
