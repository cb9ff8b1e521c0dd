const longest = 80

/**
 * The name that somebody gave themselves, or another, as a letter says it to an address that nobody proved: on one line, not long, and
 * nothing in it that a mail program makes a link of. Whoever may have such letters sent writes nothing else to strangers (AB-12).
 */
export function nameForStrangers(name: string): string {
  const plain = name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s:/\\@<>]+/gu, ' ').replaceAll(/\.(?=\p{L}{2})/gu, ' ').trim()
  return [...plain].slice(0, longest).join('').trim()
}
