/** The name of a zone, refused when it is an abbreviation (SEED-05) or unknown. */
import { zoneProblem } from '../calendar/calendar.ts'
import type { Context } from './context.ts'
import { text } from './expect.ts'
import type { Node } from './node.ts'

/** The zone, or null after a finding that offers names. */
export function readZone(ctx: Context, node: Node): string | null {
  const zone = text(ctx, node, 'zone')
  if (zone === null) return null
  const problem = zoneProblem(zone)
  if (problem?.problem === 'abbreviation') ctx.findings.add('zone-abbreviation', node, { zone, offers: problem.offers })
  if (problem?.problem === 'unknown') ctx.findings.add('zone-unknown', node, { zone, near: problem.offers[0] ?? null })
  return problem ? null : zone
}
