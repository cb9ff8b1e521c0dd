/** What every kind of calendar can do before it is compiled: be written out over a stretch of time. */
import type { Words } from '../model.ts'
import { complement, intersect, subtract, union } from './intervals.ts'
import type { CalendarSpec, Instant } from './types.ts'
import { weeklySource } from './weekly.ts'

/** A day that explains why time is closed. */
export interface Shade { from: Instant; to: Instant; holiday: boolean; label: Words | undefined }

export interface Source {
  zone: string
  /** Open time within `[from, to)`, sorted and merged. */
  expand(from: Instant, to: Instant): number[]
  /** Holidays and exceptions that touch `[from, to)`. */
  shades(from: Instant, to: Instant): Shade[]
}

/** The source of a specification. The zone of a combination is its own, else that of its first part. */
export function sourceOf(spec: CalendarSpec): Source {
  if (spec.kind === 'weekly') return weeklySource(spec)
  if (spec.kind === 'always') return { zone: spec.zone ?? 'UTC', expand: (from, to) => [from, to], shades: () => [] }
  if (spec.kind === 'complement') {
    const of = sourceOf(spec.of)
    return { zone: spec.zone ?? of.zone, expand: (from, to) => complement(of.expand(from, to), from, to), shades: () => [] }
  }
  if (spec.kind === 'minus') {
    const of = sourceOf(spec.of)
    const less = sourceOf(spec.less)
    return { ...of, zone: spec.zone ?? of.zone, expand: (from, to) => subtract(of.expand(from, to), less.expand(from, to)) }
  }
  const parts = spec.of.map(sourceOf)
  const combine = spec.kind === 'union'
    ? (sets: number[][]): number[] => union(sets)
    : (sets: number[][]): number[] => (sets.length === 0 ? [] : sets.reduce(intersect))
  return {
    zone: spec.zone ?? parts[0]?.zone ?? 'UTC',
    expand: (from, to) => combine(parts.map((part) => part.expand(from, to))),
    shades: (from, to) => parts.flatMap((part) => part.shades(from, to)),
  }
}
