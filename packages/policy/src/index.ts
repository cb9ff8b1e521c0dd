/** The public face of the policy language and its engine. */
export * from './model.ts'
export type * from './policy.ts'
export { compile, type Compiled, type PolicyFile } from './compile.ts'
export { findingCodes, type FindingCode } from './findings/catalogue.ts'
export { decide } from './decide/decide.ts'
export { commitments } from './decide/commitments.ts'
