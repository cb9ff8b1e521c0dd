import type { Lang } from '../model.ts'
import { dateInWords } from '../words/instants.ts'
import type { PublishedClause, PublishedDocument } from './document.ts'
import { before, labels } from './labels.ts'
import { partsAsMarkdown } from './live.ts'
import { lasting, type Block, type Cell, type Line, type Run } from './sections.ts'

type Linked = (anchor: string) => string | undefined

const escaped = (text: string) => text.replaceAll(/[\\`*_[\]<>]/g, '\\$&')
const inCell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

/** The title of a clause, as its heading says it: "5. Nos délais", "E5". */
function titleOf({ id, title }: PublishedClause): string {
  return title === null ? id : `${id}. ${title}`
}

/** The fragment that readers of Markdown give a heading: small letters, no punctuation, hyphens for spaces. */
function slug(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-')
}

/** The headings of every clause by its anchor. */
function headings(clauses: readonly PublishedClause[]): [string, string][] {
  return clauses.flatMap((one) => [[one.anchor, `#${slug(titleOf(one))}`] as [string, string], ...headings(one.clauses)])
}

function clause(one: PublishedClause, level: number, lang: Lang, linked: Linked): string[] {
  const says = partsAsMarkdown(one.says, linked).trim()
  const by = one.declared === null ? [] : [`*${escaped(labels[lang].by(one.declared.by, dateInWords(one.declared.on, lang)))}*`]
  return [`${'#'.repeat(Math.min(level, 6))} ${titleOf(one)}`, ...(says === '' ? [] : [says]), ...by, ...one.clauses.flatMap((inner) => clause(inner, level + 1, lang, linked))]
}

function run({ text, href, strong }: Run, linked: Linked): string {
  const told = strong ? `**${escaped(text)}**` : escaped(text)
  const to = href?.startsWith('#') ? linked(href.slice(1)) : href
  return to === undefined ? told : `[${told}](${to})`
}

const lineOf = (line: Line, linked: Linked) => line.map((one) => run(one, linked)).join('').trim()
const cellOf = (cell: Cell, linked: Linked) => cell.map((line) => lineOf(line, linked)).join(' · ')

function block(one: Block, lang: Lang, title: string, linked: Linked): string[] {
  const say = labels[lang]
  switch (one.is) {
    case 'heading': return [`### ${one.text}`]
    case 'text': return one.lines.map((line) => lineOf(line, linked))
    case 'list': return [one.items.map(({ cell }, i) => `${one.ordered ? `${i + 1}.` : '-'} ${cellOf(cell, linked)}`).join('\n')]
    case 'week': return [table([say.day, say.open], one.days.map(({ day, words }) => [day, words]))]
    case 'table': return [...(one.caption === title ? [] : [`### ${one.caption}`]), table(one.heads, one.rows.map(({ cells }) => cells.map((cell) => cellOf(cell, linked))))]
  }
}

/** The published policy as Markdown, tables included. Ends with a line feed. */
export function renderMarkdown(document: PublishedDocument): string {
  const { lang } = document
  const say = labels[lang]
  const places = new Map(headings([...document.clauses, ...document.declared]))
  const linked: Linked = (anchor) => places.get(anchor) ?? sectionPlace(document, anchor)
  const contents = [...document.clauses.map((one) => `- [${escaped(titleOf(one))}](${places.get(one.anchor)!})`), ...(document.declared.length > 0 ? [`- [${say.declared}](#${slug(say.declared)})`] : []),
    ...document.sections.map(({ title }) => `- [${escaped(title)}](#${slug(title)})`)]
  const blocks = [
    `# ${document.title}`,
    `${document.provider.name} · ${say.version} ${document.version}, ${say.effective} ${document.effective.words}. ${before(say.zone, lang)}${document.zone.words}.`,
    ...(document.notice === null ? [] : [`> ${document.notice}`]),
    contents.join('\n'),
    ...document.clauses.flatMap((one) => clause(one, 2, lang, linked)),
    ...(document.declared.length > 0 ? [`## ${say.declared}`, ...document.declared.flatMap((one) => clause(one, 3, lang, linked))] : []),
    ...document.sections.flatMap(({ title, blocks: inner }) => [`## ${title}`, ...lasting(inner).flatMap((one) => block(one, lang, title, linked))]),
    ...(document.source === null ? [] : [`${before(say.source, lang)}${document.source}`]),
  ]
  return `${blocks.join('\n\n')}\n`
}

/** Where a section stands, when the anchor is its own. */
function sectionPlace({ sections }: PublishedDocument, anchor: string): string | undefined {
  const found = sections.find(({ id }) => id === anchor)
  return found && `#${slug(found.title)}`
}
