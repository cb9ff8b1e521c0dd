/** Fees that could meet without anybody having said how they combine, and fees that a consumer could be charged. */
import type { FeeAnswer, FeesSaid } from '../fees/types.ts'
import type { Condition, Families, Rule } from '../policy.ts'
import type { Context } from '../read/context.ts'
import { nearest } from '../read/nearest.ts'
import { isValueTest } from '../resolve/cells.ts'
import { contains, isEmpty, meet, spaceOf, type Region, type Space } from '../resolve/dimensions.ts'

/** What a customer is and has stays the same from one call to the next; the rest may not. */
const lasting = ['customer', 'contract', 'service']
/** More fees than this are refused; beyond so much work they are not told apart, and must say how they combine. */
const most = { fees: 1000, work: 5_000_000 }

/** A step that warns of a fee must warn of one that exists. */
export function checkFeesOfSteps(ctx: Context, { fees, procedures }: Pick<Families, 'fees' | 'procedures'>): void {
  if (ctx.unread.has('fees')) return
  const known = new Set(fees.map(({ answer }) => answer.name))
  for (const rule of procedures) {
    for (const { fee } of rule.answer.steps) if (fee !== undefined && !known.has(fee)) ctx.findings.add('unknown-fee', rule, { name: fee, near: nearest(fee, known) }, rule.clause)
  }
}

/** Finds fees against what the policy says of them: that there are none, that consumers pay none, which may come together. */
export function checkFees(ctx: Context, rules: readonly Rule<FeeAnswer>[], said: FeesSaid | null, effective: number): void {
  const [first] = rules
  if (!first || ctx.unread.has('fees')) return
  if (rules.length > most.fees) {
    ctx.findings.add('limit', first, { limit: 'rules' }, first.clause)
    return
  }
  if (said?.none) ctx.findings.add('fee-despite-none', first, { fee: first.answer.name, clauses: said.clauses }, first.clause)
  const consumer: Condition = [[{ fact: 'consumer', test: 'in', values: [true] }]]
  const space = spaceOf([...rules.flatMap(({ when, answer }) => [when, ...answer.conditions]), consumer], { facts: ctx.facts, calendars: ctx.calendars, from: effective })
  checkConsumers(ctx, rules, space)
  if (!said?.combine) checkCombination(ctx, rules, space)
}

/** Terms that let a company charge a consumer who calls for help are unfair ones (BILL-34); whoever loses what was lent to them makes it good. */
function checkConsumers(ctx: Context, rules: readonly Rule<FeeAnswer>[], space: Space): void {
  for (const rule of rules) {
    if (rule.answer.nature === 'compensation') continue
    const charged = space.region(rule.when.map((conjunction) => [...conjunction, { fact: 'consumer', test: 'in', values: [true] }]))
    const spared = space.region(rule.answer.conditions[1])
    const possible = charged.filter((box) => !isEmpty(box, space.dimensions))
    if (!possible.every((box) => spared.some((one) => contains([one], [box], space.dimensions)))) ctx.findings.add('fee-for-consumers', rule, { fee: rule.answer.name }, rule.clause)
  }
}

/** Two calls of one incident may each bear a fee: only what lasts from one to the other keeps them apart. */
function checkCombination(ctx: Context, rules: readonly Rule<FeeAnswer>[], space: Space): void {
  const regions = rules.map(({ when }) => space.region(when.map((conjunction) => conjunction.filter((test) => isValueTest(test) && lasting.includes(ctx.facts.get(test.fact)?.from ?? '')))))
  const work = { left: most.work }
  for (const [index, rule] of rules.entries()) {
    const other = rules.findIndex(({ answer }, at) => at < index && answer.name !== rule.answer.name && common(regions[at]!, regions[index]!, space, work))
    if (other < 0) continue
    ctx.findings.add('fee-combination', rule, { fees: [rules[other]!.answer.name, rule.answer.name] }, rule.clause)
    return
  }
}

/** Whether two regions meet; when that is too long to find out, they may. */
function common(a: Region, b: Region, { dimensions }: Space, work: { left: number }): boolean {
  const cells = dimensions.reduce((sum, { count }) => sum + count, 1)
  return a.some((one) => b.some((other) => (work.left -= cells) < 0 || !isEmpty(meet(one, other), dimensions)))
}
