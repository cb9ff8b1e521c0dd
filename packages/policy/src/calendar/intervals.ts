/** Sorted, disjoint, half-open intervals as flat pairs `[from, to, from, to, …]`: the algebra of opening hours. */
export type Intervals = readonly number[]

/** Sorts, merges what overlaps or touches, drops what is empty (TIME-14). */
export function normalise(pairs: Intervals): number[] {
  const order: number[] = []
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i]! < pairs[i + 1]!) order.push(i)
  let sorted = true
  for (let k = 1; k < order.length && sorted; k++) sorted = pairs[order[k - 1]!]! <= pairs[order[k]!]!
  if (!sorted) order.sort((a, b) => pairs[a]! - pairs[b]!)
  const merged: number[] = []
  for (const i of order) {
    const last = merged.length - 1
    if (last > 0 && pairs[i]! <= merged[last]!) {
      if (pairs[i + 1]! > merged[last]!) merged[last] = pairs[i + 1]!
    } else merged.push(pairs[i]!, pairs[i + 1]!)
  }
  return merged
}

/** What is in any of the sets. */
export function union(sets: readonly Intervals[]): number[] {
  return normalise(sets.flatMap((set) => [...set]))
}

/** What of `[from, to)` is not in the set. */
export function complement(set: Intervals, from: number, to: number): number[] {
  const rest: number[] = []
  let at = from
  for (let i = 0; i < set.length; i += 2) {
    if (set[i]! > at) rest.push(at, Math.min(set[i]!, to))
    at = Math.max(at, set[i + 1]!)
    if (at >= to) return rest
  }
  rest.push(at, to)
  return rest
}

/** What is in both sets. */
export function intersect(a: Intervals, b: Intervals): number[] {
  const common: number[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const from = Math.max(a[i]!, b[j]!)
    const to = Math.min(a[i + 1]!, b[j + 1]!)
    if (from < to) common.push(from, to)
    if (a[i + 1]! < b[j + 1]!) i += 2
    else j += 2
  }
  return common
}

/** What is in the first set and not in the second. */
export function subtract(set: Intervals, less: Intervals): number[] {
  if (set.length === 0) return []
  return intersect(set, complement(less, set[0]!, set[set.length - 1]!))
}

/** What of the set is in `[from, to)`. */
export function clip(set: Intervals, from: number, to: number): number[] {
  return intersect(set, from < to ? [from, to] : [])
}
