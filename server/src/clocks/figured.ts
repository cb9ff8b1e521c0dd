import { createHash } from 'node:crypto'
import type { Commitment } from '@guichet/policy'
import { placeOf } from '#tickets/tickets.ts'
import type { Row, Ticket, TicketEvent } from '#tickets/tickets.ts'

/** What figures ask of a clock besides its measure, kept with it: they are made of very many at once. */
export type Figured = Pick<Row<'clocks'>, 'line' | 'broken' | 'tier' | 'department' | 'assignee_id' | 'aside'>

/** The same text for what says the same, in whichever order it was written down. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  return `{${Object.entries(value).filter(([, one]) => one !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => `${name}:${canonical(one)}`).join(',')}}`
}

/** Of which line of promises a promise is: those that promise the same. Empty where nothing is measured. */
export function lineOf({ metric, target, value, statistic, bond, clauses, counted }: Commitment): string {
  if (value === null) return ''
  return createHash('sha1').update(canonical([metric, target, value, statistic, bond, clauses, counted])).digest('base64url').slice(0, 16)
}

/** Whether a promise that stopped was over its value; null while it runs, and where nothing is measured. */
export function isBroken({ value }: Commitment, outcome: string | null, counted: number | null): boolean | null {
  if (outcome === null || value === null) return null
  return outcome === 'late' || (outcome === 'counted' && (counted ?? 0) > value)
}

/** Why the promises of a ticket are in no figure: it is unwanted, goes on in another, or nobody of the customer's wrote. */
function asideOf(ticket: Ticket, events: readonly TicketEvent[]): Figured['aside'] {
  const place = placeOf(ticket)
  if (place === 'spam' || place === 'merged') return place
  const [first] = events
  const ours = first?.type === 'ticket.opened' && first.actor.kind === 'agent' && first.data.initiative !== 'customer'
  return ours && !events.some(({ type }) => type === 'message.customer') ? 'no_message' : null
}

/** What all clocks of a ticket have in common for figures. */
export function standingOf(ticket: Ticket, events: readonly TicketEvent[]): Pick<Figured, 'tier' | 'department' | 'assignee_id' | 'aside'> {
  return { tier: ticket.tier, department: ticket.department, assignee_id: ticket.assigneeId, aside: asideOf(ticket, events) }
}
