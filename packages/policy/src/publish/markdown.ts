import { thin } from '../words/typography.ts'
import type { PublishedClause, PublishedDocument } from './document.ts'
import { callCost, labels } from './labels.ts'
import { partsAsMarkdown } from './live.ts'

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

function clause(one: PublishedClause, level: number): string[] {
  const heading = `${'#'.repeat(Math.min(level, 6))} ${one.id}${one.title === null ? '' : ` — ${one.title}`}`
  const says = partsAsMarkdown(one.says).trim()
  return [heading, ...(says === '' ? [] : [says]), ...one.clauses.flatMap((inner) => clause(inner, level + 1))]
}

/** The published policy as Markdown, tables included. Ends with a line feed. */
export function renderMarkdown(document: PublishedDocument): string {
  const say = labels[document.lang]
  const blocks = [
    `# ${document.title}`,
    `${document.provider.name} · ${say.version} ${document.version}, ${say.effective} ${document.effective.words}`,
    ...(document.notice === null ? [] : [`> ${document.notice}`]),
    ...document.clauses.flatMap((one) => clause(one, 2)),
  ]
  if (document.declared.length > 0) blocks.push(`## ${say.declared}`, ...document.declared.flatMap((one) => clause(one, 3)))
  if (document.contacts.length > 0) {
    blocks.push(`## ${say.contacts}`, table([say.channel, say.address, say.when, say.promised], document.contacts.map((contact) => [
      [contact.label, contact.accessWords ?? ''].filter((text) => text !== '').join(', '), [contact.address?.text, callCost(contact.cost, document.lang)].filter(Boolean).join(', '),
      contact.hours ?? say.always, contact.promises.map(({ text, when }) => (when === null ? text : `${text} (${when})`)).join(' · ') || say.nothing,
    ])))
  }
  if (document.calendars.length > 0) {
    blocks.push(`## ${say.hours}`, table([say.calendar, say.when, say.zone], document.calendars.map(({ label, hours, zoneWords, holidays }) => (
      [label, holidays === null ? hours : `${hours}, ${holidays}`, zoneWords]
    ))))
  }
  if (document.promises.length > 0) {
    blocks.push(`## ${say.promises}`, table([say.what, say.condition, say.value, say.bond, say.clause], document.promises.map((promise) => (
      [promise.label, promise.when ?? '', promise.value, promise.bond, promise.clauses.join(', ')]
    ))))
  }
  if (document.glossary.length > 0) {
    blocks.push(`## ${say.glossary}`, table([say.term, say.meaning], document.glossary.map(({ term, means, aliases }) => (
      [term, aliases.length === 0 ? means : `${means} (${say.also} ${aliases.join(', ')})`]
    ))))
  }
  if (document.source !== null) blocks.push(`${say.source}${document.lang === 'fr' ? thin : ''}: ${document.source}`)
  return `${blocks.join('\n\n')}\n`
}
