/** Conditions: what `when` and `needs` may say. */
import type { Bound, Condition, Conjunction, FactDeclaration, FactTest, Figure } from '../policy.ts'
import { parseMoney } from '../money/cents.ts'
import { parseVersion } from '../resolve/versions.ts'
import type { Context } from './context.ts'
import { mapOf, oneOrMore, wrong } from './expect.ts'
import { readValue } from './facts.ts'
import { nearest } from './nearest.ts'
import { asFlag, asText, get, type Entry, type MapNode, type Node } from './node.ts'

/** More alternatives than this are refused: they multiply every check. */
export const mostAlternatives = 64

/** The condition of a node; absent: always. What cannot be read is left out after a finding. */
export function readCondition(ctx: Context, node: Node | undefined): Condition {
  if (!node) return [[]]
  const alternatives = node.kind === 'list' ? node.items : [node]
  if (alternatives.length > mostAlternatives) {
    ctx.findings.add('limit', node, { limit: 'alternatives' })
    return [[]]
  }
  return alternatives.map((item) => {
    const map = mapOf(ctx, item, 'when')
    return map ? map.entries.flatMap((entry) => readTests(ctx, entry)) : []
  })
}

function readTests(ctx: Context, entry: Entry): Conjunction {
  if (entry.key === 'open' || entry.key === 'closed') {
    const calendars = oneOrMore(entry.value).flatMap((node) => calendarName(ctx, node))
    return calendars.length > 0 ? [{ test: entry.key, calendars }] : []
  }
  const fact = ctx.facts.get(entry.key)
  if (!fact) {
    ctx.findings.add('unknown-fact', entry.place, { name: entry.key, near: nearest(entry.key, [...ctx.facts.keys(), 'open', 'closed']) })
    return []
  }
  return readFactTests(ctx, fact, entry.value)
}

/** The name of a declared calendar, as a list of one; empty after a finding. */
export function calendarName(ctx: Context, node: Node): string[] {
  const name = asText(node) ?? ''
  if (ctx.calendars.has(name)) return [name]
  ctx.findings.add('unknown-calendar', node, { name, near: nearest(name, ctx.calendars.keys()) })
  return []
}

function readFactTests(ctx: Context, fact: FactDeclaration, node: Node): Conjunction {
  if (fact.type === 'date') return readDateTests(ctx, fact, node)
  if (node.kind === 'map') return readMapTests(ctx, fact, node)
  if (node.kind === 'list') return [{ fact: fact.name, test: 'in', values: node.items.flatMap((item) => value(ctx, fact, item)) }]
  const word = asText(node)
  if ((word === 'known' || word === 'missing') && !fact.options.some((option) => option.value === word)) return [{ fact: fact.name, test: word }]
  return [{ fact: fact.name, test: 'in', values: value(ctx, fact, node) }]
}

const rangeKeys = { over: 'over', at_least: 'atLeast', under: 'under', at_most: 'atMost' } as const

function readMapTests(ctx: Context, fact: FactDeclaration, node: MapNode): Conjunction {
  const map = mapOf(ctx, node, fact.name, ['not', 'known', ...Object.keys(rangeKeys)])
  if (!map) return []
  const tests: FactTest[] = []
  const not = get(map, 'not')
  if (not) tests.push({ fact: fact.name, test: 'not_in', values: oneOrMore(not).flatMap((item) => value(ctx, fact, item)) })
  tests.push(...readKnown(ctx, fact, map))
  const range: Extract<FactTest, { test: 'range' }> = { fact: fact.name, test: 'range' }
  let bounded = false
  for (const [key, property] of Object.entries(rangeKeys)) {
    const bound = get(map, key)
    const read = bound ? readBound(ctx, fact, bound) : null
    if (read !== null) {
      range[property] = read
      bounded = true
    }
  }
  if (bounded) tests.push(range)
  return tests
}

