import type { Named } from './drafts.ts'

/** The name that is being typed after an @, and where it begins. */
export function nameBegun(text: string, at: number): { from: number; typed: string } | undefined {
  const found = /(?:^|[\s(«“"'’])@([\p{L}\p{M}'’-]*(?: [\p{L}\p{M}'’-]*)?)$/u.exec(text.slice(0, at))
  return found ? { from: at - found[1]!.length - 1, typed: found[1]! } : undefined
}

/** Those whose name still stands in the text: whoever was struck out of it is not told. */
export const stillNamed = (text: string, mentions: readonly Named[]): Named[] => mentions.filter(({ name }) => text.includes(`@${name}`))
