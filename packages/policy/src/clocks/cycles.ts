/** From when to when a commitment runs on a ticket. */
import type { Commitment, Instant } from '../model.ts'
import { stopsOf, type ClockEvent } from './events.ts'

export interface Cycle {
  /** 0 first; a further one for each next reply or update. */
  number: number
  startedAt: Instant
  stoppedAt: Instant | null
  /** Of a resolution that was reopened: when it first stopped (TIME-24). */
  firstStoppedAt: Instant | null
}

/** The cycle under way, else the last; null when none has started. */
export function cycleOf(commitment: Commitment, events: readonly ClockEvent[]): Cycle | null {
  if (commitment.metric === 'next_reply') return nextReply(commitment, events)
  if (commitment.metric === 'update') return update(commitment, events)
  const stops = events.filter((event) => event.at >= commitment.startsAt && stopsFor(commitment, event))
  const first = stops[0]?.at ?? null
  const reopened = commitment.metric === 'resolution' ? events.findLast((event) => event.type === 'reopened')?.at : undefined
  if (first === null || reopened === undefined || reopened < first) return { number: 0, startedAt: commitment.startsAt, stoppedAt: first, firstStoppedAt: null }
  return { number: 0, startedAt: commitment.startsAt, stoppedAt: stops.find((event) => event.at >= reopened)?.at ?? null, firstStoppedAt: first }
}

function stopsFor(commitment: Commitment, event: ClockEvent): boolean {
  return stopsOf[event.type]?.some((stop) => commitment.stops.includes(stop)) ?? false
}

/** Starts when the customer writes after an answer, and only then (TIME-02); the first answer has its own clock. */
function nextReply(commitment: Commitment, events: readonly ClockEvent[]): Cycle | null {
  let cycle: Cycle | null = null
  let answered = false
  for (const event of events) {
    if (event.type === 'customer_message' && answered && (!cycle || cycle.stoppedAt !== null)) {
      cycle = { number: cycle ? cycle.number + 1 : 0, startedAt: event.at, stoppedAt: null, firstStoppedAt: null }
    } else if (cycle && cycle.stoppedAt === null && stopsFor(commitment, event)) cycle.stoppedAt = event.at
    answered ||= event.type === 'human_reply'
  }
  return cycle
}

/** Each news to the customer is due from the one before. */
function update(commitment: Commitment, events: readonly ClockEvent[]): Cycle {
  let cycle: Cycle = { number: 0, startedAt: commitment.startsAt, stoppedAt: null, firstStoppedAt: null }
  for (const event of events) {
    if (event.at >= cycle.startedAt && stopsFor(commitment, event)) cycle = { number: cycle.number + 1, startedAt: event.at, stoppedAt: null, firstStoppedAt: null }
  }
  return cycle
}
