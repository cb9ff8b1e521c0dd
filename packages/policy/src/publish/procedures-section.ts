import type { Lang } from '../model.ts'
import { sentence } from '../words/typography.ts'
import type { PublishedProcedure, PublishedStep } from './procedures.ts'
import { cell, clauseLinks, words, type Block, type Cell, type Row, type Section } from './sections.ts'

export const labels = {
  fr: { title: 'Procédures', all: 'Il faut que tout ceci soit vrai\u202f:', who: 'Qui joindre', number: 'Numéro ou adresse', when: 'Quand', always: 'à toute heure', uncovered: 'Sans interlocuteur', steps: 'Étapes', clauses: 'Articles\u202f: ' },
  en: { title: 'Procedures', all: 'All of this must be true:', who: 'Who is reached', number: 'Number or address', when: 'When', always: 'at any hour', uncovered: 'Nobody to be reached', steps: 'Steps', clauses: 'Clauses: ' },
}

function stepRow(procedure: string, place: number, { name, label, address, hours, after, fee, words: said }: PublishedStep, lang: Lang): Row {
  const who: Cell = [words(`${place}. ${sentence(label)}`), ...(said === null ? [] : [words(said, { quiet: true })])]
  const when: Cell = [
    words(sentence(hours ?? labels[lang].always)), ...(after === null ? [] : [words(sentence(after), { quiet: true })]),
    ...(fee === null ? [] : [words(sentence(fee.words), { href: `#fee-${fee.name}`, quiet: true })]),
  ]
  return { id: `step-${procedure}-${name}`, cells: [who, address === null ? [] : cell(address.text, { href: address.href }), when] }
}

/** What must be true, whom one then reaches and when, in order; and the hours at which there is nobody. */
export function proceduresSection(procedures: readonly PublishedProcedure[], lang: Lang): Section[] {
  const say = labels[lang]
  if (procedures.length === 0) return []
  const blocks = procedures.flatMap(({ name, label, when, guards, steps, uncovered, clauses }): Block[] => [
    { is: 'heading', text: sentence(label), id: `procedure-${name}` },
    { is: 'text', lines: [...(when === null ? [] : [words(when, { quiet: true })]), ...(guards.length === 0 ? [] : [words(say.all)])] },
    { is: 'list', items: guards.map((guard) => ({ id: `guard-${name}-${guard.name}`, cell: cell(sentence(guard.words)) })) },
    { is: 'table', caption: say.steps, heads: [say.who, say.number, say.when], rows: steps.map((step, i) => stepRow(name, i + 1, step, lang)) },
    ...(uncovered === null ? [] : [{ is: 'text' as const, lines: [[{ text: `${say.uncovered}${uncovered.hours === null ? '' : ` (${uncovered.hours})`}${lang === 'fr' ? '\u202f' : ''}: ${uncovered.words}` }]] }]),
    { is: 'text', lines: [clauseLinks(clauses, say.clauses)] },
  ])
  return [{ id: 'procedures', title: say.title, blocks: blocks.filter((block) => !(block.is === 'list' && block.items.length === 0) && !(block.is === 'text' && block.lines.length === 0)) }]
}
