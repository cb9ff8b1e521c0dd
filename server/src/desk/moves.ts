import type { Facts, Lang, Policy } from '@guichet/policy'
import { move, type Move } from '@guichet/policy/life/move'
import type { Mover, State } from '@guichet/policy/life/types'
import { cite, say } from '@guichet/policy/words/fill'
import { missingInWords, moveOutcomes, reasons } from '@guichet/policy/words/life'
import { sentence } from '@guichet/policy/words/typography'
import type { Desk } from '#policies/policies.ts'
import type { Ticket, TicketEvent } from '#tickets/tickets.ts'

/** A ticket as moves are judged: where it stands, and all that happened. */
export interface Movable {
  readonly ticket: Ticket
  readonly events: readonly TicketEvent[]
}

export interface Moving { readonly to: State; readonly by: Mover; readonly more?: Facts }

/** The policy that a ticket goes by: the version of its opening, or the one in force where the policy says so. */
export async function policyOfTicket(desk: Desk, providerId: string, { policyVersion }: Ticket, now: number): Promise<Policy | undefined> {
  const kept = await desk.policies.version(providerId, policyVersion)
  return kept?.changes.appliesToOpenTickets === 'adopt' ? desk.policies.inForce(providerId, now) : kept
}

/** What work on a ticket made known: the workaround that an agent noted, in their words when they gave some (S2-41). */
function learned(events: readonly TicketEvent[]): Facts {
  const given = events.findLast((event) => event.type === 'ticket.milestone' && event.data.what === 'workaround_given')
  const raised = events.findLast((event) => event.type === 'ticket.tier_changed')
  const solved = events.findLast((event) => event.type === 'ticket.solved' || event.type === 'ticket.reopened')
  return {
    // What was written to the customer as it was solved is the resolution: closing it afterwards needs no other (S5-16).
    ...(solved?.type === 'ticket.solved' && solved.data.messageId !== null ? { resolution: solved.data.messageId } : {}),
    ...(given?.type === 'ticket.milestone' ? { workaround: given.data.note ?? given.data.what } : {}),
    ...(raised?.type === 'ticket.tier_changed' ? { licence: raised.data.facts.licence } : {}),
  }
}

/** What is known of a ticket by its events: what came in, what agents changed of it, the priority they gave it, what work on it made known. */
export function knownOf(events: readonly TicketEvent[]): Facts {
  const told = events.findLast((event) => event.type === 'ticket.opened' || event.type === 'ticket.reprioritised' || event.type === 'ticket.facts_changed' || event.type === 'ticket.discretion')
  return { ...(told && 'facts' in told.data ? told.data.facts : {}), ...learned(events) }
}

/** The policy with the priority taken as given: its own rules for it are what an agent overruled. */
export function givenPriority(policy: Policy): Policy {
  return { ...policy, machine: { ...policy.machine, families: { ...policy.machine.families, priority: [] } } }
}

/** The policy as it judges a ticket: where an agent overruled the priority, with that one. */
export function judging(policy: Policy, events: readonly TicketEvent[]): Policy {
  return events.some(({ type }) => type === 'ticket.reprioritised') ? givenPriority(policy) : policy
}

/** What the policy answers to a change of a ticket's state; undefined when it is in that state already. */
export function askMove(policy: Policy, { ticket, events }: Movable, { to, by, more = {} }: Moving, now: number): Move | undefined {
  const { state, since } = ticket
  return state === to ? undefined : move(judging(policy, events), { from: state, to, by, facts: { ...knownOf(events), ...more }, since }, now)
}

/** Why a move is not made as it is, in the policy's own words: "Un ticket aboutit à une résolution : … (art. 1.9)." */
export function moveInWords(policy: Policy, made: Move, lang: Lang): string {
  const missing = missingInWords(made.missing, policy, lang)
  const why = made.reason ? say(made.reason, policy, lang) : missing !== '' ? missing : made.because === 'rule' ? moveOutcomes[made.outcome][lang] : reasons[made.because][lang]
  const clauses = cite(made.clauses, policy, lang)
  return `${sentence(why)}${clauses === '' ? '' : ` (${clauses})`}`
}
