/**
 * Where the history quoted under an answer begins, so that a face can fold it. Nothing is ever removed (MAIL-22):
 * a wrong guess costs a click, not a log.
 */

/** Headings that mail programs put above what they quote (MAIL-23). Each is matched on one line, or on two joined. */
const headings: readonly RegExp[] = [
  /^(?:le|on) (?=.*\d).{6,160}(?:a écrit|wrote|écrit)\s*:$/iu,
  /^-{2,}\s*(?:message d[’']origine|mail original|mail transféré|original message|forwarded message|message transféré)\s*-{2,}$/iu,
  /^(?:début du message (?:réexpédié|transféré)|begin forwarded message)\s*:$/iu,
  /^_{20,}$/,
]
const headerLine = /^\*?(?:de|from|envoyé|sent|date|à|to|cc|objet|subject)\s*\*?\s*:\*?\s*\S/iu
const firstHeaderLine = /^\*?(?:de|from)\s*\*?\s*:/iu
const signatures: readonly RegExp[] = [/^-- $/, /^(?:envoyé de mon|envoyé depuis|envoyé à partir de|sent from my|get outlook for) .{1,60}$/iu]

const longestLine = 300

function tidy(line: string): string {
  return line.length > longestLine ? '' : line.replace(/[\u00a0\u202f]/g, ' ').replace(/^[>\s]+/, '').trim()
}

function isHeading(lines: readonly string[], index: number): boolean {
  const line = tidy(lines[index] as string)
  if (line === '') return false
  if (headings.some((heading) => heading.test(line))) return true
  const next = tidy(lines[index + 1] ?? '')
  // « Le …, Jean Dupont a » / « écrit : » wrapped by the sender's program.
  if (/^(?:le|on) .*\d/iu.test(line) && next !== '' && (headings[0] as RegExp).test(`${line} ${next}`)) return true
  if (!firstHeaderLine.test(line)) return false
  const following = lines.slice(index + 1, index + 6).map(tidy)
  return following.filter((other) => headerLine.test(other)).length >= 2
}

/**
 * The offset in `text` (UTF-16 units) at which quoted history or a signature begins and after which nothing new is
 * written; null when there is none. Answers written between quoted lines are never folded away. Linear in the text.
 */
export function quotedFrom(text: string): number | null {
  const lines = text.split('\n')
  const offsets: number[] = []
  let offset = 0
  for (const line of lines) {
    offsets.push(offset)
    offset += line.length + 1
  }
  const fold = (index: number): number | null => (text.slice(0, offsets[index]).trim() === '' ? null : (offsets[index] as number))

  // From the end: quoted and empty lines only. What stands above them is new, wherever quotes came before.
  let tail = lines.length
  while (tail > 0 && /^\s*(?:>.*)?$/.test(lines[tail - 1] as string)) tail -= 1
  const trailing = lines.slice(tail).some((line) => /^\s*>/.test(line))

  const interleaved = (index: number): boolean => {
    let quoted = false
    for (let at = index; at < lines.length; at++) {
      const line = lines[at] as string
      if (/^\s*>/.test(line)) quoted = true
      else if (quoted && line.trim() !== '' && !isHeading(lines, at)) return true
    }
    return false
  }

  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string
    if (signatures.some((signature) => signature.test(line.replace(/\r$/, '')))) return fold(index)
    if (line !== '' && isHeading(lines, index)) {
      if (!interleaved(index + 1)) return fold(index)
      break
    }
  }
  return trailing ? fold(tail) : null
}
