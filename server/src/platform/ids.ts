import { v7 } from 'uuid'
import type { Time } from './time.ts'

/** Makes ids: UUIDv7, so that rows made one after another lie side by side in an index. */
export interface Ids {
  /** A new id, lower case, greater than every id this maker gave before in the same millisecond. */
  next(): string
}

/** A maker whose ids carry the instant of `time`. */
export function createIds(time: Time): Ids {
  let last = -1
  let seq = 0
  return {
    next() {
      const msecs = time.now()
      // The counter keeps ids of one millisecond in order; 31 bits are free for it in the layout of RFC 9562.
      seq = msecs === last ? seq + 1 : 0
      last = msecs
      return v7({ msecs, seq })
    },
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether a text is an id in the one form we write: any other form of the same number is refused at the door. */
export function isId(text: string): boolean {
  return uuid.test(text)
}

/** The instant (epoch ms) that a UUIDv7 carries. */
export function instantOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
