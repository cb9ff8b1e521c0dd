/** Durations as a rule writes them: plain, or a figure of the policy. */
import type { Context } from './context.ts'
import { wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, type Node } from './node.ts'
import { parseDuration } from './values.ts'

/** Seconds of `30min` or `figure.slice`; null after a finding, or without a node. `least`: the least that makes sense. */
export function readSeconds(ctx: Context, node: Node | undefined, what: string, least = 0): number | null {
  if (!node) return null
  const text = asText(node) ?? ''
  const named = /^figure\.(.+)$/.exec(text)?.[1]
  if (named !== undefined && !ctx.figures.has(named)) {
    ctx.findings.add('unknown-figure', node, { name: named, near: nearest(named, ctx.figures.keys()) })
    return null
  }
  const figure = named === undefined ? undefined : ctx.figures.get(named)
  const seconds = figure ? (figure.form === 'duration' ? figure.value : null) : parseDuration(text)
  return seconds !== null && seconds >= least ? seconds : wrong(ctx, node, what, 'une durée comme 30min, ou figure.nom', 'a duration such as 30min, or figure.name')
}
