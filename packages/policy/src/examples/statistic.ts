import type { Statistic } from '../model.ts'

/** What a promise over a population amounts to. Values and target in the same unit. */
export interface Population {
  count: number
  mean: number
  /** How many are over the target. */
  over: number
  /** Percentage within the target. */
  share: number
  met: boolean
}

/** Measures a population against a target: each one within it, or their mean, or a share of them. An empty one has kept everything. */
export function measurePopulation(counted: readonly number[], target: number, statistic: Statistic): Population {
  const count = counted.length
  const over = counted.filter((value) => value > target).length
  const mean = count === 0 ? 0 : counted.reduce((sum, value) => sum + value, 0) / count
  const share = count === 0 ? 100 : ((count - over) * 100) / count
  const met = count === 0 || (statistic.of === 'each' ? over === 0 : statistic.of === 'mean' ? mean <= target : share >= statistic.percent)
  return { count, mean, over, share, met }
}
