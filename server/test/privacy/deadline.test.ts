import { expect, test } from 'vitest'
import { lastDay } from '#privacy/deadline.ts'

test('GDPR-03: one calendar month, the last day of a shorter one, and the next working day when it ends on a day of rest', () => {
  for (const [from, months, due] of [
    ['2026-11-23', 1, '2026-12-23'],
    ['2026-01-31', 1, '2026-03-02'], // 28 February is a Saturday
    ['2027-12-31', 1, '2028-01-31'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-11-25', 1, '2026-12-28'], // Christmas is a Friday
    ['2026-04-01', 1, '2026-05-04'], // 1 May is a Friday
    ['2026-07-14', 1, '2026-08-14'],
    ['2026-07-15', 1, '2026-08-17'], // 15 August is a Saturday
    ['2026-12-01', 1, '2027-01-04'], // New Year is a Friday
    ['2026-11-23', 3, '2027-02-23'],
    ['2026-11-30', 3, '2027-03-01'], // 28 February is a Sunday
  ] as const) expect(lastDay(from, months, 'fr-metropole'), `${from} + ${months}`).toBe(due)
})

test('holidays are those of the territory that the provider names', () => {
  expect(lastDay('2026-11-25', 1, 'be')).toBe('2026-12-28')
  expect(lastDay('2027-02-26', 1, 'fr-metropole')).toBe('2027-03-26')
  expect(lastDay('2027-02-26', 1, 'de')).toBe('2027-03-30') // Good Friday, then Easter Monday
})
