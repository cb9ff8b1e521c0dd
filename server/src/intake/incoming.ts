import type { Decision, Facts, Instant, Trust } from '@guichet/policy'
import type { QuarantineReason, TrustReason } from '@guichet/protocol'

/** What we checked ourselves about a mail (AUTH-10). */
export interface MailVerdict {
  readonly spf: string
  readonly dkim: readonly { readonly domain: string; readonly result: string; readonly aligned: boolean }[]
  readonly dmarc: string
  readonly alignedBy: 'dkim' | 'spf' | null
  readonly arc?: string
  readonly verifier: string
  readonly at: Instant
}

/** Who asks, as far as the channel can tell. */
export interface IncomingSender {
  /** As written. */
  readonly address?: string
  readonly name?: string
  readonly trust: Trust
  /** A signed-in contact, or one whom an agent recognised. */
  readonly contactId?: string
  /** The customer of a key, or whom an agent recognised. */
  readonly customerId?: string
  readonly verdict?: MailVerdict
  readonly replyTo?: string
  readonly flags: readonly string[]
  /** Set by channels that know better than the trust level tells; else made from it. */
  readonly reason?: TrustReason
}

export interface IncomingAttachment {
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly contentId?: string
}

/** What comes in on any channel, before anything is decided. Plain data: it is kept with the request and read again after a crash. */
export interface IncomingRequest {
  readonly providerId: string
  /** A channel declared by the policy. */
  readonly channel: string
  readonly medium: string
  readonly receivedAt: Instant
  /** SHA-256 of the raw bytes, or of the caller and their Idempotency-Key: the same twice is one request. */
  readonly dedupeKey: string
  /** The bytes as they came, already durable in files. Absent where the request itself says everything (forms, API, phone). */
  readonly raw?: { readonly sha256: string; readonly size: number; readonly mediaType: string }
  readonly sender: IncomingSender
  readonly automatic: 'human' | 'auto_reply' | 'auto_generated' | 'bounce' | 'list' | 'report'
  readonly subject: string
  readonly text: string
  /** SHA-256 of the sanitised HTML, already in files. */
  readonly htmlFile?: string
  /** Characters of `text` before what is quoted begins. */
  readonly foldAt?: number
  readonly language?: string
  /** Answers of the requester: names and values that the policy declares. */
  readonly facts: Facts
  readonly serviceId?: string
  readonly attachments: readonly IncomingAttachment[]
  /** Message-IDs without angle brackets. */
  readonly mail?: {
    /** The address of ours that it came to. */
    readonly mailbox?: string
    readonly messageId?: string; readonly inReplyTo?: string; readonly references: readonly string[]; readonly tokens: readonly string[]
    readonly to: readonly string[]; readonly cc: readonly string[]; readonly replyTo?: string; readonly envelopeFrom?: string
  }
  /** The ticket that it belongs to, as found by intake/thread.ts or named by the portal. */
  readonly thread?: { readonly ticketId: string; readonly how: 'token' | 'our_id' | 'their_id' | 'subject' | 'portal'; readonly participant: boolean }
  /** Set when the channel knows that it must not be placed by itself. */
  readonly quarantine?: QuarantineReason
  /** The version of the policy that the sender read beside the button, and when they pressed it (S2-3). */
  readonly accepted?: { readonly version: string; readonly at: Instant }
  /** The machine that a form was sent from (S3-7). */
  readonly machine?: string
  /** A closed request of theirs that this one goes on from. */
  readonly followsTicketId?: string
  /** Written down by an agent (TIME-26). */
  readonly recordedBy?: { readonly agentId: string; readonly name: string; readonly initiative: 'customer' | 'provider' }
}

/** What became of it. */
export type Received =
  | { readonly kind: 'ticket'; readonly requestId: string; readonly ticketId: string; readonly number: number; readonly decision: Decision }
  | { readonly kind: 'reply'; readonly requestId: string; readonly ticketId: string; readonly number: number }
  | { readonly kind: 'third_party'; readonly requestId: string; readonly ticketId: string }
  | { readonly kind: 'refused' | 'redirected' | 'asked'; readonly requestId: string; readonly decision: Decision }
  | { readonly kind: 'quarantined'; readonly requestId: string; readonly why: QuarantineReason }
  | { readonly kind: 'duplicate'; readonly requestId: string }
  /** Kept, and taken up again by itself: nothing is lost, nothing is known yet. */
  | { readonly kind: 'recorded'; readonly requestId: string }
