/** The face of a provider's own rules: reactions to what happened, in what the policy does not decide. */
export * from './attempt.ts'
export * from './kept.ts'
export * from './run.ts'
export * from './runs.ts'
export { checkRules } from './trouble.ts'
export type { KeptRule } from './rule.ts'
