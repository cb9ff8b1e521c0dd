/** May this person ask this, here, now; what is it; what is promised. The same answer for the same facts, for ever. */
import { within } from '../calendar/timeline.ts'
import type { Decision, Facts, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'
import { access, identification, scope, tier, versions } from './admission.ts'
import { commitmentsOf } from './commitments.ts'
import { handling, notices, rank } from './handling.ts'
import { outsideTime } from '../words/outside-time.ts'
import { derived, languages, requires, routes } from './qualification.ts'
import { Run, type Verdict } from './run.ts'

/** The first stage that does not let the request through decides; the later ones are not run. */
function admit(run: Run): Verdict | null {
  tier(run)
  return access(run) ?? identification(run) ?? scope(run) ?? versions(run) ?? derived(run, 'priority') ?? derived(run, 'department')
    ?? requires(run) ?? routes(run) ?? languages(run)
}

/**
 * What the policy answers to a request whose facts are these, at `now`. Every step carries its clauses and facts.
 * At an instant outside 1990–2099, where no calendar is known, the request is refused by no clause, with that reason.
 */
export function decide(policy: Policy, facts: Facts, now: Instant): Decision {
  const run = new Run(policy, facts, now)
  if (!within(now)) return finish(run, 'refused', [], policy.machine.families.queue.length, { entitlement: 'closed', reason: outsideTime })
  const verdict = admit(run)
  if (verdict) {
    const closed = verdict.outcome !== 'ask'
    return finish(run, verdict.outcome, verdict.clauses, rank(run, false), {
      ...(verdict.reason ? { reason: verdict.reason } : {}), ...(verdict.next ? { next: verdict.next } : {}), ...(verdict.to === undefined ? {} : { to: verdict.to }),
      ...(closed ? { entitlement: 'closed' as const } : {}),
    })
  }
  handling(run)
  const place = rank(run, true)
  const promised = run.entitlement === 'open' ? commitmentsOf(run) : []
  notices(run)
  const decision = finish(run, run.heldUntil === undefined ? 'accepted' : 'held', run.holding, place, run.next ? { next: run.next } : {})
  decision.commitments = promised
  return decision
}

function finish(run: Run, outcome: Decision['outcome'], decisive: readonly string[], place: number, more: Partial<Decision>): Decision {
  for (const remark of run.remarks) for (const tag of remark.tags) if (!run.tags.includes(tag)) run.tags.push(tag)
  const decision: Decision = {
    policy: run.policy.id, version: run.policy.version, at: run.now, outcome, clauses: citedBy(run, decisive), decisive: [...new Set(decisive)],
    entitlement: run.entitlement, rank: place, onCall: run.onCall, tags: run.tags, asks: run.asks, commitments: [], remarks: run.remarks, steps: run.steps,
  }
  if (run.scope !== undefined) decision.scope = run.scope
  const tierName = run.word('tier')
  const kind = run.word('kind')
  const department = run.word('department')
  const priority = run.word('priority')
  if (tierName !== undefined) decision.tier = tierName
  if (kind !== undefined) decision.kind = kind
  if (department !== undefined) decision.department = department
  if (priority !== undefined) decision.priority = priority
  if (run.heldUntil !== undefined) decision.heldUntil = run.heldUntil
  if (run.handledBy !== undefined) decision.handledBy = run.handledBy
  if (run.answerIn !== undefined) decision.answerIn = run.answerIn
  return Object.assign(decision, more)
}

/** In the order in which they were applied, each once. */
function citedBy(run: Run, decisive: readonly string[]): string[] {
  const cited: string[] = []
  for (const step of run.steps) for (const clause of step.clauses) if (!cited.includes(clause)) cited.push(clause)
  for (const clause of decisive) if (!cited.includes(clause)) cited.push(clause)
  return cited
}
