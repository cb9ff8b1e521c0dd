/** Targets: what is promised, how it is counted, in which statistic, with which bond. */
import type { Counted, Metric, PauseState, Statistic, StopEvent } from '../model.ts'
import type { Rule, TargetAnswer } from '../policy.ts'
import { calendarName } from './condition.ts'
import { type Context, declare } from './context.ts'
import { keyword, mapOf, oneOrMore, required, text, words, wrong } from './expect.ts'
import { readWithin, unitsOf } from './length.ts'
import { asText, get, type MapNode, type Node } from './node.ts'
import { readRules, type Standing } from './rules.ts'
import { whenInCell, writeOutTargets } from './target-tables.ts'
import { parseTime } from './values.ts'

export const metrics: readonly Metric[] = ['acknowledgement', 'first_reply', 'next_reply', 'intervention', 'update', 'workaround', 'restoration', 'resolution', 'callback', 'on_site']
const pauseStates: readonly PauseState[] = ['waiting_customer', 'waiting_supplier']
const stopEvents: readonly StopEvent[] = ['human_reply', 'taken_in_charge', 'work_started', 'any_reply', 'workaround_given', 'restored', 'solved', 'called_back', 'arrived']
const keys = ['label', 'metric', 'within', 'counted', 'statistic', 'bond', 'late_when', 'pauses', 'stops', 'starts']

const stopsByDefault: Record<Metric, StopEvent[]> = {
  acknowledgement: ['any_reply'], first_reply: ['human_reply'], next_reply: ['human_reply'], update: ['human_reply'],
  intervention: ['taken_in_charge', 'human_reply', 'work_started'],
  workaround: ['workaround_given', 'restored', 'solved'], restoration: ['restored', 'solved'], resolution: ['solved'],
  callback: ['called_back'], on_site: ['arrived'],
}
/** A question to the customer suspends what depends on the answer, never the first answer itself (TIME-22). */
const pausesByDefault: Partial<Record<Metric, PauseState[]>> = { restoration: ['waiting_customer'], resolution: ['waiting_customer'], workaround: ['waiting_customer'] }

export function readTargets(ctx: Context, node: Node, at: Standing): Rule<TargetAnswer>[] {
  const { node: written, tables } = writeOutTargets(ctx, node)
  return readRules(ctx, written, 'targets', at, keys, (map) => {
    const nameNode = required(ctx, map, 'name', 'targets')
    const name = text(ctx, nameNode, 'targets.name')
    const metric = keyword(ctx, required(ctx, map, 'metric', 'targets'), 'targets.metric', metrics)
    const within = readWithin(ctx, required(ctx, map, 'within', 'targets'))
    if (name === null || !metric || !within) return null
    if (declare(ctx, 'target', name, nameNode!)) ctx.targets.add(name)
    const table = tables.get(map)
    if (table) ctx.targets.add(table.name)
    return { ...readTarget(ctx, map, name, metric, within), ...(table ? { table } : {}) }
  }).map((rule) => (rule.answer.table ? { ...rule, when: whenInCell(ctx, rule.when, rule.answer.table) } : rule))
}

function readTarget(ctx: Context, map: MapNode, name: string, metric: Metric, within: TargetAnswer['within']): TargetAnswer {
  const measured = within.is !== 'none' && within.is !== 'unquantified'
  const counted = readCounted(ctx, get(map, 'counted'), map, name, measured)
  const statistic = readStatistic(ctx, get(map, 'statistic'), map, name, measured)
  const bond = keyword(ctx, get(map, 'bond'), `targets.${name}.bond`, ['guaranteed', 'objective', 'none'])
  const lateWhen = keyword(ctx, get(map, 'late_when'), `targets.${name}.late_when`, ['counted_over_target', 'now_past_deadline'])
  if (!get(map, 'bond') && within.is !== 'none') ctx.findings.add('target-without-bond', map, { target: name })
  if (!get(map, 'late_when') && measured && statistic.of === 'each' && counted.by !== 'elapsed') ctx.findings.add('target-without-late-rule', map, { target: name })
  if (bond === 'guaranteed' && statistic.of === 'mean') ctx.findings.add('average-as-guarantee', map, { target: name })
  const pauses = readKeywords(ctx, get(map, 'pauses'), 'targets.pauses', pauseStates)
  const stops = readKeywords(ctx, get(map, 'stops'), 'targets.stops', stopEvents)
  if (metric !== 'acknowledgement' && stops?.includes('any_reply')) ctx.findings.add('stop-not-human', get(map, 'stops')!, { target: name, metric })
  const label = words(ctx, get(map, 'label'), `targets.${name}.label`)
  return {
    name, metric, within, counted, statistic, bond: bond ?? 'none', lateWhen: lateWhen ?? 'counted_over_target',
    pauses: pauses ?? pausesByDefault[metric] ?? [], stops: stops ?? stopsByDefault[metric],
    starts: keyword(ctx, get(map, 'starts'), `targets.${name}.starts`, ['receipt', 'handling']) ?? 'receipt',
    ...(label ? { label } : {}),
  }
}

