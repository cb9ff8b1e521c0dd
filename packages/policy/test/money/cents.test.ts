import { expect, test } from 'vitest'
import { moneyText, parseMoney } from '../../src/money/cents.ts'

test.each([[0, '0.00'], [5, '0.05'], [-5, '-0.05'], [6000, '60.00'], [-12_345, '-123.45']])('%i cents are written %s, and read back', (cents, text) => {
  expect(moneyText(cents)).toBe(text)
  expect(parseMoney(text)).toBe(cents)
})

test.each(['', '60,00', '60.005', '1e3', ' 60', '--1', '1234567890123'])('“%s” is no amount', (text) => {
  expect(parseMoney(text)).toBe(null)
})
