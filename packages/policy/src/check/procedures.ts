/** Hours at which a procedure has no step that reaches anybody, beside those that it acknowledges (SEED-01, S4-33). */
import type { Rule } from '../policy.ts'
import type { ProcedureAnswer } from '../procedures/types.ts'
import type { Context } from '../read/context.ts'
import { holesOf } from './week.ts'

export function checkProcedures(ctx: Context, procedures: readonly Rule<ProcedureAnswer>[], effective: number): void {
  for (const rule of procedures) {
    const { name, steps, uncovered } = rule.answer
    if (uncovered && uncovered.during === undefined) continue
    const hours = [...steps.map((step) => step.during), ...(uncovered?.during === undefined ? [] : [uncovered.during])]
    if (hours.includes('always')) continue
    const holes = holesOf(hours.map((calendar) => ctx.calendars.get(calendar)!.spec), ctx.zone, effective)
    if (holes !== '') ctx.findings.add('hole-in-procedure', rule, { procedure: name, holes }, rule.clause)
  }
}
