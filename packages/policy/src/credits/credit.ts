/** What the company owes a customer for a promise that was not kept. */
import { parseDay, dayMs } from '../calendar/days.ts'
import { endOfStretch, periodStart } from '../calendar/stretch.ts'
import { zoneOf } from '../calendar/zone.ts'
import type { Run } from '../decide/run.ts'
import { standing } from '../decide/standing.ts'
import type { Facts, FactValue, Instant, Words } from '../model.ts'
import { decimal, exact, type Exact, less, roundHalfUp, smaller, times } from '../money/exact.ts'
import type { Policy } from '../policy.ts'
import type { ReadyRule } from '../resolve/machine.ts'
import type { CreditAnswer, Worth } from './types.ts'
import { availability, centsOf, percentOf } from './worth.ts'

export interface CreditAsked {
  name?: string
  /** Which promise was late, and by how many seconds beyond its deadline. */
  target?: string
  late?: number
  /** Availability as a percentage: `99.95`. */
  measured?: string
  /** Or the seconds of interruption, in the period of a day (`2026-10-01`); without the day, in that of now. */
  down?: number
  during?: string
  /** When what went wrong ended, and when the credit was claimed; without them, the period measured, and now. */
  ended?: Instant
  claimed?: Instant
}

export interface Credit {
  name: string
  /** unknown: `missing` is needed, facts or fields of what is asked. */
  outcome: 'due' | 'none' | 'too_late' | 'unknown'
  /** Periods of delay that count; with availability, 1 when a step was missed. */
  count: number
  percent: string | null
  /** Whole cents, rounded half up once. */
  amount: number
  atMost: number | null
  /** The first instant at which it is too late to claim; null: never, or the end is not known. */
  claimUntil: Instant | null
  missing: string[]
  clauses: string[]
  rule?: string
  facts: Record<string, FactValue | null>
  reason?: Words
}
export interface CreditReading { credits: Credit[]; amount: number; clauses: string[] }

/** The credits that the facts give right to, one of each name: those of delay when something was late, those of availability when it was measured. */
export function credits(policy: Policy, asked: CreditAsked, facts: Facts, now: Instant): CreditReading {
  const run = standing(policy, facts, now)
  const byName = Map.groupBy(policy.machine.families.credits, ({ rule }) => rule.answer.name)
  const held = [...byName.values()].flatMap((rules) => run.winner(rules) ?? []).filter(({ rule }) => concerns(rule.answer, asked))
  const targets = new Set(held.flatMap(({ rule: { answer: { by } } }) => (by.is === 'late' ? by.target : [])))
  const found = held.map((ready) => creditOf(run, ready, asked, asked.target === undefined && targets.size > 1))
  return { credits: found, amount: found.reduce((sum, { outcome, amount }) => sum + (outcome === 'due' ? amount : 0), 0), clauses: [...new Set(found.flatMap(({ clauses }) => clauses))] }
}

function concerns({ name, by }: CreditAnswer, asked: CreditAsked): boolean {
  if (asked.name !== undefined) return asked.name === name
  if (by.is === 'availability') return asked.measured !== undefined || asked.down !== undefined
  return asked.late !== undefined && (asked.target === undefined || asked.target === by.target || asked.target.startsWith(`${by.target}.`))
}

function creditOf(run: Run, ready: ReadyRule<CreditAnswer>, asked: CreditAsked, unclear: boolean): Credit {
  const { rule } = ready
  const { answer } = rule
  const { policy } = run
  const missed = answer.by.is === 'late' ? lateness(answer.by, asked, unclear) : shortfall(answer.by, asked, policy, run.now)
  const credit: Credit = {
    name: answer.name, outcome: 'none', count: 0, percent: null, amount: 0, atMost: null, claimUntil: null, missing: [], clauses: [...rule.clauses],
    facts: { ...run.looked(ready), ...Object.fromEntries(answer.uses.map((name) => [name, run.value(name) ?? null])) },
    ...(rule.name === undefined ? {} : { rule: rule.name }), ...(rule.reason ? { reason: rule.reason } : {}),
  }
  if ('missing' in missed) return { ...credit, outcome: 'unknown', missing: missed.missing }
  const { count, worth, ended } = missed
  const known = (name: string): FactValue | undefined => run.value(name)
  const cap = answer.atMost ? centsOf(answer.atMost, answer.of, policy, known) : null
  if (cap) credit.atMost = roundHalfUp(cap)
  if (count === 0 || !worth) return credit
  const each = centsOf(worth, answer.of, policy, known)
  if (!each || (answer.atMost && !cap)) return { ...credit, outcome: 'unknown', missing: answer.uses.filter((name) => run.value(name) === undefined) }
  const claimUntil = answer.claimWithin && ended !== null ? endOfStretch(ended, answer.claimWithin, policy.zone) : null
  const tooLate = claimUntil !== null && (asked.claimed ?? run.now) >= claimUntil
  const all = times(each, exact(BigInt(count)))
  return { ...credit, outcome: tooLate ? 'too_late' : 'due', count, percent: percentOf(worth, count, answer.atMost), amount: roundHalfUp(cap ? smaller(all, cap) : all), claimUntil }
}

type Missed = { missing: string[] } | { count: number; worth: Worth | null; ended: Instant | null }

function lateness(by: Extract<CreditAnswer['by'], { is: 'late' }>, { late, ended }: CreditAsked, unclear: boolean): Missed {
  if (late === undefined || unclear) return { missing: [late === undefined ? 'late' : 'target'] }
  const periods = Math.max(0, Math.round(late * 1000)) / (by.per * 1000)
  return { count: by.started ? Math.ceil(periods) : Math.floor(periods), worth: by.worth, ended: ended ?? null }
}

/** The lowest of the steps that the measure is below. */
function shortfall({ period, steps }: Extract<CreditAnswer['by'], { is: 'availability' }>, asked: CreditAsked, policy: Policy, now: Instant): Missed {
  const day = asked.during === undefined ? null : parseDay(asked.during)
  const within = day === null ? now : zoneOf(policy.zone).instantOf(day * dayMs)
  const [from, to] = [periodStart(within, period, policy.zone), periodStart(within, period, policy.zone, 1)]
  const measured: Exact | null = asked.measured === undefined ? (asked.down === undefined ? null : availability((to - from) / 1000, asked.down)) : decimal(asked.measured)
  if (!measured) return { missing: ['measured'] }
  const missed = steps.filter(({ below }) => less(measured, decimal(below)!)).toSorted((a, b) => (less(decimal(a.below)!, decimal(b.below)!) ? -1 : 1))[0]
  return { count: missed ? 1 : 0, worth: missed?.worth ?? null, ended: asked.ended ?? to }
}
