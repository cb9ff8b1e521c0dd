/** When a clock stands still because of what the ticket waits for. */
import type { Commitment, Instant, PauseState } from '../model.ts'
import type { ClockEvent } from './events.ts'

export interface ClockPause { from: Instant; to: Instant | null; because: PauseState | 'solved' }

/**
 * The pauses of a commitment. Waiting for the customer counts from a public question on, and ends with the customer's next
 * message, whatever the ticket's state says (TIME-08, TIME-22, AB-43). While solved, nothing waits.
 */
export function pausesOf(commitment: Commitment, events: readonly ClockEvent[]): ClockPause[] {
  const pauses: ClockPause[] = []
  let open: ClockPause | null = null
  let asked = false
  let unfounded = false
  const end = (at: Instant): void => {
    if (open) open.to = at
    open = null
    unfounded = false
  }
  const begin = (at: Instant, because: ClockPause['because']): void => {
    end(at)
    if (because !== 'solved' && !commitment.pauses.includes(because)) return
    open = { from: at, to: null, because }
    pauses.push(open)
  }
  const waitsFor = (because: ClockPause['because']): boolean => open?.because === because
  for (const { at, type, question } of events) {
    if (type === 'human_reply') {
      asked ||= question !== false
      if (unfounded && asked) begin(at, 'waiting_customer')
    } else if (type === 'customer_message') {
      asked = false
      if (unfounded || waitsFor('waiting_customer')) end(at)
    } else if (type === 'waiting_customer') {
      if (asked) begin(at, type)
      else {
        end(at)
        unfounded = true
      }
    } else if (type === 'waiting_supplier') begin(at, type)
    else if (type === 'solved') begin(at, type)
    else if (type === 'resumed' || type === 'reopened') end(at)
  }
  return pauses
}
