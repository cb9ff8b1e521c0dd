/**
 * How a contact proves who they are, with what follows from it: the event and the letter, in the transaction of the change. What is
 * proved, and how it is kept, is in `people`.
 */
export * from './agent-admin.ts'
export * from './agent-security.ts'
export * from './agents.ts'
export * from './entering.ts'
export * from './known-browsers.ts'
export * from './oidc.ts'
export * from './factors.ts'
export * from './passwords.ts'
export * from './recovery.ts'
export * from './sessions.ts'
export * from './step-up.ts'
export { tellContact } from './notices.ts'
