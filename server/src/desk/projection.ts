import type { Policy } from '@guichet/policy'
import { projectClocks, promisesOf } from '#clocks/clocks.ts'
import type { Desk } from '#policies/policies.ts'
import { placeOf, ticketOf } from '#tickets/tickets.ts'
import { timersToRun } from './timers.ts'
import type { Row, Ticket, TicketEvent } from '#tickets/tickets.ts'

/** What lists need of a ticket: written with every event, and the same whenever it is made again from them. */
export interface Projection {
  readonly ticket: Ticket
  readonly columns: Pick<
    Row<'tickets'>,
    | 'version' | 'state' | 'place' | 'assignee_id' | 'held_until' | 'rank' | 'due_at' | 'due' | 'late_at' | 'timer_at' | 'last_from' | 'changed_at' | 'sort_at'
    | 'kind' | 'tier' | 'department' | 'priority' | 'policy_version'
  >
  readonly clocks: Row<'clocks'>[]
}

/** Tickets for which nothing is due come after all others, the oldest first. */
const nothingDue = 4_000_000_000_000_000

/** The versions that a ticket names, compiled. @throws Error when one is not published: a damaged database */
async function policiesOf(desk: Desk, providerId: string, versions: Iterable<string>): Promise<Map<string, Policy>> {
  const found = new Map<string, Policy>()
  for (const version of new Set(versions)) {
    const policy = await desk.policies.version(providerId, version)
    if (!policy) throw new Error(`policy version ${version} is not published`)
    found.set(version, policy)
  }
  return found
}

/** Projects the events of one ticket. */
export async function project(desk: Desk, providerId: string, ticketId: string, events: readonly TicketEvent[]): Promise<Projection> {
  const ticket = ticketOf(events)
  const policies = await policiesOf(desk, providerId, [ticket.policyVersion, ...promisesOf(events).map((promised) => promised.policyVersion)])
  const { rows, due, lateAt } = projectClocks({ providerId, ticketId, events }, policies)
  const policy = policies.get(ticket.policyVersion)
  const byDue = policy?.queueThen !== 'opened'
  return {
    ticket,
    clocks: rows,
    columns: {
      version: ticket.version, state: ticket.state, place: placeOf(ticket), assignee_id: ticket.assigneeId, held_until: ticket.heldUntil, rank: ticket.rank,
      due_at: due?.dueAt ?? null, due, late_at: lateAt, timer_at: (policy && timersToRun(policy, ticket, events)[0]?.at) ?? null, last_from: ticket.lastFrom, changed_at: ticket.changedAt,
      sort_at: byDue ? (due?.dueAt ?? nothingDue + ticket.openedAt) : ticket.openedAt,
      kind: ticket.kind, tier: ticket.tier, department: ticket.department, priority: ticket.priority, policy_version: ticket.policyVersion,
    },
  }
}
