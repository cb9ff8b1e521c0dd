/** What every kind of calendar can do before it is compiled: be written out over a stretch of time. */
import type { Instant, Words } from '../model.ts'

/** A day that explains why time is closed. */
export interface Shade { from: Instant; to: Instant; holiday: boolean; label: Words | undefined }

export interface Source {
  zone: string
  /** Open time within `[from, to)`, sorted and merged. */
  expand(from: Instant, to: Instant): number[]
  /** Holidays and exceptions that touch `[from, to)`. */
  shades(from: Instant, to: Instant): Shade[]
}
