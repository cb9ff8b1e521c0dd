/**
 * The public holidays of the thirteen French territories, told a second time: dates of a year as text, Easter by the
 * algorithm of Meeus, conditions written out. Nothing shared with the table under test.
 */
export const territories = [
  'metropole', 'alsace-moselle', 'mayotte', 'martinique', 'guadeloupe', 'guyane', 'la-reunion', 'saint-martin', 'saint-barthelemy',
  'saint-pierre-et-miquelon', 'polynesie-francaise', 'nouvelle-caledonie', 'wallis-et-futuna',
] as const

export type Territory = (typeof territories)[number]

/** Easter Sunday as [month, day], by Meeus's steps. */
export function easterByMeeus(year: number): [number, number] {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return [Math.floor(n / 31), (n % 31) + 1]
}

/** Sorted dates `YYYY-MM-DD`. */
export function holidayDates(territory: Territory, year: number): string[] {
  const [month, day] = easterByMeeus(year)
  const afterEaster = (days: number): string => new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(5, 10)
  const dates = new Set(['01-01', '05-01', '07-14', '08-15', '11-01', '11-11', '12-25', afterEaster(1), afterEaster(39), afterEaster(50)])
  if (year >= 1982 || (year >= 1953 && year <= 1959)) dates.add('05-08')
  if (territory === 'alsace-moselle') {
    dates.add(afterEaster(-2))
    dates.add('12-26')
  }
  if (year >= 1983) {
    switch (territory) {
      case 'mayotte': dates.add('04-27'); break
      case 'martinique': dates.add('05-22'); break
      case 'guadeloupe': dates.add('05-27'); break
      case 'guyane': dates.add('06-10'); break
      case 'la-reunion': dates.add('12-20'); break
      case 'saint-barthelemy': dates.add('10-09'); break
      case 'saint-martin': dates.add(year < 2018 ? '05-27' : '05-28'); break
      default:
    }
  }
  return [...dates].sort().map((date) => `${year}-${date}`)
}
