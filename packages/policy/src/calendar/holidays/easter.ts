/** The date of Easter, computed. */
import { dayNumber } from '../days.ts'

/** Easter Sunday of the Gregorian calendar, as a day number (the ecclesiastical full moon of the year, then the next Sunday). */
export function easterSunday(year: number): number {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const skippedLeaps = century - Math.floor(century / 4)
  const moonShift = Math.floor((8 * century + 13) / 25)
  const epact = (skippedLeaps - moonShift + 19 * golden + 15) % 30
  // The lunar month is one day short for the two latest moons, so that no moon is fuller than the calendar allows.
  const moon = epact - (epact === 29 || (epact === 28 && golden > 10) ? 1 : 0)
  const fullMoon = dayNumber(year, 3, 21) + moon
  const weekday = (((fullMoon + 4) % 7) + 7) % 7
  return fullMoon + (7 - weekday)
}

/** Easter Sunday of the Julian calendar, as a day number of ours. */
export function orthodoxEasterSunday(year: number): number {
  const moon = (19 * (year % 19) + 15) % 30
  const julianShift = Math.floor(year / 100) - Math.floor(year / 400) - 2
  const fullMoon = dayNumber(year, 3, 21) + moon + julianShift
  const weekday = (((fullMoon + 4) % 7) + 7) % 7
  return fullMoon + (7 - weekday)
}
