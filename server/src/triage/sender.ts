import type { TrustReason } from '@guichet/protocol'
import type { Requester } from './requester.ts'

interface Claimed {
  readonly address?: string
  readonly name?: string
  readonly verdict?: { readonly alignedBy: 'dkim' | 'spf' | null }
  readonly replyTo?: string
  readonly flags: readonly string[]
  readonly reason?: TrustReason
}

/** The sender of a message as agents are shown it: who they say they are, and how far that is proven (AUTH-10). */
export interface KnownSender {
  readonly address: string | null
  readonly name: string | null
  readonly trust: Requester['trust']
  readonly reason: TrustReason
  readonly verdict: object | null
  readonly flags: readonly string[]
  readonly replyTo: string | null
}

function reasonOf(claimed: Claimed, requester: Requester): TrustReason {
  const { trust, contact, resembles } = requester
  if (trust === 'T3') return 'signed_in_twice'
  if (trust === 'T2') return 'session'
  if (trust === 'T1') return contact ? 'registered_signed' : 'unknown_signed'
  if (contact) return 'registered_plausible'
  if (resembles) return 'registered_unverified'
  return claimed.verdict?.alignedBy === 'dkim' ? 'unknown_signed' : 'unknown_unverified'
}

/** Puts together what the sender claims and what was found. */
export function knownSender(claimed: Claimed, requester: Requester): KnownSender {
  return {
    address: claimed.address ?? requester.contact?.email ?? null, name: claimed.name ?? requester.contact?.name ?? null, trust: requester.trust,
    reason: claimed.reason ?? reasonOf(claimed, requester), verdict: claimed.verdict ?? null, flags: claimed.flags, replyTo: claimed.replyTo ?? null,
  }
}
