/** Notifications, as a clause writes them: the types, which are the values of the fact `notification`, and the rules. */
import type { CivilPeriod } from '../calendar/stretch.ts'
import type { Aspect, Carried, Medium, NotificationAnswer } from '../notifications/types.ts'
import { carried, media } from '../notifications/types.ts'
import type { Rule } from '../policy.ts'
import { type Context, declare } from './context.ts'
import { entriesOf, keyword, mapOf, oneOrMore, text, words, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asFlag, asText, get, type MapNode, type Node } from './node.ts'
import { readRules, type Standing } from './rules.ts'
import { readSeconds } from './times.ts'

const keys = ['to', 'personal', 'through', 'not_through', 'own_address', 'own_replaces', 'fallback', 'on_bounce', 'sent', 'optional', 'carries', 'every']

/** Adds the types of a block to the values of the fact `notification`; before any rule is read. */
export function readNotificationTypes(ctx: Context, node: Node): void {
  if (node.kind !== 'map') return
  const fact = ctx.facts.get('notification')!
  if (fact.type !== 'one_of') wrong(ctx, node, 'facts.notification', 'des valeurs (values), car « notifications » s’en sert', 'values, because “notifications” uses it')
  for (const { key: name, value, place } of entriesOf(ctx, get(node, 'types'), 'notifications.types')) {
    if (!declare(ctx, 'notification', name, place)) continue
    fact.options.push({ value: name, label: words(ctx, value, `notifications.types.${name}`) ?? { [ctx.languages.authoritative]: name } })
  }
}

/** The rules of a block, one for each aspect that a written rule states. */
export function readNotifications(ctx: Context, node: Node, at: Standing): Rule<NotificationAnswer>[] {
  const map = mapOf(ctx, node, 'notifications', ['types', 'rules'])
  if (!map) return []
  const written = readRules<NotificationAnswer[]>(ctx, get(map, 'rules'), 'notifications', at, keys, (rule) => {
    const answers = readAspects(ctx, rule)
    if (answers.length === 0 && !keys.some((key) => get(rule, key))) ctx.findings.add('missing-key', rule, { key: 'to', where: 'notifications' })
    return answers
  })
  return written.flatMap(({ answer, ...rule }) => answer.map((one) => ({ ...rule, answer: one })))
}

function readAspects(ctx: Context, rule: MapNode): NotificationAnswer[] {
  const answers: NotificationAnswer[] = []
  const to = keyword(ctx, get(rule, 'to'), 'notifications.to', ['affected', 'all'])
  if (to) answers.push({ aspect: 'to', to })
  answers.push(...readYes(ctx, rule, 'personal'))
  for (const [key, yes] of [['through', true], ['not_through', false]] as const) {
    for (const medium of readMedia(ctx, get(rule, key), key)) answers.push({ aspect: medium, yes })
  }
  answers.push(...readOwnAddress(ctx, get(rule, 'own_address')), ...readYes(ctx, rule, 'own_replaces'))
  const fallback = keyword(ctx, get(rule, 'fallback'), 'notifications.fallback', ['registered', 'nobody'])
  if (fallback) answers.push({ aspect: 'fallback', to: fallback })
  const onBounce = keyword(ctx, get(rule, 'on_bounce'), 'notifications.on_bounce', ['task', 'nothing'])
  if (onBounce) answers.push({ aspect: 'on_bounce', task: onBounce === 'task' })
  answers.push(...readSent(ctx, get(rule, 'sent')))
  answers.push(...readYes(ctx, rule, 'optional'))
  const letters = keyword<Carried>(ctx, get(rule, 'carries'), 'notifications.carries', carried)
  if (letters) answers.push({ aspect: 'carries', letters })
  const every = keyword<CivilPeriod>(ctx, get(rule, 'every'), 'notifications.every', ['month', 'quarter', 'year'])
  if (every) answers.push({ aspect: 'every', period: every })
  return answers
}

function readYes<A extends Aspect & ('personal' | 'own_replaces' | 'optional')>(ctx: Context, rule: MapNode, aspect: A): NotificationAnswer[] {
  const node = get(rule, aspect)
  if (!node) return []
  const yes = asFlag(node)
  if (yes === null) wrong(ctx, node, `notifications.${aspect}`, 'yes ou no', 'yes or no')
  return yes === null ? [] : [{ aspect, yes }]
}

function readMedia(ctx: Context, node: Node | undefined, key: string): Medium[] {
  return node ? oneOrMore(node).flatMap((item) => keyword(ctx, item, `notifications.${key}`, media) ?? []) : []
}

/** `yes`, `no`, or the type whose address serves this one too. */
function readOwnAddress(ctx: Context, node: Node | undefined): NotificationAnswer[] {
  if (!node) return []
  const yes = asFlag(node)
  if (yes !== null) return [{ aspect: 'own_address', yes }]
  const of = text(ctx, node, 'notifications.own_address')
  if (of === null) return []
  const known = ctx.facts.get('notification')!.options.map(({ value }) => value)
  if (known.includes(of)) return [{ aspect: 'own_address', yes: true, of }]
  ctx.findings.add('unknown-value', node, { fact: 'notification', value: of, near: nearest(of, known), known })
  return []
}

function readSent(ctx: Context, node: Node | undefined): NotificationAnswer[] {
  if (!node) return []
  const written = asText(node) ?? ''
  if (written === 'at_once') return [{ aspect: 'sent', within: null }]
  const within = readSeconds(ctx, node, 'notifications.sent', 0, ['at_once, ', 'at_once, '])
  return within === null ? [] : [{ aspect: 'sent', within }]
}
