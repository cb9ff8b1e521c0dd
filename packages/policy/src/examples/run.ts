import { compile } from '../compile.ts'
import { decide } from '../decide/decide.ts'
import type { Policy } from '../policy.ts'
import { asFlag, asText } from '../read/node.ts'
import { applyChanges } from './change.ts'
import { compareDecision } from './compare-decision.ts'
import type { CaseExample, Example, FindingExample, VersionExample } from './example.ts'
import { readGiven } from './given.ts'
import type { Difference, ExampleResult } from './result.ts'
import { runCalendar, runDue, runLasts } from './run-calendar.ts'
import { runQueue, runReads, runStatistic } from './run-desk.ts'
import { instantOf, instantText } from './when.ts'

/** The text of the policy, for examples that change it. */
export interface PolicySource { file: string; text: string }

/** Runs examples against a policy. Never throws on what an example says: what cannot be understood is a difference. */
export function runExamples(policy: Policy, examples: readonly Example[], source: PolicySource): ExampleResult[] {
  return examples.map((example) => {
    const differences = runExample(policy, example, source)
    const { id, name, file, line } = example
    const row = example.kind === 'case' ? example.row : undefined
    return { id, ...(name === undefined ? {} : { name }), ...(row === undefined ? {} : { row }), file, line, ok: differences.length === 0, differences }
  })
}

function runExample(policy: Policy, example: Example, source: PolicySource): Difference[] {
  switch (example.kind) {
    case 'case': return runCase(policy, example)
    case 'calendar': return runCalendar(policy, example)
    case 'lasts': return runLasts(policy, example)
    case 'due': return runDue(policy, example)
    case 'statistic': return runStatistic(policy, example)
    case 'queue': return runQueue(policy, example)
    case 'reads': return runReads(policy, example)
    case 'version': return runVersion(policy, example)
    case 'finding': return runFinding(example, source)
  }
}

/** Without `at`, the request comes at the moment when the policy comes into force. */
function runCase(policy: Policy, { given, at, then }: CaseExample): Difference[] {
  const { facts, differences } = readGiven(policy, given)
  const instant = at === undefined ? policy.effective : instantOf(at, policy.zone)
  if (instant === null) differences.push({ key: 'at', expected: '2026-05-12 22:00', actual: at ? (asText(at) ?? '') : '', clauses: [] })
  if (instant === null || differences.length > 0) return differences
  return compareDecision(then, decide(policy, facts, instant), policy)
}

function runVersion(policy: Policy, { inForce }: VersionExample): Difference[] {
  return inForce.flatMap(([at, is]) => {
    const instant = instantOf(at, policy.zone)
    const expected = asFlag(is) ?? asText(is) === policy.version
    const actual = instant !== null && instant >= policy.effective
    return instant !== null && actual === expected ? [] : [{ key: `version_at ${asText(at) ?? ''}`, expected: expected ? 'yes' : 'no', actual: instantText(policy.effective, policy.zone), clauses: [] }]
  })
}

function runFinding({ code, clause, changes }: FindingExample, source: PolicySource): Difference[] {
  const changed = applyChanges(source.text, changes)
  if ('lost' in changed) return [{ key: 'change', expected: changed.lost.path, actual: '', clauses: [] }]
  const { findings } = compile([{ file: source.file, text: changed.text }])
  const serious = findings.filter(({ severity }) => severity !== 'info')
  const found = code === null ? serious.length === 0 : findings.some((finding) => finding.code === code && (clause === undefined || finding.clause === clause))
  if (found) return []
  return [{ key: 'finding', expected: code ?? 'none', actual: [...new Set(serious.map((finding) => finding.code))].join(', '), clauses: clause === undefined ? [] : [clause] }]
}
