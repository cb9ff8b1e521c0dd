/** A key of the document's first level, its value and what follows on its line. */
const line = (key: string) => new RegExp(`^(${key}:[ \\t]*)("(?:[^"\\\\]|\\\\.)*"|'(?:[^']|'')*'|[^\\s#][^#\\n]*?)?([ \\t]*(?:[ \\t]#[^\\n]*)?\\r?)$`, 'm')

/**
 * The same text with another name and day: only these two values change, and all that was written around them stays. A key that is
 * missing, or written over several lines, is left to be found by the check of what comes out.
 */
export function withHeader(source: string, given: Readonly<Record<'version' | 'effective', string>>): string {
  return (['version', 'effective'] as const).reduce((text, key) => text.replace(line(key), (_all, before: string, _value, after: string) => `${before.trimEnd()} ${JSON.stringify(given[key])}${after}`), source)
}
