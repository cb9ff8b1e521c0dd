import { pause } from '#platform/time.ts'

/** Answers of one kind rest this long (real milliseconds) before they are worked out again, however much changes meanwhile. */
const rest = 1_000

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
      const latest = work()
      this.#latest = latest
      const forget = () => {
        if (this.#latest === latest) this.#latest = undefined
      }
      this.#rested = latest.then(() => pause(rest), () => {
        forget()
        return pause(rest)
      })
      return latest
    })
    return this.#coming
  }
}
