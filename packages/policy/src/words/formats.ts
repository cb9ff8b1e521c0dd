/** Formats of dates, durations, hours and money in both languages, shared by every face. Pure; zones are explicit. */
export { nbsp, sentence, thin, typeset, unbreakable } from './typography.ts'
export { businessDays, duration, promisedLength, workingDuration } from './durations.ts'
export {
  dateInWords, dayInWords, dayOfMonth, instantInTable, instantInWords, offsetInWords, timeOfDay, weekdayName, zoneInWords,
  type InstantWords,
} from './instants.ts'
export { list, money, moneyOfCents, number, percent, phone } from './amounts.ts'
export { openDaysInWords, weekInWords, type WeekSpans } from './week.ts'
export { calendarDaysInWords, calendarInWords, ordinaryWeek } from './hours.ts'
export { dayNumber, happensTwice, wallAt, type Wall } from './wall.ts'
