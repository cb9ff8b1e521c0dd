/** Taxes, surcharges and factors, as clauses write them. */
import { parseDay } from '../calendar/days.ts'
import { factsOfAmount } from '../money/amount.ts'
import type { FactorAnswer, SurchargeAnswer, SurchargesSaid, TaxAnswer } from '../money/types.ts'
import type { Rule } from '../policy.ts'
import { readAmount, readPercent } from './amount.ts'
import { calendarName } from './condition.ts'
import { type Context, declare } from './context.ts'
import { entriesOf, keyword, mapOf, required, words, wrong } from './expect.ts'
import { asText, get, type Node } from './node.ts'
import { readRules, type Standing } from './rules.ts'

export function readTaxes(ctx: Context, node: Node, at: Standing): Rule<TaxAnswer>[] {
  return readRules<TaxAnswer>(ctx, node, 'taxes', at, ['label', 'percent', 'rates', 'mention'], (map) => {
    const mention = words(ctx, get(map, 'mention'), 'taxes.mention')
    const label = words(ctx, get(map, 'label'), 'taxes.label')
    const table = get(map, 'rates')
    const percent = table ? null : readPercent(ctx, required(ctx, map, 'percent', 'taxes'), 'taxes.percent')
    if (table && get(map, 'percent')) wrong(ctx, table, 'taxes', 'un taux (percent) ou une table (rates), pas les deux', 'one rate (percent) or a table (rates), not both')
    const rates = table ? readRates(ctx, table) : percent === null ? [] : [{ from: null, percent }]
    return rates.length === 0 ? null : { rates, ...(label ? { label } : {}), ...(mention ? { mention } : {}) }
  })
}

function readRates(ctx: Context, node: Node): TaxAnswer['rates'] {
  return entriesOf(ctx, node, 'taxes.rates').flatMap(({ key, value, place }) => {
    if (parseDay(key) === null) wrong(ctx, place, 'taxes.rates', 'un jour comme 2014-01-01 devant chaque taux', 'a day such as 2014-01-01 before each rate')
    const percent = readPercent(ctx, value, `taxes.rates.${key}`)
    return percent === null || parseDay(key) === null ? [] : [{ from: key, percent }]
  }).sort((a, b) => (a.from < b.from ? -1 : 1))
}

export interface SurchargesRead { rules: Rule<SurchargeAnswer>[]; said: SurchargesSaid | null }

/** `none`, or the rules and how they combine; said once. */
export function readSurcharges(ctx: Context, node: Node, at: Standing): SurchargesRead {
  if (asText(node) === 'none') return { rules: [], said: declare(ctx, 'surcharges', 'combine', node) ? { is: 'none', clauses: at.clauses } : null }
  const map = mapOf(ctx, node, 'surcharges', ['combine', 'rules'])
  if (!map) return { rules: [], said: null }
  const combineNode = get(map, 'combine')
  const combine = keyword(ctx, combineNode, 'surcharges.combine', ['add', 'multiply', 'highest'])
  const rules = readRules<SurchargeAnswer>(ctx, required(ctx, map, 'rules', 'surcharges'), 'surcharges', at, ['during', 'percent', 'amount'], (rule) => {
    const duringNode = get(rule, 'during')
    const during = duringNode ? calendarName(ctx, duringNode)[0] : undefined
    const percent = readPercent(ctx, get(rule, 'percent'), 'surcharges.percent')
    const amount = readAmount(ctx, get(rule, 'amount'), 'surcharges.amount')
    if (!get(rule, 'percent') === !get(rule, 'amount')) return wrong(ctx, rule, 'surcharges', 'percent ou amount, l’un des deux', 'percent or amount, one of the two')
    if ((duringNode && during === undefined) || (percent === null && !amount)) return null
    return { ...(during === undefined ? {} : { during }), ...(percent === null ? {} : { percent }), ...(amount ? { amount } : {}), uses: amount ? factsOfAmount(amount) : [] }
  })
  return { rules, said: combine && declare(ctx, 'surcharges', 'combine', combineNode!) ? { is: combine, clauses: at.clauses } : null }
}

export function readFactors(ctx: Context, node: Node, at: Standing): Rule<FactorAnswer>[] {
  return readRules<FactorAnswer>(ctx, node, 'factors', at, ['percent'], (map) => {
    const percent = readPercent(ctx, required(ctx, map, 'percent', 'factors'), 'factors.percent')
    return percent === null ? null : { percent }
  })
}
