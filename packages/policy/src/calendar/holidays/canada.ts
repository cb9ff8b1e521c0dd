/**
 * Public holidays of Québec (Loi sur les normes du travail, article 60; Loi sur la fête nationale). Other provinces have
 * other days: none is told here, rather than a Canada that holds nowhere.
 */
import type { HolidaySpec } from './rules.ts'

const day = (id: string, fr: string, en: string, date: HolidaySpec['date'], more: Partial<HolidaySpec> = {}): HolidaySpec => ({ id, label: { fr, en }, date, ...more })
const sundayMoves = { observed: 'mondayAfter' } as const

const common: readonly HolidaySpec[] = [
  day('new-year', 'Jour de l’An', 'New Year’s Day', { fixed: '01-01' }),
  day('patriots', 'Journée nationale des patriotes', 'National Patriots’ Day', { weekday: 1, onOrBefore: '05-24' }, { since: 2003 }),
  day('victoria', 'Fête de Dollard', 'Dollard Day', { weekday: 1, onOrBefore: '05-24' }, { until: 2002 }),
  day('national-day', 'Fête nationale', 'National Holiday', { fixed: '06-24' }, sundayMoves),
  day('canada-day', 'Fête du Canada', 'Canada Day', { fixed: '07-01' }, sundayMoves),
  day('labour-day', 'Fête du Travail', 'Labour Day', { nth: 1, weekday: 1, month: 9 }),
  day('thanksgiving', 'Action de grâces', 'Thanksgiving', { nth: 2, weekday: 1, month: 10 }),
  day('christmas', 'Noël', 'Christmas Day', { fixed: '12-25' }),
]

/** An employer gives Good Friday or Easter Monday, as it chooses: two names, so that the choice is written; both in `of` for who gives both. */
export const canada: Readonly<Record<string, readonly HolidaySpec[]>> = {
  'ca-quebec': [...common, day('good-friday', 'Vendredi saint', 'Good Friday', { easter: -2 })],
  'ca-quebec-lundi-de-paques': [...common, day('easter-monday', 'Lundi de Pâques', 'Easter Monday', { easter: 1 })],
}
