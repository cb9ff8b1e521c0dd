/** The first stages: tier, access, identification, scope, versions. Each may end the pipeline. */
import { compareVersions, parseVersion } from '../resolve/versions.ts'
import type { VersionsAnswer } from '../policy.ts'
import { problemOf } from './problem.ts'
import { type Run, type Verdict, verdictOf } from './run.ts'

/** Settles the level, which later rules may hang on. */
export function tier(run: Run): void {
  const won = run.winner(run.policy.machine.families.tier)
  if (!won) return
  run.derive('tier', won.rule.answer)
  run.step('tier', won, won.rule.answer)
}

/** A family that must answer and does not: what is missing is asked for; what cannot be asked for is a refusal. */
function unanswered(run: Run, stage: 'access' | 'identification' | 'scope', family: 'access' | 'identification' | 'scope'): Verdict {
  const rules = run.policy.machine.families[family]
  const asked = run.askToDecide(rules)
  run.step(stage, null, asked ? 'unknown' : 'no_rule')
  if (asked) return { outcome: 'ask', clauses: run.asks.flatMap((ask) => ask.clauses) }
  return { outcome: 'refused', clauses: [] }
}

/** Whether this channel may be used for this request; null where it may. */
export function access(run: Run): Verdict | null {
  const rules = run.policy.machine.families.access
  const won = run.winner(rules)
  if (!won) return unanswered(run, 'access', 'access')
  const { rule } = won
  run.step('access', won, rule.answer)
  // Whoever is sent to the channel that they are on is where they should be.
  const arrived = rule.answer === 'redirect' && rule.next?.channel === run.word('channel')
  run.entitlement = rule.answer === 'redirect' ? (arrived ? 'open' : 'closed') : rule.answer
  if (rule.answer === 'closed') return verdictOf('refused', rule)
  if (rule.answer === 'redirect' && !arrived) return verdictOf('redirected', rule)
  if (rule.answer === 'discretionary' && rule.next) run.next = rule.next
  return null
}

/** Who asks. Going on as another tier or kind, the channel and the identity are looked at again, once for each: the rule that said so is then content. */
export function identification(run: Run, demoted: ReadonlyMap<string, unknown> = new Map()): Verdict | null {
  const rules = run.policy.machine.families.identification
  if (rules.length === 0) return null
  const won = run.winner(rules)
  if (!won) return unanswered(run, 'identification', 'identification')
  const { rule, needs } = won
  if (!needs || run.holds(needs)) {
    run.step('identification', won, needs ? 'identified' : 'not_needed')
    return null
  }
  const { otherwise } = rule.answer
  if (otherwise.do === 'refuse' || otherwise.do === 'redirect') {
    run.step('identification', won, otherwise.do)
    return verdictOf(otherwise.do === 'refuse' ? 'refused' : 'redirected', rule)
  }
  if (otherwise.do === 'ask') {
    run.step('identification', won, 'ask')
    for (const name of run.openFacts(needs)) run.ask({ facts: [name], clauses: rule.clauses, ifMissing: 'ask', problem: 'missing' })
    return verdictOf('ask', rule)
  }
  const fact = otherwise.do
  const value = 'tier' in otherwise ? otherwise.tier : otherwise.kind
  if (demoted.get(fact) === rule) return null
  run.step('identification', won, `${fact}:${value}`)
  if (demoted.has(fact)) return verdictOf('refused', rule)
  run.derive(fact, value)
  return access(run) ?? identification(run, new Map([...demoted, [fact, rule]]))
}

/** Whether the provider deals with such a request at all; null where it does. */
export function scope(run: Run): Verdict | null {
  const rules = run.policy.machine.families.scope
  if (rules.length === 0) return null
  const won = run.winner(rules)
  if (!won) return unanswered(run, 'scope', 'scope')
  const { rule } = won
  run.scope = rule.answer
  run.step('scope', won, rule.answer)
  if (rule.answer === 'excluded') return verdictOf('refused', rule)
  if (rule.answer === 'discretionary') run.entitlement = 'discretionary'
  if (rule.answer !== 'covered' && rule.next) run.next = rule.next
  return null
}

/** Whether the product's version is supported; a missing version is the business of `requires`. */
export function versions(run: Run): Verdict | null {
  const won = run.winner(run.policy.machine.families.versions)
  if (!won) return null
  const { rule } = won
  const given = run.value(rule.answer.fact)
  if (given === undefined) return null
  const problem = problemOf(run, run.policy.facts.get(rule.answer.fact)!, given)
  const version = typeof given === 'string' ? parseVersion(given) : null
  if (problem || !version) {
    run.step('versions', won, 'unreadable')
    run.ask({ facts: [rule.answer.fact], clauses: rule.clauses, ifMissing: 'ask', problem: problem ?? 'invalid' })
    return verdictOf('ask', rule)
  }
  const product = run.word('product')
  const latestText = product === undefined ? undefined : run.policy.products.get(product)?.latest
  const latest = latestText === undefined ? null : parseVersion(latestText)
  if (!isSupported(rule.answer, version, latest)) {
    run.step('versions', won, 'unsupported')
    if (rule.answer.otherwise === 'refuse') return verdictOf('refused', rule)
    run.remarks.push({ clauses: rule.clauses, ...(rule.name === undefined ? {} : { rule: rule.name }), words: rule.reason ?? {}, tags: [] })
    return null
  }
  const outdated = rule.answer.recommended === 'latest' && latest !== null && compareVersions(version, latest) < 0
  run.step('versions', won, outdated ? 'outdated' : 'supported')
  if (outdated) run.remarks.push({ clauses: rule.clauses, ...(rule.name === undefined ? {} : { rule: rule.name }), words: rule.answer.recommendation ?? rule.reason ?? {}, tags: [] })
  return null
}

/** Without a declared latest version nothing can be said to be too old. */
function isSupported({ supported }: VersionsAnswer, version: readonly number[], latest: readonly number[] | null): boolean {
  if (supported.is === 'any') return true
  if (supported.is === 'at_least') return compareVersions(version, parseVersion(supported.version)!) >= 0
  if (!latest) return true
  const numbers = { latest_major: 1, latest_minor: 2, latest: latest.length }[supported.is]
  return compareVersions(version.slice(0, numbers), latest.slice(0, numbers)) >= 0
}
