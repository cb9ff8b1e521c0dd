import type { Decision, Policy } from '@guichet/policy'
import { addressInWords } from '@guichet/policy/words/addresses'
import { say } from '@guichet/policy/words/fill'
import { sayDecision } from '@guichet/policy/words/decision'
import type { DecisionView, Lang } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { inLanguage } from './labels.ts'

const orNull = <T>(value: T | undefined): T | null => value ?? null

const rendered = new WeakMap<Policy, Map<string, DecisionView['clauses'][number]>>()

/** A clause as published, made once for each version and language. */
function citedClause(policy: Policy, id: string, lang: Lang): DecisionView['clauses'] {
  const kept = rendered.get(policy) ?? new Map<string, DecisionView['clauses'][number]>()
  rendered.set(policy, kept)
  const clause = policy.clausesById.get(id)
  if (!clause) return []
  const known = kept.get(`${lang} ${id}`) ?? { id, title: inLanguage(policy, clause.title, lang), text: say(clause.says, policy, lang) }
  kept.set(`${lang} ${id}`, known)
  return [known]
}

/** A decision as it is read: its facts and clauses, and the policy's own words in the reader's language. */
export function decisionView(policy: Policy, decision: Decision, lang: Lang, now: number): DecisionView {
  const said = sayDecision(policy, decision, lang, { now })
  const { next } = decision
  const address = next && policy.addresses.get(next.address ?? policy.channels.get(next.channel ?? '')?.address ?? '')
  return {
    policy: decision.policy, version: decision.version, at: writeInstant(decision.at), outcome: decision.outcome,
    words: {
      headline: said.headline, because: said.because, instead: said.instead, href: said.href, remarks: said.remarks.map((one) => one.text),
      asks: said.asks.map((one) => one.text), promises: said.promises.map(({ target, text, kind }) => ({ target, text, kind })), nothingPromised: said.nothingPromised,
    },
    clauses: decision.clauses.flatMap((id) => citedClause(policy, id, lang)),
    decisive: decision.decisive, reason: orNull(decision.reason),
    next: next
      ? {
          channel: orNull(next.channel), channelLabel: orNull(policy.channels.get(next.channel ?? '')?.label), address: address ? addressInWords(address) : null,
          referral: orNull(next.referral), quote: next.quote ?? false, words: orNull(next.words),
        }
      : null,
    to: orNull(decision.to), heldUntil: decision.heldUntil === undefined ? null : writeInstant(decision.heldUntil),
    entitlement: decision.entitlement, scope: orNull(decision.scope), tier: orNull(decision.tier), kind: orNull(decision.kind), department: orNull(decision.department),
    priority: orNull(decision.priority), rank: decision.rank, handledBy: orNull(decision.handledBy), onCall: decision.onCall, answerIn: orNull(decision.answerIn),
    tags: decision.tags,
    asks: decision.asks.map((ask) => ({
      facts: ask.facts, labels: ask.facts.map((name) => policy.facts.get(name)?.label ?? {}), clauses: ask.clauses, ifMissing: ask.ifMissing, problem: ask.problem, why: orNull(ask.why),
    })),
    remarks: decision.remarks.map(({ clauses, words, tags }) => ({ clauses, words, tags })),
    steps: decision.steps.map((step) => ({ stage: step.stage, clauses: step.clauses, rule: orNull(step.rule), facts: step.facts as DecisionView['steps'][number]['facts'], result: step.result })),
  }
}
