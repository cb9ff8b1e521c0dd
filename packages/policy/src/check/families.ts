/** Sorts every family so that the first rule that holds wins, and tells ties, gaps and rules that never win. */
import type { MoveAnswer } from '../life/types.ts'
import type { Context } from '../read/context.ts'
import type { Condition, Families, FactDeclaration, Rule, TargetAnswer } from '../policy.ts'
import type { CreditAnswer } from '../credits/types.ts'
import type { FeeAnswer } from '../fees/types.ts'
import type { NotificationAnswer } from '../notifications/types.ts'
import type { QuotaAnswer } from '../quotas/types.ts'
import type { ProcedureAnswer } from '../procedures/types.ts'
import { spaceOf } from '../resolve/dimensions.ts'
import { resolve, type Mode } from '../resolve/resolve.ts'

const mostRules = 1000

interface FamilyCheck {
  mode: Mode
  gaps: boolean
  also?: string[]
  /** Of those questions, the ones that may stay without an answer. */
  silent?: string[]
  /** Rules that answer different questions of one family are settled apart, by the name of the question. */
  by?: (answer: never) => string
}

const checks: Record<Exclude<keyof Families, 'routes'>, FamilyCheck> = {
  tier: { mode: 'specific', gaps: false },
  access: { mode: 'specific', gaps: true, also: ['channel'] },
  identification: { mode: 'specific', gaps: true },
  scope: { mode: 'specific', gaps: true },
  versions: { mode: 'specific', gaps: false },
  priority: { mode: 'specific', gaps: true },
  department: { mode: 'specific', gaps: true },
  requires: { mode: 'all', gaps: false },
  languages: { mode: 'specific', gaps: true },
  handling: { mode: 'specific', gaps: true },
  queue: { mode: 'first', gaps: true },
  targets: { mode: 'specific', gaps: false, by: ({ metric }: TargetAnswer) => metric },
  notices: { mode: 'all', gaps: false },
  remote: { mode: 'specific', gaps: true },
  notifications: { mode: 'specific', gaps: true, also: ['notification'], silent: ['sent', 'every', 'optional', 'carries'], by: ({ aspect }: NotificationAnswer) => aspect },
  confidentiality: { mode: 'specific', gaps: true, also: ['channel', 'secret'] },
  prices: { mode: 'specific', gaps: true, also: ['work'] },
  surcharges: { mode: 'all', gaps: false },
  factors: { mode: 'specific', gaps: false },
  taxes: { mode: 'specific', gaps: true },
  quotes: { mode: 'all', gaps: false },
  procedures: { mode: 'specific', gaps: false, by: ({ name }: ProcedureAnswer) => name },
  callbacks: { mode: 'specific', gaps: false },
  moves: { mode: 'specific', gaps: false, by: ({ to }: MoveAnswer) => to },
  timers: { mode: 'all', gaps: false },
  conversions: { mode: 'specific', gaps: false },
  follow: { mode: 'specific', gaps: false },
  fees: { mode: 'specific', gaps: false, by: ({ name }: FeeAnswer) => name },
  credits: { mode: 'specific', gaps: false, by: ({ name }: CreditAnswer) => name },
  quotas: { mode: 'specific', gaps: false, by: ({ of }: QuotaAnswer) => of },
}

/** The families in the order in which the engine tries them. */
export function settleFamilies(ctx: Context, families: Families, routesOrder: 'first_match' | 'most_specific', effective: number): Families {
  const settle = <A>(name: string, rules: Rule<A>[], how: FamilyCheck): Rule<A>[] => {
    const { by } = how as { by?: (answer: A) => string }
    if (!by) return settleFamily(ctx, name, rules, how, effective)
    const groups = Map.groupBy(rules, (rule) => by(rule.answer))
    return [...groups].flatMap(([group, own]) => settleFamily(ctx, `${name}: ${group}`, own, { ...how, gaps: how.gaps && !how.silent?.includes(group) }, effective))
  }
  const settled: Record<string, unknown> = {}
  for (const [name, how] of Object.entries(checks)) settled[name] = settle(name, families[name as keyof typeof checks] as Rule<unknown>[], how)
  return {
    ...(settled as unknown as Families),
    routes: settle('routes', families.routes, { mode: routesOrder === 'first_match' ? 'first' : 'specific', gaps: false }),
  }
}

function settleFamily<A>(ctx: Context, family: string, rules: Rule<A>[], { mode, gaps, also = [] }: FamilyCheck, effective: number): Rule<A>[] {
  const mustAnswer = gaps && (rules.length > 0 || (family === 'access' && ctx.channels.size > 0))
  if ((rules.length === 0 && !mustAnswer) || ctx.unread.has(family.split(':')[0]!)) return rules
  if (rules.length > mostRules) {
    ctx.findings.add('limit', rules[0]!, { limit: 'rules' }, rules[0]!.clause)
    return rules
  }
  const space = spaceOf(rules.map((rule) => rule.when), { facts: ctx.facts as ReadonlyMap<string, FactDeclaration>, calendars: ctx.calendars, from: effective }, also.filter((name) => ctx.facts.get(name)!.options.length > 0))
  const contenders = rules.map((rule) => ({
    region: space.region(rule.when),
    answer: JSON.stringify([rule.answer, rule.next?.channel ?? null]),
    key: JSON.stringify([canonical(rule.when), rule.answer, rule.clauses, rule.name ?? null]),
  }))
  const found = resolve(contenders, space.dimensions, mode, mustAnswer)
  const first = rules[0]
  if (!found.complete && first) ctx.findings.add('not-checked', first, { family }, first.clause)
  for (const { a, b, when } of found.ties) {
    const [one, other] = [rules[a]!, rules[b]!]
    ctx.findings.add('rule-tie', other, { family, rules: [one, other].map((rule) => `§ ${rule.clause}${rule.name ? ` (${rule.name})` : ''}, ${rule.file}:${rule.line}`), when }, other.clause)
  }
  for (const when of found.gaps) ctx.findings.add('rule-gap', first ?? ctx.places.get(`channel ${[...ctx.channels.keys()][0]!}`)!, { family, when }, first?.clause)
  for (const index of found.unreachable) ctx.findings.add('rule-unreachable', rules[index]!, { family, rule: rules[index]!.name ?? `§ ${rules[index]!.clause}` }, rules[index]!.clause)
  return found.order.map((index) => rules[index]!)
}

/** A condition in one order whatever the order in which it was written. */
function canonical(condition: Condition): string[] {
  return condition.map((conjunction) => conjunction.map((test) => JSON.stringify(test)).sort().join()).sort()
}
