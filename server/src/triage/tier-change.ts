import { sql } from 'kysely'
import { tierChange } from '@guichet/policy'
import type { Decision, Facts, Policy } from '@guichet/policy'
import { findProfile, licenceRaised, licencesOfAddress, licencesToRaise, listProviders } from '#people/people.ts'
import { givenPriority, policyOfTicket } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor, LoadedTicket } from '#tickets/tickets.ts'
import { act } from './act.ts'
import { decideAgain } from './decide-again.ts'
import { bestLicence } from './facts.ts'

/** Tickets of one customer that are looked at; more would be no customer's open requests. */
const most = 500

/** What the policy answers with another licence; the promises as its statement on a change of tier says (S2-17). */
function decidedWith(policy: Policy, loaded: LoadedTicket, facts: Facts, now: number): { decision: Decision; fromChange?: true } {
  const { decision: opened, events } = loaded
  const last = events.findLast((event) => event.type === 'ticket.reprioritised' || event.type === 'ticket.redecided' || event.type === 'ticket.tier_changed')
  const before = last && 'decision' in last.data ? last.data.decision : opened
  const again = decideAgain(policy, facts, opened)
  const promised = before.commitments.length === 0 && again.commitments.length === 0 ? [] : tierChange(policy, { before: before.commitments, facts, openedAt: opened.at, changedAt: now })
  return { decision: { ...again, commitments: promised }, ...(policy.changes.onTierChange === 'from_upgrade' ? { fromChange: true as const } : {}) }
}

/** The best licence that counts for a ticket now: those of its customer, and those delivered to its contact's address. */
async function licenceNow(desk: Desk, policy: Policy, loaded: LoadedTicket): Promise<string | undefined> {
  if (loaded.customerId === null) return undefined
  const profile = await findProfile(desk, loaded.providerId, { customerId: loaded.customerId })
  const rule = policy.recognition.find((one) => one.fact === 'licence')
  if (!profile || !rule) return undefined
  const email = profile.contacts.find((one) => one.id === loaded.contactId)?.email
  const delivered = rule.by.includes('delivery_address') && email !== undefined ? await licencesOfAddress(desk, loaded.providerId, email, rule.addressCase) : []
  return bestLicence(policy, [...profile.licences.map(({ kind }) => kind), ...delivered])
}

/**
 * Lets the open tickets of a customer have the tier of a licence that was entered or recognised since, as each one's policy says:
 * from the opening, from the change, or for new tickets only. Gives the numbers of those that changed.
 */
export async function raiseTiers(desk: Desk, providerId: string, customerId: string, actor: Actor): Promise<number[]> {
  const open = await desk.database.db
    .selectFrom('tickets').select(['id', 'number']).where('provider_id', '=', providerId).where('customer_id', '=', customerId).where('place', 'in', ['todo', 'waiting'])
    .orderBy('number').limit(most).execute()
  const raised: number[] = []
  for (const { id, number } of open) {
    let changed = false
    await act(desk, { providerId, ticket: { id } }, async (loaded, now, inside) => {
      changed = false
      const { ticket } = loaded
      const policy = await policyOfTicket(inside, providerId, ticket, now)
      if (!policy || policy.changes.onTierChange === 'new_only') return { refused: 'already-handled' }
      const licence = await licenceNow(desk, policy, loaded)
      if (licence === undefined || licence === loaded.facts.licence) return { refused: 'already-handled' }
      const given = loaded.events.some(({ type }) => type === 'ticket.reprioritised') ? givenPriority(policy) : policy
      const facts = { ...loaded.facts, licence }
      const decided = decidedWith(given, loaded, facts, now)
      const tier = decided.decision.tier ?? null
      if (tier === ticket.tier) return { refused: 'already-handled' }
      changed = true
      return { events: [{ type: 'ticket.tier_changed', at: now, actor, data: { tier, from: ticket.tier, ...decided, facts, policyVersion: policy.version } }] }
    })
    if (changed) raised.push(number)
  }
  return raised
}

/** Licences that are read at a time. */
const batch = 200

/** Whose open tickets a licence may raise: its customer's, and those of the customers of whoever it was delivered to. */
async function customersOf(desk: Desk, providerId: string, { customerId, deliveredTo }: { customerId: string | null; deliveredTo: string | null }): Promise<string[]> {
  // Each policy compares addresses in its own way: here it is enough to miss nobody.
  const people = deliveredTo === null ? [] : await desk.database.db
    .selectFrom('contacts').select('customer_id').distinct().where('provider_id', '=', providerId).where(sql`lower(email_key)`, '=', deliveredTo.toLowerCase()).where('removed_at', 'is', null).execute()
  return [...new Set([...(customerId === null ? [] : [customerId]), ...people.map((one) => one.customer_id)])]
}

/** Lets open tickets follow the licences of which other systems told since: noted with the licence itself, so that no crash loses one. */
export async function raiseForLicences(desk: Desk): Promise<number> {
  let raised = 0
  for (const { id: providerId } of await listProviders(desk)) {
    for (;;) {
      const due = await licencesToRaise(desk, providerId, batch)
      for (const licence of due) {
        for (const customerId of await customersOf(desk, providerId, licence)) raised += (await raiseTiers(desk, providerId, customerId, { kind: 'system' })).length
        await licenceRaised(desk, providerId, licence)
      }
      if (due.length < batch) break
    }
  }
  return raised
}
