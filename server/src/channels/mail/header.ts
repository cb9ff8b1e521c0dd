/** The header of a message as it was sent, before anything interprets it: what the checks on the sender look at. */

/** One field of the header block. */
export interface Field {
  /** Lower case. */
  readonly name: string
  /** Unfolded, trimmed, bytes above 127 read as UTF-8; encoded words are left as they are. */
  readonly value: string
}

/** Bytes of header that are read; a longer header makes the message unreadable (AB-34). */
export const headerLimit = 256 * 1024

/** Where the header block ends: the offset of the first byte of the body, or the whole length when there is no body. */
export function endOfHeader(raw: Buffer): number {
  const crlf = raw.indexOf('\r\n\r\n')
  const lf = raw.indexOf('\n\n')
  const ends = [crlf < 0 ? Infinity : crlf + 4, lf < 0 ? Infinity : lf + 2]
  return Math.min(...ends, raw.length)
}

/**
 * The fields of a message's own header, in order, repeated ones too.
 * Lines that are no field (no colon, a stray mbox "From " line) are passed over.
 */
export function readHeader(raw: Buffer): Field[] {
  const text = raw.subarray(0, Math.min(endOfHeader(raw), headerLimit)).toString('utf8')
  const fields: { name: string; value: string[] }[] = []
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line === '') continue
    const last = fields.at(-1)
    if (/^[ \t]/.test(line)) {
      last?.value.push(line.trim())
      continue
    }
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trimEnd().toLowerCase()
    if (colon < 1 || !/^[!-9;-~]+$/.test(name)) continue
    fields.push({ name, value: [line.slice(colon + 1).trim()] })
  }
  return fields.map((field) => ({ name: field.name, value: field.value.filter((part) => part !== '').join(' ') }))
}

/** Every value of a field, in order. */
export function valuesOf(fields: readonly Field[], name: string): string[] {
  return fields.filter((field) => field.name === name).map((field) => field.value)
}

/** The first value of a field, or undefined. */
export function valueOf(fields: readonly Field[], name: string): string | undefined {
  return fields.find((field) => field.name === name)?.value
}

/** The Message-IDs in a value, without angle brackets, each once. Nothing for an empty or broken value. */
export function messageIdsIn(value: string | undefined): string[] {
  const found = (value ?? '').slice(0, 65_536).matchAll(/<([^<>\s]{1,998})>/g)
  return [...new Set([...found].map((match) => match[1] as string).filter((id) => /[^@]/.test(id)))]
}
