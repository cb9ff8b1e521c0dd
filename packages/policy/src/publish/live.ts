import type { LiveValue, Part } from '../words/fill.ts'

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

/** The same parts as Markdown text. */
export function partsAsMarkdown(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.href?.startsWith('http') ? `<${part.href}>` : literal(part.text))).join('')
}
