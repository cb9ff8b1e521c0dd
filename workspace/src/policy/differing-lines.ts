/** A stretch of lines that two texts do not share. */
export interface Hunk { readonly line: number; readonly theirs: readonly string[]; readonly mine: readonly string[] }

/** How far ahead the same line is looked for. */
const ahead = 400

/** Where two texts differ, line by line: enough to choose between them, not the shortest way from one to the other. */
export function differingLines(theirs: string, mine: string): Hunk[] {
  const [a, b] = [theirs.split('\n'), mine.split('\n')]
  const hunks: Hunk[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1
      j += 1
      continue
    }
    const [from, to] = meet(a, b, i, j)
    hunks.push({ line: j + 1, theirs: a.slice(i, from), mine: b.slice(j, to) })
    i = from
    j = to
  }
  return hunks
}

/** The nearest place where both go on alike for two lines; else both ends. */
function meet(a: readonly string[], b: readonly string[], i: number, j: number): [number, number] {
  for (let sum = 1; sum <= ahead; sum += 1) {
    for (let left = 0; left <= sum; left += 1) {
      const [from, to] = [i + left, j + sum - left]
      if (from <= a.length && to <= b.length && a[from] === b[to] && a[from + 1] === b[to + 1] && (from < a.length || to === b.length)) return [from, to]
    }
  }
  return [a.length, b.length]
}
