/** Every secret of a text, of the kinds that are asked for. */
import type { BuiltInKind } from '../types.ts'
import { findConnections, findCookies } from './connections.ts'
import { findKeys } from './keys.ts'
import { findAccounts, findCards, findSocialNumbers } from './numbers.ts'
import { findPairs } from './pairs.ts'
import { findPasswords } from './passwords.ts'
import { findPattern, type SecretPattern } from './patterns.ts'
import type { Span } from './span.ts'

/** What of a text is looked at: one mebibyte; all that is beyond counts as secret. */
export const mostRead = 1_048_576

const finders: Record<Exclude<BuiltInKind, 'password' | 'access_pair'>, (text: string) => Span[]> = {
  key: findKeys, connection: findConnections, cookie: findCookies, card: findCards, iban: findAccounts, social_security: findSocialNumbers,
}

/** Where secrets stand, in the order of the text. Time is proportional to the text, whatever it holds. */
export function findSecrets(text: string, detect: readonly BuiltInKind[], patterns: readonly SecretPattern[]): Span[] {
  const passwords = detect.includes('password') || detect.includes('access_pair') ? findPasswords(text) : []
  const found = detect.flatMap((kind) => (kind === 'password' ? passwords : kind === 'access_pair' ? findPairs(text, passwords) : finders[kind](text)))
  return [...found, ...patterns.flatMap((pattern) => findPattern(pattern, text))].sort((a, b) => a.from - b.from || b.to - a.to)
}
