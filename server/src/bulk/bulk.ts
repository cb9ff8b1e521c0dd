/** The face of bulk: one act on many tickets, tried beforehand, done some at a time, stopped, undone. */
export * from './advance.ts'
export * from './begin.ts'
export * from './chosen.ts'
export { heldLetters } from './letters.ts'
export { unfillable } from './one.ts'
export * from './outcome.ts'
export * from './preview.ts'
export * from './read.ts'
