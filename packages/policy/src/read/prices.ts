/** Prices of work, as clauses write them. A clause may complete a price that another one names. */
import { factsOfAmount, taxesOfAmount, type Amount } from '../money/amount.ts'
import type { PriceAnswer, PriceCompletion, PriceTerms, TaxBasis } from '../money/types.ts'
import type { Rule } from '../policy.ts'
import { readAmount } from './amount.ts'
import { type Context, declare } from './context.ts'
import { keyword, listOf, mapOf, required, text, words, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type MapNode, type Node, type Place } from './node.ts'
import { readClauseIds, readRules, type Standing } from './rules.ts'
import { readSeconds } from './times.ts'

const termKeys = {
  rate: 'rate', amount: 'amount', tax: 'tax', free_time: 'freeTime', unit: 'unit', round: 'round', round_over: 'roundOver', minimum: 'minimum', cap: 'cap', order: 'order',
  at_least: 'atLeast', at_most: 'atMost', quote: 'quote', due: 'due', label: 'label',
} as const satisfies Record<string, keyof PriceTerms>
const ways = ['free', 'hourly', 'flat', 'barred'] as const
/** What a price of each kind cannot have. */
const senseless: Record<PriceAnswer['is'], readonly string[]> = {
  hourly: ['amount'], flat: ['rate', 'free_time', 'unit', 'round', 'round_over', 'minimum', 'cap', 'order'],
  free: Object.keys(termKeys).filter((key) => key !== 'label'), barred: Object.keys(termKeys).filter((key) => key !== 'label'),
}

export interface CompletionRead extends PriceCompletion { map: MapNode; place: Place; keys: string[] }
export interface PricesRead { rules: { rule: Rule<PriceAnswer>; map: MapNode }[]; completions: CompletionRead[] }

export function readPrices(ctx: Context, node: Node, at: Standing): PricesRead {
  const completions: CompletionRead[] = []
  const maps: MapNode[] = []
  const items = listOf(ctx, node, 'prices')
  const own = items.filter((item) => {
    if (item.kind !== 'map' || !get(item, 'completes')) return true
    const before = ctx.findings.errors
    const read = readCompletion(ctx, item, at)
    if (read) completions.push(read)
    if (ctx.findings.errors > before) ctx.unread.add('prices')
    return false
  })
  const list: Node = { kind: 'list', items: own, file: node.file, line: node.line, column: node.column }
  const rules = readRules<PriceAnswer>(ctx, list, 'prices', at, ['is', ...Object.keys(termKeys)], (map) => {
    const is = keyword(ctx, required(ctx, map, 'is', 'prices'), 'prices.is', ways)
    const nameNode = get(map, 'name')
    const name = text(ctx, nameNode, 'prices.name')
    if (!is || (name !== null && !declare(ctx, 'price', name, nameNode!))) return null
    maps.push(map)
    return { is, ...readTerms(ctx, map, at.clauses), uses: [] }
  })
  return { rules: rules.map((rule) => ({ rule, map: maps.find((map) => map.line === rule.line && map.column === rule.column && map.file === rule.file)! })), completions }
}

function readCompletion(ctx: Context, map: MapNode, at: Standing): CompletionRead | null {
  mapOf(ctx, map, 'prices (completes)', ['completes', 'cites', ...Object.keys(termKeys)])
  const place = get(map, 'completes')!
  const name = text(ctx, place, 'prices.completes')
  const cites = get(map, 'cites')
  const clauses = cites ? [...new Set([...at.clauses, ...readClauseIds(ctx, cites)])] : at.clauses
  return name === null ? null : { name, map, place, ...readTerms(ctx, map, clauses), keys: map.entries.map(({ key }) => key).filter((key) => key in termKeys) }
}

