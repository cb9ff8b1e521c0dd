/** Secrets in what people write: which kinds are looked for, and what becomes of a text that holds one. */
import type { SecretPattern } from './detect/patterns.ts'

/** What becomes of the text: taken as it is, hidden where it is shown, kept back from others, not taken. The later, the stricter. */
export type SecretsAnswer = 'allowed' | 'masked' | 'held' | 'refused'
export const strictness: readonly SecretsAnswer[] = ['allowed', 'masked', 'held', 'refused']

/** The kinds that are known without being declared. */
export const builtInKinds = ['password', 'key', 'access_pair', 'connection', 'cookie', 'card', 'iban', 'social_security'] as const
export type BuiltInKind = (typeof builtInKinds)[number]

export interface Confidentiality {
  /** Those looked for, in the order of the list above. */
  detect: readonly BuiltInKind[]
  /** Kinds that the policy declares. */
  patterns: readonly SecretPattern[]
  /** Where secrets may be given, only over an encrypted connection. */
  encrypted: boolean
  clauses: string[]
}
