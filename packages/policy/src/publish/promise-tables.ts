import type { Lang, Metric } from '../model.ts'
import type { FactTest, Policy, Rule, TargetAnswer } from '../policy.ts'
import { list } from '../words/amounts.ts'
import { conditionInWords } from '../words/condition.ts'
import { wordsIn } from '../words/fill.ts'
import { metricName } from '../words/metrics.ts'
import { sentence } from '../words/typography.ts'
import type { PublishedPromise, PublishedTable } from './document.ts'
import { inReadingOrder, publishPromise } from './promises.ts'

type Target = Rule<TargetAnswer>
/** A target and where it stands: the values of each fact for which it speaks; null: all the others. */
interface Placed { target: Target; at: (readonly string[] | null)[] }
interface Grid { by: string[]; cells: Placed[] }

const levels = ['tier', 'priority']

function valuesOf(tests: readonly FactTest[], fact: string): readonly string[] | null {
  const test = tests.find((one) => 'fact' in one && one.fact === fact)
  return test?.test === 'in' ? test.values.map(String) : null
}

/** The tests that say nothing of level and priority; null when those are told in another way than by their values. */
function otherTests({ when }: Target): string | null {
  if (when.length !== 1) return null
  const [tests] = when as [FactTest[]]
  const ofLevels = tests.filter((test) => 'fact' in test && levels.includes(test.fact))
  if (ofLevels.some(({ test }) => test !== 'in')) return null
  return JSON.stringify(tests.filter((test) => !ofLevels.includes(test)))
}

/** Targets of one table, or that differ only by level and priority; the rest stands alone. */
function gridsOf(targets: readonly Target[]): { grids: Grid[]; alone: Target[] } {
  const written = Map.groupBy(targets, ({ answer }) => answer.table?.name ?? '')
  const plain = written.get('') ?? []
  written.delete('')
  const grids: Grid[] = [...written.values()].map((of) => ({
    by: of[0]!.answer.table!.by, cells: of.map((target) => ({ target, at: target.answer.table!.values.map((value) => [value]) })),
  }))
  const alone: Target[] = []
  for (const [rest, of] of Map.groupBy(plain, (target) => otherTests(target) ?? '')) {
    const by = levels.filter((fact) => of.some(({ when }) => rest !== '' && valuesOf(when[0]!, fact) !== null))
    const cells = of.map((target) => ({ target, at: by.map((fact) => valuesOf(target.when[0]!, fact)) }))
    const places = new Set(cells.map(({ at }) => JSON.stringify(at)))
    if (rest !== '' && by.length > 0 && of.length > 1 && places.size === of.length) grids.push({ by, cells })
    else alone.push(...of)
  }
  return { grids, alone }
}

/** The values that a side of a table names, each once, in the order of the fact; null, "all others", last. */
export function side<V extends readonly string[] | null>(policy: Policy, fact: string, named: readonly V[]): V[] {
  const order = policy.facts.get(fact)?.options.map(({ value }) => value) ?? []
  const distinct = new Map(named.map((values) => [JSON.stringify(values), values]))
  const rank = (values: V) => (values === null ? order.length + 1 : order.indexOf(values[0]!))
  return [...distinct.values()].sort((a, b) => rank(a) - rank(b))
}

/** Values of a fact in words: "PLUS et Libre", "tous les autres". */
export function optionName(policy: Policy, fact: string, values: readonly string[] | null, lang: Lang): string {
  if (values === null) return lang === 'fr' ? 'tous les autres' : 'all others'
  const options = policy.facts.get(fact)?.options ?? []
  const label = (value: string) => {
    const named = options.find((option) => option.value === value)?.label ?? policy.channels.get(value)?.label
    return named ? wordsIn(named, policy, lang) : value
  }
  return list(values.map(label), lang)
}

/** What is the same everywhere, told once; null where it differs. */
function same(texts: readonly (string | null)[]): string | null {
  return new Set(texts).size === 1 ? texts[0]! : null
}

function tableOf(policy: Policy, metric: Metric, { by, cells }: Grid, lang: Lang): PublishedTable {
  const rows = side(policy, by[0]!, cells.map(({ at }) => at[0] ?? null))
  const columns = by[1] === undefined ? [] : side(policy, by[1], cells.map(({ at }) => at[1] ?? null))
  const told = cells.map(({ target, at }) => ({ at: JSON.stringify(at), promise: publishPromise(policy, target, lang, by) }))
  const find = (at: unknown[]): PublishedPromise | null => told.find((one) => one.at === JSON.stringify(at))?.promise ?? null
  const labels = by.map((fact) => wordsIn(policy.facts.get(fact)?.label ?? {}, policy, lang))
  return {
    metric,
    what: same(told.map(({ promise }) => promise.label)) ?? sentence(metricName(metric, lang)),
    by: labels,
    rows: rows.map((values) => optionName(policy, by[0]!, values, lang)),
    columns: columns.map((values) => optionName(policy, by[1]!, values, lang)),
    cells: rows.map((row) => (columns.length === 0 ? [find([row])] : columns.map((column) => find([row, column])))),
    when: same(cells.map(({ target }) => conditionInWords(policy, target.when, lang, by))),
    bond: same(told.map(({ promise }) => promise.bond)),
  }
}

/**
 * The promises as tables, one metric after the other in the order of the document: a table by level and priority for those that
 * the policy writes as a table or that differ only by these, then those that stand alone.
 */
export function publishTables(policy: Policy, lang: Lang): { tables: PublishedTable[]; alone: { metric: Metric; what: string; promises: PublishedPromise[] }[] } {
  const byMetric = [...Map.groupBy(inReadingOrder(policy), ({ answer }) => answer.metric)]
  const read = byMetric.map(([metric, targets]) => ({ metric, ...gridsOf(targets) }))
  return {
    tables: read.flatMap(({ metric, grids }) => grids.map((grid) => tableOf(policy, metric, grid, lang))),
    alone: read.filter(({ alone }) => alone.length > 0).map(({ metric, alone }) => (
      { metric, what: sentence(metricName(metric, lang)), promises: alone.map((target) => publishPromise(policy, target, lang)) }
    )),
  }
}