/** Of a date a rule may only ask whether it has passed: what else it says would change with every day. */
function readDateTests(ctx: Context, fact: FactDeclaration, node: Node): Conjunction {
  const word = asText(node)
  if (word === 'known' || word === 'missing') return [{ fact: fact.name, test: word }]
  if (node.kind !== 'map') {
    wrong(ctx, node, fact.name, '{ passed: yes }, { passed: no }, known ou missing', '{ passed: yes }, { passed: no }, known or missing')
    return []
  }
  const map = mapOf(ctx, node, fact.name, ['passed', 'known'])!
  const passed = yesOrNo(ctx, get(map, 'passed'), `${fact.name}.passed`)
  return [...readKnown(ctx, fact, map), ...(passed === null ? [] : [{ fact: fact.name, test: 'passed' as const, passed }])]
}

function readKnown(ctx: Context, fact: FactDeclaration, map: MapNode): Conjunction {
  const known = yesOrNo(ctx, get(map, 'known'), `${fact.name}.known`)
  return known === null ? [] : [{ fact: fact.name, test: known ? 'known' : 'missing' }]
}

function yesOrNo(ctx: Context, node: Node | undefined, what: string): boolean | null {
  if (!node) return null
  return asFlag(node) ?? wrong(ctx, node, what, 'yes ou no', 'yes or no')
}

/** One value of a fact as a list of one; empty after a finding. */
function value(ctx: Context, fact: FactDeclaration, node: Node): (string | number | boolean)[] {
  const read = readValue(ctx, fact, node)
  if (read === null || Array.isArray(read)) return []
  if (fact.type === 'one_of' && !fact.open) {
    const known = fact.options.map((option) => option.value)
    if (!known.includes(String(read))) {
      ctx.findings.add('unknown-value', node, { fact: fact.name, value: String(read), near: nearest(String(read), known), known })
      return []
    }
  }
  return [read as string | number | boolean]
}

/** What a figure of the policy is as a bound of a fact; a duration for a duration, an amount for money, a count, percentage or amount for a number, a text for a version. */
function boundOfFigure(figure: Figure, fact: FactDeclaration): Bound | null {
  if (fact.type === 'duration') return figure.form === 'duration' ? figure.value : null
  if (fact.type === 'money') return figure.form === 'money' ? parseMoney(figure.amount) : null
  if (fact.type === 'version') return figure.form === 'text' && parseVersion(figure.value) ? figure.value : null
  if (fact.type !== 'number') return null
  return figure.form === 'count' ? figure.value : figure.form === 'percent' ? Number(figure.value) : figure.form === 'money' ? Number(figure.amount) : null
}

function readFigureBound(ctx: Context, fact: FactDeclaration, node: Node, name: string): Bound | null {
  const figure = ctx.figures.get(name)
  if (!figure) {
    ctx.findings.add('unknown-figure', node, { name, near: nearest(name, ctx.figures.keys()) })
    return null
  }
  return boundOfFigure(figure, fact) ?? wrong(ctx, node, fact.name, `un chiffre de la même sorte (${fact.type})`, `a figure of the same kind (${fact.type})`)
}

function readBound(ctx: Context, fact: FactDeclaration, node: Node): Bound | null {
  const figure = /^figure\.(.+)$/.exec(asText(node) ?? '')?.[1]
  if (figure !== undefined) return readFigureBound(ctx, fact, node, figure)
  if (fact.name === 'trust') return (value(ctx, fact, node)[0] as string | undefined) ?? null
  if (fact.type === 'version') {
    const written = asText(node) ?? ''
    return parseVersion(written) ? written : wrong(ctx, node, fact.name, 'une version comme 7.6.2.0', 'a version such as 7.6.2.0')
  }
  if (fact.type === 'number' || fact.type === 'duration' || fact.type === 'money') return (value(ctx, fact, node)[0] as number | undefined) ?? null
  return wrong(ctx, node, fact.name, 'un fait que l’on peut comparer (nombre, durée, montant, version, confiance)', 'a fact that can be compared (number, duration, amount, version, trust)')
}
