import Holidays from 'date-holidays'
import { describe, expect, test } from 'vitest'
import { formatDay, holidayCalendar, holidaysOfYear } from '../../src/calendar/calendar.ts'

/**
 * Our tables against an independent package, 1990–2050. Each difference is named here, with who is right;
 * a difference not listed, or listed and gone, fails.
 */
interface Check {
  ours: string[]
  theirs: [country: string, state?: string]
  /** `+` only they have it, `-` only we have it; with the years when not all. */
  known: string[]
}

function span(from: number, to: number, without?: number): string {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((year) => year !== without).join(' ')
}

const checks: Check[] = [
  { ours: ['fr-metropole'], theirs: ['FR'], known: [] },
  { ours: ['fr-alsace-moselle'], theirs: ['FR', '57'], known: [] },
  { ours: ['fr-alsace-moselle'], theirs: ['FR', '67'], known: [] },
  { ours: ['fr-alsace-moselle'], theirs: ['FR', '68'], known: [] },
  { ours: ['fr-mayotte'], theirs: ['FR', 'YT'], known: [] },
  // Good Friday is not in the list of the State for the Antilles.
  { ours: ['fr-martinique'], theirs: ['FR', 'MQ'], known: ['+Good Friday'] },
  { ours: ['fr-guadeloupe'], theirs: ['FR', 'GP'], known: ['+Good Friday'] },
  { ours: ['fr-guyane'], theirs: ['FR', 'GF'], known: [] },
  { ours: ['fr-la-reunion'], theirs: ['FR', 'RE'], known: [] },
  // Saint-Martin left Guadeloupe's date in 2018; in 2049 that date is Ascension.
  { ours: ['fr-saint-martin'], theirs: ['FR', 'MF'], known: [`+Abolition of Slavery ${span(2018, 2050, 2049)}`, `-Abolition of slavery ${span(2018, 2050)}`] },
  { ours: ['fr-saint-barthelemy'], theirs: ['FR', 'BL'], known: [] },
  { ours: ['fr-saint-pierre-et-miquelon'], theirs: ['PM'], known: [] },
  { ours: ['fr-polynesie-francaise', 'fr-polynesie-francaise-locaux'], theirs: ['PF'], known: [] },
  { ours: ['fr-nouvelle-caledonie', 'fr-nouvelle-caledonie-locaux'], theirs: ['NC'], known: [] },
  { ours: ['fr-wallis-et-futuna', 'fr-wallis-et-futuna-locaux'], theirs: ['WF'], known: [] },
  { ours: ['be'], theirs: ['BE'], known: [] },
  { ours: ['lu'], theirs: ['LU'], known: [] },
  { ours: ['de'], theirs: ['DE'], known: [] },
  // Sundays close no office; from 1977 to 2000 the Republic was celebrated on a Sunday.
  { ours: ['it'], theirs: ['IT'], known: ['+Easter Sunday', `+Republic Day ${span(1990, 2000)}`] },
  { ours: ['nl'], theirs: ['NL'], known: ['+Easter Sunday', '+Pentecost'] },
  // Veterans Day is observed on the nearest working day like the others (5 U.S.C. 6103).
  { ours: ['us-federal'], theirs: ['US'], known: ['-Veterans Day (observed) 1990 1995 2000 2001 2006 2007 2012 2017 2018 2023 2028 2029 2034 2035 2040 2045 2046'] },
  // The law gives the day after when 24 June or 1 July is a Sunday.
  {
    ours: ['ca-quebec'], theirs: ['CA', 'QC'],
    known: ['-Canada Day (observed) 1990 2001 2007 2012 2018 2029 2035 2040 2046', '-National Holiday (observed) 1990 2001 2007 2012 2018 2029 2035 2040 2046'],
  },
  // Days proclaimed or moved for one year, which the package does not hold.
  {
    ours: ['gb-england'], theirs: ['GB', 'ENG'],
    known: [
      '+Early May bank holiday 1995', '-Early May bank holiday (VE day) 1995', '-Millennium 1999', '+Spring bank holiday 2002 2012', '-Spring bank holiday 2002 2012',
      '-Golden Jubilee 2002', '-Royal wedding 2011',
    ],
  },
]

function theirDays(source: Holidays, year: number): Map<string, string> {
  const days = new Map<string, string>()
  for (const holiday of source.getHolidays(year, 'en')) if (holiday.type === 'public') days.set(holiday.date.slice(0, 10), holiday.name)
  return days
}

describe('TIME-17: our holidays and those of an independent package', () => {
  test.each(checks)('$ours, $theirs', ({ ours, theirs, known }) => {
    const source = theirs[1] ? new Holidays(theirs[0], theirs[1]) : new Holidays(theirs[0])
    const differences = new Map<string, number[]>()
    const note = (what: string, year: number): void => { differences.set(what, [...(differences.get(what) ?? []), year]) }
    for (let year = 1990; year <= 2050; year++) {
      const mine = new Map([year - 1, year, year + 1].flatMap((one) => holidaysOfYear(ours.flatMap((name) => holidayCalendar(name)!), one))
        .map((holiday) => [formatDay(holiday.day), holiday.label.en!] as const).filter(([date]) => date.startsWith(String(year))))
      const other = theirDays(source, year)
      for (const [date, name] of other) if (!mine.has(date)) note(`+${name}`, year)
      for (const [date, name] of mine) if (!other.has(date)) note(`-${name}`, year)
    }
    expect([...differences].map(([what, years]) => (years.length > 50 ? what : `${what} ${years.join(' ')}`)).sort()).toEqual(known.sort())
  })
})