function readKeywords<K extends string>(ctx: Context, node: Node | undefined, what: string, allowed: readonly K[]): K[] | null {
  return node ? oneOrMore(node).flatMap((item) => keyword(ctx, item, what, allowed) ?? []) : null
}

function readCounted(ctx: Context, node: Node | undefined, map: MapNode, target: string, measured: boolean): TargetAnswer['counted'] {
  const elapsed: Counted = { by: 'elapsed' }
  const { days, time } = unitsOf(ctx, get(map, 'within'))
  if (days && time) wrong(ctx, get(map, 'within')!, 'targets.within', 'des durées de la même sorte : en jours ouvrés, ou en temps', 'lengths of one kind: in business days, or in time')
  if (!node) {
    if (measured) ctx.findings.add('target-not-counted', map, { target })
    return elapsed
  }
  if (node.kind === 'map') {
    const inner = mapOf(ctx, node, 'targets.counted', ['business_days', 'day_rule', 'cutoff'])!
    const calendarNode = required(ctx, inner, 'business_days', 'targets.counted')
    const calendar = calendarNode ? calendarName(ctx, calendarNode)[0] : undefined
    const dayRule = keyword(ctx, required(ctx, inner, 'day_rule', 'targets.counted'), 'targets.counted.day_rule', ['end_of_day', 'same_time'])
    const cutoffNode = get(inner, 'cutoff')
    const cutoff = cutoffNode ? parseTime(asText(cutoffNode) ?? '') : null
    if (cutoffNode && cutoff === null) wrong(ctx, cutoffNode, 'targets.counted.cutoff', 'une heure comme "16:00"', 'a time such as "16:00"')
    if (measured && time && !days) wrong(ctx, get(map, 'within')!, 'targets.within', '« 2 business days », puisque le compte est en jours', '“2 business days”, since days are counted')
    return calendar && dayRule ? { by: 'business_days', calendar, dayRule, ...(cutoff === null ? {} : { cutoff }) } : elapsed
  }
  if (days && !time) wrong(ctx, node, 'targets.counted', '{ business_days: calendrier, day_rule: … }', '{ business_days: calendar, day_rule: … }')
  const written = asText(node) ?? ''
  if (written === 'elapsed' || written === 'always') return elapsed
  if (ctx.facts.has(written) && !ctx.calendars.has(written)) return { by: 'fact', fact: written }
  const calendar = calendarName(ctx, node)[0]
  return calendar ? { by: 'calendar', calendar } : elapsed
}

function readStatistic(ctx: Context, node: Node | undefined, map: MapNode, target: string, measured: boolean): Statistic {
  const each: Statistic = { of: 'each' }
  if (!node) {
    if (measured) ctx.findings.add('target-without-statistic', map, { target })
    return each
  }
  const written = asText(node) ?? ''
  if (written === 'each') return each
  const found = /^(mean|\d{1,3}(?:\.\d+)? ?%) per (month|quarter|year)$/.exec(written)
  if (!found) return wrong(ctx, node, 'targets.statistic', 'each, « mean per month » ou « 95% per month »', 'each, “mean per month” or “95% per month”') ?? each
  const over = found[2] as 'month' | 'quarter' | 'year'
  return found[1] === 'mean' ? { of: 'mean', over } : { of: 'share', percent: Number.parseFloat(found[1]!), over }
}
