/** Counted rights, as a clause writes them. */
import type { MonthDay } from '../calendar/days.ts'
import type { CivilPeriod } from '../calendar/stretch.ts'
import type { Rule } from '../policy.ts'
import type { Bank, Quantity, QuotaAnswer, QuotaOf } from '../quotas/types.ts'
import type { Context } from './context.ts'
import { keyword, mapOf, required, text, words, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type MapNode, type Node } from './node.ts'
import { readRules, type Standing } from './rules.ts'
import { readStretch } from './stretch.ts'
import { parseDuration, parseMonthDay } from './values.ts'

const keys = ['label', 'of', 'holds', 'unit', 'minimum', 'per', 'expires', 'carry_over', 'when_empty']

/** The rules of a block; `none` instead of a list: nothing is limited. */
export function readQuotas(ctx: Context, node: Node, { clause, clauses }: Standing): Rule<QuotaAnswer>[] {
  if (asText(node) === 'none') {
    const { file, line, column } = node
    return (['time', 'requests'] as const).map((of) => ({ clause, clauses, when: [[]], answer: { of, limit: 'none' }, file, line, column }))
  }
  return readRules<QuotaAnswer>(ctx, node, 'quotas', { clause, clauses }, keys, (map) => readQuota(ctx, map))
}

function readQuota(ctx: Context, map: MapNode): QuotaAnswer | null {
  const of = keyword<QuotaOf>(ctx, required(ctx, map, 'of', 'quotas'), 'quotas.of', ['time', 'requests'])
  const holdsNode = required(ctx, map, 'holds', 'quotas')
  if (!of || !holdsNode) return null
  if (asText(holdsNode) === 'none') return { of, limit: 'none' }
  const name = text(ctx, required(ctx, map, 'name', 'quotas'), 'quotas.name')
  const holds = readQuantity(ctx, holdsNode, 'quotas.holds', of)
  const per = readPer(ctx, required(ctx, map, 'per', 'quotas'))
  const whenEmpty = keyword<Bank['whenEmpty']>(ctx, required(ctx, map, 'when_empty', 'quotas'), 'quotas.when_empty', ['refuse', 'priced', 'ask_quote', 'held'])
  const label = words(ctx, get(map, 'label'), 'quotas.label')
  const [unit, minimum] = [readUse(ctx, map, 'unit', of), readUse(ctx, map, 'minimum', of)]
  const rest = per && readRest(ctx, map, per, of, name ?? '')
  if (name === null || !holds || !per || !whenEmpty || !rest) return null
  return {
    of, limit: 'bank', name, holds, unit: unit || 1, minimum: minimum ?? 0, per, whenEmpty, uses: holds.is === 'fact' ? [holds.fact] : [],
    ...rest, ...(label ? { label } : {}),
  }
}

/** A keyword, or the days on which a period begins each year, told once each, whatever their order. */
function readPer(ctx: Context, node: Node | undefined): Bank['per'] | null {
  if (node?.kind !== 'list') return keyword<CivilPeriod | 'purchase'>(ctx, node, 'quotas.per', ['purchase', 'month', 'quarter', 'year'])
  const starts = node.items.map((item) => parseMonthDay(asText(item) ?? ''))
  const [fr, en] = ['des jours de l’année comme [09-01, 01-01], sans le 29 février', 'days of the year such as [09-01, 01-01], without 29 February']
  if (starts.length === 0 || starts.includes(null) || starts.includes('02-29') || new Set(starts).size < starts.length) return wrong(ctx, node, 'quotas.per', fr!, en!)
  return (starts as MonthDay[]).toSorted()
}

/** What becomes of what is not used: said outright, since customers and companies each assume the opposite. */
function readRest(ctx: Context, map: MapNode, per: Bank['per'], of: QuotaOf, name: string): Pick<Bank, 'lasts' | 'carry'> | null {
  const own = per === 'purchase' ? 'expires' : 'carry_over'
  const node = get(map, own)
  if (!node) {
    ctx.findings.add('quota-rest-unsaid', map, { quota: name, key: own })
    return null
  }
  if (per === 'purchase') return readExpiry(ctx, node, get(map, 'carry_over'), of)
  const foreign = get(map, 'expires')
  return foreign ? wrong(ctx, foreign, 'quotas.expires', `« carry_over » (per: ${String(per)})`, `“carry_over” (per: ${String(per)})`) : readCarry(ctx, node, of)
}

