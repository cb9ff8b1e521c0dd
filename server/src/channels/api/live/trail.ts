import type { Change } from '#triage/triage.ts'

/** A change at its place in the row, which is the same in every process: PostgreSQL tells all of them in one order. */
export type Placed = Change & { readonly id: string }

/** The last changes, for those who come back. */
export interface Trail {
  add(change: Placed): void
  /** The place after the last change. */
  place(): string
  /** What followed a place, in order; undefined when that can no longer be told. */
  after(place: string): readonly Placed[] | undefined
  /** Forgets everything: something may have been missed. */
  begin(start: string): void
}

/** A trail of so many changes at most, beginning at `start`. */
export function createTrail(start: string, most = 5_000): Trail {
  let begun = start
  let changes: Placed[] = []
  return {
    add(change) {
      changes.push(change)
      if (changes.length < 2 * most) return
      changes = changes.slice(-most)
      begun = ''
    },
    place: () => changes.at(-1)?.id ?? begun,
    after(place) {
      if (place === begun) return changes
      const at = changes.findLastIndex((change) => change.id === place)
      return at < 0 ? undefined : changes.slice(at + 1)
    },
    begin(fresh) {
      begun = fresh
      changes = []
    },
  }
}
