import type { FastifyRequest } from 'fastify'
import { passkeyRequest, secondFactorsOf } from '#people/people.ts'
import type { SecondGiven } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { SecondView } from '#portal/pages/second.tsx'
import { formOf, passkeyPlace, readJson } from './coming.ts'
import type { Visitor } from './visitor.ts'

/** What a contact can prove themselves by, here; `any`: whether they have a second factor at all. */
export async function secondViewOf(
  desk: Desk, visitor: Visitor, request: FastifyRequest, contactId: string, purpose: string, more: Pick<SecondView, 'kept' | 'problem'>,
): Promise<SecondView & { any: boolean }> {
  const who = { contactId }
  const factors = await secondFactorsOf(desk, visitor.provider.id, who)
  const place = passkeyPlace(desk, visitor.provider, request)
  const here = place !== undefined && factors.passkeys.some((key) => key.host === place.host)
  return {
    ...more, any: factors.any, totp: factors.totp !== null, backup: factors.backupCodesLeft > 0,
    passkey: here ? await passkeyRequest(desk, visitor.provider.id, { place, purpose, who }) : undefined,
    elsewhere: here ? undefined : factors.passkeys[0]?.host,
  }
}

/** The second proof that a form holds. */
export function secondGiven(desk: Desk, visitor: Visitor, request: FastifyRequest, purpose: string): SecondGiven {
  const form = formOf(request)
  const place = passkeyPlace(desk, visitor.provider, request)
  if (form.passkey && place) return { passkey: readJson(form.passkey), place, purpose }
  return { code: (form['step.code'] ?? '').slice(0, 40) }
}
