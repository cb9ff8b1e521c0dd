import { endOfHeader, headerLimit } from './header.ts'

/** What keeps a message from being taken apart (MAIL-21, AB-34). */
export type Unreadable = 'empty' | 'header_too_long' | 'too_deep' | 'too_many_parts' | 'utf7' | 'broken'

const deepest = 50
const mostParts = 500
const dash = 45

interface Level {
  readonly boundary: string
  readonly depth: number
}

/**
 * Walks the bare structure of a message once, in linear time, before a parser is trusted with it.
 * Gives what is wrong, or undefined when it stays within depth ≤ 50 and ≤ 500 parts.
 */
export function findExcess(raw: Buffer): Unreadable | undefined {
  if (raw.length === 0) return 'empty'
  if (endOfHeader(raw) > headerLimit) return 'header_too_long'
  const levels: Level[] = []
  let parts = 1
  let depth = 1
  let inHeader = true
  let type = ''
  let collecting = false

  const enter = (): Unreadable | undefined => {
    inHeader = false
    const content = type.slice(0, 4_096)
    type = ''
    if (/charset\s*=\s*"?\s*(?:unicode-1-1-)?utf-?7\b/i.test(content)) return 'utf7'
    if (/^\s*message\/rfc822/i.test(content)) {
      depth += 1
      inHeader = true
    } else if (/^\s*multipart\//i.test(content)) {
      const named = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(content)
      const boundary = named?.[1] ?? named?.[2]
      if (boundary !== undefined) {
        depth += 1
        levels.push({ boundary: boundary.trimEnd(), depth })
      }
    }
    return depth > deepest ? 'too_deep' : undefined
  }

  for (let start = 0; start < raw.length; ) {
    const newline = raw.indexOf(10, start)
    const end = newline < 0 ? raw.length : newline
    // In a body only a boundary means something: its other lines, most of any mail, are not even made into text.
    if (!inHeader && !(raw[start] === dash && raw[start + 1] === dash)) {
      start = end + 1
      continue
    }
    // A boundary is 70 characters at most, a header line that matters little longer: the rest of a long line is not read.
    const line = raw.toString('latin1', start, Math.min(end, start + 2_048)).replace(/\r$/, '')
    start = end + 1
    if (line.startsWith('--') && levels.length > 0) {
      const found = levels.findLastIndex((level) => line.startsWith(level.boundary, 2))
      if (found >= 0) {
        const level = levels[found] as Level
        const closing = line.startsWith('--', 2 + level.boundary.length)
        levels.length = closing ? found : found + 1
        depth = closing ? level.depth - 1 : level.depth
        inHeader = !closing
        type = ''
        collecting = false
        if (!closing && ++parts > mostParts) return 'too_many_parts'
        continue
      }
    }
    if (!inHeader) continue
    if (line === '') {
      collecting = false
      const wrong = enter()
      if (wrong !== undefined) return wrong
    } else if (/^content-type\s*:/i.test(line)) {
      collecting = true
      type = line.slice(line.indexOf(':') + 1)
    } else if (collecting && /^[ \t]/.test(line) && type.length < 4_096) {
      type += line
    } else {
      collecting = false
    }
  }
  return undefined
}
