import type { AlertWhat } from '@guichet/protocol'
import type { Common } from './letter.ts'

/** One thing that an agent is told of a ticket; `by`: the colleague who did it. */
export interface Happened { readonly eventId: string; readonly what: AlertWhat; readonly at: number; readonly by?: string }

/** A ticket as an agent is told of it: its number and subject, and nothing that was written in it. */
export interface AlertOf {
  readonly ticketId: string
  readonly number: number
  readonly subject: string
  readonly happened: readonly Happened[]
  readonly link: string
  /** Leads to where the letters about this ticket are ended. */
  readonly stop: string
}

/**
 * What an agent is told of tickets that they follow or that are given to them. `ticketId`: the one that it is about, so that nobody is
 * shown it who does not see that; it is no part of the conversation, and an answer to it neither.
 */
export interface AlertLetter extends Common {
  readonly kind: 'alert'
  readonly agentId: string
  /** `several`: gathered since the last one; `more`: tickets that it does not name. */
  readonly content: { readonly several: boolean; readonly tickets: readonly AlertOf[]; readonly more?: number; readonly settings: string }
}
