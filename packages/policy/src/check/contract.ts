/** Values that a contract may leave out: a promise made of one must be guarded; a condition on one should say what happens without it. */
import type { Context } from '../read/context.ts'
import { factsOf } from '../decide/length.ts'
import type { Conjunction, Families, Length, Rule } from '../policy.ts'
import { isValueTest } from '../resolve/cells.ts'

/** Finds rules that hang on a fact of the contract which may be absent: without it they say nothing. */
export function checkContractGuards(ctx: Context, families: Families): void {
  const absent = new Set([...ctx.facts.values()].filter((fact) => fact.from === 'contract' && fact.default === undefined && !fact.required).map((fact) => fact.name))
  if (absent.size === 0) return
  for (const [family, rules] of Object.entries(families) as [string, Rule<unknown>[]][]) {
    const settled = new Set(rules.flatMap((rule) => rule.when.flat().flatMap((test) => (test.test === 'known' || test.test === 'missing' ? [test.fact] : []))))
    for (const rule of rules) {
      const tell = (fact: string, promised: boolean): void => ctx.findings.add('guard-on-absent', rule, { fact, promised, rule: `${family}${rule.name ? ` (${rule.name})` : ''}` }, rule.clause)
      for (const fact of usedByAnswer(rule)) if (absent.has(fact) && !rule.when.every((conjunction) => guards(conjunction, fact))) tell(fact, true)
      for (const test of rule.when.flat()) {
        if (!isValueTest(test) || test.test === 'known' || test.test === 'missing') continue
        if (absent.has(test.fact) && !settled.has(test.fact)) tell(test.fact, false)
      }
    }
  }
}

function usedByAnswer(rule: Rule<unknown>): string[] {
  const answer = rule.answer as { within?: { fact?: string; of?: Length }; counted?: { fact?: string }; uses?: string[] } | string
  return typeof answer === 'string' ? [] : [answer.within?.fact, ...(answer.within?.of ? factsOf(answer.within.of) : []), answer.counted?.fact, ...(answer.uses ?? [])].filter((fact) => fact !== undefined)
}

/** Any test but "missing" is held by known values only. */
function guards(conjunction: Conjunction, fact: string): boolean {
  return conjunction.some((test) => isValueTest(test) && test.fact === fact && test.test !== 'missing')
}
