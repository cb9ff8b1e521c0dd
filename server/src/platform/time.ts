/** The only reader of the system's time. Everything else is handed a `Time`, so that a test can move it. */

/** Where code learns what time it is. */
export interface Time {
  /** The present instant, in milliseconds since 1970-01-01T00:00Z. */
  now(): number
}

/** A time that stands still until it is moved. */
export interface MovableTime extends Time {
  /** Jumps to an instant (epoch ms); backwards is allowed, as real machines do it too. */
  set(instant: number): void
  /** Moves forward by a number of milliseconds; refuses a negative one, use `set` to go back. */
  advance(milliseconds: number): void
}

/** The machine's own time. */
export const systemTime: Time = { now: () => Date.now() }

/** A time for tests and demonstrations: starts at `start` (epoch ms, or an ISO instant such as "2026-11-22T21:00:00Z"). */
export function movableTime(start: number | string): MovableTime {
  let instant = typeof start === 'string' ? Date.parse(start) : start
  if (!Number.isFinite(instant)) throw new TypeError(`not an instant: ${start}`)
  return {
    now: () => instant,
    set(next) {
      instant = next
    },
    advance(milliseconds) {
      if (milliseconds < 0) throw new RangeError('advance() goes forward only; use set()')
      instant += milliseconds
    },
  }
}

/** Real milliseconds, whatever the `Time` in use says: for waiting on sockets and processes, never for a promise. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal?.addEventListener('abort', end, { once: true })
  })
}

/** Real milliseconds since it was asked for: how long work took, never a promise. */
export function stopwatch(): () => number {
  const from = performance.now()
  return () => performance.now() - from
}
