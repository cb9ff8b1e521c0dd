import type { CalendarSpec, WeeklySpec } from './types.ts'

/** Every weekly calendar of which a calendar is made. */
export function weeklyParts(spec: CalendarSpec): WeeklySpec[] {
  switch (spec.kind) {
    case 'weekly': return [spec]
    case 'always': return []
    case 'complement': return weeklyParts(spec.of)
    case 'minus': return [...weeklyParts(spec.of), ...weeklyParts(spec.less)]
    default: return spec.of.flatMap(weeklyParts)
  }
}
