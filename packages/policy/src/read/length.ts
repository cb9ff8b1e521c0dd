/** How long a promise gives: a duration, a range, a contract value, or a formula of these. */
import type { Length, TargetAnswer } from '../policy.ts'
import type { Context } from './context.ts'
import { listOf, mapOf, required, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type MapNode, type Node } from './node.ts'
import { parseBusinessDays, parseDuration } from './values.ts'

/** Formulas inside formulas, at most. */
const deepest = 8
const formulas = ['min', 'max', 'percent', 'of']

/** What `within` says; null after a finding. */
export function readWithin(ctx: Context, node: Node | undefined): TargetAnswer['within'] | null {
  if (!node) return null
  if (node.kind === 'map') return formulas.some((key) => get(node, key)) ? readFormula(ctx, node) : readRange(ctx, node)
  const written = asText(node) ?? ''
  if (written === 'none' || written === 'unquantified') return { is: written }
  const length = readTerm(ctx, node, 0)
  return length && (length.is === 'value' || length.is === 'fact' ? length : { is: 'formula', of: length })
}

function readFormula(ctx: Context, map: MapNode): TargetAnswer['within'] | null {
  const of = readTerm(ctx, map, 0)
  return of && { is: 'formula', of }
}

function readRange(ctx: Context, node: MapNode): TargetAnswer['within'] | null {
  const map = mapOf(ctx, node, 'targets.within', ['usual', 'at_most'])!
  const atMost = readLength(ctx, required(ctx, map, 'at_most', 'targets.within'))
  const usual = get(map, 'usual') ? readLength(ctx, get(map, 'usual')) : null
  return atMost === null ? null : { is: 'value', value: atMost, ...(usual === null ? {} : { usual }) }
}

function readTerm(ctx: Context, node: Node | undefined, depth: number): Length | null {
  if (!node) return null
  if (depth > deepest) return wrong(ctx, node, 'targets.within', 'une formule moins imbriquée', 'a formula that is nested less')
  if (node.kind === 'map') return readNested(ctx, node, depth)
  const written = asText(node) ?? ''
  const fact = ctx.facts.get(written)
  if (fact) return fact.type === 'duration' ? { is: 'fact', fact: written } : wrong(ctx, node, 'targets.within', 'un fait de type duration', 'a fact of type duration')
  const figure = /^figure\.(.+)$/.exec(written)?.[1]
  if (figure !== undefined) return readFigure(ctx, node, figure)
  if (/^[a-z]\w*\./.test(written)) {
    ctx.findings.add('unknown-fact', node, { name: written, near: nearest(written, ctx.facts.keys()) })
    return null
  }
  const value = readLength(ctx, node)
  return value === null ? null : { is: 'value', value }
}

function readFigure(ctx: Context, node: Node, name: string): Length | null {
  const figure = ctx.figures.get(name)
  if (!figure) ctx.findings.add('unknown-figure', node, { name, near: nearest(name, ctx.figures.keys()) })
  else if (figure.form === 'duration' || figure.form === 'business_days') return { is: 'value', value: figure.value }
  return figure ? wrong(ctx, node, 'targets.within', 'un chiffre de la sorte « duration »', 'a figure of the kind “duration”') : null
}

function readNested(ctx: Context, node: MapNode, depth: number): Length | null {
  const map = mapOf(ctx, node, 'targets.within', formulas)!
  const percent = get(map, 'percent')
  if (percent) {
    const share = /^\d{1,4}(\.\d{1,3})?$/.test(asText(percent) ?? '') ? Number(asText(percent)) : wrong(ctx, percent, 'targets.within.percent', 'un pourcentage comme "50"', 'a percentage such as "50"')
    const of = readTerm(ctx, required(ctx, map, 'of', 'targets.within'), depth + 1)
    return share !== null && of ? { is: 'percent', percent: share, of } : null
  }
  const is = get(map, 'min') ? 'min' : get(map, 'max') ? 'max' : null
  if (!is || map.entries.length > 1) return wrong(ctx, node, 'targets.within', '{ min: […] }, { max: […] } ou { percent: "50", of: … }', '{ min: […] }, { max: […] } or { percent: "50", of: … }')
  const items = listOf(ctx, get(map, is), `targets.within.${is}`)
  const of = items.flatMap((item) => readTerm(ctx, item, depth + 1) ?? [])
  if (items.length === 0) return wrong(ctx, node, `targets.within.${is}`, 'au moins une durée', 'at least one duration')
  return of.length === items.length ? { is, of } : null
}

function readLength(ctx: Context, node: Node | undefined): number | null {
  if (!node) return null
  const written = asText(node) ?? ''
  return parseBusinessDays(written) ?? parseDuration(written) ?? wrong(ctx, node, 'targets.within', 'une durée (2h, 15min), « 2 business days », un fait du contrat, unquantified ou none', 'a duration (2h, 15min), “2 business days”, a contract fact, unquantified or none')
}

/** The units in which the lengths of a node are written: business days, time, or both; a fact may be read as either. */
export function unitsOf(ctx: Context, node: Node | undefined): { days: boolean; time: boolean } {
  if (!node) return { days: false, time: false }
  if (node.kind === 'scalar') {
    const form = node.text.startsWith('figure.') ? ctx.figures.get(node.text.slice('figure.'.length))?.form : undefined
    return { days: parseBusinessDays(node.text) !== null || form === 'business_days', time: parseDuration(node.text) !== null || form === 'duration' }
  }
  const inner = node.kind === 'list' ? node.items : node.entries.filter(({ key }) => key !== 'percent').map(({ value }) => value)
  const units = inner.map((one) => unitsOf(ctx, one))
  return { days: units.some(({ days }) => days), time: units.some(({ time }) => time) }
}
