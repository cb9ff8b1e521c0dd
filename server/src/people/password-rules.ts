import { commonPasswords } from './common-passwords.ts'

/**
 * Why a password is refused. The rule is CNIL's for a password beside throttling (recommendation 2022-100, 50 bits): eight
 * characters of three kinds, or a phrase; and none that is tried first (SEC-01).
 */
export type PasswordProblem = 'short' | 'kinds' | 'long' | 'common' | 'own'

/** Whose password it is: what others know of them is no secret. */
export interface PasswordOwner {
  readonly name: string
  readonly email: string
  readonly provider: string
}

const longest = 200
const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}\s]/u]

/** A phrase: long, of several different words. */
function isPhrase(password: string): boolean {
  const words = new Set(password.toLowerCase().split(/[\s\-_.,;:!?'’]+/u).filter((word) => word.length > 1))
  return password.length >= 20 && words.size >= 4
}

const swaps: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '€': 'e', '!': 'i' }

/** Small letters without accents. */
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
/** The word inside a password: without what people put around it, letters for the figures that stand for them. */
function core(password: string): string[] {
  const bare = plain(password).replaceAll(/\s/g, '')
  const swapped = [...bare].map((letter) => swaps[letter] ?? letter).join('')
  const trimmed = bare.replaceAll(/^[^a-z]+|[^a-z]+$/g, '')
  return [bare, swapped, trimmed, [...trimmed].map((letter) => swaps[letter] ?? letter).join('')].map((word) => word.replaceAll(/[^a-z0-9]/g, ''))
}

const rows = ['azertyuiop', 'qsdfghjklm', 'wxcvbn', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz', '01234567890']

/** Neighbours on a keyboard or in the alphabet, or one thing again and again. */
function isRun(word: string): boolean {
  const reversed = [...word].reverse().join('')
  return /^(.{1,4})\1+$/.test(word) || rows.some((row) => word.length >= 4 && (row.includes(word) || row.includes(reversed)))
}

function isCommon(password: string): boolean {
  return core(password).some((word) => commonPasswords.has(word) || isRun(word) || /^(.+?)\1+$/.test(word) && commonPasswords.has(/^(.+?)\1+$/.exec(word)?.[1] ?? ''))
}

function isOwn(password: string, { name, email, provider }: PasswordOwner): boolean {
  const told = [...name.split(/[\s'’-]+/), ...email.split(/[@.+_-]/), ...provider.split(/[\s'’-]+/), email.slice(0, email.indexOf('@'))].map((word) => plain(word).replaceAll(/[^a-z0-9]/g, '')).filter((word) => word.length >= 4)
  return core(password).some((word) => told.some((own) => word.includes(own)))
}

/** What is wrong with a password, the first thing first; undefined when it is good. */
export function passwordProblem(password: string, person: PasswordOwner): PasswordProblem | undefined {
  if (password.length > longest) return 'long'
  if (!isPhrase(password)) {
    if ([...password].length < 8) return 'short'
    if (kinds.filter((kind) => kind.test(password)).length < 3) return 'kinds'
  }
  if (isCommon(password)) return 'common'
  return isOwn(password, person) ? 'own' : undefined
}
