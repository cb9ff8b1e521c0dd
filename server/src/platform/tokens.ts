import { createHash, randomBytes } from 'node:crypto'

/** A token as given out once, and what the database keeps of it. */
export interface NewToken {
  /** 256 random bits, base64url, 43 characters: given to its holder and never stored. */
  readonly token: string
  /** SHA-256 of the token: what is stored and looked up. */
  readonly hash: Buffer
}

/** A fresh token for a session, a sign-in link or an API key. */
export function newToken(): NewToken {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}

/** What to look up for a token somebody shows. Plain SHA-256 is enough: the token itself cannot be guessed. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** A token short enough for an address or a subject line: `bits` random bits in lower-case base32 without look-alikes. */
export function shortToken(bits: number): string {
  const letters = 'abcdefghjkmnpqrstvwxyz0123456789'
  const bytes = randomBytes(Math.ceil(bits / 5))
  return Array.from(bytes, (byte) => letters[byte & 31]).join('')
}
