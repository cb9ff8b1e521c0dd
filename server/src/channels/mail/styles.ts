const colour = /^(?:#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s.,%]{1,40}\))$/i
const length = /^\d{1,4}(?:\.\d{1,2})?(?:px|pt|em|rem|%)?$/i
/** What of CSS may stand in somebody's mail, and how: nothing that fetches, covers or moves. */
const styles: Readonly<Record<string, RegExp>> = {
  color: colour,
  'background-color': colour,
  'font-weight': /^(?:normal|bold|[1-9]00)$/,
  'font-style': /^(?:normal|italic)$/,
  'text-align': /^(?:left|right|center|justify|start|end)$/,
  'text-decoration': /^(?:none|underline|line-through)$/,
  'white-space': /^(?:pre|pre-wrap|normal)$/,
  'border-collapse': /^(?:collapse|separate)$/,
  width: length,
  padding: /^(?:\d{1,3}(?:px|pt|em)?\s?){1,4}$/,
}

function readStyle(style: string): string {
  return style.split(';').flatMap((declaration) => {
    const colon = declaration.indexOf(':')
    const name = declaration.slice(0, Math.max(0, colon)).trim()
    const given = declaration.slice(colon + 1).trim()
    const value = given.replace(/\s*!\s*important$/i, '')
    if (!Object.hasOwn(styles, name) || value.length > 60 || styles[name]?.test(value) !== true) return []
    return `${name}:${value}${value === given ? '' : ' !important'}`
  }).join(';')
}

/** Styles that were read: a mail says the same one in every paragraph. */
const read = new Map<string, string>()
const mostRead = 1_000
const longestRead = 500

/**
 * What may stay of a `style` attribute; '' for nothing. Put together anew from names and values that match a short list from end to
 * end, so that it does not matter how a browser would have read the rest: a comment, a quote or an escape matches nothing.
 */
export function keptStyle(style: string): string {
  if (style.length > longestRead) return readStyle(style.slice(0, 20_000))
  const known = read.get(style)
  if (known !== undefined) return known
  if (read.size >= mostRead) read.clear()
  const kept = readStyle(style)
  read.set(style, kept)
  return kept
}
