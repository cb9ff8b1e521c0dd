/** How long, and how it is counted: what timers and the times to move a ticket share. */
import type { Delay } from '../life/types.ts'
import type { Counted } from '../model.ts'
import { calendarName } from './condition.ts'
import type { Context } from './context.ts'
import { keyword, mapOf, required, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type MapNode, type Node } from './node.ts'
import { parseBusinessDays, parseDuration, parseTime } from './values.ts'

export interface Counting { length: Delay; counted: Counted }

const fr = 'une durée (14d, 2h), « 5 business days », figure.nom ou un fait de type duration'
const en = 'a duration (14d, 2h), “5 business days”, figure.name or a fact of type duration'

/** The time under `key` of a map and its `counted`; null after a finding, or without the key. It is never silent how time is counted. */
export function readCounting(ctx: Context, map: MapNode, key: 'after' | 'within', where: string): Counting | null {
  const node = get(map, key)
  if (!node) return null
  const days = businessDaysOf(ctx, node)
  const length = days === null ? readDelay(ctx, node, `${where}.${key}`) : { is: 'value' as const, value: days }
  const countedNode = get(map, 'counted')
  if (!countedNode) {
    ctx.findings.add('timer-not-counted', map, { what: `${where}.${key}` })
    return null
  }
  const counted = readCounted(ctx, countedNode, `${where}.counted`)
  if (!length || !counted) return null
  if (days !== null && counted.by !== 'business_days') return wrong(ctx, countedNode, `${where}.counted`, '{ business_days: calendrier, day_rule: … }', '{ business_days: calendar, day_rule: … }')
  if (days === null && counted.by === 'business_days') return wrong(ctx, node, `${where}.${key}`, '« 5 business days », puisque le compte est en jours', '“5 business days”, since days are counted')
  return { length, counted }
}

/** The days of "5 business days", or of a figure that says so; null when it is counted otherwise. */
function businessDaysOf(ctx: Context, node: Node): number | null {
  const written = asText(node) ?? ''
  const figure = written.startsWith('figure.') ? ctx.figures.get(written.slice('figure.'.length)) : undefined
  return figure?.form === 'business_days' ? figure.value : parseBusinessDays(written)
}

function readDelay(ctx: Context, node: Node, what: string): Delay | null {
  const written = asText(node) ?? ''
  const value = parseDuration(written)
  if (value !== null) return { is: 'value', value }
  const named = /^figure\.(.+)$/.exec(written)?.[1]
  if (named !== undefined) {
    const figure = ctx.figures.get(named)
    if (figure?.form === 'duration') return { is: 'value', value: figure.value }
    if (figure) return wrong(ctx, node, what, fr, en)
    ctx.findings.add('unknown-figure', node, { name: named, near: nearest(named, ctx.figures.keys()) })
    return null
  }
  const fact = ctx.facts.get(written)
  if (fact?.type === 'duration') return { is: 'fact', fact: written }
  if (fact || !/^[a-z]\w*\.\w+$/i.test(written)) return wrong(ctx, node, what, fr, en)
  ctx.findings.add('unknown-fact', node, { name: written, near: nearest(written, ctx.facts.keys()) })
  return null
}

function readCounted(ctx: Context, node: Node, what: string): Counted | null {
  if (node.kind === 'map') {
    const map = mapOf(ctx, node, what, ['business_days', 'day_rule', 'cutoff'])!
    const calendarNode = required(ctx, map, 'business_days', what)
    const calendar = calendarNode ? calendarName(ctx, calendarNode)[0] : undefined
    const dayRule = keyword(ctx, required(ctx, map, 'day_rule', what), `${what}.day_rule`, ['end_of_day', 'same_time'])
    const cutoffNode = get(map, 'cutoff')
    const cutoff = cutoffNode ? parseTime(asText(cutoffNode) ?? '') : null
    if (cutoffNode && cutoff === null) return wrong(ctx, cutoffNode, `${what}.cutoff`, 'une heure comme "16:00"', 'a time such as "16:00"')
    return calendar && dayRule ? { by: 'business_days', calendar, dayRule, ...(cutoff === null ? {} : { cutoff }) } : null
  }
  if (asText(node) === 'elapsed') return { by: 'elapsed' }
  const calendar = calendarName(ctx, node)[0]
  return calendar ? { by: 'calendar', calendar } : null
}
