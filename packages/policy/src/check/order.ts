/** The order of a decision: a rule cannot look at what is only decided after it. */
import type { Context } from '../read/context.ts'
import type { Families, Rule } from '../policy.ts'
import { isValueTest } from '../resolve/cells.ts'

const before = {
  priority: ['tier', 'access', 'identification', 'scope', 'versions'],
  department: ['tier', 'access', 'identification', 'scope', 'versions', 'priority'],
} as const satisfies Record<string, readonly (keyof Families)[]>

/** Rules of earlier stages whose condition names a fact that rules of a later stage decide. */
export function checkOrder(ctx: Context, families: Families): void {
  for (const fact of ['priority', 'department'] as const) {
    if (families[fact].length === 0) continue
    for (const family of before[fact]) {
      for (const rule of families[family] as Rule<unknown>[]) {
        if (rule.when.flat().some((test) => isValueTest(test) && test.fact === fact)) ctx.findings.add('decided-later', rule, { family, fact }, rule.clause)
      }
    }
  }
}
