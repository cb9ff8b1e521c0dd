import type { Instant, Lang } from '../model.ts'
import { amountInWords } from '../money/amount.ts'
import type { PriceAnswer } from '../money/types.ts'
import type { Condition, Policy, Rule } from '../policy.ts'
import { list, percent } from '../words/amounts.ts'
import { conditionInWords } from '../words/condition.ts'
import { duration } from '../words/durations.ts'
import { wordsIn } from '../words/fill.ts'
import { dateInWords } from '../words/instants.ts'
import { sentence } from '../words/typography.ts'
import { taxName } from '../words/tax.ts'
import { conditionLines } from './conditions.ts'
import { moneyLabels } from './money-labels.ts'
import { inOrder } from './promises.ts'
import { cell, clauseLink, clauseLinks, words, type Block, type Cell, type Row } from './sections.ts'
import { taxedAmounts, type Taxed } from './taxed.ts'

function clausesOf({ clauses, answer: { said } }: Rule<PriceAnswer>): string[] {
  return [...new Set([...clauses, ...Object.values(said).flat()])]
}

/** How time becomes money, step by step, each in a few words. */
function counting(policy: Policy, { is, terms }: PriceAnswer, lang: Lang): string[] {
  const say = moneyLabels[lang]
  const { freeTime, unit, round = 'up', minimum, cap, order, atLeast, atMost, quote, due } = terms
  const hourly = is === 'hourly'
  return [
    ...(freeTime === undefined ? [] : [say.freeTime(duration(freeTime, lang))]),
    ...(hourly && unit !== undefined ? [say.unit[round](duration(unit, lang))] : []),
    ...(minimum === undefined ? [] : [say.minimum(duration(minimum, lang))]),
    ...(cap === undefined ? [] : [cap === 'estimate' ? say.capEstimate : say.cap(duration(cap, lang))]),
    ...(order === undefined || unit === undefined || cap === undefined ? [] : [say.order[order]]),
    ...(atLeast === undefined ? [] : [say.atLeast(amountInWords(atLeast, policy, lang))]),
    ...(atMost === undefined ? [] : [atMost === 'quote' ? say.atMostQuote : say.atMost(amountInWords(atMost, policy, lang))]),
    ...(quote === 'required' ? [say.quote] : []),
    ...(is === 'free' || is === 'barred' || due === undefined ? [] : [say.due[due]]),
  ]
}

/** The kinds of work that a price is for; null when it is not told by them. */
function kindsOfWork(policy: Policy, when: Condition, lang: Lang): string | null {
  const test = when.length === 1 ? when[0]!.find((one) => 'fact' in one && one.fact === 'work') : undefined
  if (test?.test !== 'in') return null
  const options = policy.facts.get('work')?.options ?? []
  return sentence(list(test.values.map((value) => wordsIn(options.find((option) => option.value === value)?.label ?? {}, policy, lang) || String(value)), lang))
}

/** What stands in the columns without and with tax. */
function amounts({ is, terms }: PriceAnswer, taxed: ReturnType<typeof taxedAmounts>, lang: Lang): Taxed {
  const say = moneyLabels[lang]
  if (is === 'free' || is === 'barred') return { net: say[is], gross: null }
  const amount = is === 'hourly' ? terms.rate : terms.amount
  if (amount === undefined) return { net: terms.quote === 'required' ? say.quoteOnly : '—', gross: null }
  if (amount === 'quote') return { net: say.ofQuote, gross: null }
  const { net, gross } = taxed(amount, terms.tax)
  return is === 'flat' ? { net, gross } : { net: say.hourly(net), gross: gross && say.hourly(gross) }
}

