/** Prices, taxes, surcharges and quotes: for each code a text that has it, and one as near as can be that has not. */
import type { moneyFindings } from '../../../src/findings/money.ts'
import { policyText } from '../../support/policy.ts'

const prices = (terms: string, more = 'taxes: [ { percent: "20" } ]'): string => policyText({ means: `prices: [ { name: work, ${terms} } ]\n${more}` })
const night = (more: string): string => prices('is: hourly, rate: "60.00"', `taxes: [ { percent: "20" } ]\n${more}`)
const two = '{ name: nights, during: night, percent: "50" }, { name: sundays, when: { kind: urgent }, percent: "100" }'
const figure = 'figures: { rate: { money: "60.00", tax: excluded, vat: "20", gross: "72.00" } }'
const quoted = (unit: string): string => prices('is: hourly, rate: "60.00", unit: 30min, cap: estimate, order: [round, cap]', `taxes: [ { percent: "20" } ]\nquotes: { estimate_multiple_of: ${unit} }`)

const saying = (says: string): string => prices('is: hourly, rate: "60.00", unit: 30min').replace('says: { fr: "Ce que nous faisons.", en: "What we do." }', `says: { fr: "${says}", en: "${says}" }`)

export const moneyCases: Record<keyof typeof moneyFindings, [present: string, absent: string][]> = {
  'unknown-price': [
    [saying('{price.wrok}'), saying('{price.work}, {price.work.unit}')],
    [prices('is: hourly, rate: "60.00"').replace('} ]\n', '}, { completes: wrok, minimum: 1h } ]\n'), prices('is: hourly, rate: "60.00"').replace('} ]\n', '}, { completes: work, minimum: 1h } ]\n')]],
  'price-key-senseless': [
    [prices('is: flat, amount: "90.00", unit: 30min'), prices('is: hourly, rate: "90.00", unit: 30min')],
    [prices('is: free, minimum: 1h'), prices('is: free')],
  ],
  'price-order-missing': [[prices('is: hourly, rate: "60.00", unit: 30min, cap: 2h'), prices('is: hourly, rate: "60.00", unit: 30min, cap: 2h, order: [cap, round]')], [prices('is: hourly, rate: "60.00", unit: 30min, cap: estimate'), prices('is: hourly, rate: "60.00", cap: estimate')]],
  'tax-mixed': [
    [prices('is: hourly, rate: figure.rate, tax: included', `taxes: [ { percent: "20" } ]\n${figure}`), prices('is: hourly, rate: figure.rate', `taxes: [ { percent: "20" } ]\n${figure}`)],
  ],
  'tax-missing': [[prices('is: hourly, rate: "60.00"', ''), prices('is: hourly, rate: "60.00"', 'taxes: [ { percent: "0" } ]')], [prices('is: flat, amount: "60.00"', ''), prices('is: free', '')]],
  'tax-disagrees': [
    [prices('is: hourly, rate: figure.rate', `taxes: [ { percent: "19.6" } ]\n${figure}`), prices('is: hourly, rate: figure.rate', `taxes: [ { percent: "20.0" } ]\n${figure}`)],
    [prices('is: hourly, rate: figure.rate', `taxes: [ { rates: { 2000-04-01: "20", 2014-01-01: "19.6" } } ]\n${figure}`), prices('is: hourly, rate: figure.rate', `taxes: [ { rates: { 2000-04-01: "19.6", 2014-01-01: "20" } } ]\n${figure}`)],
  ],
  'surcharge-combination': [
    [night(`surcharges: { rules: [ ${two} ] }`), night(`surcharges: { combine: add, rules: [ ${two} ] }`)],
    [night(`surcharges: { rules: [ ${two} ] }`), night('surcharges: { rules: [ { name: nights, during: night, percent: "50" }, { name: days, during: office, percent: "10" } ] }')],
    [night('surcharges: { rules: [ { amount: "10.00" }, { when: { kind: urgent }, amount: "40.00" } ] }'), night('surcharges: { rules: [ { when: { kind: billing }, amount: "10.00" }, { when: { kind: urgent }, amount: "40.00" } ] }')],
  ],
  'surcharges-contradict': [[policyText({ means: 'surcharges: none', more: '- { id: "2", says: Deux, means: { surcharges: { rules: [ { percent: "10" } ] } } }' }), policyText({ means: 'surcharges: none', more: '- { id: "2", says: Deux, means: { surcharges: { rules: [] } } }' })]],
  'estimate-not-multiple': [[quoted('15min'), quoted('30min')], [quoted('45min'), quoted('1h')]],
}
