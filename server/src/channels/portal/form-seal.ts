import { createSigner } from '#platform/signing.ts'
import type { Desk } from '#policies/policies.ts'

const life = 30 * 24 * 3_600_000

/** Says in a form, out of anybody's reach, whose page it is: what is typed in it is kept for them even when their session has ended. */
export function sealFor(desk: Desk, providerId: string, contactId: string): string {
  const since = desk.time.now().toString(36)
  return `${contactId}.${since}.${signer(desk).sign(`${providerId}:${contactId}:${since}`)}`
}

/** Whose page a form came from; undefined for a seal that is not ours, or is too old. */
export function unseal(desk: Desk, providerId: string, seal: string | undefined): string | undefined {
  const [, contactId = '', since = '', signature = ''] = /^([0-9a-f-]{36})\.([0-9a-z]{1,11})\.([\w-]{10,60})$/.exec(seal ?? '') ?? []
  if (contactId === '' || desk.time.now() - Number.parseInt(since, 36) > life) return undefined
  return signer(desk).verify(`${providerId}:${contactId}:${since}`, signature) ? contactId : undefined
}

const signer = (desk: Desk) => createSigner(desk.settings.secret, 'form')
