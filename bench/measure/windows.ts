import process from 'node:process'

/** The middle of the values; the mean of the two middle ones when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

/** The value that `share` (0–1) of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

/** How far the windows lie apart, as a note: lowest to highest. */
export function spread(values: readonly number[], write: (value: number) => string): string {
  return `${write(Math.min(...values))}–${write(Math.max(...values))}`
}

/** Milliseconds of processor time that this thread has used: neighbours on a shared machine do not count. */
function threadTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** How much of a core's time some work takes, in milliseconds. */
export function worked(work: () => unknown): number {
  const begun = threadTime()
  work()
  return threadTime() - begun
}

/**
 * How often `work(i)` can be done per second of one core: one rate for each window of so many milliseconds, after one
 * that does not count. `work` is called in batches: asking for the time would otherwise be a part of what is measured.
 */
export function rates(work: (index: number) => unknown, { windows, milliseconds, batch }: { windows: number; milliseconds: number; batch: number }): number[] {
  const found: number[] = []
  let index = 0
  for (let window = -1; window < windows; window++) {
    const begun = threadTime()
    const from = index
    let elapsed = 0
    while (elapsed < milliseconds) {
      for (const end = index + batch; index < end; index++) work(index)
      elapsed = threadTime() - begun
    }
    if (window >= 0) found.push(((index - from) * 1000) / elapsed)
  }
  return found
}
