import { createHmac, timingSafeEqual } from 'node:crypto'

/** Signs texts that travel through strangers' hands (form states, reply addresses) so that we know them again. */
export interface Signer {
  /** base64url HMAC-SHA-256 of `text`, cut to `bytes` (16 by default). */
  sign(text: string, bytes?: number): string
  /** Whether `signature` is what `sign` gave for `text`, in constant time; false for any malformed signature. */
  verify(text: string, signature: string, bytes?: number): boolean
}

/**
 * A signer for one purpose. Two purposes never accept each other's signatures, so that a token made
 * for a form cannot be used in an address.
 * @param secret the installation's secret (settings), at least 32 characters
 */
export function createSigner(secret: string, purpose: string): Signer {
  const key = createHmac('sha256', secret).update(`guichet:${purpose}`).digest()
  const digest = (text: string, bytes: number) => createHmac('sha256', key).update(text).digest().subarray(0, bytes)
  return {
    sign: (text, bytes = 16) => digest(text, bytes).toString('base64url'),
    verify(text, signature, bytes = 16) {
      const shown = Buffer.from(signature, 'base64url')
      const expected = digest(text, bytes)
      return shown.length === expected.length && shown.toString('base64url') === signature && timingSafeEqual(shown, expected)
    },
  }
}
