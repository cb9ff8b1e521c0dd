import { pause, stopwatch } from '#platform/time.ts'

/** Answers rest at least this long (real milliseconds) before they are worked out again, however much changes meanwhile. */
const rest = 1_000
/** What takes long is asked more rarely: a tenth of the time at most goes into it. */
const share = 10
const longest = 30_000

/**
 * An answer worked out at most once a second while things change, and not at all while they do not. Whoever asks after a change
 * gets what holds after it: they wait for the next working out, together.
 */
export class Held<T> {
  #latest: Promise<T> | undefined
  #coming: Promise<T> | undefined
  #rested: Promise<unknown> = Promise.resolve()
  #at = 0

  /** What is known no longer holds. */
  touch(): void {
    this.#latest = undefined
  }

  /** `age`: after how long by `now` it no longer holds by itself. */
  get(now: () => number, age: number, work: () => Promise<T>): Promise<T> {
    const since = now() - this.#at
    if (this.#latest && since >= 0 && since < age) return this.#latest
    this.#coming ??= this.#rested.then(() => {
      this.#coming = undefined
      this.#at = now()
      const took = stopwatch()
      const latest = work()
      this.#latest = latest
      const resting = () => pause(Math.min(longest, Math.max(rest, share * took())))
      const forget = () => {
        if (this.#latest === latest) this.#latest = undefined
      }
      this.#rested = latest.then(resting, () => {
        forget()
        return resting()
      })
      return latest
    })
    return this.#coming
  }
}
