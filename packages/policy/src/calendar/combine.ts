/** Calendars made of calendars: complement, union, intersection, one less another. */
import { complement, intersect, subtract, union } from './intervals.ts'
import type { Source } from './source.ts'
import type { CalendarSpec } from './types.ts'
import { weeklySource } from './weekly.ts'

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
