import { instantText } from '@guichet/policy/examples/when'
import type { Decision } from '@guichet/policy/model'

/** What a decision said, as the `then` of an example that holds it: what people were promised, and by which clauses. */
export function thenOf(decision: Decision, zone: string): Record<string, unknown> {
  const { outcome, to, tier, priority, department, scope, decisive, commitments, heldUntil } = decision
  const due = commitments.flatMap(({ metric, deadline }) => (deadline === null ? [] : [[`due.${metric}`, instantText(deadline, zone)] as const]))
  return {
    outcome, ...(to === undefined ? {} : { to }), ...(tier === undefined ? {} : { tier }), ...(priority === undefined ? {} : { priority }), ...(department === undefined ? {} : { department }),
    ...(scope === undefined ? {} : { scope }), ...(heldUntil === undefined ? {} : { held_until: instantText(heldUntil, zone) }), ...(decisive.length === 0 ? {} : { decisive }),
    // Of two promises of one metric an example can say one: the first, which is the one that applies.
    ...Object.fromEntries(due.toReversed()),
  }
}
