/** An availability said twice: as a percentage, and as the interruption that it allows. */
import { type Exact, decimal, exact, minus, roundHalfUp, share } from '../money/exact.ts'
import type { Context } from './context.ts'
import { keyword, required, wrong } from './expect.ts'
import { asText, get, type MapNode } from './node.ts'
import { parseDuration } from './values.ts'

/** Days of a period, as availability is counted: months of 30 days, years of 365. */
const days = { day: 1, week: 7, month: 30, quarter: 90, year: 365 } as const

/** The seconds of interruption that a percentage of a period leaves; null when the figure speaks of no period. What is written must be that, to the second. */
export function readDowntime(ctx: Context, name: string, map: MapNode, percent: string): number | null {
  const written = get(map, 'downtime')
  if (!written && !get(map, 'per')) return null
  const per = keyword(ctx, required(ctx, map, 'per', `figures.${name}`), `figures.${name}.per`, ['day', 'week', 'month', 'quarter', 'year'])
  const there = decimal(percent)
  const whole = exact(100n)
  const missing: Exact | null = there && minus(whole, there)
  if (!per || !missing) return null
  if (missing.num < 0n || percent.startsWith('-')) return wrong(ctx, get(map, 'percent')!, `figures.${name}.percent`, 'un pourcentage entre 0 et 100', 'a percentage between 0 and 100')
  const seconds = roundHalfUp(share(exact(BigInt(days[per] * 86_400)), missing))
  if (!written) return seconds
  const told = parseDuration(asText(written) ?? '')
  if (told === null) return wrong(ctx, written, `figures.${name}.downtime`, 'une durée comme 43min12s', 'a duration such as 43min12s')
  if (told !== seconds) ctx.findings.add('figures-disagree', map, { figure: name, expected: durationText(seconds), written: asText(written) ?? '' })
  return seconds
}

/** `43min12s`, as the policy would write it. */
function durationText(seconds: number): string {
  const parts = [[Math.floor(seconds / 3600), 'h'], [Math.floor((seconds % 3600) / 60), 'min'], [seconds % 60, 's']] as const
  return parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`).join('') || '0s'
}
