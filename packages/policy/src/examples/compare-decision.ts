import type { Commitment, Decision } from '../model.ts'
import type { Policy } from '../policy.ts'
import { asFlag, asText, type Node } from '../read/node.ts'
import { loose } from '../questions/told.ts'
import { parseBusinessDays, parseDuration } from '../read/values.ts'
import { duration } from '../words/durations.ts'
import { say } from '../words/fill.ts'
import { itemsOf, textOf } from './fields.ts'
import { lineOf, type Difference } from './result.ts'
import { instantOf, instantText } from './when.ts'

/** What a decision shows under each key of `then`, and whether it is as expected. */
type Compare = (expected: Node, decision: Decision, policy: Policy) => { ok: boolean; expected: string; actual: string }

const texts = (node: Node) => itemsOf(node).map((item) => textOf(item) ?? '')
const none = ['none', 'no', '']

function same(pick: (decision: Decision) => string | undefined): Compare {
  return (node, decision) => {
    const expected = asText(node) ?? ''
    const actual = pick(decision) ?? ''
    return { ok: expected === actual || (none.includes(expected) && actual === ''), expected, actual }
  }
}

function includes(pick: (decision: Decision) => readonly string[]): Compare {
  return (node, decision) => {
    const actual = pick(decision)
    return { ok: texts(node).every((wanted) => actual.includes(wanted)), expected: texts(node).join(', '), actual: actual.join(', ') }
  }
}

function contains(pick: (decision: Decision) => Decision['reason']): Compare {
  return (node, decision, policy) => {
    const words = pick(decision)
    const wanted = node.kind === 'map' ? node.entries.map(({ key, value }) => ({ langs: [key], text: textOf(value) ?? '' })) : [{ langs: ['fr', 'en'], text: textOf(node) ?? '' }]
    const said = (lang: string) => (words ? say(words, policy, lang === 'en' ? 'en' : 'fr') : '')
    const ok = wanted.every(({ langs, text }) => langs.some((lang) => loose(said(lang)).includes(loose(text))))
    return { ok, expected: wanted.map(({ text }) => `« ${text} »`).join(' '), actual: words ? `« ${said('fr')} » / “${said('en')}”` : '' }
  }
}

const asked = ({ asks }: Decision) => asks.flatMap(({ facts }) => facts)

const keys: Record<string, Compare> = {
  outcome: same((decision) => decision.outcome),
  to: same((decision) => decision.to),
  tier: same((decision) => decision.tier),
  kind: same((decision) => decision.kind),
  department: same((decision) => decision.department),
  priority: same((decision) => decision.priority),
  scope: same((decision) => decision.scope),
  entitlement: same((decision) => decision.entitlement),
  handled_by: same((decision) => decision.handledBy),
  answer_in: same((decision) => decision.answerIn),
  rank: same((decision) => String(decision.rank)),
  'next.channel': same((decision) => decision.next?.channel),
  'next.address': same((decision) => decision.next?.address),
  'next.referral': contains((decision) => decision.next?.referral),
  'next.quote': flag((decision) => decision.next?.quote ?? false),
  on_call: flag((decision) => decision.onCall),
  clauses: includes((decision) => decision.clauses),
  decisive: includes((decision) => decision.decisive),
  tags: includes((decision) => decision.tags),
  asks: includes(asked),
  reason: contains((decision) => decision.reason),
  not_cited: (node, decision) => {
    const cited = texts(node).filter((id) => decision.clauses.includes(id))
    return { ok: cited.length === 0, expected: '', actual: cited.join(', ') }
  },
  asks_none: (node, decision) => {
    const wrong = asFlag(node) === null ? asked(decision).filter((fact) => texts(node).includes(fact)) : asked(decision)
    return { ok: asFlag(node) === false ? wrong.length > 0 : wrong.length === 0, expected: '', actual: wrong.join(', ') }
  },
  remarks: (node, decision) => {
    const clauses = decision.remarks.flatMap((remark) => remark.clauses)
    const count = node.kind === 'scalar' && typeof node.value === 'number' ? node.value : undefined
    const ok = count === undefined ? texts(node).every((id) => clauses.includes(id)) : decision.remarks.length === count
    return { ok, expected: texts(node).join(', '), actual: count === undefined ? clauses.join(', ') : String(decision.remarks.length) }
  },
  held_until: (node, decision, policy) => instantIs(node, decision.heldUntil ?? null, policy),
}

function flag(pick: (decision: Decision) => boolean): Compare {
  return (node, decision) => ({ ok: asFlag(node) === pick(decision), expected: asText(node) ?? '', actual: pick(decision) ? 'yes' : 'no' })
}

function instantIs(node: Node, actual: number | null, policy: Policy): ReturnType<Compare> {
  const wanted = asText(node) ?? ''
  if (none.includes(wanted)) return { ok: actual === null, expected: wanted, actual: instantText(actual, policy.zone) }
  const expected = instantOf(node, policy.zone)
  return { ok: expected !== null && expected === actual, expected: expected === null ? `${wanted} (?)` : instantText(expected, policy.zone), actual: instantText(actual, policy.zone) }
}

function promised(commitment: Commitment | undefined): string {
  if (!commitment) return 'none'
  if (commitment.value === null) return 'unquantified'
  return commitment.counted.by === 'business_days' ? `${commitment.value} business days` : duration(commitment.value, 'en').replaceAll('\u00a0', ' ')
}

function ofMetric(key: string, node: Node, decision: Decision, policy: Policy): ReturnType<Compare> {
  const [part, metric] = key.split('.')
  const commitment = decision.commitments.find((one) => one.metric === metric)
  const expected = asText(node) ?? ''
  if (part === 'due') return instantIs(node, commitment?.deadline ?? null, policy)
  if (part === 'bond') return { ok: expected === (commitment?.bond ?? 'none'), expected, actual: commitment?.bond ?? 'none' }
  const value = parseBusinessDays(expected) ?? parseDuration(expected)
  const ok = value === null ? expected === promised(commitment) : commitment?.value === value
  return { ok, expected, actual: promised(commitment) }
}

/** Everything in `then` that the decision does not show. */
export function compareDecision(then: Readonly<Record<string, Node>>, decision: Decision, policy: Policy): Difference[] {
  return Object.entries(then).flatMap(([key, node]) => {
    const compare = keys[key]
    const { ok, expected, actual } = compare ? compare(node, decision, policy) : ofMetric(key, node, decision, policy)
    return ok ? [] : [{ key, expected, actual, clauses: clausesOf(key, decision), ...lineOf(node) }]
  })
}

/** The clauses to look at for a key: those of the promise, of the deciding rule, or of the step of that name. */
export function clausesOf(key: string, decision: Decision): string[] {
  const metric = /^(?:due|promise|bond)\.(.+)$/.exec(key)?.[1]
  if (metric !== undefined) return decision.commitments.find((one) => one.metric === metric)?.clauses ?? []
  const stage: Record<string, string> = { handled_by: 'handling', on_call: 'handling', held_until: 'handling', answer_in: 'languages', asks: 'requires', rank: 'queue' }
  const step = decision.steps.findLast((one) => one.stage === (stage[key] ?? key))
  return step?.clauses ?? decision.decisive
}
