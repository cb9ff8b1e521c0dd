/** Quotes, as clauses write them. Each key is said once in the policy; each clause may say some. */
import type { QuotePart, QuotesAnswer } from '../money/types.ts'
import type { Medium, Rule } from '../policy.ts'
import { readCondition } from './condition.ts'
import { media } from './contact.ts'
import { type Context, declare } from './context.ts'
import { entriesOf, keyword, mapOf, oneOrMore, text, words } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type MapNode, type Node } from './node.ts'
import { readRule, type Standing } from './rules.ts'
import { readStretch } from './stretch.ts'
import { readSeconds } from './times.ts'

const keys = ['parts', 'hourly_parts', 'estimate_multiple_of', 'sent_by', 'establishing', 'valid_for', 'accepted_through', 'accept_needs']

export function readQuotes(ctx: Context, node: Node, at: Standing): Rule<QuotesAnswer>[] {
  const map = mapOf(ctx, node, 'quotes', [...keys, 'cites'])
  if (!map) return []
  for (const { key, place } of map.entries) if (keys.includes(key)) declare(ctx, 'quotes', key, place)
  const rule = readRule<QuotesAnswer>(ctx, map, 'quotes', at, () => readAnswer(ctx, map))
  return rule ? [rule] : []
}

function readAnswer(ctx: Context, map: MapNode): QuotesAnswer {
  const answer: QuotesAnswer = { conditions: [] }
  const parts = readParts(ctx, get(map, 'parts'), 'quotes.parts')
  const hourlyParts = readParts(ctx, get(map, 'hourly_parts'), 'quotes.hourly_parts')
  const multipleOf = readSeconds(ctx, get(map, 'estimate_multiple_of'), 'quotes.estimate_multiple_of', 1)
  const validFor = readStretch(ctx, get(map, 'valid_for'), 'quotes.valid_for')
  const establishing = keyword(ctx, get(map, 'establishing'), 'quotes.establishing', ['free', 'charged'])
  const sentBy = get(map, 'sent_by')
  const through = get(map, 'accepted_through')
  const needs = get(map, 'accept_needs')
  if (parts) answer.parts = parts
  if (hourlyParts) answer.hourlyParts = hourlyParts
  if (multipleOf !== null) answer.multipleOf = multipleOf
  if (validFor !== null) answer.validFor = validFor
  if (establishing) answer.establishing = establishing
  if (sentBy) answer.sentBy = oneOrMore(sentBy).flatMap((item) => wayName(ctx, item) ?? [])
  if (through) answer.acceptedThrough = oneOrMore(through).flatMap((item) => wayName(ctx, item) ?? [])
  if (needs) answer.conditions = [readCondition(ctx, needs)]
  return answer
}

/** A list of names, or names with what people call them. */
function readParts(ctx: Context, node: Node | undefined, what: string): QuotePart[] | null {
  if (!node) return null
  if (node.kind !== 'map') return oneOrMore(node).flatMap((item) => { const name = text(ctx, item, what); return name === null ? [] : [{ name }] })
  return entriesOf(ctx, node, what).map(({ key: name, value }) => {
    const label = words(ctx, value, `${what}.${name}`)
    return { name, ...(label ? { label } : {}) }
  })
}

/** A declared channel, or a medium by which the provider only writes: post, fax. */
function wayName(ctx: Context, node: Node): string | null {
  const name = asText(node) ?? ''
  if (ctx.channels.has(name) || media.includes(name as Medium)) return name
  ctx.findings.add('unknown-channel', node, { name, near: nearest(name, [...ctx.channels.keys(), ...media]) })
  return null
}
