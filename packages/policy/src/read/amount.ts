/** Amounts and percentages, as a rule writes them. */
import { type Amount, deepest } from '../money/amount.ts'
import type { FactType } from '../policy.ts'
import type { Context } from './context.ts'
import { mapOf, required, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type MapNode, type Node } from './node.ts'

const written = /^\d{1,12}(\.\d{1,6})?$/
const fr = 'un montant entre guillemets ("60.00"), figure.nom, un fait de type money, ou { percent: "10", of: … }, { max: […] }, { min: […] }, { sum: […] }, { times: 3, of: … }'
const en = 'an amount in quotes ("60.00"), figure.name, a fact of type money, or { percent: "10", of: … }, { max: […] }, { min: […] }, { sum: […] }, { times: 3, of: … }'

/** The amount of a node, or null after a finding; null without a node. */
export function readAmount(ctx: Context, node: Node | undefined, what: string, depth = 0): Amount | null {
  if (!node) return null
  if (depth >= deepest) {
    ctx.findings.add('limit', node, { limit: 'depth' })
    return null
  }
  if (node.kind === 'map') return readCombined(ctx, node, what, depth)
  const text = asText(node)
  if (text === null) return wrong(ctx, node, what, fr, en)
  if (written.test(text)) return { is: 'value', value: text }
  const named = /^figure\.(.+)$/.exec(text)?.[1]
  if (named !== undefined) return readFigure(ctx, node, what, named)
  const fact = factOf(ctx, node, what, text, 'money')
  return fact === null ? null : { is: 'fact', fact }
}

function readFigure(ctx: Context, node: Node, what: string, name: string): Amount | null {
  const figure = ctx.figures.get(name)
  if (!figure) {
    ctx.findings.add('unknown-figure', node, { name, near: nearest(name, ctx.figures.keys()) })
    return null
  }
  if (figure.form !== 'money' || figure.amount.startsWith('-')) return wrong(ctx, node, what, 'un chiffre de la forme money', 'a figure of the form money')
  return { is: 'figure', figure: name }
}

/** A declared fact of a type; a bare word that is none is told with what was expected. */
function factOf(ctx: Context, node: Node, what: string, name: string, type: FactType): string | null {
  const fact = ctx.facts.get(name)
  if (fact) return fact.type === type ? name : wrong(ctx, node, what, `un fait de type ${type}`, `a fact of type ${type}`)
  if (!/^[a-z]\w*(\.\w+)?$/i.test(name)) return wrong(ctx, node, what, fr, en)
  const candidates = [...ctx.facts.values()].filter((one) => one.type === type).map((one) => one.name)
  ctx.findings.add('unknown-fact', node, { name, near: nearest(name, [...candidates, ...[...ctx.figures.keys()].map((figure) => `figure.${figure}`)]) })
  return null
}

function readCombined(ctx: Context, node: MapNode, what: string, depth: number): Amount | null {
  const map = mapOf(ctx, node, what, ['percent', 'times', 'of', 'max', 'min', 'sum'])!
  for (const is of ['max', 'min', 'sum'] as const) {
    const several = get(map, is)
    if (!several) continue
    if (map.entries.length > 1 || several.kind !== 'list' || several.items.length === 0 || several.items.length > 64) return wrong(ctx, several, `${what}.${is}`, 'une liste de montants', 'a list of amounts')
    const amounts = several.items.map((item) => readAmount(ctx, item, `${what}.${is}`, depth + 1))
    return amounts.some((one) => one === null) ? null : { is, amounts: amounts as Amount[] }
  }
  const percent = get(map, 'percent')
  const count = get(map, 'times')
  if ((percent === undefined) === (count === undefined)) return wrong(ctx, node, what, fr, en)
  const of = readAmount(ctx, required(ctx, map, 'of', what), `${what}.of`, depth + 1)
  if (percent) {
    const value = readPercent(ctx, percent, `${what}.percent`)
    return value === null || !of ? null : { is: 'percent', percent: value, of }
  }
  const times = readTimes(ctx, count!, `${what}.times`)
  return times === null || !of ? null : { is: 'times', times, of }
}

function readTimes(ctx: Context, node: Node, what: string): string | { fact: string } | null {
  const text = asText(node) ?? ''
  if (written.test(text)) return text
  const fact = factOf(ctx, node, what, text, 'number')
  return fact === null ? null : { fact }
}

/** A percentage as a decimal text, from `"19.6"`, a figure of the form percent or the tax of an amount (`figure.fee.vat`); null after a finding, or without a node. */
export function readPercent(ctx: Context, node: Node | undefined, what: string): string | null {
  if (!node) return null
  const text = asText(node) ?? ''
  const [, name, vat] = /^figure\.(.+?)(\.vat)?$/.exec(text) ?? []
  const figure = name === undefined ? undefined : ctx.figures.get(name)
  if (name !== undefined && !figure) {
    ctx.findings.add('unknown-figure', node, { name, near: nearest(name, ctx.figures.keys()) })
    return null
  }
  const value = figure === undefined ? text : vat !== undefined && figure.form === 'money' ? figure.vat : vat === undefined && figure.form === 'percent' ? figure.value : undefined
  return value !== undefined && /^\d{1,6}(\.\d{1,6})?$/.test(value) ? value : wrong(ctx, node, what, 'un pourcentage comme "19.6", ou figure.nom', 'a percentage such as "19.6", or figure.name')
}