function readTerms(ctx: Context, map: MapNode, clauses: string[]): { terms: PriceTerms; said: PriceAnswer['said'] } {
  const what = (key: string): string => `prices.${key}`
  const one = <const K extends string>(key: string, allowed: readonly K[]): K | null => keyword(ctx, get(map, key), what(key), allowed)
  const orQuote = (key: string): Amount | 'quote' | null => (asText(get(map, key) ?? map) === 'quote' ? 'quote' : readAmount(ctx, get(map, key), what(key)))
  const terms: { [K in keyof PriceTerms]: PriceTerms[K] | null } = {
    rate: readAmount(ctx, get(map, 'rate'), what('rate')),
    amount: orQuote('amount'),
    tax: one<TaxBasis>('tax', ['excluded', 'included']),
    freeTime: readSeconds(ctx, get(map, 'free_time'), what('free_time')),
    unit: readSeconds(ctx, get(map, 'unit'), what('unit'), 1),
    round: one('round', ['up', 'nearest', 'down']),
    roundOver: one('round_over', ['line', 'entry']),
    minimum: readSeconds(ctx, get(map, 'minimum'), what('minimum')),
    cap: asText(get(map, 'cap') ?? map) === 'estimate' ? 'estimate' : readSeconds(ctx, get(map, 'cap'), what('cap')),
    order: readOrder(ctx, get(map, 'order')),
    atLeast: readAmount(ctx, get(map, 'at_least'), what('at_least')),
    atMost: orQuote('at_most'),
    quote: one('quote', ['required', 'optional', 'none']),
    due: one('due', ['on_execution', 'on_acceptance', 'at_once']),
    label: words(ctx, get(map, 'label'), what('label')),
  }
  const said = Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== null)) as PriceTerms
  return { terms: said, said: Object.fromEntries(Object.keys(said).map((key) => [key, clauses])) }
}

function readOrder(ctx: Context, node: Node | undefined): PriceTerms['order'] | null {
  if (!node) return null
  const order = (node.kind === 'list' ? node.items : []).map((item) => asText(item)).join()
  if (order === 'round,cap') return 'round_first'
  return order === 'cap,round' ? 'cap_first' : wrong(ctx, node, 'prices.order', '[round, cap] ou [cap, round]', '[round, cap] or [cap, round]')
}

/** The prices with all that completes them, checked as wholes. */
export function completePrices(ctx: Context, reads: readonly PricesRead[]): Rule<PriceAnswer>[] {
  const all = reads.flatMap(({ rules }) => rules)
  const before = ctx.findings.errors
  for (const completion of reads.flatMap(({ completions }) => completions)) {
    const found = all.find(({ rule }) => rule.name === completion.name)
    if (found) complete(ctx, found.rule, completion)
    else ctx.findings.add('unknown-price', completion.place, { name: completion.name, near: nearest(completion.name, all.flatMap(({ rule }) => rule.name ?? [])) })
  }
  for (const { rule, map } of all) checkTerms(ctx, rule, map)
  if (ctx.findings.errors > before) ctx.unread.add('prices')
  return all.map(({ rule }) => rule)
}

function complete(ctx: Context, { answer, line }: Rule<PriceAnswer>, { terms, said, map, keys }: CompletionRead): void {
  for (const key of keys) if (termKeys[key as keyof typeof termKeys] in answer.terms) ctx.findings.add('duplicate-id', map, { id: `prices.${key}`, line })
  answer.terms = { ...terms, ...answer.terms }
  answer.said = { ...said, ...answer.said }
}

function checkTerms(ctx: Context, { answer, clause, name }: Rule<PriceAnswer>, map: MapNode): void {
  const { is, terms } = answer
  const price = name ?? is
  for (const key of senseless[is]) if (termKeys[key as keyof typeof termKeys] in terms) ctx.findings.add('price-key-senseless', map, { price, key, is }, clause)
  if (is === 'hourly' && !terms.rate) ctx.findings.add('missing-key', map, { key: 'rate', where: `prices (${price})` }, clause)
  if (is === 'flat' && !terms.amount) ctx.findings.add('missing-key', map, { key: 'amount', where: `prices (${price})` }, clause)
  if (terms.unit !== undefined && terms.cap !== undefined && !terms.order) ctx.findings.add('price-order-missing', map, { price }, clause)
  const amounts = [terms.rate, terms.amount, terms.atLeast, terms.atMost].filter((one): one is Amount => one !== undefined && one !== 'quote')
  const bases = new Set([...amounts.flatMap((amount) => [...taxesOfAmount(amount, ctx.figures)]), ...(terms.tax ? [terms.tax] : [])])
  if (bases.size > 1) ctx.findings.add('tax-mixed', map, { price }, clause)
  const [basis] = bases
  if (basis) terms.tax = basis
  answer.uses = [...new Set(amounts.flatMap(factsOfAmount))]
}
