/** The families of rules that say one thing each; targets, handling and the queue have their own files. */
import type { AccessAnswer, IdentificationAnswer, LanguagesAnswer, NoticeAnswer, RequiresAnswer, Rule, ScopeAnswer, VersionsAnswer } from '../policy.ts'
import { parseVersion } from '../resolve/versions.ts'
import { readCondition } from './condition.ts'
import type { Context } from './context.ts'
import { keyword, listOf, mapOf, oneOrMore, required, text, words, wrong } from './expect.ts'
import { writeOutMatrices } from './matrix.ts'
import { nearest } from './nearest.ts'
import { asText, get, written, type MapNode, type Node } from './node.ts'
import { channelName, readRule, readRules, type Standing } from './rules.ts'

export function readAccess(ctx: Context, node: Node, at: Standing): Rule<AccessAnswer>[] {
  return readRules(ctx, node, 'access', at, ['answer'], (map) => {
    const answer = keyword(ctx, required(ctx, map, 'answer', 'access'), 'access.answer', ['open', 'discretionary', 'closed', 'redirect', 'unknown'])
    if (answer === 'unknown') {
      ctx.findings.add('entitlement-unknown', map, { when: get(map, 'when') ? written(get(map, 'when')!) : '…' })
      return null
    }
    if (answer === 'redirect') needsChannel(ctx, map, 'access')
    return answer
  })
}

function needsChannel(ctx: Context, map: MapNode, where: string): void {
  const instead = get(map, 'instead')
  if (instead?.kind !== 'map' || !get(instead, 'channel')) ctx.findings.add('redirect-nowhere', map, { where })
}

export function readIdentification(ctx: Context, node: Node, at: Standing): Rule<IdentificationAnswer>[] {
  return readRules(ctx, node, 'identification', at, ['needs', 'otherwise'], (map) => {
    const needs = get(map, 'needs')
    if (!needs) return { otherwise: { do: 'refuse' } }
    const otherwise = readOtherwise(ctx, map)
    return otherwise && { needs: readCondition(ctx, needs), otherwise }
  })
}

function readOtherwise(ctx: Context, map: MapNode): IdentificationAnswer['otherwise'] | null {
  const node = required(ctx, map, 'otherwise', 'identification')
  if (!node) return null
  if (node.kind === 'map') {
    const inner = mapOf(ctx, node, 'identification.otherwise', ['tier', 'kind'])!
    const tier = factValue(ctx, get(inner, 'tier'), 'tier')
    if (tier !== null) return { do: 'tier', tier }
    const kind = factValue(ctx, get(inner, 'kind'), 'kind')
    return kind === null ? null : { do: 'kind', kind }
  }
  const word = keyword(ctx, node, 'identification.otherwise', ['refuse', 'redirect', 'ask'])
  if (word === 'redirect') needsChannel(ctx, map, 'identification')
  return word === null ? null : { do: word }
}

/** A declared value of a built-in fact, or null after a finding. */
export function factValue(ctx: Context, node: Node | undefined, name: string): string | null {
  const written = text(ctx, node, name)
  const fact = ctx.facts.get(name)!
  const known = fact.options.map((option) => option.value)
  if (written === null || fact.open || known.includes(written)) return written
  ctx.findings.add('unknown-value', node!, { fact: name, value: written, near: nearest(written, known), known })
  return null
}

/** Families whose answer is a value of a fact: tier, priority, department. */
export function readDerived(ctx: Context, node: Node, family: 'tier' | 'priority' | 'department', at: Standing): Rule<string>[] {
  return readRules(ctx, writeOutMatrices(ctx, node, family, 'is'), family, at, ['is'], (map) => factValue(ctx, required(ctx, map, 'is', family), family))
}

export function readScope(ctx: Context, node: Node, at: Standing): Rule<ScopeAnswer>[] {
  return readRules(ctx, node, 'scope', at, ['answer'], (map) =>
    keyword(ctx, required(ctx, map, 'answer', 'scope'), 'scope.answer', ['covered', 'limited', 'discretionary', 'excluded']))
}

export function readVersions(ctx: Context, node: Node, at: Standing): Rule<VersionsAnswer>[] {
  return readRules(ctx, node, 'versions', at, ['fact', 'supported', 'otherwise', 'recommended', 'recommendation'], (map) => {
    const fact = text(ctx, get(map, 'fact'), 'versions.fact') ?? 'product_version'
    if (ctx.facts.get(fact)?.type !== 'version') {
      const known = [...ctx.facts.values()].filter((one) => one.type === 'version').map((one) => one.name)
      ctx.findings.add('unknown-fact', get(map, 'fact') ?? map, { name: fact, near: nearest(fact, known) })
      return null
    }
    const supported = readSupported(ctx, required(ctx, map, 'supported', 'versions'))
    const recommendation = words(ctx, get(map, 'recommendation'), 'versions.recommendation')
    const recommended = keyword(ctx, get(map, 'recommended'), 'versions.recommended', ['latest'])
    const otherwise = keyword(ctx, get(map, 'otherwise'), 'versions.otherwise', ['refuse', 'remark']) ?? 'refuse'
    return supported && { fact, supported, otherwise, ...(recommended ? { recommended } : {}), ...(recommendation ? { recommendation } : {}) }
  })
}

