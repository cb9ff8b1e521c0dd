import { describe, expect, test } from 'vitest'
import { at, sample } from '../sample.ts'
import { blocks, table, told } from './reading.ts'
import { wholePolicy } from './whole.ts'

const valley = sample('village-internet')
const whole = wholePolicy()

describe('what it costs', () => {
  test('is told without and with the tax of the day, and how it is counted', () => {
    const rows = table(whole, 'prices', 'Prix')
    expect(rows.map(([what, net, gross]) => [what, net, gross])).toEqual([
      ['Conseil', 'gratuit', ''], ['Inscription', 'jamais facturé', ''], ['Installation complète', '90,00 €', '108,00 €'], ['Dépannage', '60,00 € l’heure', '72,00 € l’heure'],
    ])
    expect(rows[3]![3]).toBe('Les 15 minutes du début sont offertes / Par tranche de 30 minutes, toute tranche commencée est due / Jamais plus que l’estimation du devis accepté / Arrondi d’abord, plafonné ensuite / Seulement après votre accord sur un devis')
    const past = table(whole, 'prices', 'Prices', 'en', at('2013-12-31T12:00'))
    expect(past[2]!.slice(0, 3)).toEqual(['Whole installation', '€90.00', '€107.64'])
  })

  test('shows an amount that holds the tax without it', () => {
    const included = wholePolicy((text) => text.replace('is: flat, amount: "90.00"', 'is: flat, amount: "90.00", tax: included'))
    expect(table(included, 'prices', 'Prix')[2]!.slice(1, 3)).toEqual(['75,00 €', '90,00 €'])
  })

  test('tells surcharges, factors and rates, or that there are none', () => {
    expect(table(whole, 'prices', 'Majorations')).toEqual([['Nuit', '+50 %', 'prices']])
    expect(table(whole, 'prices', 'Coefficient')).toEqual([['Niveau : PRO', '90 %', 'prices']])
    expect(table(wholePolicy((text) => text.replace('name: TVA', 'name: vat')), 'prices', 'Taxe')[0]![0]).toBe('TVA')
    expect(table(whole, 'prices', 'Taxe')).toEqual([['TVA', '19,6 % depuis le 1er avril 2000 / 20 % depuis le 1er janvier 2014', 'prices']])
    const none = wholePolicy((text) => text.replace(/surcharges: .*/, 'surcharges: none').replace(/factors: .*/, ''))
    expect(blocks(none, 'prices').some((block) => block.is === 'text' && told(block.lines) === 'Aucune majoration. Article prices')).toBe(true)
  })

  test('tells fees, credits and rights, each with what bounds it', () => {
    expect(table(whole, 'prices', 'Fees', 'en')).toEqual([[
      'Misused call / Channel: Courrier', '€350.00', '€420.00',
      'Per call / Ruled on by the head of support, never automatic / Never without the price having been announced before / May be contested for 15 days / Never for: Consumer: yes', 'fees',
    ]])
    expect(table(whole, 'prices', 'Avoirs')[0]).toEqual(['Au-delà du délai « Remise en service », pour chaque tranche commencée de 1 h', '10 % de « Abonnement mensuel »', 'au plus 100 % de « Abonnement mensuel »', 'fees'])
    expect(table(whole, 'prices', 'Avoirs')[2]!.slice(0, 3)).toEqual(['Disponibilité sous 99 % sur un mois', '25 % de « Abonnement mensuel »', 'à demander dans les 30 jours'])
    expect(table(whole, 'prices', 'Ce qui est compris')).toEqual([
      ['Carnet d’heures', '10 h', 'Par 5 minutes commencées / Au moins 15 minutes / Valable 12 mois', 'facturé au prix ci-dessus', 'fees'],
      ['included / Niveau : Libre', '10 demandes par mois', 'Le reste est reporté sur une période, 5 demandes au plus', 'sur devis', 'fees'],
    ])
    expect(blocks(valley, 'prices')).toEqual([])
  })
})

describe('when something applies in several cases', () => {
  const many = (when: string) => table(wholePolicy((text) => text.replace('label: { fr: Appel abusif, en: Misused call }, when: { channel: mail }', `label: { fr: Appel abusif, en: Misused call }, when: ${when}`)), 'prices', 'Frais')[0]![0]
  test('what the cases share is told once, then each case on its line', () => {
    expect(many('[ { channel: mail, tier: pro }, { channel: mail, kind: [technical, billing] } ]')).toBe('Appel abusif / Canal : Courrier, et l’un de ces cas : / – Niveau : PRO / – Kind : Technique ou Facturation'.replace('Kind', 'Type de demande'))
    expect(many('[ { tier: pro }, { kind: billing } ]')).toMatch(/^Appel abusif \/ – Niveau : PRO \/ – .*Facturation$/)
  })
  test('a case that is all of what they share leaves the others untold', () => {
    expect(many('[ { channel: mail }, { channel: mail, tier: pro } ]')).toBe('Appel abusif / Canal : Courrier')
    expect(many('{ channel: mail, tier: pro }')).toBe('Appel abusif / Canal : Courrier, Niveau : PRO')
  })
})
