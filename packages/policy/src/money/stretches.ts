/** The time that was worked, cut where a surcharge begins or ends. Whole milliseconds. */
import type { Calendar } from '../calendar/types.ts'
import { horizon } from '../calendar/zone.ts'
import type { Instant } from '../model.ts'

export interface Entry { from: Instant; to: Instant }

/** Time that bears the same surcharges. */
export interface Stretch {
  ms: number
  /** Places, in the list of surcharges, of those whose calendar is open. */
  open: readonly number[]
}

/** What was worked, and the time that follows it, as far as rounding may reach. */
export interface Timeline { worked: Stretch[]; after: Stretch[] }

/** Time without a place in the day: only what needs no calendar can price it. */
export function timeOnly(ms: number): Timeline {
  return { worked: ms > 0 ? [{ ms, open: [] }] : [], after: [] }
}

/** No rounding reaches further: what is beyond bears no surcharge. */
const furthest = 31 * 86_400_000

/** The timeline of entries; `reach` milliseconds of what follows them. */
export function timelineOf(entries: readonly Entry[], calendars: readonly (Calendar | null)[], reach: number): Timeline {
  const worked = stretchesOf(entries, calendars)
  const end = entries.reduce((last, { to }) => Math.max(last, to), -Infinity)
  const until = Math.min(end + Math.min(reach, furthest), horizon.to)
  return { worked, after: worked.length === 0 || until <= end ? [] : stretchesOf([{ from: end, to: until }], calendars) }
}

/**
 * The stretches of entries, in the order of time; entries at the same time both count. However the same time is cut into entries,
 * the stretches are the same. An entry that ends before it begins holds no time (TIME-11).
 */
export function stretchesOf(entries: readonly Entry[], calendars: readonly (Calendar | null)[]): Stretch[] {
  const real = entries.filter(({ from, to }) => to > from)
  if (real.length === 0) return []
  const states = new Map<Calendar, Map<Instant, boolean>>()
  const edges = new Map<Instant, number>()
  for (const { from, to } of real) {
    edges.set(from, (edges.get(from) ?? 0) + 1)
    edges.set(to, (edges.get(to) ?? 0) - 1)
    for (const calendar of calendars) {
      if (!calendar) continue
      const known = states.get(calendar) ?? new Map<Instant, boolean>()
      states.set(calendar, known)
      for (const segment of calendar.segments(from, to)) {
        known.set(segment.from, segment.state === 'open')
        if (!edges.has(segment.from)) edges.set(segment.from, 0)
      }
    }
  }
  return sweep([...edges].sort(([a], [b]) => a - b), calendars, states)
}

function sweep(edges: readonly (readonly [Instant, number])[], calendars: readonly (Calendar | null)[], states: ReadonlyMap<Calendar, ReadonlyMap<Instant, boolean>>): Stretch[] {
  const stretches: Stretch[] = []
  const isOpen = calendars.map(() => false)
  let working = 0
  edges.forEach(([at, change], index) => {
    working += change
    calendars.forEach((calendar, place) => { if (calendar) isOpen[place] = states.get(calendar)!.get(at) ?? isOpen[place]! })
    const next = edges[index + 1]?.[0]
    if (next === undefined || working === 0) return
    const open = isOpen.flatMap((yes, place) => (yes ? [place] : []))
    const last = stretches.at(-1)
    if (last && last.open.join() === open.join()) last.ms += (next - at) * working
    else stretches.push({ ms: (next - at) * working, open })
  })
  return stretches
}

/** How long they are together, in milliseconds. */
export function total(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { ms }) => sum + ms, 0)
}

/** The same without its first `ms`. */
export function without(stretches: readonly Stretch[], ms: number): Stretch[] {
  let left = ms
  return stretches.flatMap((stretch) => {
    const taken = Math.min(left, stretch.ms)
    left -= taken
    return stretch.ms > taken ? [{ ...stretch, ms: stretch.ms - taken }] : []
  })
}

/** Its first `ms`. */
export function firstOf(stretches: readonly Stretch[], ms: number): Stretch[] {
  let left = ms
  return stretches.flatMap((stretch) => {
    const kept = Math.min(left, stretch.ms)
    left -= kept
    return kept > 0 ? [{ ...stretch, ms: kept }] : []
  })
}

/**
 * `ms` that are added after `kept`: they bear a surcharge only as long as it held at the last moment kept and has held since. So
 * time that nobody worked is never dearer than what was worked, and to work in it never costs less than not to.
 */
export function added(kept: readonly Stretch[], next: readonly Stretch[], ms: number): Stretch[] {
  const extra: Stretch[] = []
  let left = ms
  let still = kept.at(-1)?.open ?? next[0]?.open ?? []
  for (const { ms: length, open } of next) {
    if (left <= 0) break
    still = still.filter((place) => open.includes(place))
    extra.push({ ms: Math.min(left, length), open: still })
    left -= length
  }
  return left > 0 ? [...extra, { ms: left, open: next.length > 0 ? [] : still }] : extra
}
