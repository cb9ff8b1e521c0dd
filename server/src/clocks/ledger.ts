import { readClock } from '@guichet/policy'
import type { ClockReading, Commitment, Metric, Policy } from '@guichet/policy'
import type { TicketEvent } from '#tickets/tickets.ts'
import { clockEventsOf } from './clock-events.ts'

/** A promise made to a ticket, from its opening or from a later decision. */
export interface Promised {
  readonly commitment: Commitment
  /** Version of the policy that it was made with, and keeps. */
  readonly policyVersion: string
  /** What it promised before a change of priority or of the policy, the latest (TIME-23). */
  readonly replaced: { readonly commitment: Commitment; readonly at: number } | null
  /** When a later decision took it back. */
  readonly withdrawnAt: number | null
}

/** One clock: a promise in one of its cycles, as the engine reads it. */
export interface Clock {
  readonly promised: Promised
  /** 0 first; a further one for each next reply, update or reopening (TIME-24). */
  readonly cycle: number
  readonly reading: ClockReading
}

/** Not due to a customer who did not write first (TIME-26). */
const answers: readonly Metric[] = ['first_reply', 'acknowledgement']

/** The promises of a ticket, from its events alone. What was counted is kept when a target is replaced: it goes on from its start, unless the policy has it begin afresh. */
export function promisesOf(events: readonly TicketEvent[]): Promised[] {
  let all: Promised[] = []
  let spamAt: number | null = null
  for (const event of events) {
    if (event.type === 'ticket.opened') {
      const { decision, policyVersion, initiative } = event.data
      const due = decision.commitments.filter(({ metric }) => !(initiative === 'provider' && answers.includes(metric)))
      all = due.map((commitment) => ({ commitment, policyVersion, replaced: null, withdrawnAt: null }))
    }
    // Nothing is due for what nobody wanted; called wanted after all, it is owed what it was.
    if (event.type === 'ticket.spam') {
      all = all.map((promised) => (event.data.marked ? { ...promised, withdrawnAt: promised.withdrawnAt ?? event.at } : promised.withdrawnAt === spamAt ? { ...promised, withdrawnAt: null } : promised))
      spamAt = event.data.marked ? event.at : null
    }
    // Two that become one have waited for their first reply since the earlier of the two (TIME-25).
    if (event.type === 'ticket.absorbed' && event.data.firstReplyFrom !== null) {
      const from = event.data.firstReplyFrom
      all = all.map((promised) => (owesFirstReply(promised, events, event.at) && from < promised.commitment.startsAt
        ? { ...promised, commitment: { ...promised.commitment, startsAt: from }, replaced: { commitment: promised.commitment, at: event.at } } : promised))
    }
    // Split off by mistake, it was never owed anything by itself.
    if (event.type === 'ticket.merged' && event.data.splitUndone) all = all.map((promised) => ({ ...promised, withdrawnAt: promised.withdrawnAt ?? event.at }))
    if (redecides(event)) {
      const { decision, policyVersion } = event.data
      const afresh = event.type !== 'ticket.redecided' && event.data.fromChange === true
      const now = new Map(decision.commitments.map((commitment) => [commitment.metric, commitment]))
      const known = new Set(all.map((promised) => promised.commitment.metric))
      all = all.map((promised) => {
        const commitment = now.get(promised.commitment.metric)
        if (!commitment) return { ...promised, withdrawnAt: promised.withdrawnAt ?? event.at }
        if (isOver(promised, events, event.at)) return promised
        return {
          commitment: afresh ? commitment : { ...commitment, startsAt: promised.commitment.startsAt }, policyVersion, withdrawnAt: null,
          replaced: { commitment: promised.commitment, at: event.at },
        }
      })
      const added = [...now.values()].filter(({ metric }) => !known.has(metric) && !answers.includes(metric))
      all = [...all, ...added.map((commitment) => ({ commitment, policyVersion, replaced: null, withdrawnAt: null }))]
    }
  }
  return all
}