function readSupported(ctx: Context, node: Node | undefined): VersionsAnswer['supported'] | null {
  if (node?.kind !== 'map') {
    const word = keyword(ctx, node, 'versions.supported', ['any', 'latest_major', 'latest_minor', 'latest'])
    return word && { is: word }
  }
  const map = mapOf(ctx, node, 'versions.supported', ['at_least'])!
  const version = text(ctx, required(ctx, map, 'at_least', 'versions.supported'), 'versions.supported.at_least')
  if (version === null) return null
  return parseVersion(version) ? { is: 'at_least', version } : wrong(ctx, node, 'versions.supported.at_least', 'une version comme 7.0.0.0', 'a version such as 7.0.0.0')
}

export function readRequires(ctx: Context, node: Node, at: Standing): Rule<RequiresAnswer>[] {
  return readRules(ctx, node, 'requires', at, ['facts', 'if_missing', 'why'], (map) => {
    const groups = listOf(ctx, required(ctx, map, 'facts', 'requires'), 'requires.facts').map((item) => oneOrMore(item).flatMap((one) => declaredFact(ctx, one)))
    const ifMissing = keyword(ctx, required(ctx, map, 'if_missing', 'requires'), 'requires.if_missing', ['block', 'ask', 'admit_and_ask', 'optional'])
    const why = words(ctx, get(map, 'why'), 'requires.why')
    return ifMissing && { groups: groups.filter((group) => group.length > 0), ifMissing, ...(why ? { why } : {}) }
  })
}

function declaredFact(ctx: Context, node: Node): string[] {
  const name = asText(node) ?? ''
  if (ctx.facts.has(name)) return [name]
  ctx.findings.add('unknown-fact', node, { name, near: nearest(name, ctx.facts.keys()) })
  return []
}

export function readRoutes(ctx: Context, node: Node, at: Standing): { order: 'first_match' | 'most_specific' | null; rules: Rule<string>[] } {
  const map = mapOf(ctx, node, 'routes', ['order', 'rules'])
  if (!map) return { order: null, rules: [] }
  const order = keyword(ctx, required(ctx, map, 'order', 'routes'), 'routes.order', ['first_match', 'most_specific'])
  return { order, rules: readRules(ctx, get(map, 'rules'), 'routes', at, ['to'], (rule) => channelName(ctx, required(ctx, rule, 'to', 'routes'), 'routes.to')) }
}

const languageKeys = ['answered_in', 'accepted', 'otherwise']

/** One statement for all, or a list of rules. */
export function readLanguages(ctx: Context, node: Node, at: Standing): Rule<LanguagesAnswer>[] {
  const read = (map: MapNode): LanguagesAnswer | null => {
    const codes = (key: string, from: Node | undefined): string[] => (from ? oneOrMore(from).flatMap((item) => text(ctx, item, `languages.${key}`) ?? []) : [])
    const answeredIn = codes('answered_in', required(ctx, map, 'answered_in', 'languages'))
    const acceptedNode = get(map, 'accepted')
    const accepted = !acceptedNode || asText(acceptedNode) === 'any' ? ('any' as const) : codes('accepted', acceptedNode)
    const otherwise = get(map, 'otherwise')
    if (answeredIn.length === 0) return null
    if (otherwise?.kind === 'map') {
      const inner = mapOf(ctx, otherwise, 'languages.otherwise', ['answer_in'])!
      const answerIn = text(ctx, required(ctx, inner, 'answer_in', 'languages.otherwise'), 'languages.otherwise.answer_in')
      return { answeredIn, accepted, otherwise: answerIn === null ? null : { answerIn } }
    }
    return { answeredIn, accepted, otherwise: keyword(ctx, otherwise, 'languages.otherwise', ['refuse'] as const) }
  }
  if (node.kind === 'list') return readRules(ctx, node, 'languages', at, languageKeys, read)
  const map = mapOf(ctx, node, 'languages', [...languageKeys, 'cites', 'reason'])
  const rule = map ? readRule(ctx, map, 'languages', at, read) : null
  return rule ? [rule] : []
}

export function readNotices(ctx: Context, node: Node, at: Standing): Rule<NoticeAnswer>[] {
  return readRules(ctx, node, 'notices', at, ['words', 'tags'], (map) => {
    const said = words(ctx, get(map, 'words'), 'notices.words')
    if (said) ctx.texts.at(-1)!.values = true
    const tags = listOf(ctx, get(map, 'tags'), 'notices.tags').flatMap((item) => text(ctx, item, 'notices.tags') ?? [])
    if (!said && tags.length === 0) ctx.findings.add('missing-key', map, { key: 'words', where: 'notices' })
    return { words: said ?? {}, tags }
  })
}
