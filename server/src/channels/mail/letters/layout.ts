import type { Lang } from '@guichet/policy/model'

/** A piece of a letter: a paragraph, a link on its own, what an agent wrote, what is quoted, or the small print. */
export type Block =
  | { readonly kind: 'paragraph' | 'written' | 'small'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string }
  | { readonly kind: 'quote'; readonly heading: string; readonly text: string }

export interface Layout {
  readonly language: Lang
  readonly signature: readonly string[]
  readonly blocks: readonly Block[]
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}

/** Text as HTML, its http and https addresses made into links. */
function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"')\]]{1,2000})/)
    .map((part, index) => (index % 2 === 0 ? escapeHtml(part) : `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>`))
    .join('')
}

const quoted = (text: string) => text.split('\n').map((line) => (line === '' || line.startsWith('>') ? `>${line}` : `> ${line}`)).join('\n')

function textOf(block: Block): string {
  if (block.kind === 'link') return block.href
  return block.kind === 'quote' ? `${block.heading}\n\n${quoted(block.text)}` : block.text
}

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph': return `<p style="margin:0 0 1em">${withLinks(block.text)}</p>`
    case 'written': return `<div style="margin:0 0 1em;white-space:pre-wrap">${withLinks(block.text)}</div>`
    case 'small': return `<p style="margin:0 0 1em;color:#555;font-size:13px">${withLinks(block.text)}</p>`
    case 'link': return `<p style="margin:0 0 1em"><a href="${escapeHtml(block.href)}">${escapeHtml(block.href)}</a></p>`
    case 'quote':
      return `<p style="margin:1em 0 .5em;color:#555">${escapeHtml(block.heading)}</p><blockquote style="margin:0;padding:0 0 0 1em;border-left:2px solid #ccc;color:#555;white-space:pre-wrap">${escapeHtml(block.text)}</blockquote>`
  }
}

/** A letter as plain text: complete by itself, the signature after `-- `, what is quoted last. */
export function layoutText({ blocks, signature }: Layout): string {
  const quotes = blocks.filter((block) => block.kind === 'quote')
  const others = blocks.filter((block) => block.kind !== 'quote')
  return `${[...others.map(textOf), `-- \n${signature.join('\n')}`, ...quotes.map(textOf)].join('\n\n')}\n`
}

/** The same as HTML: no image, no remote style, readable in any program, its language stated. */
export function layoutHtml({ blocks, signature, language }: Layout): string {
  const quotes = blocks.filter((block) => block.kind === 'quote')
  const others = blocks.filter((block) => block.kind !== 'quote')
  const sign = `<p style="margin:1.5em 0 0;color:#555">${signature.map(escapeHtml).join('<br>')}</p>`
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head><body style="font:15px/1.5 system-ui,sans-serif">${[...others.map(htmlOf), sign, ...quotes.map(htmlOf)].join('')}</body></html>`
}
