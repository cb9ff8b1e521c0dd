import type { CreditAnswer, Worth } from '../credits/types.ts'
import type { FeeAnswer } from '../fees/types.ts'
import type { Instant, Lang } from '../model.ts'
import { amountInWords } from '../money/amount.ts'
import type { Policy, Rule } from '../policy.ts'
import type { Bank, QuotaAnswer } from '../quotas/types.ts'
import { percent } from '../words/amounts.ts'
import { conditionInWords } from '../words/condition.ts'
import { duration } from '../words/durations.ts'
import { untaxedInWords } from '../words/fees.ts'
import { promiseName, say as filled, wordsIn } from '../words/fill.ts'
import { quantityInWords } from '../words/quotas.ts'
import { periodInWords, stretchInWords } from '../words/stretches.ts'
import { sentence } from '../words/typography.ts'
import { conditionLines } from './conditions.ts'
import { moneyLabels } from './money-labels.ts'
import { inOrder } from './promises.ts'
import { cell, clauseLink, clauseLinks, words, type Block, type Cell, type Row } from './sections.ts'
import { taxedAmounts } from './taxed.ts'

function feeRules(policy: Policy, { per, decidedBy, contest, announced, nature, conditions: [unless, neverFor] }: FeeAnswer, lang: Lang): Cell {
  const say = moneyLabels[lang]
  const never = conditionInWords(policy, neverFor, lang)
  const cancelled = conditionInWords(policy, unless, lang)
  return [
    say.per[per], say.decidedBy(filled(decidedBy, policy, lang)), ...(announced ? [say.announced] : []), say.contest(stretchInWords(contest, lang)), ...(nature === 'price' ? [] : [untaxedInWords(nature, lang)]),
    ...(unless.length === 0 || cancelled === null ? [] : [say.unless(cancelled)]), ...(neverFor.length === 0 || never === null ? [] : [say.neverFor(never)]),
  ].map((one) => words(sentence(one)))
}

function feeBlocks(policy: Policy, at: Instant, lang: Lang): Block[] {
  const say = moneyLabels[lang]
  const said = policy.fees
  if (said?.none) return [{ is: 'text', lines: [[{ text: `${say.noFee} ` }, ...clauseLinks(said.clauses, `${say.clause} `)]] }]
  const taxed = taxedAmounts(policy, at, lang)
  const rows = inOrder(policy, policy.families.fees).map(({ answer, when, clause, clauses }): Row => {
    const { net, gross } = answer.nature !== 'price' ? { net: amountInWords(answer.amount, policy, lang), gross: null } : taxed(answer.amount, answer.tax)
    const name: Cell = [words(answer.label ? sentence(wordsIn(answer.label, policy, lang)) : answer.name), ...conditionLines(policy, when, lang)]
    return { id: `fee-${answer.name}`, cells: [name, [words(net, clauseLink(clause))], cell(gross ?? ''), feeRules(policy, answer, lang), [clauseLinks(clauses)]] }
  })
  if (rows.length === 0) return []
  const combined = said?.combine === undefined || rows.length < 2 ? [] : [{ is: 'text' as const, lines: [words(said.combine === 'add' ? say.feesAdd : say.feesHighest, { quiet: true })] }]
  return [{ is: 'table', caption: say.fees, heads: [say.fee, say.net, say.gross, say.conditions, say.clause], rows }, ...combined]
}

function worthInWords(policy: Policy, worth: Worth, of: CreditAnswer['of'], lang: Lang): string {
  if (worth.is === 'amount') return amountInWords(worth.amount, policy, lang)
  const told = of && amountInWords(of, policy, lang)
  return percent(worth.percent, lang) + (told === undefined ? '' : of?.is === 'fact' ? moneyLabels[lang].ofContract(told) : moneyLabels[lang].of(told))
}

