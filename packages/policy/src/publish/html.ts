import type { Lang } from '../model.ts'
import { thin } from '../words/typography.ts'
import type { ContactMethod, PublishedClause, PublishedDocument } from './document.ts'
import { callCost, labels } from './labels.ts'
import { escapeHtml as e, renderParts } from './live.ts'
import { style } from './style.ts'

type Markdown = (text: string) => string

function clause(one: PublishedClause, level: number, markdown: Markdown): string {
  const says = renderParts(one.says, markdown, (value) => {
    const title = value.clause === undefined ? '' : ` title="${e(`art. ${value.clause}`)}"`
    const span = `<span class="live" data-path="${e(value.path)}"${title}>${e(value.text)}</span>`
    return value.href === undefined ? span : `<a href="${e(value.href)}">${span}</a>`
  })
  const heading = `h${Math.min(level, 6)}`
  const declared = one.declared === null ? '' : `<p class="by">${e(one.declared.by)}, ${e(one.declared.on)}</p>`
  return `<section class="clause" id="${e(one.anchor)}"><${heading}><span class="number">${e(one.id)}</span> ${e(one.title ?? '')}</${heading}>
${says}${declared}${one.clauses.map((inner) => clause(inner, level + 1, markdown)).join('')}</section>`
}

function table(id: string, caption: string, heads: string[], rows: string[][]): string {
  if (rows.length === 0) return ''
  const head = heads.map((text) => `<th scope="col">${e(text)}</th>`).join('')
  const body = rows.map(([first = '', ...rest]) => `<tr><th scope="row">${first}</th>${rest.map((text, i) => `<td data-label="${e(heads[i + 1] ?? '')}">${text}</td>`).join('')}</tr>`).join('\n')
  return `<section id="${id}"><h2>${e(caption)}</h2><div class="wide" tabindex="0" role="region" aria-label="${e(caption)}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div></section>`
}

const colon = ({ lang }: PublishedDocument) => (lang === 'fr' ? `${thin}:` : ':')

function contents(document: PublishedDocument): string {
  const say = labels[document.lang]
  const entry = (href: string, text: string) => `<li><a href="#${e(href)}">${e(text)}</a></li>`
  const tables: [string, string, number][] = [
    ['contacts', say.contacts, document.contacts.length], ['hours', say.hours, document.calendars.length],
    ['promises', say.promises, document.promises.length], ['glossary', say.glossary, document.glossary.length],
  ]
  const items = [
    ...document.clauses.map((one) => entry(one.anchor, `${one.id} ${one.title ?? ''}`.trim())),
    ...(document.declared.length > 0 ? [entry('declared', say.declared)] : []),
    ...tables.filter(([, , count]) => count > 0).map(([id, caption]) => entry(id, caption)),
  ]
  return `<nav aria-label="${e(say.contents)}"><h2>${e(say.contents)}</h2><ol>${items.join('')}</ol></nav>`
}

function addressCell({ address, cost }: ContactMethod, lang: Lang): string {
  const link = address === null ? '' : `<a href="${e(address.href)}">${e(address.text)}</a>`
  const told = callCost(cost, lang)
  return told === null ? link : `${link}${link === '' ? '' : '<br>'}<small>${e(told)}</small>`
}

function tables(document: PublishedDocument): string {
  const say = labels[document.lang]
  const contacts = document.contacts.map((contact) => [
    e(contact.label) + (contact.accessWords === null ? '' : `<br><small>${e(contact.accessWords)}</small>`),
    addressCell(contact, document.lang),
    e(contact.hours ?? say.always),
    contact.promises.map(({ text, when }) => e(when === null ? text : `${text} (${when})`)).join('<br>') || e(say.nothing),
  ])
  const hours = document.calendars.map(({ label, hours: told, holidays, zoneWords }) => [e(label), e(holidays === null ? told : `${told}, ${holidays}`), e(zoneWords)])
  const promises = document.promises.map((promise) => [e(promise.label), e(promise.when ?? ''), e(promise.value), e(promise.bond), e(promise.clauses.join(', '))])
  const glossary = document.glossary.map(({ term, means, aliases }) => [e(term), e(means) + (aliases.length === 0 ? '' : ` (${e(say.also)} ${aliases.map(e).join(', ')})`)])
  return [
    table('contacts', say.contacts, [say.channel, say.address, say.when, say.promised], contacts),
    table('hours', say.hours, [say.calendar, say.when, say.zone], hours),
    table('promises', say.promises, [say.what, say.condition, say.value, say.bond, say.clause], promises),
    table('glossary', say.glossary, [say.term, say.meaning], glossary),
  ].join('\n')
}

/**
 * The published policy as one standalone page: no script, no outside resource, set for the screen and for paper.
 * @param markdown turns the Markdown of clauses into safe HTML
 */
export function renderHtml(document: PublishedDocument, markdown: Markdown): string {
  const say = labels[document.lang]
  const declared = document.declared.length === 0 ? '' : `<section id="declared"><h2>${e(say.declared)}</h2>${document.declared.map((one) => clause(one, 3, markdown)).join('\n')}</section>`
  return `<!doctype html>
<html lang="${document.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${e(document.title)}</title>
<style>${style(document.provider.accent)}</style>
</head>
<body>
<header><p class="provider">${e(document.provider.name)}</p><h1>${e(document.title)}</h1>
<p class="version">${e(say.version)} ${e(document.version)}, ${e(say.effective)} ${e(document.effective.words)}. ${e(say.zone)}${colon(document)} ${e(document.zone.words)}.</p>
${document.notice === null ? '' : `<p class="notice">${e(document.notice)}</p>`}</header>
${contents(document)}
<main>
${document.clauses.map((one) => clause(one, 2, markdown)).join('\n')}
${declared}
${tables(document)}
</main>
${document.source === null ? '' : `<footer><p>${e(say.source)}${colon(document)} ${e(document.source)}</p></footer>`}
</body>
</html>
`
}
