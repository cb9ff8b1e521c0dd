import type { Lang } from '../model.ts'
import { list } from '../words/amounts.ts'
import { inASentence, sentence } from '../words/typography.ts'
import type { PublishedPromise, PublishedTable } from './document.ts'
import { before, labels } from './labels.ts'
import type { publishTables } from './promise-tables.ts'
import { cell, clauseLink, clauseLinks, words, type Block, type Cell, type Line, type Section } from './sections.ts'

function valueCell(promise: PublishedPromise | null, { bond, when }: PublishedTable): Cell {
  if (promise === null) return cell('—', { quiet: true })
  const notes = [bond === null ? promise.bond : '', when === null ? (promise.when ?? '') : ''].filter((text) => text !== '')
  return [words(promise.value, clauseLink(promise.clauses[0])), ...notes.map((text) => words(text, { quiet: true }))]
}

function tableBlocks(table: PublishedTable, lang: Lang): Block[] {
  const say = labels[lang]
  const { what, by, rows, columns, cells, when, bond } = table
  const promises = cells.flat().filter((promise) => promise !== null)
  const clauses = [...new Set(promises.flatMap((promise) => promise.clauses))]
  const caption = say.byFacts(what, list(by.map(inASentence), lang))
  const single = columns.length === 0
  const heads = single ? [by[0]!, say.value] : [by.join(' · '), ...columns]
  const notes: Line[] = [[
    ...(when === null ? [] : [{ text: `${sentence(when)}. ` }]), ...(bond === null || bond === '' ? [] : [{ text: `${before(say.bond, lang)}${bond}. ` }]),
    ...clauseLinks(clauses, `${say.clause} `),
  ]]
  return [
    { is: 'table', caption, id: `promises-${table.metric}`, heads, rows: rows.map((name, i) => ({
      ...(single ? { id: `promise-${cells[i]![0]!.target}` } : {}), cells: [cell(name), ...cells[i]!.map((promise) => valueCell(promise, table))],
    })) },
    { is: 'text', lines: notes },
  ]
}

function aloneTable(what: string, promises: readonly PublishedPromise[], lang: Lang): Block {
  const say = labels[lang]
  const conditions = promises.some(({ when }) => when !== null)
  const rows = promises.map(({ target, label, when, value, bond, clauses }) => ({
    id: `promise-${target}`,
    cells: [cell(label), ...(conditions ? [cell(when ?? say.all)] : []), [words(value, clauseLink(clauses[0]))], cell(bond), [clauseLinks(clauses)]],
  }))
  return { is: 'table', caption: what, heads: [say.what, ...(conditions ? [say.condition] : []), say.value, say.bond, say.clause], rows }
}

/** The promises, a table for each metric; by level and priority where these decide. */
export function promisesSections({ tables, alone }: ReturnType<typeof publishTables>, lang: Lang): Section[] {
  const metrics = [...new Set([...tables, ...alone].map(({ what }) => what))]
  const blocks = metrics.flatMap((what) => [
    ...tables.filter((table) => table.what === what).flatMap((table) => tableBlocks(table, lang)),
    ...alone.filter((one) => one.what === what).map(({ promises }) => aloneTable(what, promises, lang)),
  ])
  return blocks.length === 0 ? [] : [{ id: 'promises', title: labels[lang].promises, blocks }]
}
