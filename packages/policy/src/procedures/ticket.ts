/** The ticket for which a procedure is asked: what is known of it at an instant. */
import type { ClockEvent } from '../clocks/events.ts'
import { exceeded, type Exceeded } from '../clocks/exceeded.ts'
import { commitments } from '../decide/commitments.ts'
import type { Commitment, Facts, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'

export interface Tried { step: string; at: Instant }

/** What a procedure is asked about. Only what happened until the instant asked about is looked at. */
export interface ProcedureSubject {
  /** Facts of the ticket, its own channel included. */
  facts: Facts
  /** When the ticket was opened; absent: there is none, unless the facts say so. */
  opened?: Instant
  events?: readonly ClockEvent[]
  /** Steps that were taken, and when. */
  tried?: readonly Tried[]
  /** The promises kept with the ticket; absent: those that the policy makes to these facts. */
  commitments?: readonly Commitment[]
}

/** The facts at an instant: whether there is a ticket, and whether a person replied, come from what happened when that is told. */
export function factsAt({ facts, opened, events }: ProcedureSubject, at: Instant): Facts {
  return {
    ...facts,
    ...(opened === undefined ? {} : { ticket_exists: opened <= at }),
    ...(opened === undefined && events === undefined ? {} : { human_reply: (events ?? []).some((event) => event.type === 'human_reply' && event.at <= at) }),
  }
}

/** The promises of the ticket with the name of a target, of its table, or of its metric. */
export function promisesOf(policy: Policy, { facts, opened, commitments: kept }: ProcedureSubject, promise: string): readonly Commitment[] {
  const all = kept ?? (opened === undefined ? [] : commitments(policy, facts, opened))
  return all.filter(({ target, metric }) => target === promise || metric === promise || target.startsWith(`${promise}.`))
}

/** Whether one of these promises is exceeded at an instant, and since when; null: nothing of the kind is promised. */
export function exceededAt(policy: Policy, promised: readonly Commitment[], { events = [] }: ProcedureSubject, at: Instant): Exceeded | null {
  const read = promised.map((commitment) => exceeded(policy, commitment, events, at))
  const from = (one: Exceeded): number => one.from ?? Infinity
  return read.toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state) || from(a) - from(b))[0] ?? null
}

const states: readonly Exceeded['state'][] = ['exceeded', 'not_yet', 'kept', 'unmeasured']
