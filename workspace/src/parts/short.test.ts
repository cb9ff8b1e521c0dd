import { expect, test } from 'vitest'
import { initialsOf } from './initials-of.ts'
import { matches } from './match.ts'
import { shortLength, shortSize } from './short.ts'

test('lengths to the minute, never more than is left', () => {
  expect([30, 59 * 60 + 59, 3_600, 6_000, 26 * 3_600, 3 * 86_400, 3 * 86_400 + 7_200].map((seconds) => shortLength(seconds, 'fr').replaceAll('\u00a0', ' '))).toEqual([
    '< 1 min', '59 min', '1 h', '1 h 40', '26 h', '3 j', '3 j 2 h',
  ])
})

test('sizes in the units of the language', () => {
  expect(shortSize(84_000, 'fr')).toBe('84\u00a0ko')
  expect(shortSize(1_234_567, 'en')).toBe('1.2\u00a0MB')
})

test('seeking minds neither case nor accents, and wants every word', () => {
  expect(matches('INES car', 'Inès Carpentier')).toBe(true)
  expect(matches('ines brume', 'Inès Carpentier', null, 'Atelier Brume')).toBe(true)
  expect(matches('ines lise', 'Inès Carpentier')).toBe(false)
})

test('initials are of the first and the last name', () => {
  expect([initialsOf('Nadia Adel'), initialsOf('Éric'), initialsOf('Jean-Marc de La Tour')]).toEqual(['NA', 'É', 'JT'])
})
