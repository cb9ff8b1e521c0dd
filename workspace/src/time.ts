import { useSyncExternalStore } from 'react'

/** The one place of the workspace that reads a clock: the server's time, kept by the difference seen in its answers. */

let ahead = 0
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
const beat = 5_000

/** The server's instant now, as well as we know it. */
export function now(): number {
  return Date.now() + ahead
}

/** Sets our time by an instant that the server just said. Differences under two seconds are the way's own. */
export function setByServer(instant: number): void {
  const found = instant - Date.now()
  if (Math.abs(found - ahead) < 2_000) return
  ahead = found
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => listeners.forEach((each) => each()), beat)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The instant now, renewed every five seconds: what counts down reads this. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(now() / beat) * beat)
}

/** The zone of the person who reads. */
export const readerZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The hour that it is, renewed with it: what only tells today from yesterday reads this. */
export function useHour(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(now() / 3_600_000) * 3_600_000)
}
