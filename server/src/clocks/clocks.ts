/** The face of clocks: promises measured by the engine from a ticket's events, never counted along the way. */
export * from './clock-rows.ts'
export * from './figured.ts'
export * from './late.ts'
export * from './ledger.ts'
export * from './merged.ts'
