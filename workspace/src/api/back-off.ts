const first = 500
const longest = 30_000

/**
 * Milliseconds to wait before the next attempt: doubled each time up to 30 s. `chance`, from 0 to 1, spreads by half
 * the wait those who lost the server at the same instant.
 */
export function backOff(attempt: number, chance: number): number {
  const full = Math.min(longest, first * 2 ** Math.min(attempt, 10))
  return Math.round(full / 2 + (full / 2) * chance)
}
