import type { Lang } from '../model.ts'
import { dateInWords } from '../words/instants.ts'
import { sectionAsHtml } from './blocks-html.ts'
import type { PublishedClause, PublishedDocument } from './document.ts'
import { before, labels } from './labels.ts'
import { escapeHtml as e, liveAsHtml, renderParts } from './live.ts'
import { style } from './style.ts'

type Markdown = (text: string) => string

function clause(one: PublishedClause, level: number, markdown: Markdown, lang: Lang): string {
  const says = renderParts(one.says, markdown, (value) => liveAsHtml(value, lang))
  const heading = `h${Math.min(level, 6)}`
  const declared = one.declared === null ? '' : `<p class="by">${e(labels[lang].by(one.declared.by, dateInWords(one.declared.on, lang)))}</p>`
  return `<section class="clause" id="${e(one.anchor)}"><${heading}><a class="number" href="#${e(one.anchor)}">${e(one.id)}</a> ${e(one.title ?? '')}</${heading}>
${says}${declared}</section>${one.clauses.map((inner) => clause(inner, level + 1, markdown, lang)).join('\n')}`
}

function contents(document: PublishedDocument): string {
  const say = labels[document.lang]
  const entry = (href: string, text: string, number = '') => `<li><a href="#${e(href)}">${number === '' ? '' : `<span class="number">${e(number)}</span> `}${e(text)}</a></li>`
  const clauses = [
    ...document.clauses.map((one) => entry(one.anchor, one.title ?? '', one.id)),
    ...(document.declared.length > 0 ? [entry('declared', say.declared)] : []),
  ]
  const tables = document.sections.map(({ id, title }) => entry(id, title))
  return `<nav aria-label="${e(say.contents)}"><h2>${e(say.contents)}</h2><ol>${clauses.join('')}</ol>${tables.length === 0 ? '' : `<p>${e(say.tables)}</p><ol>${tables.join('')}</ol>`}</nav>`
}

/** Text inside a CSS string: no quote, no backslash, no line. */
const inStyle = (text: string) => text.replaceAll(/["\\\n<>{}]/g, ' ')

/**
 * The published policy as one standalone page: no script, no outside resource, set for the screen, a telephone and paper.
 * @param markdown turns the Markdown of clauses into safe HTML
 * @param now says that the page is read at the instant for which the document was made: today is then marked
 */
export function renderHtml(document: PublishedDocument, markdown: Markdown, { now = false }: { now?: boolean } = {}): string {
  const { lang } = document
  const say = labels[lang]
  const declared = document.declared.length === 0 ? '' : `<section id="declared"><h2>${e(say.declared)}</h2>${document.declared.map((one) => clause(one, 3, markdown, lang)).join('\n')}</section>`
  const foot = `${document.title} · ${say.version} ${document.version}`
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${e(document.title)} · ${e(document.provider.name)}</title>
<style>${style(document.provider.accent, inStyle(foot))}</style>
</head>
<body>
<header><p class="provider">${e(document.provider.name)}</p><h1>${e(document.title)}</h1>
<p class="version">${e(say.version)} ${e(document.version)}, ${e(say.effective)} ${e(document.effective.words)}. ${e(before(say.zone, lang))}${e(document.zone.words)}.</p>
${document.notice === null ? '' : `<p class="notice">${e(document.notice)}</p>`}</header>
<div class="page">
${contents(document)}
<main>
${document.clauses.map((one) => clause(one, 2, markdown, lang)).join('\n')}
${declared}
${document.sections.map((section) => sectionAsHtml(section, lang, now)).join('\n')}
</main>
</div>
${document.source === null ? '' : `<footer><p>${e(before(say.source, lang))}${e(document.source)}</p></footer>`}
</body>
</html>
`
}
