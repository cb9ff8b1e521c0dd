import { compile, type Compiled } from '../compile.ts'
import { decide } from '../decide/decide.ts'
import type { Policy } from '../policy.ts'
import { asFlag, asText } from '../read/node.ts'
import { applyChanges } from './change.ts'
import { compareDecision } from './compare-decision.ts'
import type { CaseExample, Change, Example, FindingExample, VersionExample } from './example.ts'
import { readGiven } from './given.ts'
import { runQuestion } from './question.ts'
import type { Difference, ExampleResult } from './result.ts'
import { runCalendar, runDue, runLasts } from './run-calendar.ts'
import { runQueue, runReads, runStatistic } from './run-desk.ts'
import { instantOf, instantText } from './when.ts'

/** The text of the policy, for examples that change it. */
export interface PolicySource { file: string; text: string }

/** Runs examples against a policy. Never throws on what an example says: what cannot be understood is a difference. */
export function runExamples(policy: Policy, examples: readonly Example[], source: PolicySource): ExampleResult[] {
  const changed = new Map<readonly Change[], Policy | Difference>()
  return examples.map((example) => {
    const differences = runChanged(policy, example, source, changed)
    const { id, name, file, line } = example
    const row = example.kind === 'case' || example.kind === 'question' ? example.row : undefined
    return { id, ...(name === undefined ? {} : { name }), ...(row === undefined ? {} : { row }), file, line, ok: differences.length === 0, differences }
  })
}

/** The example under the policy as it changes it. Rows that share their changes share the policy too. */
function runChanged(policy: Policy, example: Example, source: PolicySource, known: Map<readonly Change[], Policy | Difference>): Difference[] {
  if (example.kind === 'finding' || example.changes.length === 0) return runExample(policy, example, source)
  const changed = known.get(example.changes) ?? changedPolicy(example.changes, source)
  known.set(example.changes, changed)
  return 'key' in changed ? [changed] : runExample(changed, example, source)
}

function compileChanged(changes: readonly Change[], source: PolicySource): Compiled | Difference {
  const changed = applyChanges(source.text, changes)
  return 'lost' in changed ? { key: 'change', expected: changed.lost.path, actual: '', clauses: [] } : compile([{ file: source.file, text: changed.text }])
}

function changedPolicy(changes: readonly Change[], source: PolicySource): Policy | Difference {
  const changed = compileChanged(changes, source)
  if ('key' in changed) return changed
  const { policy, findings } = changed
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)
  return policy ?? { key: 'change', expected: '', actual: [...new Set(errors)].join(', '), clauses: [] }
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
    case 'question': return runQuestion(policy, example)
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
  const changed = compileChanged(changes, source)
  if ('key' in changed) return [changed]
  const { findings } = changed
  const serious = findings.filter(({ severity }) => severity !== 'info')
  const found = code === null ? serious.length === 0 : findings.some((finding) => finding.code === code && (clause === undefined || finding.clause === clause))
  if (found) return []
  return [{ key: 'finding', expected: code ?? 'none', actual: [...new Set(serious.map((finding) => finding.code))].join(', '), clauses: clause === undefined ? [] : [clause] }]
}
