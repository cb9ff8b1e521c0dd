import { decide, priorityChange } from '@guichet/policy'
import type { Decision, Facts, FactValue, Policy } from '@guichet/policy'
import { discretionFact, grantable } from '@guichet/policy/decide/discretion'
import { judging, knownOf, mayChange, policyOfTicket } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor, LoadedTicket } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome, Refusal } from './act.ts'
import { decideAgain } from './decide-again.ts'
import { over } from './over.ts'

/** What the policy answers with other facts; where it counts new promises from the change on, they begin now (TIME-23). */
export function decidedWith(policy: Policy, facts: Facts, before: Decision, now: number): { decision: Decision; fromChange?: true } {
  const decision = decideAgain(policy, facts, before)
  if (policy.changes.onPriorityChange === 'from_opening') return { decision }
  const commitments = decision.commitments.length === 0 ? [] : priorityChange(policy, { facts, openedAt: before.at, changedAt: now })
  return { decision: { ...decision, commitments }, fromChange: true }
}

function wrong(policy: Policy, changes: Readonly<Record<string, FactValue | null>>): Refusal | undefined {
  for (const [name, value] of Object.entries(changes)) {
    if (!mayChange(policy, name)) return { refused: 'unknown-fact' }
    const fact = policy.facts.get(name)!
    if (value === null) continue
    if (fact.type === 'flag' ? typeof value !== 'boolean' : fact.type === 'one_of' && !fact.open && !fact.options.some((option) => option.value === value)) return { refused: 'unknown-value' }
    if (typeof value === 'string' && fact.matches && !fact.matches(value)) return { refused: 'unknown-value' }
  }
  return undefined
}

/**
 * An agent knows better what a request is about: its kind, what it concerns. The policy decides again with it, from the instant of
 * receipt: rank, department, promises. What was counted is kept, targets are replaced, both are shown (TIME-23). It stays accepted
 * whatever would be answered to a new one; that the policy would refuse it is said.
 */
export function changeFacts(desk: Desk, agent: Actor, aim: Aim, changes: Readonly<Record<string, FactValue | null>>, reason: string): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    const ended = over(loaded)
    if (ended) return ended
    const policy = await policyOfTicket(inside, loaded.providerId, loaded.ticket, now)
    if (!policy) return { refused: 'policy-missing' }
    const refusal = wrong(policy, changes)
    if (refusal) return refusal
    const before = loaded.facts
    const differing = Object.entries(changes).filter(([name, value]) => (value === null ? name in before : JSON.stringify(before[name] ?? policy.facts.get(name)?.default) !== JSON.stringify(value)))
    if (differing.length === 0) return { refused: 'same-facts' }
    const forgotten = differing.flatMap(([name, value]) => (value === null ? [name] : []))
    const changed = Object.fromEntries(differing.filter((pair): pair is [string, FactValue] => pair[1] !== null))
    const facts = factsWith(loaded, (known) => Object.fromEntries(Object.entries({ ...known, ...changed }).filter(([name]) => !forgotten.includes(name))))
    return {
      events: [{
        type: 'ticket.facts_changed', at: now, actor: agent,
        data: {
          changed, forgotten, before: Object.fromEntries(differing.flatMap(([name]) => (before[name] === undefined ? [] : [[name, before[name]]]))), reason,
          ...decidedWith(judging(policy, loaded.events), facts, loaded.decision, now), facts, policyVersion: policy.version,
        },
      }],
    }
  })
}

/** The facts as the policy is asked with: with a priority that an agent gave. */
function factsWith(loaded: LoadedTicket, change: (facts: Facts) => Facts): Facts {
  const given = loaded.events.some(({ type }) => type === 'ticket.reprioritised')
  const facts = change(loaded.facts)
  return given && loaded.ticket.priority !== null ? { ...facts, priority: loaded.ticket.priority } : facts
}

/** Whether the policy lets agents take this on at their discretion, and it does not promise it anyway. */
export function mayGrant(policy: Policy, events: LoadedTicket['events'], openedAt: number): boolean {
  return grantable(judging(policy, events), knownOf(events), openedAt)
}

/**
 * An agent takes on what the policy does not promise, with a reason, where the policy lets them: nothing is due for it, it costs
 * nothing, and no right comes of it (S3-31).
 */
export function grant(desk: Desk, agent: Actor, aim: Aim, reason: string): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    const ended = over(loaded)
    if (ended) return ended
    const policy = await policyOfTicket(inside, loaded.providerId, loaded.ticket, now)
    if (!policy) return { refused: 'policy-missing' }
    const fact = discretionFact(policy)
    if (fact === undefined || !mayGrant(policy, loaded.events, loaded.decision.at)) return { refused: 'nothing-to-grant' }
    const facts = factsWith(loaded, (known) => ({ ...known, [fact]: true }))
    const decision = decide(judging(policy, loaded.events), facts, loaded.decision.at)
    return { events: [{ type: 'ticket.discretion', at: now, actor: agent, data: { fact, reason, decision, facts, policyVersion: policy.version } }] }
  })
}
