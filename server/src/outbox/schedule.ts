const minute = 60_000
const hour = 60 * minute

/** Waits between the attempts at one letter, then the last one again and again. */
const waits = [minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 6 * hour] as const
/** After so long a letter that always got "later" is given up. */
const patience = 5 * 24 * hour
/** The relay being away is no letter's fault: looked for again soon, however often it was away. */
const relayWait = 2 * minute

/**
 * When to try a letter again (epoch ms), or undefined to give up.
 * @param attempts how many were made, this one included
 */
export function nextAttempt(createdAt: number, attempts: number, now: number, relayAway: boolean): number | undefined {
  if (now - createdAt >= patience) return undefined
  const wait = waits[Math.min(attempts, waits.length) - 1] ?? minute
  return now + (relayAway ? Math.min(wait, relayWait) : wait)
}