function priceRows(policy: Policy, at: Instant, lang: Lang): Row[] {
  const taxed = taxedAmounts(policy, at, lang)
  return inOrder(policy, policy.families.prices).map((rule) => {
    const { answer, name, when } = rule
    const label = answer.terms.label ? sentence(wordsIn(answer.terms.label, policy, lang)) : null
    const work = kindsOfWork(policy, when, lang)
    const named = label ?? work
    const title: Cell = named === null
      ? [words(conditionInWords(policy, when, lang) ?? sentence(name ?? ''))]
      : [words(named), ...conditionLines(policy, when, lang, work === null ? [] : ['work'])]
    const { net, gross } = amounts(answer, taxed, lang)
    const clauses = clausesOf(rule)
    const how = counting(policy, answer, lang)
    return {
      ...(name === undefined ? {} : { id: `price-${name}` }),
      cells: [title, [words(net, clauseLink(rule.clause))], cell(gross ?? ''), how.map((one) => words(sentence(one))), [clauseLinks(clauses)]],
    }
  })
}

function surchargeBlocks(policy: Policy, lang: Lang): Block[] {
  const say = moneyLabels[lang]
  const said = policy.surcharges
  if (said?.is === 'none') return [{ is: 'text', lines: [[{ text: `${say.noSurcharge} ` }, ...clauseLinks(said.clauses, `${say.clause} `)]] }]
  const rows = inOrder(policy, policy.families.surcharges).map(({ answer, when, name, clauses }): Row => {
    const calendar = answer.during === undefined ? undefined : policy.calendars.get(answer.during)
    const condition = conditionInWords(policy, when, lang)
    const label = calendar ? words(sentence(wordsIn(calendar.label, policy, lang)), { href: `#hours-${calendar.name}` }) : null
    const worth = answer.percent === undefined ? `${answer.amount ? amountInWords(answer.amount, policy, lang) : ''}, ${say.once}` : `+${percent(answer.percent, lang)}`
    return { cells: [[...(label ? [label] : []), ...(condition === null ? (label ? [] : [words(sentence(name ?? ''))]) : [words(condition, label ? { quiet: true } : {})])], cell(worth), [clauseLinks(clauses)]] }
  })
  if (rows.length === 0) return []
  return [
    { is: 'table', caption: say.surcharges, heads: [say.when, say.surcharge, say.clause], rows },
    ...(said === undefined || rows.length < 2 ? [] : [{ is: 'text' as const, lines: [words(say.combine[said.is], { quiet: true })] }]),
  ]
}

function factorBlocks(policy: Policy, lang: Lang): Block[] {
  const say = moneyLabels[lang]
  const rows = inOrder(policy, policy.families.factors).map(({ answer, when, name, clauses }): Row => (
    { cells: [cell(conditionInWords(policy, when, lang) ?? sentence(name ?? '')), cell(percent(answer.percent, lang)), [clauseLinks(clauses)]] }
  ))
  return rows.length === 0 ? [] : [{ is: 'table', caption: say.factor, heads: [say.work, say.factor, say.clause], rows }]
}

function taxBlocks(policy: Policy, lang: Lang): Block[] {
  const say = moneyLabels[lang]
  const rows = inOrder(policy, policy.families.taxes).map(({ answer, when, name, clauses }): Row => {
    const rates = answer.rates.map(({ from, percent: rate }) => words(`${percent(rate, lang)}${from === null ? '' : ` ${say.since(dateInWords(from, lang))}`}`))
    const condition = conditionInWords(policy, when, lang)
    return { cells: [[words(taxName({ ...(name === undefined ? {} : { name }), ...(answer.label ? { label: answer.label } : {}) }, policy, lang)), ...(condition === null ? [] : [words(condition, { quiet: true })])], [...rates, ...(answer.mention ? [words(wordsIn(answer.mention, policy, lang), { quiet: true })] : [])], [clauseLinks(clauses)]] }
  })
  return rows.length === 0 ? [] : [{ is: 'table', caption: say.taxes, heads: [say.taxes, say.rate, say.clause], rows }]
}

/** What work costs, without and with the tax in force at an instant, what is added to it, and the taxes. */
export function priceBlocks(policy: Policy, at: Instant, lang: Lang): Block[] {
  const say = moneyLabels[lang]
  const rows = priceRows(policy, at, lang)
  const table: Block[] = rows.length === 0 ? [] : [{ is: 'table', caption: say.prices, heads: [say.work, say.net, say.gross, say.how, say.clause], rows }]
  return [...table, ...surchargeBlocks(policy, lang), ...factorBlocks(policy, lang), ...taxBlocks(policy, lang)]
}
