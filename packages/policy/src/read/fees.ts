/** Fees, as a clause writes them: what all fees share, in any clause, and each of them. */
import type { FeeAnswer, FeesSaid } from '../fees/types.ts'
import { factsOfAmount, taxesOfAmount } from '../money/amount.ts'
import type { TaxBasis } from '../money/types.ts'
import type { Condition, Rule } from '../policy.ts'
import { readAmount } from './amount.ts'
import { mostAlternatives, readCondition } from './condition.ts'
import { type Context, declare } from './context.ts'
import { flag, keyword, mapOf, oneOrMore, required, text, words, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type MapNode, type Node } from './node.ts'
import { readRules, type Standing } from './rules.ts'
import { readStretch } from './stretch.ts'

type Terms = Partial<Pick<FeeAnswer, 'nature' | 'per' | 'decidedBy' | 'evidence' | 'contest' | 'announced'>> & { unless?: Condition; neverFor?: Condition }
const termKeys = ['nature', 'per', 'decided_by', 'evidence', 'contest', 'announced', 'unless', 'never_for'] as const
const blockKeys = ['combine', 'when', ...termKeys]

/** What is said of all fees, gathered before the fees themselves. */
export interface FeeFrame { said: FeesSaid | null; terms: Terms; when: Condition | null; clauses: string[] }

export function newFeeFrame(): FeeFrame {
  return { said: null, terms: {}, when: null, clauses: [] }
}

/** Adds to the frame what a block says of all fees; each thing is said once. */
export function readFeeFrame(ctx: Context, node: Node, { clauses }: Standing, frame: FeeFrame): void {
  if (asText(node) === 'none') {
    if (declare(ctx, 'fees', 'none', node)) frame.said = { ...frame.said, none: true, clauses }
    return
  }
  const map = node.kind === 'map' ? mapOf(ctx, node, 'fees', [...blockKeys, 'rules']) : null
  if (!map) return
  if (map.entries.length === 0) ctx.findings.add('missing-key', map, { key: 'rules', where: 'fees' })
  for (const { key, place } of map.entries) if (key !== 'rules') declare(ctx, 'fees', key, place)
  const combine = keyword<'add' | 'highest'>(ctx, get(map, 'combine'), 'fees.combine', ['add', 'highest'])
  if (combine) frame.said = { none: frame.said?.none ?? false, combine, clauses: [...new Set([...(frame.said?.clauses ?? []), ...clauses])] }
  const when = get(map, 'when')
  if (when) frame.when = readCondition(ctx, when)
  const terms = readTerms(ctx, map)
  Object.assign(frame.terms, terms)
  if (when || Object.keys(terms).length > 0) frame.clauses.push(...clauses)
}

/** The fees of a block, each with what all of them share. */
export function readFees(ctx: Context, node: Node, at: Standing, frame: FeeFrame): Rule<FeeAnswer>[] {
  if (asText(node) === 'none') return []
  const rules = node.kind === 'map' ? get(node, 'rules') : node
  return readRules(ctx, rules, 'fees', at, ['label', 'amount', 'tax', ...termKeys], (map) => readFee(ctx, map, frame)).map((rule) => ({
    ...rule, clauses: [...new Set([...rule.clauses, ...frame.clauses])], when: both(ctx, rule, frame.when),
  }))
}

function readFee(ctx: Context, map: MapNode, { terms }: FeeFrame): FeeAnswer | null {
  const name = text(ctx, required(ctx, map, 'name', 'fees'), 'fees.name')
  const label = words(ctx, get(map, 'label'), 'fees.label')
  const amount = readAmount(ctx, required(ctx, map, 'amount', 'fees'), 'fees.amount')
  const own = readTerms(ctx, map)
  const { nature, per, decidedBy, contest, announced, unless } = { ...terms, ...own }
  const evidence = [...new Set([...(terms.evidence ?? []), ...(own.evidence ?? [])])]
  const given = { nature, per, decided_by: decidedBy, evidence: evidence.length > 0 || undefined, unless }
  for (const [key, value] of Object.entries(given)) if (value === undefined && !get(map, key)) ctx.findings.add('missing-key', map, { key, where: 'fees' })
  const tax = readTax(ctx, map, amount)
  if (name === null || !amount || !nature || !per || !decidedBy || !unless || evidence.length === 0) return null
  return {
    name, amount, tax, nature, per, decidedBy, evidence, contest: contest ?? { months: 0, days: 15 }, announced: announced ?? true,
    conditions: [alternatives(terms.unless, own.unless), alternatives(terms.neverFor, own.neverFor)],
    uses: factsOfAmount(amount), ...(label ? { label } : {}),
  }
}

/** The figures of an amount say whether they hold the tax; what is written beside them must say the same. */
function readTax(ctx: Context, map: MapNode, amount: FeeAnswer['amount'] | null): TaxBasis {
  const node = get(map, 'tax')
  const written = keyword<TaxBasis>(ctx, node, 'fees.tax', ['excluded', 'included'])
  const figures = amount ? [...taxesOfAmount(amount, ctx.figures)] : []
  if (figures.length > 1 || (written && figures.some((one) => one !== written))) wrong(ctx, node ?? map, 'fees.tax', 'des montants qui soient tous hors taxes, ou tous toutes taxes comprises', 'amounts that are all without tax, or all with it')
  return written ?? figures[0] ?? 'excluded'
}

function readTerms(ctx: Context, map: MapNode): Terms {
  const nature = keyword<FeeAnswer['nature']>(ctx, get(map, 'nature'), 'fees.nature', ['price', 'penalty', 'compensation'])
  const per = keyword<FeeAnswer['per']>(ctx, get(map, 'per'), 'fees.per', ['call', 'incident'])
  const decidedBy = words(ctx, get(map, 'decided_by'), 'fees.decided_by')
  const evidence = get(map, 'evidence')
  const contest = readStretch(ctx, get(map, 'contest'), 'fees.contest')
  const [unless, neverFor] = [get(map, 'unless'), get(map, 'never_for')]
  return {
    ...(nature ? { nature } : {}), ...(per ? { per } : {}), ...(decidedBy ? { decidedBy } : {}), ...(contest ? { contest } : {}),
    ...(evidence ? { evidence: oneOrMore(evidence).flatMap((item) => factName(ctx, item)) } : {}),
    ...(get(map, 'announced') ? { announced: flag(ctx, get(map, 'announced'), 'fees.announced', true) } : {}),
    ...(unless ? { unless: asText(unless) === 'none' ? [] : readCondition(ctx, unless) } : {}),
    ...(neverFor ? { neverFor: readCondition(ctx, neverFor) } : {}),
  }
}

function factName(ctx: Context, node: Node): string[] {
  const name = asText(node) ?? ''
  if (ctx.facts.has(name)) return [name]
  ctx.findings.add('unknown-fact', node, { name, near: nearest(name, ctx.facts.keys()) })
  return []
}

/** One of several conditions. An empty one never holds. */
function alternatives(...conditions: (Condition | undefined)[]): Condition {
  return conditions.flatMap((condition) => condition ?? [])
}

/** The condition of a fee and that of all fees, together. */
function both(ctx: Context, rule: Rule<FeeAnswer>, shared: Condition | null): Condition {
  if (!shared) return rule.when
  if (rule.when.length * shared.length > mostAlternatives) {
    ctx.findings.add('limit', rule, { limit: 'alternatives' }, rule.clause)
    return rule.when
  }
  return rule.when.flatMap((own) => shared.map((other) => [...own, ...other]))
}
