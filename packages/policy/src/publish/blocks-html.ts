import type { Lang } from '../model.ts'
import type { PublishedDay } from './document.ts'
import { labels } from './labels.ts'
import { escapeHtml as e } from './live.ts'
import { lasting, type Block, type Cell, type Line, type Run, type Section } from './sections.ts'

function run({ text, href, quiet, strong }: Run): string {
  const told = strong ? `<strong>${e(text)}</strong>` : e(text)
  const link = href === undefined ? told : `<a href="${e(href)}">${told}</a>`
  return quiet ? `<small>${link}</small>` : link
}

/** A line of words, its quiet parts small and its links live. */
export function lineAsHtml(line: Line): string {
  return line.map(run).join('')
}

const cellAsHtml = (cell: Cell) => cell.map(lineAsHtml).join('<br>')

function table({ caption, heads, rows, id }: Extract<Block, { is: 'table' }>, title: string): string {
  const head = heads.map((text) => `<th scope="col">${e(text)}</th>`).join('')
  const body = rows.map(({ id: row, cells: [first = [], ...rest] }) => {
    const tds = rest.map((one, i) => `<td data-label="${e(heads[i + 1] ?? '')}">${cellAsHtml(one)}</td>`).join('')
    return `<tr${row === undefined ? '' : ` id="${e(row)}"`}><th scope="row">${cellAsHtml(first)}</th>${tds}</tr>`
  })
  const told = `<caption${caption === title ? ' class="unseen"' : ''}>${e(caption)}</caption>`
  return `<table${id === undefined ? '' : ` id="${e(id)}"`} class="folding">${told}<thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`
}

/** A day as a strip from midnight to midnight, open hours solid; the words stand beside it. */
function strip({ spans }: PublishedDay): string {
  const open = spans.map(({ from, to }) => `<rect x="${from}" width="${to - from}" height="10"/>`).join('')
  return `<svg class="strip" viewBox="0 0 1440 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${open}</svg>`
}

function week({ caption, days }: Extract<Block, { is: 'week' }>, lang: Lang, now: boolean): string {
  const say = labels[lang]
  const axis = [0, 6, 12, 18, 24].map((hour) => `<span>${e(say.hour(hour))}</span>`).join('')
  const rows = days.map((day) => {
    const today = now && day.today
    return `<tr${today ? ' class="today"' : ''}><th scope="row">${e(day.day)}${today ? ` <small>${e(say.today)}</small>` : ''}</th><td aria-hidden="true">${strip(day)}</td><td>${e(day.words)}</td></tr>`
  })
  const head = `<tr><th scope="col"><span class="unseen">${e(say.day)}</span></th><td class="axis" aria-hidden="true"><div>${axis}</div></td><th scope="col"><span class="unseen">${e(say.open)}</span></th></tr>`
  return `<table class="week"><caption class="unseen">${e(caption)}</caption><thead>${head}</thead><tbody>${rows.join('')}</tbody></table>`
}

function block(one: Block, title: string, lang: Lang, now: boolean): string {
  switch (one.is) {
    case 'heading': return `<h3${one.id === undefined ? '' : ` id="${e(one.id)}"`}>${e(one.text)}</h3>`
    case 'text': return one.lines.map((line) => `<p>${lineAsHtml(line)}</p>`).join('')
    case 'table': return table(one, title)
    case 'week': return week(one, lang, now)
    case 'list': {
      const items = one.items.map(({ id, cell }) => `<li${id === undefined ? '' : ` id="${e(id)}"`}>${cellAsHtml(cell)}</li>`).join('')
      return one.ordered ? `<ol>${items}</ol>` : `<ul>${items}</ul>`
    }
  }
}

/** A section as HTML. `now`: today is marked, and what is open now is said. */
export function sectionAsHtml({ id, title, blocks }: Section, lang: Lang, now: boolean): string {
  const shown = now ? blocks : lasting(blocks)
  return `<section id="${e(id)}"><h2>${e(title)}</h2>${shown.map((one) => block(one, title, lang, now)).join('\n')}</section>`
}
