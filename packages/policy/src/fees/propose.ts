/** The fees that the policy lets an agent propose for one call or one incident. Nothing is ever charged by itself (SEED-02). */
import { formatDay, dayMs } from '../calendar/days.ts'
import { endOfStretch } from '../calendar/stretch.ts'
import { zoneOf } from '../calendar/zone.ts'
import type { Run } from '../decide/run.ts'
import { standing } from '../decide/standing.ts'
import type { Facts, FactValue, Instant, Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import type { ReadyRule } from '../resolve/machine.ts'
import { amountOfFee, noMoney, totalOf, type FeeTotal } from './amount.ts'
import type { FeeAnswer } from './types.ts'

export interface FeeCall {
  at?: Instant
  channel?: string
  /** The price was announced before the call was put through. */
  announced?: boolean
  /** What is shown beside the facts: names of the policy's list of evidence. */
  evidence?: readonly string[]
}
export interface FeeAsked extends FeeCall {
  /** The calls of one incident; without them, the facts tell of a single one. What is not said of one is as said of all. */
  calls?: readonly FeeCall[]
  /** `2026-05-12`: the day whose tax applies; without it, that of the call. */
  taxDate?: string
  /** When the customer is told, from which they may contest; without it, now. */
  notified?: Instant
}

/** proposed, or why not: for nobody of this kind, cancelled, not announced, evidence missing, another fee stands for it. */
export type FeeOutcome = 'proposed' | 'never' | 'cancelled' | 'not_announced' | 'evidence_missing' | 'outdone'

export interface FeeProposal {
  name: string
  /** Place of its call, from 0. */
  call: number
  outcome: FeeOutcome
  /** What is missing of facts and evidence. */
  missing: string[]
  nature: FeeAnswer['nature']
  per: FeeAnswer['per']
  /** Whole cents without tax, its tax rate; null when they cannot be told. */
  net: number | null
  rate: string | null
  decidedBy: Words
  contestUntil: Instant
  clauses: string[]
  rule?: string
  facts: Record<string, FactValue | null>
  reason?: Words
}

export interface FeeReading extends FeeTotal {
  policy: string
  version: string
  at: Instant
  /** That of the proposals that goes furthest; none: no fee concerns these facts. */
  outcome: Exclude<FeeOutcome, 'never' | 'outdone'> | 'none'
  proposals: FeeProposal[]
  missing: string[]
  clauses: string[]
}

/** What may be proposed, with what it comes to; the policy's version and the facts stand with it as evidence (BILL-31). */
export function proposeFees(policy: Policy, asked: FeeAsked, facts: Facts, now: Instant): FeeReading {
  const { announced, evidence } = asked
  const calls = asked.calls?.map((call) => ({ announced, evidence, ...call })) ?? [asked]
  const found = calls.flatMap((call, place) => proposalsOf(policy, { ...call, facts: call.channel === undefined ? facts : { ...facts, channel: call.channel }, place, at: call.at ?? now }, asked, now))
  const proposals = combined(onceForEachIncident(found), policy.fees?.combine ?? 'add')
  const proposed = proposals.filter(({ outcome }) => outcome === 'proposed')
  const outcome = (['proposed', 'evidence_missing', 'not_announced', 'cancelled'] as const).find((one) => proposals.some((proposal) => proposal.outcome === one)) ?? 'none'
  const told = proposals.filter((one) => one.outcome === outcome)
  const said = proposals.length === 0 && !policy.fees?.none ? [] : (policy.fees?.clauses ?? [])
  return {
    policy: policy.id, version: policy.version, at: now, outcome, proposals, ...(proposed.length > 0 ? totalOf(proposed) : noMoney),
    missing: [...new Set(outcome === 'evidence_missing' ? told.flatMap((one) => one.missing) : [])],
    clauses: [...new Set([...proposals.flatMap(({ clauses }) => clauses), ...said])],
  }
}

interface Call extends FeeCall { facts: Facts; place: number; at: Instant }

function proposalsOf(policy: Policy, call: Call, { taxDate, notified }: FeeAsked, now: Instant): FeeProposal[] {
  const run = standing(policy, call.facts, call.at)
  const byName = Map.groupBy(policy.machine.families.fees, ({ rule }) => rule.answer.name)
  return [...byName.values()].flatMap((rules) => {
    const ready = run.winner(rules)
    if (!ready) return []
    const { rule } = ready
    const { answer } = rule
    const judged = judge(run, ready, call)
    const day = taxDate ?? formatDay(Math.floor(zoneOf(policy.zone).wallAt(call.at) / dayMs))
    const { net, rate, clauses } = amountOfFee(run, answer, day)
    const missing = judged.outcome === 'proposed' && net === null ? answer.uses.filter((fact) => run.value(fact) === undefined) : judged.missing
    return [{
      name: answer.name, call: call.place, outcome: judged.outcome === 'proposed' && net === null ? 'evidence_missing' : judged.outcome, missing,
      nature: answer.nature, per: answer.per, net, rate, decidedBy: answer.decidedBy, contestUntil: endOfStretch(notified ?? now, answer.contest, policy.zone),
      clauses: [...new Set([...rule.clauses, ...clauses])], facts: factsOf(run, ready),
      ...(rule.name === undefined ? {} : { rule: rule.name }), ...(rule.reason ? { reason: rule.reason } : {}),
    }]
  })
}

/** A genuine incident is never charged, whatever the policy says (a thing that was lost is no incident), and until that is known nothing is proposed (BILL-35). */
const genuine = 'genuine'

function judge(run: Run, { rule: { answer }, inner }: ReadyRule<FeeAnswer>, call: Call): Pick<FeeProposal, 'outcome' | 'missing'> {
  const [unless, neverFor] = [inner[0]!, inner[1]!]
  if (run.holds(neverFor)) return { outcome: 'never', missing: [] }
  const real = answer.nature === 'compensation' ? false : run.value(genuine)
  if (real === true || run.holds(unless)) return { outcome: 'cancelled', missing: [] }
  if (answer.announced && call.announced !== true) return { outcome: 'not_announced', missing: [] }
  const shown = new Set(call.evidence)
  const missing = new Set(answer.evidence.filter((name) => run.value(name) === undefined && !shown.has(name)))
  for (const fact of [...run.openFacts(neverFor), ...run.openFacts(unless)]) missing.add(fact)
  if (real === undefined) missing.add(genuine)
  return missing.size > 0 ? { outcome: 'evidence_missing', missing: [...missing] } : { outcome: 'proposed', missing: [] }
}

/** All that the ruling rests on, as it was known: the evidence pack. */
function factsOf(run: Run, { rule, when, inner, needs }: ReadyRule<FeeAnswer>): FeeProposal['facts'] {
  const looked = run.looked({ when: [...when, ...inner.flat()], needs })
  return { ...looked, ...Object.fromEntries([...rule.answer.evidence, ...rule.answer.uses, ...(rule.answer.nature === 'compensation' ? [] : [genuine])].map((name) => [name, run.value(name) ?? null])) }
}

/** A fee per incident is proposed once, for the first call that allows it. */
function onceForEachIncident(found: readonly FeeProposal[]): FeeProposal[] {
  const kept = new Map<string, FeeProposal>()
  for (const one of found) if (!kept.has(one.name) || (one.outcome === 'proposed' && kept.get(one.name)!.outcome !== 'proposed')) kept.set(one.name, one)
  return found.filter((one) => one.per === 'call' || kept.get(one.name) === one)
}

function combined(proposals: readonly FeeProposal[], combine: 'add' | 'highest'): FeeProposal[] {
  if (combine === 'add') return [...proposals]
  const proposed = proposals.filter(({ outcome }) => outcome === 'proposed')
  const highest = proposed.toSorted((a, b) => (b.net ?? 0) - (a.net ?? 0))[0]
  return proposals.map((one) => (one.outcome === 'proposed' && one !== highest ? { ...one, outcome: 'outdone' } : one))
}
