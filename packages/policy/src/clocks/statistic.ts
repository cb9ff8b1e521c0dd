/** What a promise over many requests amounts to (S2-14, TIME-27). */
import type { Statistic } from '../model.ts'

export interface StatisticReading {
  count: number
  mean: number
  median: number
  p90: number
  max: number
  /** How many are over the value by themselves. */
  over: number
  /** Percentage within the value. */
  share: number
  /** null when there is nothing to judge. */
  met: boolean | null
}

/** Measures what was counted for each request against the promised value; both in the same unit. */
export function statisticOf(target: { value: number; statistic: Statistic }, counted: readonly number[]): StatisticReading {
  const sorted = counted.toSorted((a, b) => a - b)
  const count = sorted.length
  if (count === 0) return { count, mean: 0, median: 0, p90: 0, max: 0, over: 0, share: 100, met: null }
  const over = sorted.filter((value) => value > target.value).length
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count
  const share = ((count - over) * 100) / count
  const { statistic } = target
  const met = statistic.of === 'each' ? over === 0 : statistic.of === 'mean' ? mean <= target.value : share >= statistic.percent
  const median = count % 2 === 1 ? sorted[(count - 1) / 2]! : (sorted[count / 2 - 1]! + sorted[count / 2]!) / 2
  return { count, mean, median, p90: sorted[Math.ceil(count * 0.9) - 1]!, max: sorted[count - 1]!, over, share, met }
}
