/** The middle stages: priority, department, what is required, where to ask, in which language. */
import type { Ask } from '../model.ts'
import type { RequiresAnswer } from '../policy.ts'
import { problemOf } from './problem.ts'
import { type Run, type Verdict, verdictOf } from './run.ts'

/** Priority and department: the policy's own, else what was given or is the default. Without the fact that decides, it is asked. */
export function derived(run: Run, family: 'priority' | 'department'): Verdict | null {
  const rules = run.policy.machine.families[family]
  if (rules.length === 0) return null
  const won = run.winner(rules)
  if (won) {
    run.derive(family, won.rule.answer)
    run.step(family, won, won.rule.answer)
    return null
  }
  const asked = run.askToDecide(rules)
  run.step(family, null, asked ? 'unknown' : 'no_rule')
  return asked ? { outcome: 'ask', clauses: run.asks.flatMap((ask) => ask.clauses) } : null
}

/** What must be known; every rule that holds adds its own. */
export function requires(run: Run): Verdict | null {
  const decisive: string[] = []
  for (const ready of run.policy.machine.families.requires) {
    if (!run.holds(ready.when)) continue
    const before = decisive.length
    let missing = 0
    for (const group of ready.rule.answer.groups) {
      const ask = askFor(run, group, ready.rule.answer, ready.rule.clauses)
      if (!ask) continue
      missing++
      run.ask(ask)
      if (ask.ifMissing === 'block' || ask.ifMissing === 'ask') decisive.push(...ask.clauses)
    }
    run.step('requires', ready, missing === 0 ? 'complete' : decisive.length > before ? 'incomplete' : ready.rule.answer.ifMissing)
  }
  return decisive.length > 0 ? { outcome: 'ask', clauses: [...new Set(decisive)] } : null
}

/** One of the group suffices. A wrong value is told rather than a missing one. */
function askFor(run: Run, group: readonly string[], { ifMissing, why }: RequiresAnswer, clauses: string[]): Ask | null {
  let problem: Ask['problem'] = 'missing'
  for (const name of group) {
    const found = problemOf(run, run.policy.facts.get(name)!, run.value(name))
    if (found === null) return null
    if (found !== 'missing') problem = found
  }
  return { facts: [...group], clauses, ifMissing, problem, ...(why ? { why } : {}) }
}

/** Whether the request belongs in another channel; null where it is where it should be. */
export function routes(run: Run): Verdict | null {
  const won = run.winner(run.policy.machine.families.routes)
  if (!won) return null
  const { rule } = won
  run.step('routes', won, rule.answer)
  if (rule.answer === run.word('channel')) return null
  return { ...verdictOf('redirected', rule), to: rule.answer, next: { channel: rule.answer, ...rule.next } }
}

/** Whether the request is taken in its language; null where it is. */
export function languages(run: Run): Verdict | null {
  const won = run.winner(run.policy.machine.families.languages)
  if (!won) return null
  const { answeredIn, accepted, otherwise } = won.rule.answer
  const language = run.word('language')
  const answered = language === undefined || answeredIn.includes(language)
  const refused = !answered && (otherwise === 'refuse' || (accepted !== 'any' && !accepted.includes(language)))
  if (refused) {
    run.step('languages', won, 'refuse')
    return verdictOf('refused', won.rule)
  }
  run.answerIn = answered && language !== undefined ? language : typeof otherwise === 'object' && otherwise ? otherwise.answerIn : answeredIn[0]!
  run.step('languages', won, run.answerIn)
  return null
}
