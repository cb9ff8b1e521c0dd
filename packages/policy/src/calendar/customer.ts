/** Hours on the customer's own wall: the same calendar, compiled for each zone in which customers are. */
import { compileCalendar } from './calendar.ts'
import type { Calendar, CalendarSpec } from './types.ts'

/** Zones kept compiled at a time, for each calendar. */
const most = 64

/** Whether some of these hours are told on the wall of the customer. */
export function followsCustomer(spec: CalendarSpec): boolean {
  if (spec.customer) return true
  switch (spec.kind) {
    case 'weekly': case 'always': return false
    case 'complement': return followsCustomer(spec.of)
    case 'minus': return followsCustomer(spec.of) || followsCustomer(spec.less)
    default: return spec.of.some(followsCustomer)
  }
}

/** The same hours with this zone wherever they are the customer's. */
export function onWall(spec: CalendarSpec, zone: string): CalendarSpec {
  const own = spec.customer ? { zone } : {}
  switch (spec.kind) {
    case 'weekly': case 'always': return { ...spec, ...own }
    case 'complement': return { ...spec, ...own, of: onWall(spec.of, zone) }
    case 'minus': return { ...spec, ...own, of: onWall(spec.of, zone), less: onWall(spec.less, zone) }
    default: return { ...spec, ...own, of: spec.of.map((part) => onWall(part, zone)) }
  }
}

/** The calendar in a zone, compiled once; of the zones, those asked for last are kept. */
export function inZones(spec: CalendarSpec): (zone: string) => Calendar {
  const compiled = new Map<string, Calendar>()
  return (zone) => {
    const known = compiled.get(zone)
    const calendar = known ?? compileCalendar(onWall(spec, zone))
    if (known) compiled.delete(zone)
    else if (compiled.size >= most) compiled.delete(compiled.keys().next().value!)
    compiled.set(zone, calendar)
    return calendar
  }
}
