/** The face of clocks: promises measured from a ticket's events, never counted along the way. */
export * from './clock-rows.ts'
export * from './ledger.ts'
export * from './reading.ts'
export type { Pause, Run } from './run.ts'
