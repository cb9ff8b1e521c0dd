/** The face of tickets: what happened to them, where they stand, and their rows. */
export * from './attachment.ts'
export * from './event.ts'
export * from './load.ts'
export * from './message.ts'
export * from './numbers.ts'
export * from './rows.ts'
export * from './ticket.ts'
