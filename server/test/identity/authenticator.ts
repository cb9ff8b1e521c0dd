import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A security key made of software: honest, or as dishonest as a test wants. */
export interface Authenticator {
  /** Answers a page's wish for a new passkey. */
  create(options: { challenge: string; rp: { id?: string } }, how?: How): string
  /** Answers a page's wish for a proof. */
  get(options: { challenge: string; rpId?: string }, how?: How): string
}
interface How { readonly origin?: string; readonly host?: string; readonly verified?: boolean; readonly present?: boolean }

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()
const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64url')

/** The few pieces of CBOR that an answer is made of. */
const cbor = {
  head: (major: number, n: number) => (n < 24 ? Buffer.from([(major << 5) | n]) : n < 256 ? Buffer.from([(major << 5) | 24, n]) : Buffer.from([(major << 5) | 25, n >> 8, n & 255])),
  int: (n: number) => (n >= 0 ? cbor.head(0, n) : cbor.head(1, -1 - n)),
  bytes: (bytes: Buffer) => Buffer.concat([cbor.head(2, bytes.length), bytes]),
  text: (text: string) => Buffer.concat([cbor.head(3, text.length), Buffer.from(text)]),
  map: (...pairs: [Buffer, Buffer][]) => Buffer.concat([cbor.head(5, pairs.length), ...pairs.flat()]),
}

/** Makes one with a key of its own, for pages at `origin`. */
export function openAuthenticator(origin: string): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  let counter = 0
  const own = new URL(origin).hostname
  const client = (type: string, challenge: string, how: How) => Buffer.from(JSON.stringify({ type, challenge, origin: how.origin ?? origin, crossOrigin: false }))
  const data = (host: string, how: How, more: Buffer = Buffer.alloc(0)) => {
    counter += 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const flags = (how.present === false ? 0 : 1) | (how.verified === false ? 0 : 4) | (more.length > 0 ? 0x40 : 0)
    return Buffer.concat([sha256(host), Buffer.from([flags]), count, more])
  }
  return {
    create({ challenge, rp }, how = {}) {
      const key = cbor.map([cbor.int(1), cbor.int(2)], [cbor.int(3), cbor.int(-7)], [cbor.int(-1), cbor.int(1)], [cbor.int(-2), cbor.bytes(Buffer.from(x, 'base64url'))], [cbor.int(-3), cbor.bytes(Buffer.from(y, 'base64url'))])
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key])
      const attestation = cbor.map([cbor.text('fmt'), cbor.text('none')], [cbor.text('attStmt'), cbor.map()], [cbor.text('authData'), cbor.bytes(data(how.host ?? rp.id ?? own, how, credential))])
      return JSON.stringify({
        id: base64(id), rawId: base64(id), type: 'public-key', clientExtensionResults: {},
        response: { clientDataJSON: base64(client('webauthn.create', challenge, how)), attestationObject: base64(attestation), transports: ['internal'] },
      })
    },
    get({ challenge, rpId }, how = {}) {
      const clientData = client('webauthn.get', challenge, how)
      const authData = data(how.host ?? rpId ?? own, how)
      return JSON.stringify({
        id: base64(id), rawId: base64(id), type: 'public-key', clientExtensionResults: {},
        response: { clientDataJSON: base64(clientData), authenticatorData: base64(authData), signature: base64(sign('sha256', Buffer.concat([authData, sha256(clientData)]), privateKey)) },
      })
    },
  }
}
