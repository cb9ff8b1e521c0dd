/** A bill: lines of work, each priced by the rule that wins for it, and the taxes on their sum. */
import { formatDay } from '../calendar/days.ts'
import type { Run } from '../decide/run.ts'
import { standing } from '../decide/standing.ts'
import type { Facts, FactValue, Instant, NextStep, Words } from '../model.ts'
import type { Policy, Rule } from '../policy.ts'
import { roundHalfUp } from './exact.ts'
import { type PriceStep, valueOf, type Valued, type Worked } from './line.ts'
import { rateOn, taxOn, withoutTax } from './tax.ts'
import type { PriceAnswer, TaxAnswer } from './types.ts'

export const quoteStates = ['none', 'sent', 'accepted', 'refused', 'expired'] as const
export type QuoteState = (typeof quoteStates)[number]

/** A line to be billed. `facts` go before those of the bill. */
export interface LineToBill extends Worked { work?: string; quote?: QuoteState; executed?: boolean; facts?: Facts }

/**
 * due: an amount is; nothing: it is free, refused by the customer, or no time; not_due: not yet; barred: nothing may ever be charged;
 * quote_needed: not without an accepted quote; undecided: `missing` must be known first.
 */
export type PriceOutcome = 'due' | 'nothing' | 'not_due' | 'barred' | 'quote_needed' | 'undecided'

/** Money in whole cents, durations in seconds. */
export interface BillLine {
  outcome: PriceOutcome
  work?: string
  /** Name of the price. */
  price?: string
  is?: PriceAnswer['is']
  billed: number
  /** Net for an hour, or with tax where the price is written so. */
  rate: number | null
  net: number
  steps: PriceStep[]
  clauses: string[]
  facts: Record<string, FactValue | null>
  reason?: Words
  next?: NextStep
  missing: string[]
}

export interface BillTax { name?: string; label?: Words; percent: string; base: number; amount: number; mention?: Words; clauses: string[] }

export interface Bill {
  lines: BillLine[]
  /** One for each rate, on the sum of the nets of its lines (BILL-17). */
  taxes: BillTax[]
  net: number
  tax: number
  gross: number
  /** The day whose rates were taken. */
  taxDate: string
  clauses: string[]
}

interface Priced { line: BillLine; tax?: { rule: Rule<TaxAnswer>; percent: string } }

/** `taxPoint`: the day that decides the rates, `2014-01-01`; absent: that of `now` in the zone of the policy (BILL-16). Lines that are not due bring nothing to the sums. */
export function bill(policy: Policy, { lines, taxPoint }: { lines: readonly LineToBill[]; taxPoint?: string }, facts: Facts, now: Instant): Bill {
  const taxDate = taxPoint ?? formatDay(standing(policy, facts, now).today)
  const priced = lines.map((line) => priceLine(policy, line, { ...facts, ...line.facts, ...(line.work === undefined ? {} : { work: line.work }) }, now, taxDate))
  const taxes = taxesOf(priced)
  const due = priced.filter(({ line }) => line.outcome === 'due')
  const net = due.reduce((sum, { line }) => sum + line.net, 0)
  const tax = taxes.reduce((sum, { amount }) => sum + amount, 0)
  const clauses = [...new Set([...priced.flatMap(({ line }) => line.clauses), ...taxes.flatMap((one) => one.clauses)])]
  return { lines: priced.map(({ line }) => line), taxes, net, tax, gross: net + tax, taxDate, clauses }
}

function taxesOf(priced: readonly Priced[]): BillTax[] {
  const groups = new Map<string, BillTax>()
  for (const { line, tax } of priced) {
    if (line.outcome !== 'due' || !tax) continue
    const { rule, percent } = tax
    const key = `${rule.name ?? ''} ${percent}`
    const { mention, label } = rule.answer
    const known = groups.get(key) ?? { ...(rule.name === undefined ? {} : { name: rule.name }), ...(label ? { label } : {}), percent, base: 0, amount: 0, ...(mention ? { mention } : {}), clauses: [...rule.clauses] }
    known.base += line.net
    known.clauses = [...new Set([...known.clauses, ...rule.clauses])]
    groups.set(key, known)
  }
  return [...groups.values()].map((one) => ({ ...one, amount: taxOn(one.base, one.percent) }))
}