function creditRows(policy: Policy, { answer, when, clause, clauses }: Rule<CreditAnswer>, lang: Lang): Row[] {
  const say = moneyLabels[lang]
  const { by, of, atMost, claimWithin, name } = answer
  const target = by.is === 'late' ? policy.families.targets.find(({ answer: one }) => one.name === by.target || one.table?.name === by.target)?.answer : undefined
  const cases = by.is === 'late'
    ? [{ text: say.late(target ? promiseName(target, policy, lang) : by.target, duration(by.per, lang), by.started), worth: by.worth }]
    : by.steps.map(({ below, worth }) => ({ text: say.below(percent(below, lang), by.period), worth }))
  const limit: Cell = [
    ...(atMost ? [words(say.noMoreThan(worthInWords(policy, atMost, of, lang)))] : []), ...(claimWithin ? [words(say.claim(stretchInWords(claimWithin, lang)), { quiet: true })] : []),
  ]
  return cases.map(({ text, worth }, i) => ({
    ...(i === 0 ? { id: `credit-${name}` } : {}),
    cells: [[words(sentence(text)), ...conditionLines(policy, when, lang)], [words(worthInWords(policy, worth, of, lang), clauseLink(clause))], limit, [clauseLinks(clauses)]],
  }))
}

function creditBlocks(policy: Policy, lang: Lang): Block[] {
  const say = moneyLabels[lang]
  const rows = inOrder(policy, policy.families.credits).flatMap((rule) => creditRows(policy, rule, lang))
  return rows.length === 0 ? [] : [{ is: 'table', caption: say.credits, heads: [say.credit, say.worth, say.limit, say.clause], rows }]
}

function quotaRow(policy: Policy, { when, clauses, clause }: Rule<QuotaAnswer>, bank: Bank, lang: Lang): Row {
  const say = moneyLabels[lang]
  const { of, name, label, holds, per, unit, minimum, lasts, carry, whenEmpty } = bank
  const quantity = holds.is === 'fact' ? say.contract : quantityInWords(of, holds.value, lang)
  const carried = per === 'purchase' ? say.carriedOn(carry.periods ?? 0) : carry.periods === 0 ? say.lost : carry.periods === undefined ? say.carried : say.carriedFor(carry.periods)
  const how = [
    ...(of === 'time' && unit > 1 ? [say.units(duration(unit, lang))] : []), ...(of === 'time' && minimum > 0 ? [say.minimum(duration(minimum, lang))] : []),
    ...(lasts ? [say.lasts(stretchInWords(lasts, lang))] : []), ...(per === 'purchase' && !carry.periods ? [] : [carried + (carry.atMost === undefined || carry.periods === 0 ? '' : say.atMostCarried(quantityInWords(of, carry.atMost, lang)))]),
  ]
  const title: Cell = [words(label ? sentence(wordsIn(label, policy, lang)) : name), ...conditionLines(policy, when, lang)]
  return {
    id: `quota-${name}`,
    cells: [title, [words(`${quantity}${per === 'purchase' ? '' : ` ${periodInWords(per, lang)}`}`, clauseLink(clause))], how.map((one) => words(sentence(one))), cell(say.whenEmpty[whenEmpty]), [clauseLinks(clauses)]],
  }
}

function quotaBlocks(policy: Policy, lang: Lang): Block[] {
  const say = moneyLabels[lang]
  const rules = inOrder(policy, policy.families.quotas)
  const rows = rules.flatMap((rule) => (rule.answer.limit === 'none' ? [] : [quotaRow(policy, rule, rule.answer, lang)]))
  const unlimited = rules.flatMap(({ answer, clauses, when }) => (answer.limit === 'none' && when.some((tests) => tests.length === 0) ? [[{ text: `${say.noLimit[answer.of]} ` }, ...clauseLinks(clauses, `${say.clause} `)]] : []))
  return [
    ...(rows.length === 0 ? [] : [{ is: 'table' as const, caption: say.quotas, heads: [say.right, say.holds, say.counted, say.empty, say.clause], rows }]),
    ...(unlimited.length === 0 ? [] : [{ is: 'text' as const, lines: unlimited }]),
  ]
}

/** Fees that a person decides, credits that the company owes, and what is included. */
export function feeAndRightBlocks(policy: Policy, at: Instant, lang: Lang): Block[] {
  return [...feeBlocks(policy, at, lang), ...creditBlocks(policy, lang), ...quotaBlocks(policy, lang)]
}
