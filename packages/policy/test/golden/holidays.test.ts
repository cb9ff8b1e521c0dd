import { test } from 'vitest'
import { formatDay, holidayCalendar, holidayCalendarNames, holidaysOfYear } from '../../src/calendar/calendar.ts'
import { expectText } from './golden.ts'

test('holidays have the names that they had', () => {
  const told = holidayCalendarNames().map((name) => [`# ${name}`, ...holidaysOfYear(holidayCalendar(name)!, 2027).map(({ day, id, label }) => `${formatDay(day)} ${id}: ${label.fr} / ${label.en}`)].join('\n'))
  expectText('holidays', told.join('\n'))
})
