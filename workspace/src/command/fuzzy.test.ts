import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fits } from './fuzzy.ts'

const best = (sought: string, ...labels: string[]) => labels.map((label) => ({ label, score: fits(sought, label) })).filter(({ score }) => score !== null).sort((a, b) => b.score! - a.score!).map(({ label }) => label)

test('the beginning of a word comes before its middle, and that before letters in order', () => {
  expect(best('re', 'Prendre', 'Répondre', 'À traiter en retard')).toEqual(['Répondre', 'À traiter en retard', 'Prendre'])
  expect(best('atc', 'Attendre le client', 'Confier à…')).toEqual(['Attendre le client'])
})

test('accents and case do not count, and every word must fit, in any order', () => {
  expect(fits('RESOUDRE', 'Résoudre')).not.toBeNull()
  expect(fits('client att', 'Attendre le client')).not.toBeNull()
  expect(fits('client zz', 'Attendre le client')).toBeNull()
})

test('letters scattered all over a long label are no fit', () => {
  expect(fits('xqz', 'Attendre le client')).toBeNull()
  expect(fits('ate', 'Voici une phrase bien longue, sans rapport aucun')).toBeNull()
})

test('whatever is typed, a label fits itself, and nothing typed fits everything', () => {
  fc.assert(fc.property(fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''), (text) => {
    expect(fits(text, text)).not.toBeNull()
    expect(fits('', text)).toBe(0)
  }))
})
