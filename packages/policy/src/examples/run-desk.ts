import { parseLocalInstant } from '../calendar/local-instant.ts'
import { compareQueue, type Queued } from '../clocks/queue.ts'
import { statisticOf } from '../clocks/statistic.ts'
import { decide } from '../decide/decide.ts'
import { problemOf } from '../decide/problem.ts'
import { Run } from '../decide/run.ts'
import type { Decision } from '../model.ts'
import type { FactDeclaration, Policy } from '../policy.ts'
import { asFlag, asText, type Node } from '../read/node.ts'
import { parseBusinessDays, parseDuration } from '../read/values.ts'
import { readTyped } from '../facts/typed.ts'
import { duration } from '../words/durations.ts'
import type { QueueExample, ReadsExample, StatisticExample } from './example.ts'
import { readGiven } from './given.ts'
import { lineOf, type Difference } from './result.ts'
import { instantOf, instantText } from './when.ts'

const lengthOf = (node: Node) => parseBusinessDays(asText(node) ?? '') ?? parseDuration(asText(node) ?? '')

/** Measured values against a target of the policy, by its own statistic. */
export function runStatistic(policy: Policy, { target: name, counted, expected }: StatisticExample): Difference[] {
  const rule = policy.families.targets.find(({ answer }) => answer.name === name)
  if (!rule || rule.answer.within.is !== 'value') {
    return [{ key: 'target', expected: name, actual: policy.families.targets.map(({ answer }) => answer.name).sort().join(', '), clauses: [] }]
  }
  const values = counted.map(lengthOf)
  if (values.includes(null)) return [{ key: 'counted', expected: '60min', actual: counted.map((node) => asText(node) ?? '').join(', '), clauses: [] }]
  const got = statisticOf({ value: rule.answer.within.value, statistic: rule.answer.statistic }, values as number[])
  const told: Record<string, (node: Node) => [ok: boolean, actual: string]> = {
    met: (node) => [asFlag(node) === got.met, got.met ? 'yes' : 'no'],
    mean: (node) => [lengthOf(node) === Math.round(got.mean), duration(got.mean, 'en')],
    over_target: (node) => [Number(asText(node)) === got.over, String(got.over)],
    share: (node) => [Math.abs(Number.parseFloat(asText(node) ?? '') - got.share) < 0.05, `${Math.round(got.share * 10) / 10}%`],
  }
  return Object.entries(expected).flatMap(([key, node]) => {
    const [ok, actual] = told[key]?.(node) ?? [false, '']
    return ok ? [] : [{ key, expected: asText(node) ?? '', actual, clauses: rule.clauses, ...lineOf(node) }]
  })
}

/** Where a decided request stands; its due time is the earliest of its promises. */
function queued({ rank, at, commitments }: Decision): Queued {
  const deadlines = commitments.flatMap(({ deadline }) => deadline ?? [])
  return { rank, opened: at, due: deadlines.length === 0 ? null : Math.min(...deadlines) }
}

export function runQueue(policy: Policy, { requests, order }: QueueExample): Difference[] {
  const differences: Difference[] = []
  const waiting = requests.flatMap(({ name, at, given }) => {
    const read = readGiven(policy, given)
    const instant = instantOf(at, policy.zone)
    differences.push(...read.differences)
    if (instant === null) differences.push({ key: `at (${name})`, expected: '2026-05-12 22:00', actual: asText(at) ?? '', clauses: [] })
    return instant === null ? [] : [{ name, decision: decide(policy, read.facts, instant) }]
  })
  if (differences.length > 0) return differences
  const served = waiting.toSorted((a, b) => compareQueue(policy, queued(a.decision), queued(b.decision)))
  const [expected, actual] = [order.join(', '), served.map(({ name }) => name).join(', ')]
  if (expected === actual) return []
  return [{ key: 'order', expected, actual, clauses: [...new Set(served.flatMap(({ decision }) => decision.steps.filter(({ stage }) => stage === 'queue').flatMap(({ clauses }) => clauses)))] }]
}

/** What becomes of a typed text: an instant, `ok`, or what is wrong with it. */
function understood(policy: Policy, fact: FactDeclaration, text: string): string {
  const value = readTyped(fact, { file: '', line: 0, column: 0, kind: 'scalar', value: text, text }) ?? text
  const problem = problemOf(new Run(policy, {}, policy.effective), fact, value)
  if (problem) return problem
  if (fact.type === 'one_of' && value !== text) return String(value)
  if (fact.type !== 'instant') return 'ok'
  const read = parseLocalInstant(text, policy.zone)
  return read.kind === 'instant' ? instantText(read.instant, policy.zone) : read.kind
}

export function runReads(policy: Policy, { fact: name, texts }: ReadsExample): Difference[] {
  const fact = policy.facts.get(name)
  if (!fact) return [{ key: 'reads', expected: name, actual: 'unknown', clauses: [] }]
  return texts.flatMap(([text, is]) => {
    const actual = understood(policy, fact, text)
    const wanted = asText(is) ?? ''
    if (actual === 'ok' && wanted === text) return []
    const instant = fact.type === 'instant' && /\d{4}/.test(wanted) ? instantOf(is, policy.zone) : null
    const expected = instant === null ? wanted : instantText(instant, policy.zone)
    return expected === actual ? [] : [{ key: `reads « ${text} »`, expected, actual, clauses: fact.clause === undefined ? [] : [fact.clause], ...lineOf(is) }]
  })
}
