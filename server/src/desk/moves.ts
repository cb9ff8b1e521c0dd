import type { Facts, Lang, Policy } from '@guichet/policy'
import { move, type Move } from '@guichet/policy/life/move'
import type { Mover, State } from '@guichet/policy/life/types'
import { cite, say } from '@guichet/policy/words/fill'
import { missingInWords, moveOutcomes, reasons } from '@guichet/policy/words/life'
import { sentence } from '@guichet/policy/words/typography'
import type { Desk } from '#policies/policies.ts'
import type { Ticket, TicketEvent } from '#tickets/tickets.ts'

/** A ticket as moves are judged: what was known when it came in, and what happened since. */
export interface Movable {
  readonly facts: Facts
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
export function learned(events: readonly TicketEvent[]): Facts {
  const given = events.findLast((event) => event.type === 'ticket.milestone' && event.data.what === 'workaround_given')
  return given?.type === 'ticket.milestone' ? { workaround: given.data.note ?? given.data.what } : {}
}

/** What the policy answers to a change of a ticket's state; undefined when it is in that state already. */
export function askMove(policy: Policy, { facts, ticket, events }: Movable, { to, by, more = {} }: Moving, now: number): Move | undefined {
  const { state, since } = ticket
  return state === to ? undefined : move(policy, { from: state, to, by, facts: { ...facts, ...learned(events), ...more }, since }, now)
}

/** Why a move is not made as it is, in the policy's own words: "Un ticket aboutit à une résolution : … (art. 1.9)." */
export function moveInWords(policy: Policy, made: Move, lang: Lang): string {
  const missing = missingInWords(made.missing, policy, lang)
  const why = made.reason ? say(made.reason, policy, lang) : missing !== '' ? missing : made.because === 'rule' ? moveOutcomes[made.outcome][lang] : reasons[made.because][lang]
  const clauses = cite(made.clauses, policy, lang)
  return `${sentence(why)}${clauses === '' ? '' : ` (${clauses})`}`
}
