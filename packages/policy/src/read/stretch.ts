/** Lengths in days and months of the wall, as a clause writes them. */
import { parseStretch, type Stretch } from '../calendar/stretch.ts'
import type { Context } from './context.ts'
import { wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, type Node } from './node.ts'

/** `30d`, `12 months`, or a figure that is a length of this sort or a number of whole days; null after a finding, or without a node. */
export function readStretch(ctx: Context, node: Node | undefined, what: string): Stretch | null {
  if (!node) return null
  const written = asText(node) ?? ''
  const name = /^figure\.(.+)$/.exec(written)?.[1]
  const figure = name === undefined ? undefined : ctx.figures.get(name)
  if (name !== undefined && !figure) {
    ctx.findings.add('unknown-figure', node, { name, near: nearest(name, ctx.figures.keys()) })
    return null
  }
  const read = figure ? (figure.form === 'stretch' ? figure.value : figure.form === 'duration' ? parseStretch(`${figure.value / 86_400}d`) : null) : parseStretch(written)
  return read ?? wrong(ctx, node, what, 'une durée en jours, en mois ou en années, comme 15d ou 12 months', 'a length in days, months or years, such as 15d or 12 months')
}
