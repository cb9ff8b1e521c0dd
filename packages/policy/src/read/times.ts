/** Durations as a rule writes them: plain, or a figure of the policy. */
import type { Context } from './context.ts'
import { wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, type Node } from './node.ts'
import { parseDuration } from './values.ts'

/** Seconds of `30min` or `figure.slice`; null after a finding, or without a node. `least`: the least that makes sense; the last: what else may stand there. */
export function readSeconds(ctx: Context, node: Node | undefined, what: string, least = 0, [orFr, orEn] = ['', '']): number | null {
  if (!node) return null
  const text = asText(node) ?? ''
  const named = /^figure\.(.+)$/.exec(text)?.[1]
  if (named !== undefined && !ctx.figures.has(named)) {
    ctx.findings.add('unknown-figure', node, { name: named, near: nearest(named, ctx.figures.keys()) })
    return null
  }
  const figure = named === undefined ? undefined : ctx.figures.get(named)
  const seconds = figure ? (figure.form === 'duration' ? figure.value : null) : parseDuration(text)
  return seconds !== null && seconds >= least ? seconds : wrong(ctx, node, what, `${orFr}une durée comme 30min, ou figure.nom`, `${orEn}a duration such as 30min, or figure.name`)
}
