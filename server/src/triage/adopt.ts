import { listProviders } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { system } from '#tickets/tickets.ts'
import { act } from './act.ts'
import { decideAgain } from './decide-again.ts'

/** Tickets at a time; the next run goes on. */
const batch = 500
/** The version that every open ticket of a provider has adopted: nothing is looked for twice. */
const adopted = new WeakMap<Desk['policies'], Map<string, string>>()

/**
 * Lets open tickets adopt the version in force, where that version says so (`applies_to_open_tickets: adopt`); anywhere else a
 * ticket keeps the version of its opening. Gives the number of tickets that adopted it.
 */
export async function adoptVersions(desk: Desk): Promise<number> {
  const done = adopted.get(desk.policies) ?? new Map<string, string>()
  adopted.set(desk.policies, done)
  let changed = 0
  for (const provider of await listProviders(desk)) {
    const policy = await desk.policies.inForce(provider.id, desk.time.now())
    if (policy?.changes.appliesToOpenTickets !== 'adopt' || done.get(provider.id) === policy.version) continue
    const older = await desk.database.db
      .selectFrom('tickets').select('id').where('provider_id', '=', provider.id).where('place', 'in', ['todo', 'waiting']).where('policy_version', '<>', policy.version).limit(batch).execute()
    for (const { id } of older) {
      await act(desk, { providerId: provider.id, ticket: { id } }, ({ ticket, facts, decision }, now) => ({
        events:
          ticket.policyVersion === policy.version ? []
          : [{ type: 'ticket.redecided', at: now, actor: system, data: { decision: decideAgain(policy, facts, decision), policyVersion: policy.version, from: ticket.policyVersion } }],
      }))
    }
    changed += older.length
    if (older.length < batch) done.set(provider.id, policy.version)
  }
  return changed
}
