import type { Policy } from '@guichet/policy'
import { projectClocks, promisesOf, standingOf } from '#clocks/clocks.ts'
import type { Due, ProjectedClocks } from '#clocks/clocks.ts'
import type { Desk } from '#policies/policies.ts'
import { effective, linksOf, placeOf, ticketOf, workOf } from '#tickets/tickets.ts'
import { timersToRun } from './timers.ts'
import type { Family, Row, Ticket, TicketEvent } from '#tickets/tickets.ts'

/** What lists need of a ticket: written with every event, and the same whenever it is made again from them. */
export interface Projection {
  readonly ticket: Ticket
  readonly columns: Pick<
    Row<'tickets'>,
    | 'version' | 'state' | 'place' | 'assignee_id' | 'held_until' | 'rank' | 'due_at' | 'due' | 'late_at' | 'timer_at' | 'last_from' | 'changed_at' | 'sort_at'
    | 'merged_into' | 'desk_team_id' | 'kind' | 'tier' | 'department' | 'priority' | 'policy_version' | 'snoozed_until' | 'tags' | 'watchers' | 'links' | 'discretion' | 'spam_from' | 'fields'
  >
  readonly clocks: Row<'clocks'>[]
  readonly work: Row<'work'>[]
  /** Those of the tickets that go on in this one. */
  readonly clocksBelow: Row<'clocks'>[]
}

/** What is due first among the promises of several tickets that are one. */
function firstOf(all: readonly ProjectedClocks[]): Pick<ProjectedClocks, 'due' | 'lateAt'> {
  return {
    due: all.reduce<Due | null>((best, { due }) => (due && (!best || due.dueAt < best.dueAt) ? due : best), null),
    lateAt: all.reduce<number | null>((best, { lateAt }) => (lateAt !== null && (best === null || lateAt < best) ? lateAt : best), null),
  }
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

/** Projects the events of one ticket: all of them, what was undone too; with those that it stands together with. */
export async function project(desk: Desk, providerId: string, ticketId: string, history: readonly TicketEvent[], family?: Family): Promise<Projection> {
  const events = effective(history)
  const ticket = ticketOf(events)
  const promised = [events, ...(family?.below ?? []).map((one) => one.events)].flatMap(promisesOf)
  const policies = await policiesOf(desk, providerId, [ticket.policyVersion, ...promised.map(({ policyVersion }) => policyVersion)])
  const own = projectClocks({ providerId, ticketId, events, above: family?.above ?? [], stands: standingOf(ticket, events) }, policies)
  const below = (family?.below ?? []).map((one) => projectClocks({ providerId, ticketId: one.id, ...one, stands: standingOf(ticketOf(one.events), one.events) }, policies))
  // One that goes on in another is in no list of work: what is due of it is due there.
  const { due, lateAt } = ticket.mergedInto === null ? firstOf([own, ...below]) : { due: null, lateAt: null }
  const policy = policies.get(ticket.policyVersion)
  const byDue = policy?.queueThen !== 'opened'
  return {
    ticket,
    clocks: own.rows,
    work: workOf(providerId, ticketId, events),
    clocksBelow: below.flatMap(({ rows }) => rows),
    columns: {
      version: ticket.version, state: ticket.state, place: placeOf(ticket), assignee_id: ticket.assigneeId, held_until: ticket.mergedInto === null ? ticket.heldUntil : null, rank: ticket.rank,
      due_at: due?.dueAt ?? null, due, late_at: lateAt, timer_at: (policy && ticket.mergedInto === null && timersToRun(policy, ticket, events)[0]?.at) || null, last_from: ticket.lastFrom, changed_at: ticket.changedAt,
      sort_at: byDue ? (due?.dueAt ?? nothingDue + ticket.openedAt) : ticket.openedAt,
      merged_into: ticket.mergedInto?.id ?? null, desk_team_id: ticket.deskTeamId, kind: ticket.kind, tier: ticket.tier, department: ticket.department, priority: ticket.priority, policy_version: ticket.policyVersion,
      snoozed_until: ticket.mergedInto === null ? ticket.snoozedUntil : null, tags: [...ticket.tags], watchers: [...ticket.watchers], links: linksOf(events).map(({ to, as }) => `${as} ${to.number}`), discretion: ticket.discretion, spam_from: ticket.spamFrom, fields: { ...ticket.fields },
    },
  }
}
