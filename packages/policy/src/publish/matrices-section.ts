import type { Lang } from '../model.ts'
import type { Conjunction, FactTest, Policy, Rule } from '../policy.ts'
import { list } from '../words/amounts.ts'
import { wordsIn } from '../words/fill.ts'
import { inASentence, sentence } from '../words/typography.ts'
import { labels } from './labels.ts'
import { optionName, side } from './promise-tables.ts'
import { inOrder } from './promises.ts'
import { cell, clauseLink, clauseLinks, words, type Block, type Row, type Section } from './sections.ts'

const families = ['priority', 'department'] as const
type Placed = { rule: Rule<string>; at: string[][] }

const factOf = (test: FactTest) => ('fact' in test ? test.fact : test.calendars.join())

/** Two facts that decide alone between these rules, and where each rule stands; null when it is not so. */
function gridOf(rules: readonly Rule<string>[]): { by: string[]; cells: Placed[] } | null {
  const conjunctions = rules.map(({ when }) => when[0] as Conjunction)
  const testOf = (tests: Conjunction, fact: string) => tests.find((test) => factOf(test) === fact)!
  const varying = conjunctions[0]!.map(factOf).filter((fact) => new Set(conjunctions.map((tests) => JSON.stringify(testOf(tests, fact)))).size > 1)
  const valuesOf = (test: FactTest) => (test.test === 'in' ? [test.values.map(String)] : [])
  const cells = rules.map((rule, i) => ({ rule, at: varying.flatMap((fact) => valuesOf(testOf(conjunctions[i]!, fact))) }))
  if (varying.length !== 2 || cells.some(({ at }) => at.length !== 2)) return null
  return new Set(cells.map(({ at }) => JSON.stringify(at))).size === cells.length ? { by: varying, cells } : null
}

function matrixBlocks(policy: Policy, family: (typeof families)[number], lang: Lang): Block[] {
  const say = labels[lang]
  const plain = inOrder(policy, policy.families[family]).filter(({ when }) => when.length === 1)
  const groups = Map.groupBy(plain, ({ clause, when }) => [clause, ...when[0]!.map(factOf).sort()].join(' '))
  return [...groups.values()].flatMap((rules): Block[] => {
    const grid = rules.length < 4 ? null : gridOf(rules)
    if (grid === null) return []
    const { by, cells } = grid
    const [down = [], across = []] = by.map((fact, i) => side(policy, fact, cells.map(({ at }) => at[i]!)))
    const facts = by.map((fact) => wordsIn(policy.facts.get(fact)?.label ?? {}, policy, lang))
    const rows = down.map((row): Row => ({
      cells: [cell(sentence(optionName(policy, by[0]!, row, lang))), ...across.map((column) => {
        const found = cells.find(({ at }) => JSON.stringify(at) === JSON.stringify([row, column]))
        return found ? [words(optionName(policy, family, [found.rule.answer], lang), clauseLink(found.rule.clause))] : cell('—', { quiet: true })
      })],
    }))
    const name = wordsIn(policy.facts.get(family)?.label ?? {}, policy, lang)
    return [
      { is: 'table', caption: say.byFacts(sentence(name), list(facts.map(inASentence), lang)), heads: [facts.join(' · '), ...across.map((values) => sentence(optionName(policy, by[1]!, values, lang)))], rows },
      { is: 'text', lines: [clauseLinks([...new Set(rules.flatMap(({ clauses }) => clauses))], `${say.clause} `)] },
    ]
  })
}

/** How priority and team follow from two facts, such as impact and urgency: a table for each matrix of the policy. */
export function matricesSection(policy: Policy, lang: Lang): Section[] {
  const blocks = families.flatMap((family) => matrixBlocks(policy, family, lang))
  return blocks.length === 0 ? [] : [{ id: 'priorities', title: labels[lang].priorities, blocks }]
}
