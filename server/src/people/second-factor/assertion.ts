import { createHash, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { cose, decodeClientDataJSON, decodeCredentialPublicKey, parseAuthenticatorData } from '@simplewebauthn/server/helpers'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'

/**
 * A passkey's answer, checked step by step as WebAuthn wants it (level 3, § 7.2), with Node's own signatures. Not by the library's
 * function of the same purpose: with the versions that npm gives it, it reads EC signatures by another copy of its parser than the
 * one that knows them, and refuses every ES256 passkey. What it parses well (client data, authenticator data, keys) is its.
 */
export interface Expected {
  readonly challenge: (challenge: string) => boolean
  readonly origin: string
  readonly host: string
  /** Whether the person must have been checked (PIN, finger, face), not only been there. */
  readonly verified: boolean
  readonly publicKey: Uint8Array
  readonly counter: number
}

/** What is kept of a good answer; undefined: it does not hold. @throws Error on what is no answer at all */
export function checkAssertion({ response, type }: AuthenticationResponseJSON, expected: Expected): { counter: number; backedUp: boolean } | undefined {
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'))
  const client = decodeClientDataJSON(response.clientDataJSON)
  if (type !== 'public-key' || client.type !== 'webauthn.get' || client.origin !== expected.origin || client.crossOrigin === true || !expected.challenge(client.challenge)) return undefined
  const signedData = bytes(response.authenticatorData)
  const { rpIdHash, flags, counter } = parseAuthenticatorData(signedData)
  if (!timingSafeEqual(rpIdHash, sha256(expected.host)) || !flags.up || (expected.verified && !flags.uv)) return undefined
  // A counter that stands still or goes back is a copied key; keys that do not count say zero for ever.
  if ((counter > 0 || expected.counter > 0) && counter <= expected.counter) return undefined
  const { key, digest } = keyOf(expected.publicKey)
  const signed = Buffer.concat([signedData, sha256(bytes(response.clientDataJSON))])
  return verify(digest, signed, key, bytes(response.signature)) ? { counter, backedUp: flags.bs } : undefined
}

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest()

/** A COSE key as Node knows keys: the three kinds that we ask authenticators for. @throws Error on any other */
function keyOf(publicKey: Uint8Array): { key: KeyObject; digest: string | null } {
  const decoded = decodeCredentialPublicKey(Uint8Array.from(publicKey))
  const text = (value: Uint8Array | undefined) => Buffer.from(value ?? []).toString('base64url')
  const make = (jwk: Record<string, string>) => createPublicKey({ key: jwk, format: 'jwk' })
  if (cose.isCOSEPublicKeyEC2(decoded) && decoded.get(cose.COSEKEYS.crv) === cose.COSECRV.P256) {
    return { key: make({ kty: 'EC', crv: 'P-256', x: text(decoded.get(cose.COSEKEYS.x)), y: text(decoded.get(cose.COSEKEYS.y)) }), digest: 'sha256' }
  }
  if (cose.isCOSEPublicKeyOKP(decoded)) return { key: make({ kty: 'OKP', crv: 'Ed25519', x: text(decoded.get(cose.COSEKEYS.x)) }), digest: null }
  if (cose.isCOSEPublicKeyRSA(decoded)) return { key: make({ kty: 'RSA', n: text(decoded.get(cose.COSEKEYS.n)), e: text(decoded.get(cose.COSEKEYS.e)) }), digest: 'sha256' }
  throw new Error('a kind of key that was never asked for')
}
