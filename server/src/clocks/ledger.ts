import type { Commitment, Metric, StopEvent } from '@guichet/policy/model'
import type { Milestone, TicketEvent } from '#tickets/tickets.ts'
import { cancel, endPauses, pauseFor, runs, start, stop } from './run.ts'
import type { Run } from './run.ts'

/** Every promise that ran on a ticket, from its events alone: replaying them gives the same ledger (TIME-20). */
export interface Ledger {
  readonly runs: readonly Run[]
  /** What is promised for each next reply: it starts to run when the customer writes again. */
  readonly nextReply: Commitment | null
  readonly policyVersion: string
  readonly answered: boolean
  readonly solvedAt: number | null
}

/** What an agent did outside the conversation implies what comes before it: restored is worked around, and begun. */
const reached: Record<Milestone, StopEvent[]> = {
  work_started: ['work_started', 'taken_in_charge'],
  workaround_given: ['workaround_given', 'work_started', 'taken_in_charge'],
  restored: ['restored', 'workaround_given', 'work_started', 'taken_in_charge'],
  called_back: ['called_back'],
  arrived: ['arrived', 'work_started', 'taken_in_charge'],
}

/** Not started by the opening: they answer what comes later. */
const later: readonly Metric[] = ['next_reply']
/** Not due to a customer who did not write first (TIME-26). */
const answers: readonly Metric[] = ['first_reply', 'acknowledgement']

function open(event: Extract<TicketEvent, { type: 'ticket.opened' }>): Ledger {
  const { decision, policyVersion, initiative } = event.data
  const due = decision.commitments.filter(({ metric }) => !later.includes(metric) && !(initiative === 'provider' && answers.includes(metric)))
  return {
    runs: due.reduce<Run[]>((all, commitment) => start(all, commitment, commitment.startsAt, policyVersion), []),
    nextReply: decision.commitments.find(({ metric }) => metric === 'next_reply') ?? null,
    policyVersion,
    answered: initiative === 'provider',
    solvedAt: null,
  }
}

/** A person of ours wrote to the customer. The next update is due from here on. */
function replied(ledger: Ledger, at: number): Run[] {
  const stopped = stop(ledger.runs, at, ['human_reply', 'any_reply'])
  const updated = stopped.find((run, index) => run.metric === 'update' && runs(ledger.runs[index]!) && !runs(run))
  return updated ? start(stopped, updated.commitment, at, updated.policyVersion) : stopped
}

function solved(ledger: Ledger, at: number): Run[] {
  return cancel(stop(ledger.runs, at, ['solved', 'restored', 'workaround_given']), at)
}

/** The first resolution stays as it ended; the whole one goes on without the time it counted as solved (TIME-24). */
function reopened(ledger: Ledger, at: number): Run[] {
  const last = (metric: Metric) => ledger.runs.findLast((run) => run.metric === metric)
  let all = [...ledger.runs]
  const resolution = last('resolution')
  if (resolution && !runs(resolution) && resolution.stoppedAt !== null) {
    const pauses = [...resolution.pauses, { from: resolution.stoppedAt, to: at, state: 'solved' as const }]
    all = start(all, resolution.commitment, resolution.startedAt, resolution.policyVersion, pauses)
  }
  for (const metric of ['update', ...(ledger.answered ? [] : answers)] as const) {
    const run = last(metric)
    if (run?.end === 'cancelled') all = start(all, run.commitment, at, run.policyVersion)
  }
  return all
}

/** The promises of a new decision take the place of the old ones: what was counted is kept, both are shown (TIME-23). */
function replaced(ledger: Ledger, event: Extract<TicketEvent, { type: 'ticket.reprioritised' }>): Ledger {
  const { decision, policyVersion } = event.data
  const promised = new Map(decision.commitments.map((commitment) => [commitment.metric, commitment]))
  let all = ledger.runs.map((run) => {
    const commitment = promised.get(run.metric)
    if (!runs(run) || !commitment) return run
    return { ...run, commitment: { ...commitment, startsAt: run.startedAt }, policyVersion, replaced: { commitment: run.commitment, at: event.at } }
  })
  all = cancel(all, event.at, (run) => !promised.has(run.metric))
  for (const commitment of decision.commitments) {
    const known = ledger.runs.some((run) => run.metric === commitment.metric)
    if (!known && !later.includes(commitment.metric) && !(ledger.answered && answers.includes(commitment.metric))) {
      all = start(all, commitment, commitment.startsAt, policyVersion)
    }
  }
  return { ...ledger, runs: all, nextReply: promised.get('next_reply') ?? null, policyVersion }
}

function apply(ledger: Ledger, event: TicketEvent): Ledger {
  const { at } = event
  switch (event.type) {
    case 'ticket.opened': throw new Error('a ticket opens once')
    case 'message.agent': return { ...ledger, runs: replied(ledger, at), answered: true }
    case 'message.automatic': return { ...ledger, runs: stop(ledger.runs, at, ['any_reply']) }
    case 'message.customer': {
      const waits = ledger.runs.some((run) => run.metric === 'next_reply' && runs(run))
      const resumed = endPauses(ledger.runs, at)
      const next = ledger.nextReply && ledger.answered && !waits ? start(resumed, ledger.nextReply, at, ledger.policyVersion) : resumed
      return { ...ledger, runs: next, answered: false }
    }
    case 'ticket.taken': return { ...ledger, runs: stop(ledger.runs, at, ['taken_in_charge']) }
    case 'ticket.milestone': return { ...ledger, runs: stop(ledger.runs, at, reached[event.data.what]) }
    case 'ticket.waiting': {
      const resumed = endPauses(ledger.runs, at)
      if (event.data.for === 'supplier') return { ...ledger, runs: pauseFor(resumed, at, 'waiting_supplier') }
      return { ...ledger, runs: event.data.messageId === null ? resumed : pauseFor(resumed, at, 'waiting_customer') }
    }
    case 'ticket.resumed': return { ...ledger, runs: endPauses(ledger.runs, at) }
    case 'ticket.solved': return { ...ledger, runs: solved(ledger, at), solvedAt: at }
    case 'ticket.reopened': return { ...ledger, runs: reopened(ledger, at), solvedAt: null }
    case 'ticket.reprioritised': return replaced(ledger, event)
    case 'ticket.released': case 'ticket.assigned': case 'ticket.closed': case 'message.note': case 'message.third_party': case 'clock.late':
      return ledger
  }
}

/** The ledger of a ticket's events, in order. */
export function ledgerOf(events: readonly TicketEvent[]): Ledger {
  const [first, ...rest] = events
  if (first?.type !== 'ticket.opened') throw new Error('a ticket begins with its opening')
  return rest.reduce(apply, open(first))
}
