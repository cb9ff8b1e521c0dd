/** Patterns of texts, matched in time proportional to the text whatever the pattern. */
import { RE2JS } from 're2js'
import type { Context } from './context.ts'
import type { Node } from './node.ts'

const longest = 500

/** A test of the whole text, or null after a finding. */
export function readPattern(ctx: Context, node: Node, pattern: string): ((text: string) => boolean) | null {
  if (pattern.length > longest) {
    ctx.findings.add('pattern-invalid', node, { pattern: `${pattern.slice(0, 40)}…`, problem: `> ${longest}` })
    return null
  }
  try {
    const compiled = RE2JS.compile(pattern)
    return (text) => text.length <= 10_000 && compiled.matches(text)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    ctx.findings.add('pattern-invalid', node, { pattern: pattern.slice(0, 80), problem: error.message.slice(0, 120) })
    return null
  }
}
