import type { StoredAttachment } from './attachment.ts'
import type { Actor } from './event.ts'

/** A message about to be written. */
export interface NewMessage {
  readonly id: string
  readonly at: number
  readonly author: Actor
  readonly visibility: 'public' | 'internal' | 'quarantined'
  readonly automatic: boolean
  /** A channel of the policy, or `desk` for what agents write. */
  readonly channel: string
  readonly text: string
  /** SHA-256 of the sanitised HTML in files. */
  readonly htmlFile?: string | undefined
  readonly foldAt?: number | undefined
  readonly language?: string | undefined
  readonly fromAddress?: string | undefined
  readonly sender?: object | undefined
  readonly headerMessageId?: string | undefined
  readonly requestId?: string | undefined
  /** A public message that may still be taken back: its customer sees it from then on. */
  readonly leavesAt?: number | undefined
  readonly attachments: readonly StoredAttachment[]
}