type Redeciding = Extract<TicketEvent, { type: 'ticket.reprioritised' | 'ticket.redecided' | 'ticket.tier_changed' | 'ticket.facts_changed' | 'ticket.discretion' }>

/** Whether the policy was asked again: its promises take the place of those that ran. */
function redecides(event: TicketEvent): event is Redeciding {
  return event.type === 'ticket.reprioritised' || event.type === 'ticket.redecided' || event.type === 'ticket.tier_changed' || event.type === 'ticket.facts_changed' || event.type === 'ticket.discretion'
}

/** Whether a first reply is still due. */
export function owesFirstReply(promised: Promised, events: readonly TicketEvent[], at: number): boolean {
  return promised.commitment.metric === 'first_reply' && promised.withdrawnAt === null && !isOver(promised, events, at + 1)
}

/** Promises kept or broken once for all: what stopped keeps its target for ever (TIME-21). */
function isOver({ commitment }: Promised, events: readonly TicketEvent[], at: number): boolean {
  if (commitment.metric === 'next_reply' || commitment.metric === 'update') return false
  const stopping = clockEventsOf(events.filter((event) => event.at < at), commitment)
  return stoppedBy(commitment, stopping)
}

function stoppedBy(commitment: Commitment, events: ReturnType<typeof clockEventsOf>): boolean {
  const means: Record<string, string[]> = { human_reply: ['human_reply', 'any_reply'], automatic_reply: ['any_reply'] }
  return events.some(({ type }) => (means[type] ?? [type]).some((stop) => (commitment.stops as readonly string[]).includes(stop)))
}

/** The clocks of one promise at `now`, the earlier cycles as they ended (TIME-20, TIME-21). */
export function clocksOf(policy: Policy, promised: Promised, events: readonly TicketEvent[], now: number): Clock[] {
  const { commitment, withdrawnAt } = promised
  const past = withdrawnAt === null ? events : events.filter((event) => event.at < withdrawnAt)
  const happened = clockEventsOf(past, commitment)
  const until = withdrawnAt ?? now
  const cycling = commitment.metric === 'next_reply' || commitment.metric === 'update'
  const instants = cycling ? [...new Set(happened.map((event) => event.at))].filter((at) => at < until) : []
  const cycles = new Map<number, ClockReading>()
  for (const at of [...instants, until]) {
    const reading = readClock(policy, commitment, happened, at)
    if (reading.startedAt === null) continue
    if (reading.first) {
      cycles.set(0, { ...reading, state: 'stopped', stoppedAt: reading.first.stoppedAt, outcome: reading.first.outcome, over: reading.first.outcome === 'late', segments: [], first: null })
      cycles.set(1, reading)
    } else cycles.set(reading.cycle, reading)
  }
  // A cycle of updates that a further one followed was stopped by it.
  const last = Math.max(...cycles.keys())
  return [...cycles].map(([cycle, reading]) => ({ promised, cycle, reading: closed(cycle < last ? ended(policy, promised, happened, cycle, reading, cycles.get(cycle + 1)) : reading, withdrawnAt) }))
}

/** The end of a cycle that the beginning of the next one made. */
function ended(policy: Policy, { commitment }: Promised, happened: ReturnType<typeof clockEventsOf>, cycle: number, reading: ClockReading, next: ClockReading | undefined): ClockReading {
  if (reading.stoppedAt !== null || next?.startedAt == null) return reading
  const before = happened.filter((event) => event.at < next.startedAt!)
  const there = readClock(policy, commitment, before, next.startedAt)
  if (there.cycle !== cycle) return reading
  const judgedByItself = commitment.value !== null && commitment.statistic.of === 'each'
  return { ...there, state: 'stopped', stoppedAt: next.startedAt, outcome: judgedByItself ? (there.over ? 'late' : 'kept') : 'counted', resumesAt: null, pausedBecause: null }
}

function closed(reading: ClockReading, withdrawnAt: number | null): ClockReading {
  if (withdrawnAt === null || reading.stoppedAt !== null) return reading
  return { ...reading, state: 'stopped', stoppedAt: withdrawnAt, outcome: 'cancelled', resumesAt: null }
}