function priceLine(policy: Policy, line: LineToBill, facts: Facts, now: Instant, taxDate: string): Priced {
  const run = standing(policy, facts, now)
  const { families } = policy.machine
  const won = run.winner(families.prices)
  const empty = { billed: 0, rate: null, net: 0, steps: [], clauses: [], facts: {}, missing: [], ...(line.work === undefined ? {} : { work: line.work }) }
  if (!won) return { line: { ...empty, outcome: 'undecided', missing: [...new Set(families.prices.flatMap(({ when }) => run.openFacts(when)))] } }
  const { rule } = won
  const { is, terms, said } = rule.answer
  const known: BillLine = { ...empty, outcome: 'nothing', is, clauses: [...rule.clauses], facts: run.looked(won) }
  if (rule.name !== undefined) known.price = rule.name
  if (rule.reason) known.reason = rule.reason
  if (rule.next) known.next = rule.next
  const outcome = withoutPrice(rule.answer, line)
  if (outcome) {
    const deciding = outcome === 'not_due' ? said.due : outcome === 'quote_needed' || line.quote === 'refused' ? said.quote : undefined
    return { line: { ...known, outcome, clauses: [...new Set([...known.clauses, ...(deciding ?? [])])] } }
  }
  const valued = value(run, rule, line)
  const tax = taxFor(run, taxDate)
  const missing = [...new Set([...valued.missing, ...tax.missing])]
  if (missing.length > 0) return { line: { ...known, outcome: 'undecided', missing } }
  const included = terms.tax === 'included' && tax.found
  const taken = included ? withoutTax(valued.value, included.percent) : valued.value
  const net = roundHalfUp(taken)
  const steps = [...valued.steps]
  if (included) steps.push({ stage: 'tax_taken_out', in: 'cents', from: roundHalfUp(valued.value), to: net, clauses: [...included.rule.clauses] })
  const clauses = [...new Set([...rule.clauses, ...steps.flatMap((step) => step.clauses)])]
  return { line: { ...known, outcome: net > 0 ? 'due' : 'nothing', billed: valued.billed, rate: valued.rate, net, steps, clauses }, ...(tax.found ? { tax: tax.found } : {}) }
}

/** What settles a line before any arithmetic; null: it is to be worked out. What nobody said was not done is taken to be done. */
function withoutPrice({ is, terms }: PriceAnswer, { quote = 'none', executed = true }: LineToBill): PriceOutcome | null {
  if (is === 'barred') return 'barred'
  if (is === 'free') return 'nothing'
  const { quote: needed = 'none', due = 'on_execution' } = terms
  if (quote === 'refused' && needed !== 'none') return 'nothing'
  if (needed === 'required' && quote !== 'accepted') return 'quote_needed'
  if (needed === 'optional' && (quote === 'sent' || quote === 'expired')) return 'not_due'
  if (due === 'on_execution' && !executed) return 'not_due'
  return due === 'on_acceptance' && quote !== 'accepted' ? 'not_due' : null
}

/** Before it is done, work due on acceptance is worth its estimate; an estimate counts only in an accepted quote. */
function value(run: Run, rule: Rule<PriceAnswer>, line: LineToBill): Valued {
  const { policy } = run
  const { families } = policy.machine
  const { quote = 'none', executed = true, estimate, cost, ...done } = line
  const quoted = quote === 'accepted'
  const { terms } = rule.answer
  const worked: Worked = executed || !quoted || estimate === undefined ? { ...done } : { spent: estimate }
  if (quoted && estimate !== undefined) worked.estimate = estimate
  if (quoted && cost !== undefined) worked.cost = cost
  const valued = valueOf(rule, worked, {
    policy, known: (fact) => run.value(fact), calendar: (name) => run.calendar(name),
    surcharges: families.surcharges.filter(({ when }) => run.holds(when)).map((ready) => ready.rule),
    factor: run.winner(families.factors)?.rule ?? null,
  })
  if (quoted && terms.cap === 'estimate' && estimate === undefined) valued.missing.push('estimate')
  return valued
}

function taxFor(run: Run, day: string): { found: Priced['tax']; missing: string[] } {
  const rules = run.policy.machine.families.taxes
  if (rules.length === 0) return { found: undefined, missing: [] }
  const won = run.winner(rules)
  if (!won) return { found: undefined, missing: [...new Set(rules.flatMap(({ when }) => run.openFacts(when)))] }
  const percent = rateOn(won.rule.answer, day)
  return percent === null ? { found: undefined, missing: ['tax_date'] } : { found: { rule: won.rule, percent }, missing: [] }
}
