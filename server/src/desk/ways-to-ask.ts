import { decide, isDecided } from '@guichet/policy'
import type { Decision, FactDeclaration, Facts, FactValue, Policy } from '@guichet/policy'

/** A way of asking, and what the policy would answer to it now. `fact` and `value`: what the requester says by taking it. */
export interface WayToAsk { readonly fact?: FactDeclaration; readonly value?: FactValue; readonly open: boolean; readonly decision: Decision }

/** What a request is made of, before anybody has written it: what the policy says to it must not hang on the missing words. */
const unwritten = { subject: '…', description: '…'.repeat(200) }

/** Whether asking so leads to a request; what is still asked for, the form asks. */
const leads = ({ outcome }: Decision) => outcome !== 'refused' && outcome !== 'redirected'

/** The answers that a requester may choose from: declared values, and yes. */
function* choices(policy: Policy): Generator<{ fact: FactDeclaration; value: FactValue }> {
  for (const fact of policy.facts.values()) {
    if (fact.from !== 'requester' || isDecided(policy, fact.name)) continue
    if (fact.type === 'flag') yield { fact, value: true }
    if (fact.type === 'one_of') for (const { value } of fact.options) yield { fact, value }
  }
}

/**
 * How somebody of whom this is known may ask, now: the ordinary way, and the pressing one where the policy has any, that is the
 * answer which places a request further ahead in its queue. What the policy refuses is told with its decision (S4-18, S4-19).
 */
export function waysToAsk(policy: Policy, known: Facts, now: number): { ordinary: WayToAsk; pressing: WayToAsk | undefined } {
  const facts = { ...unwritten, ...known }
  const plain = decide(policy, facts, now)
  let pressing: WayToAsk | undefined
  let open = leads(plain)
  for (const { fact, value } of choices(policy)) {
    if (fact.name in known) continue
    const decision = decide(policy, { ...facts, [fact.name]: value }, now)
    if (decision.rank < (pressing?.decision.rank ?? plain.rank)) pressing = { fact, value, open: leads(decision), decision }
    // Where one kind of request is refused, another may be taken.
    else if (fact.name === 'kind' && leads(decision)) open = true
  }
  return { ordinary: { open, decision: plain }, pressing }
}

/** What would be answered to one kind of request, as far as it is known. */
export interface Foreseen { readonly value: string | undefined; readonly decision: Decision; readonly variants: readonly { readonly fact: FactDeclaration; readonly value: FactValue; readonly decision: Decision }[] }

const outline = ({ outcome, commitments, handledBy, onCall }: Decision) => JSON.stringify([outcome, commitments.map(({ target, value }) => [target, value]), handledBy, onCall])

/**
 * What the policy promises for every kind of request, and, where one more answer changes it, for each value of that answer:
 * urgency above all, since what is asked first is what matters most.
 */
export function foresee(policy: Policy, known: Facts, now: number): Foreseen[] {
  const facts = { ...unwritten, ...known }
  const kinds = policy.facts.get('kind')?.options ?? []
  const answers = [...choices(policy)].filter(({ fact }) => fact.name !== 'kind' && !(fact.name in known))
  return (kinds.length === 0 || 'kind' in known ? [undefined] : kinds).map((kind): Foreseen => {
    const asked = kind === undefined ? facts : { ...facts, kind: kind.value }
    const plain = decide(policy, asked, now)
    const tried = answers.map(({ fact, value }) => ({ fact, value, decision: decide(policy, { ...asked, [fact.name]: value }, now) }))
    const ahead = tried.filter(({ decision }) => decision.rank < plain.rank && leads(decision)).sort((a, b) => a.decision.rank - b.decision.rank)
    const first = ahead.find(({ decision }) => outline(decision) !== outline(plain))
    return { value: kind?.value, decision: plain, variants: first ? [first] : [] }
  })
}

/** The calendars on which what is foreseen is counted and handled, in the order in which they are met. `always` is none. */
export function calendarsOf(policy: Policy, foreseen: readonly Foreseen[]): { calendars: string[]; always: boolean } {
  const decisions = foreseen.flatMap(({ decision, variants }) => [decision, ...variants.map((one) => one.decision)])
  const during = decisions.flatMap(({ steps }) => steps.filter(({ stage }) => stage === 'handling').flatMap((step) => {
    const rule = policy.families.handling.find((one) => (one.name ?? '') === (step.rule ?? '') && step.clauses.includes(one.clause))
    return rule ? [rule.answer.during] : []
  }))
  const counted = decisions.flatMap(({ commitments }) => commitments.flatMap(({ counted: how }) => (how.by === 'elapsed' ? [] : [how.calendar])))
  const named = [...new Set([...during, ...counted])]
  return { calendars: named.filter((name) => name !== 'always' && policy.calendars.has(name)), always: named.includes('always') }
}
