/** Constraints on the order of the queue: other things being equal, the first class comes before the other. */
import type { Context } from '../read/context.ts'
import type { QueueConstraint } from '../read/handling.ts'
import type { FactDeclaration, QueueAnswer, Rule } from '../policy.ts'
import { spaceOf, type Box, type Region } from '../resolve/dimensions.ts'

const mostCells = 200_000

export function checkQueueConstraints(ctx: Context, order: readonly Rule<QueueAnswer>[], constraints: readonly QueueConstraint[], effective: number): void {
  for (const constraint of constraints) {
    const { dimensions, region } = spaceOf([...order.map((rule) => rule.when), constraint.first, constraint.before], { facts: ctx.facts as ReadonlyMap<string, FactDeclaration>, calendars: ctx.calendars, from: effective })
    const cells = dimensions.map((dimension) => Array.from({ length: dimension.count }, (_, cell) => cell).filter((cell) => dimension.possible[cell] && dimension.mustAnswer[cell]))
    if (cells.reduce((product, list) => product * list.length, 1) > mostCells) {
      ctx.findings.add('not-checked', constraint.place, { family: 'queue.must' }, constraint.clause)
      continue
    }
    const [first, before] = [region(constraint.first), region(constraint.before)]
    const ranks = order.map((rule) => region(rule.when))
    const compared = dimensions.map((_, at) => [...first, ...before].some((box) => box[at] !== null))
    // Requests that differ only in what the constraint speaks of are compared with one another.
    const groups = new Map<string, { lastOfFirst: number; firstOfBefore: number }>()
    for (const point of product(cells)) {
      const rank = rankOf(ranks, point)
      const group = point.filter((_, at) => !compared[at]).join()
      const known = groups.get(group) ?? { lastOfFirst: -1, firstOfBefore: Infinity }
      if (holds(first, point)) known.lastOfFirst = Math.max(known.lastOfFirst, rank)
      else if (holds(before, point)) known.firstOfBefore = Math.min(known.firstOfBefore, rank)
      groups.set(group, known)
    }
    if ([...groups.values()].some((group) => group.lastOfFirst >= group.firstOfBefore)) {
      ctx.findings.add('queue-constraint-broken', constraint.place, { first: constraint.firstText, before: constraint.beforeText }, constraint.clause)
    }
  }
}

function rankOf(ranks: readonly Region[], point: readonly number[]): number {
  const found = ranks.findIndex((region) => holds(region, point))
  return found < 0 ? ranks.length : found
}

function holds(region: Region, point: readonly number[]): boolean {
  return region.some((box: Box) => box.every((table, at) => table === null || table[point[at]!] === 1))
}

function* product(lists: readonly (readonly number[])[]): Generator<number[]> {
  if (lists.length === 0) {
    yield []
    return
  }
  const [head, ...rest] = lists
  for (const one of head!) for (const others of product(rest)) yield [one, ...others]
}
