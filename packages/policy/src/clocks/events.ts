/** What happened to a ticket, as far as clocks are concerned. */
import type { Instant, StopEvent } from '../model.ts'

export type ClockEventType =
  | 'received' | 'customer_message' | 'human_reply' | 'automatic_reply' | 'taken_in_charge' | 'work_started'
  | 'waiting_customer' | 'waiting_supplier' | 'resumed' | 'workaround_given' | 'restored' | 'called_back' | 'arrived' | 'solved' | 'reopened'

export interface ClockEvent {
  at: Instant
  type: ClockEventType
  /** Of a human reply: false when it asks nothing, so that waiting for the customer is not founded on it (AB-43). */
  question?: boolean
  /** Of a customer's message: false when someone else wrote; it neither starts nor ends anything (TIME-08). */
  participant?: boolean
}

/** What each event stops: an automatic reply stops nothing that waits for a human (TERM-04). */
export const stopsOf: Partial<Record<ClockEventType, readonly StopEvent[]>> = {
  human_reply: ['human_reply', 'any_reply'],
  automatic_reply: ['any_reply'],
  taken_in_charge: ['taken_in_charge'],
  work_started: ['work_started'],
  workaround_given: ['workaround_given'],
  restored: ['restored'],
  solved: ['solved'],
  called_back: ['called_back'],
  arrived: ['arrived'],
}

/** In order of time, what strangers did left out, nothing after `now`. */
export function happened(events: readonly ClockEvent[], now: Instant): ClockEvent[] {
  return events.filter((event) => event.at <= now && event.participant !== false).toSorted((a, b) => a.at - b.at)
}
