import MarkdownIt from 'markdown-it'
import type { Lang, LiveValue, Part } from '@guichet/policy'
import { escapeHtml, renderParts } from '@guichet/policy/publish/live'
import { textsIn } from '../texts/texts.ts'

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })

/** The Markdown of a clause as HTML; markup that is typed in it stays text. */
export function markdownAsHtml(text: string): string {
  return markdown.render(text)
}

function live(value: LiveValue, lang: Lang): string {
  const title = value.clause === undefined ? '' : ` title="${escapeHtml(textsIn(lang).liveValue(value.clause))}"`
  const text = escapeHtml(value.text)
  const to = value.href !== undefined && /^(https?:|mailto:|tel:|#)/.test(value.href) ? value.href : value.anchor === undefined ? undefined : `#${value.anchor}`
  if (to !== undefined) return `<a class="live" href="${escapeHtml(to)}"${title}>${text}</a>`
  return `<span class="live"${title}>${text}</span>`
}

/** What a clause says: its Markdown, with every live value underlined and pointing at its rule. */
export function Says({ parts, lang }: { parts: readonly Part[]; lang: Lang }) {
  const html = renderParts(parts, markdownAsHtml, (value) => live(value, lang))
  return <div className="clause-says" dangerouslySetInnerHTML={{ __html: html }} />
}
