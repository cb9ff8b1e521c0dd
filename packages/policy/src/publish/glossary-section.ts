import type { Lang } from '../model.ts'
import type { PublishedTerm } from './document.ts'
import { before, labels } from './labels.ts'
import { cell, clauseLinks, words, type Section } from './sections.ts'

/** The terms in the order of the alphabet, with their other names. */
export function glossarySection(terms: readonly PublishedTerm[], lang: Lang): Section[] {
  const say = labels[lang]
  if (terms.length === 0) return []
  const rows = terms.map(({ name, term, means, aliases, clause }) => ({
    id: `term-${name}`,
    cells: [cell(term), [words(means), ...(aliases.length === 0 ? [] : [words(before(say.also, lang) + aliases.join(', '), { quiet: true })])], [clauseLinks([clause])]],
  }))
  return [{ id: 'glossary', title: say.glossary, blocks: [{ is: 'table', caption: say.glossary, heads: [say.term, say.meaning, say.clause], rows }] }]
}
