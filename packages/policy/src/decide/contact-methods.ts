/** The ways to reach the provider, as they stand now: for the public page and for a signed-in customer. */
import type { Commitment, Facts, Instant, NextStep } from '../model.ts'
import type { AccessAnswer, Address, Channel, Condition, Policy } from '../policy.ts'
import { tier } from './admission.ts'
import { commitments } from './commitments.ts'
import { possibleAnswers } from './form.ts'
import { Run } from './run.ts'

export interface ReachableChannel {
  channel: Channel
  address: Address | null
  /** Whether someone is there now. */
  open: boolean
  /** When it opens next, if closed; closes next, if open. null: never. */
  opensAt: Instant | null
  closesAt: Instant | null
  /** depends: on what is not known yet, see `ways`. */
  entitlement: AccessAnswer | 'depends'
  /** The access rules that may apply, each with its condition and next step. */
  ways: { answer: AccessAnswer; when: Condition; clauses: string[]; next?: NextStep }[]
  /** What is promised there for the facts known; nothing where nothing is. */
  promises: Commitment[]
  clauses: string[]
}

/** Every channel but the hidden ones, in the order of the policy. */
export function contactMethods(policy: Policy, facts: Facts, now: Instant): ReachableChannel[] {
  return [...policy.channels.values()].filter((channel) => !channel.hidden).map((channel) => {
    const here: Facts = { ...facts, channel: channel.name }
    const run = new Run(policy, here, now)
    tier(run)
    const possible = possibleAnswers(run, policy.machine.families.access)
    const answers = new Set(possible.map(({ rule }) => rule.answer))
    const entitlement = answers.size === 1 ? [...answers][0]! : answers.size === 0 ? 'closed' : 'depends'
    const calendar = channel.calendar === undefined ? null : run.calendar(channel.calendar)
    const open = calendar === null || calendar.isOpen(now)
    return {
      channel, address: policy.addresses.get(channel.address ?? '') ?? null, open,
      opensAt: open ? null : calendar!.nextOpening(now), closesAt: open && calendar ? calendar.nextClosing(now) : null, entitlement,
      ways: possible.map(({ rule }) => ({ answer: rule.answer, when: rule.when, clauses: rule.clauses, ...(rule.next ? { next: rule.next } : {}) })),
      promises: answers.has('open') ? commitments(policy, here, now) : [],
      clauses: [...new Set([channel.clause, ...possible.flatMap(({ rule }) => rule.clauses)])],
    }
  })
}
