/** The face of bulk: one act on many tickets, tried beforehand, done some at a time, stopped, undone. */
export * from './advance.ts'
export * from './begin.ts'
export * from './chosen.ts'
export * from './preview.ts'
export * from './read.ts'
