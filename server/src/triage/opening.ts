import type { Facts, Trust } from '@guichet/policy'
import type { TrustReason } from '@guichet/protocol'
import type { Row, StoredAttachment } from '#tickets/tickets.ts'

/** A request as triage takes it: whatever channel it came by. */
export interface IncomingLike {
  readonly providerId: string
  readonly channel: string
  readonly medium: string
  readonly receivedAt: number
  readonly sender: {
    readonly address?: string; readonly name?: string; readonly trust: Trust; readonly contactId?: string; readonly customerId?: string
    readonly verdict?: { readonly alignedBy: 'dkim' | 'spf' | null }; readonly replyTo?: string; readonly flags: readonly string[]; readonly reason?: TrustReason
  }
  readonly automatic: string
  readonly subject: string
  readonly text: string
  readonly htmlFile?: string
  readonly foldAt?: number
  readonly language?: string
  readonly facts: Facts
  readonly serviceId?: string
  readonly attachments: readonly StoredAttachment[]
  readonly mail?: { readonly messageId?: string; readonly envelopeFrom?: string }
  readonly recordedBy?: { readonly agentId: string; readonly name: string; readonly initiative: 'customer' | 'provider' }
}

/** How the request's own row comes to say what became of it. */
export type Recorded =
  /** It is there since it came in: settled by an update. */
  | { readonly id: string; readonly row?: undefined }
  /** It is written together with the ticket. */
  | { readonly id: string; readonly row: Row<'requests'> }
