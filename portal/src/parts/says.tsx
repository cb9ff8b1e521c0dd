import MarkdownIt from 'markdown-it'
import type { Lang, LiveValue, Part } from '@guichet/policy'
import { escapeHtml, renderParts } from '@guichet/policy/publish/live'
import { textsIn } from '../texts/texts.ts'

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })

function live(value: LiveValue, lang: Lang): string {
  const title = value.clause === undefined ? '' : ` title="${escapeHtml(textsIn(lang).liveValue(value.clause))}"`
  const text = escapeHtml(value.text)
  if (value.href !== undefined && /^(https?:|mailto:|tel:)/.test(value.href)) return `<a class="live" href="${escapeHtml(value.href)}"${title}>${text}</a>`
  return `<span class="live"${title}>${text}</span>`
}

/** What a clause says: its Markdown, with every live value underlined and pointing at its rule. */
export function Says({ parts, lang }: { parts: readonly Part[]; lang: Lang }) {
  const html = renderParts(parts, (text) => markdown.render(text), (value) => live(value, lang))
  return <div className="clause-says" dangerouslySetInnerHTML={{ __html: html }} />
}
