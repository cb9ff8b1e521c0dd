/** The face of tickets that become one, part, or have to do with one another. */
export * from './link.ts'
export { mergeTickets } from './merge.ts'
export type { MergeAim } from './merge.ts'
export { alsoToOf } from './people.ts'
export * from './preview.ts'
export { splitTicket, unsplit } from './split.ts'
export type { Splitting } from './split.ts'
export { unmerge } from './unmerge.ts'
