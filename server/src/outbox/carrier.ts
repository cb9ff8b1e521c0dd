import type { ComposedMail, Outgoing } from './letter.ts'

/** A row of the outbox, as the one who carries it needs it. */
export interface Due {
  readonly providerId: string
  readonly id: string
  readonly messageId: string
  readonly createdAt: number
  readonly mail: Outgoing
}

/** How one attempt ended. */
export type Sent =
  | { readonly kind: 'sent'; readonly response: string }
  /** The receiver said no for ever (5xx). */
  | { readonly kind: 'refused'; readonly response: string }
  /** The receiver said not now (4xx): this letter waits. */
  | { readonly kind: 'later'; readonly response: string }
  /** No receiver could be talked to: all letters wait. */
  | { readonly kind: 'unreachable'; readonly response: string }

/** Who turns letters into mail and takes them away; handed over by the application, since the outbox knows no medium. */
export interface Carrier {
  /** The mail of a letter: the same each time it is asked. */
  compose(due: Due): Promise<ComposedMail>
  /** Undefined where there is no relay: letters then wait. Never called in a demonstration. */
  readonly send?: (mail: ComposedMail) => Promise<Sent>
}
