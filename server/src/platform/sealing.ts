import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps a text unreadable at rest, or in strangers' hands; what is sealed for one purpose and place opens nowhere else. */
export interface Sealer {
  /** `text` sealed: AES-256-GCM, a fresh nonce each time. `place` must be named again to open it. */
  seal(text: string, place: string): Buffer
  /** What was sealed, or undefined when it is not ours, was changed, or belongs elsewhere. */
  open(sealed: Buffer, place: string): string | undefined
}

/** A sealer for one purpose. @param secret the installation's secret (settings) */
export function createSealer(secret: string, purpose: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `guichet:seal:${purpose}`, 32))
  return {
    seal(text, place) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, place) {
      if (sealed.length < 28) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-16))
      try {
        return decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return undefined
      }
    },
  }
}
