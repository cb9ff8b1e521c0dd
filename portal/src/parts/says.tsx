import MarkdownIt from 'markdown-it'
import type { LiveValue, Part } from '@guichet/policy'
import type { Lang } from '@guichet/policy'
import { textsIn } from '../texts/texts.ts'

// Characters of a private use area stand for live values while Markdown is rendered, so that a value can break nothing.
const open = '\uE000'
const close = '\uE001'
const marked = /\uE000(\d+)\uE001/g
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function live(value: LiveValue, lang: Lang): string {
  const title = value.clause === undefined ? '' : ` title="${escape(textsIn(lang).liveValue(value.clause))}"`
  const text = escape(value.text)
  if (value.href !== undefined && /^(https?:|mailto:|tel:)/.test(value.href)) return `<a class="live" href="${escape(value.href)}"${title}>${text}</a>`
  return `<span class="live"${title}>${text}</span>`
}

/** What a clause says: its Markdown, with every live value underlined and pointing at its rule. */
export function Says({ parts, lang }: { parts: readonly Part[]; lang: Lang }) {
  const values: LiveValue[] = []
  const source = parts.map((part) => {
    if (typeof part === 'string') return part.replaceAll(open, '').replaceAll(close, '')
    values.push(part)
    return `${open}${values.length - 1}${close}`
  }).join('')
  const html = markdown.render(source).replaceAll(marked, (_, index: string) => live(values[Number(index)]!, lang))
  return <div className="clause-says" dangerouslySetInnerHTML={{ __html: html }} />
}
