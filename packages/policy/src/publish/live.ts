import type { Lang } from '../model.ts'
import type { LiveValue, Part } from '../words/fill.ts'
import { labels } from './labels.ts'

const [open, close] = ['\ue000', '\ue001']
const mark = new RegExp(`${open}(\\d+)${close}`, 'g')

/** A text made safe inside HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Text that Markdown would not take for its own signs. */
function literal(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>]/g, '\\$&')
}

/**
 * Markdown with live values in its midst, as HTML. The values never pass through the Markdown reader, so that nothing in
 * them can become markup; in the address of a link they are put as they are.
 * @param markdown turns Markdown into safe HTML
 * @param live the HTML of a live value
 */
export function renderParts(parts: readonly Part[], markdown: (text: string) => string, live: (value: LiveValue) => string): string {
  const values: LiveValue[] = []
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') text += part.replaceAll(/[\ue000\ue001]/g, '')
    else if (/\]\([^)\s]*$/.test(text)) text += part.href ?? encodeURI(part.text)
    else text += `${open}${values.push(part) - 1}${close}`
  }
  return markdown(text).replace(mark, (_, index: string) => live(values[Number(index)] as LiveValue))
}

const leads = /^(https?:|mailto:|tel:|#)/

/** A live value underlined: a link to what sets it, or to where an address leads. */
export function liveAsHtml({ text, path, clause, href, anchor }: LiveValue, lang: Lang): string {
  const title = clause === undefined ? '' : ` title="${escapeHtml(`${labels[lang].clause} ${clause}`)}"`
  const to = href !== undefined && leads.test(href) ? href : anchor === undefined ? undefined : `#${anchor}`
  const more = ` class="live" data-path="${escapeHtml(path)}"${title}`
  return to === undefined ? `<span${more}>${escapeHtml(text)}</span>` : `<a href="${escapeHtml(to)}"${more}>${escapeHtml(text)}</a>`
}

/**
 * The same parts as Markdown text.
 * @param linked where a clause of this fragment is reached in the text; undefined: nowhere
 */
export function partsAsMarkdown(parts: readonly Part[], linked: (anchor: string) => string | undefined): string {
  return parts.map((part) => {
    if (typeof part === 'string') return part
    if (part.href?.startsWith('http')) return `<${part.href}>`
    const to = linked(part.anchor ?? part.href?.replace(/^#/, '') ?? '')
    return to === undefined ? literal(part.text) : `[${literal(part.text)}](${to})`
  }).join('')
}
