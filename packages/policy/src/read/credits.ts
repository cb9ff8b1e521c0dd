/** Service credits, as a clause writes them. */
import type { CivilPeriod } from '../calendar/stretch.ts'
import type { CreditAnswer, Worth } from '../credits/types.ts'
import { centsOf } from '../credits/worth.ts'
import { factsOfAmount, type Amount } from '../money/amount.ts'
import { decimal, less } from '../money/exact.ts'
import type { Rule } from '../policy.ts'
import { readAmount, readPercent } from './amount.ts'
import type { Context } from './context.ts'
import { flag, keyword, listOf, mapOf, required, text, words, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type MapNode, type Node } from './node.ts'
import { readRules, type Standing } from './rules.ts'
import { readStretch } from './stretch.ts'
import { parseDuration } from './values.ts'

const keys = ['label', 'target', 'per', 'started', 'measure', 'period', 'steps', 'percent', 'amount', 'of', 'at_most', 'claim_within']
const lateKeys = ['target', 'per', 'started', 'percent', 'amount']
const measureKeys = ['measure', 'period', 'steps']

export function readCredits(ctx: Context, node: Node, at: Standing): Rule<CreditAnswer>[] {
  return readRules<CreditAnswer>(ctx, node, 'credits', at, keys, (map) => {
    const name = text(ctx, required(ctx, map, 'name', 'credits'), 'credits.name')
    const label = words(ctx, get(map, 'label'), 'credits.label')
    const late = get(map, 'measure') === undefined
    for (const key of late ? measureKeys : lateKeys) {
      const foreign = get(map, key)
      if (foreign) wrong(ctx, foreign, `credits.${key}`, late ? `« measure: availability » avec « ${key} »` : `rien ici, ou « target » au lieu de « measure »`, late ? `“measure: availability” with “${key}”` : 'nothing here, or “target” in place of “measure”')
    }
    const of = readAmount(ctx, get(map, 'of'), 'credits.of')
    const by = late ? readLate(ctx, map) : readSteps(ctx, map, name ?? '', of)
    const most = late ? required(ctx, map, 'at_most', 'credits') : get(map, 'at_most')
    const atMost = most && asText(most) !== 'none' ? readCap(ctx, map, most) : null
    const claimWithin = readStretch(ctx, get(map, 'claim_within'), 'credits.claim_within')
    if (name === null || !by) return null
    const worths = [...(by.is === 'late' ? [by.worth] : by.steps.map(({ worth }) => worth)), ...(atMost ? [atMost] : [])]
    if (!of && worths.some(({ is }) => is === 'percent')) ctx.findings.add('missing-key', map, { key: 'of', where: 'credits' })
    const amounts = [...(of ? [of] : []), ...worths.flatMap((worth) => (worth.is === 'amount' ? [worth.amount] : []))]
    return {
      name, by, uses: [...new Set(amounts.flatMap(factsOfAmount))],
      ...(label ? { label } : {}), ...(of ? { of } : {}), ...(atMost ? { atMost } : {}), ...(claimWithin ? { claimWithin } : {}),
    }
  })
}

function readLate(ctx: Context, map: MapNode): CreditAnswer['by'] | null {
  const targetNode = required(ctx, map, 'target', 'credits')
  const target = text(ctx, targetNode, 'credits.target')
  if (target !== null && ![...ctx.targets].some((known) => known === target || known.startsWith(`${target}.`))) ctx.findings.add('unknown-target', targetNode!, { name: target, near: nearest(target, ctx.targets) })
  const perNode = required(ctx, map, 'per', 'credits')
  const per = perNode ? parseDuration(asText(perNode) ?? '') : null
  if (perNode && (per === null || per < 1)) wrong(ctx, perNode, 'credits.per', 'une durée comme 1h', 'a duration such as 1h')
  const startedNode = required(ctx, map, 'started', 'credits')
  const started = flag(ctx, startedNode, 'credits.started', false)
  const worth = readWorth(ctx, map)
  return target === null || !per || !startedNode || !worth ? null : { is: 'late', target, per, started, worth }
}

function readSteps(ctx: Context, map: MapNode, name: string, of: Amount | null): CreditAnswer['by'] | null {
  keyword(ctx, get(map, 'measure'), 'credits.measure', ['availability'])
  const period = keyword<CivilPeriod>(ctx, required(ctx, map, 'period', 'credits'), 'credits.period', ['month', 'quarter', 'year'])
  const steps = listOf(ctx, required(ctx, map, 'steps', 'credits'), 'credits.steps').flatMap((item) => {
    const step = mapOf(ctx, item, 'credits.steps', ['below', 'percent', 'amount'])
    const below = step ? readPercent(ctx, required(ctx, step, 'below', 'credits.steps'), 'credits.steps.below') : null
    const worth = step ? readWorth(ctx, step) : null
    return below === null || !worth ? [] : [{ below, worth }]
  })
  if (!period || steps.length === 0) return null
  const sorted = steps.toSorted((a, b) => (less(decimal(b.below)!, decimal(a.below)!) ? -1 : 1))
  if (sorted.some((step, index) => index > 0 && !deepens(ctx, sorted[index - 1]!, step, of))) ctx.findings.add('credit-steps-backwards', map, { credit: name })
  return { is: 'availability', period, steps: sorted }
}

type Step = { below: string; worth: Worth }

/** A lower availability gives at least as much. What depends on facts cannot be compared here. */
function deepens(ctx: Context, higher: Step, lower: Step, of: Amount | null): boolean {
  if (!less(decimal(lower.below)!, decimal(higher.below)!)) return false
  if (higher.worth.is === 'percent' && lower.worth.is === 'percent') return !less(decimal(lower.worth.percent)!, decimal(higher.worth.percent)!)
  const [high, low] = [higher, lower].map(({ worth }) => centsOf(worth, of ?? undefined, ctx, () => undefined))
  return !high || !low || !less(low, high)
}

/** `percent` or `amount`, one of the two. */
function readWorth(ctx: Context, map: MapNode): Worth | null {
  const [share, fixed] = [get(map, 'percent'), get(map, 'amount')]
  if (share && fixed) return wrong(ctx, fixed, 'credits.amount', '« percent » ou « amount », pas les deux', '“percent” or “amount”, not both')
  if (fixed) {
    const amount = readAmount(ctx, fixed, 'credits.amount')
    return amount && { is: 'amount', amount }
  }
  const percent = readPercent(ctx, required(ctx, map, 'percent', 'credits'), 'credits.percent')
  return percent === null ? null : { is: 'percent', percent }
}

/** A plain number is a percentage of `of`; without `of`, an amount. */
function readCap(ctx: Context, map: MapNode, node: Node): Worth | null {
  if (get(map, 'of') && node.kind === 'scalar' && /^\d/.test(node.text)) {
    const percent = readPercent(ctx, node, 'credits.at_most')
    return percent === null ? null : { is: 'percent', percent }
  }
  const amount = readAmount(ctx, node, 'credits.at_most')
  return amount && { is: 'amount', amount }
}