/** What is bought lasts; what is left then may go on for as long again, so many times. */
function readExpiry(ctx: Context, node: Node, further: Node | undefined, of: QuotaOf): Pick<Bank, 'lasts' | 'carry'> | null {
  const [fr, en] = ['none ou { for: 1 }, après une durée (« expires »)', 'none or { for: 1 }, after a length (“expires”)']
  if (asText(node) === 'never') return further ? wrong(ctx, further, 'quotas.carry_over', fr!, en!) : { carry: {} }
  const lasts = readStretch(ctx, node, 'quotas.expires')
  const read = further ? readCarry(ctx, further, of) : { carry: { periods: 0 } }
  if (!lasts || !read) return null
  const { periods, atMost } = read.carry
  return periods === undefined || atMost !== undefined ? wrong(ctx, further!, 'quotas.carry_over', fr!, en!) : { lasts, carry: { periods } }
}

function readCarry(ctx: Context, node: Node, of: QuotaOf): Pick<Bank, 'carry'> | null {
  if (node.kind !== 'map') {
    const word = keyword(ctx, node, 'quotas.carry_over', ['none', 'all'])
    return word && { carry: word === 'all' ? {} : { periods: 0 } }
  }
  const map = mapOf(ctx, node, 'quotas.carry_over', ['at_most', 'for'])!
  const [most, lasts] = [get(map, 'at_most'), get(map, 'for')]
  const atMost = most ? readQuantity(ctx, most, 'quotas.carry_over.at_most', of) : null
  if (atMost?.is === 'fact') return wrong(ctx, most!, 'quotas.carry_over.at_most', 'une quantité ou un chiffre', 'a quantity or a figure')
  const periods = lasts ? Number(/^\d{1,3}$/.exec(asText(lasts) ?? '')?.[0] ?? Number.NaN) : undefined
  if (Number.isNaN(periods)) return wrong(ctx, lasts!, 'quotas.carry_over.for', 'un nombre de périodes', 'a number of periods')
  return { carry: { ...(atMost ? { atMost: atMost.value } : {}), ...(periods === undefined ? {} : { periods }) } }
}

function readUse(ctx: Context, map: MapNode, key: 'unit' | 'minimum', of: QuotaOf): number | null {
  const node = get(map, key)
  if (!node) return null
  if (of === 'requests') return wrong(ctx, node, `quotas.${key}`, 'rien : les demandes se comptent une à une', 'nothing: requests are counted one by one')
  const read = readQuantity(ctx, node, `quotas.${key}`, of)
  return read?.is === 'fact' ? wrong(ctx, node, `quotas.${key}`, 'une durée ou un chiffre', 'a duration or a figure') : (read?.value ?? null)
}

/** A quantity of time or of requests: written, a figure, or a fact of the same sort. */
function readQuantity(ctx: Context, node: Node, what: string, of: QuotaOf): Quantity | null {
  const written = asText(node) ?? ''
  const [fr, en] = of === 'time' ? ['une durée entière comme 10h, un chiffre ou un fait de durée', 'a whole duration such as 10h, a figure or a duration fact'] : ['un nombre entier, un chiffre ou un fait de nombre', 'a whole number, a figure or a number fact']
  const value = of === 'time' ? parseDuration(written) : /^\d{1,9}$/.test(written) ? Number(written) : null
  if (value !== null) return Number.isInteger(value) ? { is: 'value', value } : wrong(ctx, node, what, fr!, en!)
  const figureName = /^figure\.(.+)$/.exec(written)?.[1]
  if (figureName !== undefined) {
    const figure = ctx.figures.get(figureName)
    if (figure?.form === (of === 'time' ? 'duration' : 'count')) return Number.isInteger(figure.value) ? { is: 'value', value: figure.value as number } : wrong(ctx, node, what, fr!, en!)
    if (figure) return wrong(ctx, node, what, fr!, en!)
    ctx.findings.add('unknown-figure', node, { name: figureName, near: nearest(figureName, ctx.figures.keys()) })
    return null
  }
  const fact = ctx.facts.get(written)
  if (fact?.type === (of === 'time' ? 'duration' : 'number')) return { is: 'fact', fact: fact.name }
  if (fact || !/^[a-z][a-z_]*(\.\w+)?$/i.test(written)) return wrong(ctx, node, what, fr!, en!)
  ctx.findings.add('unknown-fact', node, { name: written, near: nearest(written, ctx.facts.keys()) })
  return null
}
