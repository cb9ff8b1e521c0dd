import { describe, expect, test } from 'vitest'
import { decide } from '../../src/decide/decide.ts'
import type { Facts, Lang } from '../../src/model.ts'
import { sayDecision } from '../../src/words/decision.ts'
import { at, readable, sample } from '../sample.ts'

const valley = sample('village-internet')
const payroll = sample('payroll')
const say = (policy: typeof valley, facts: Facts, when: string, lang: Lang = 'fr') => {
  const told = sayDecision(policy, decide(policy, facts, at(when)), lang)
  return { headline: readable(told.headline), because: readable(told.because), instead: readable(told.instead), href: told.href, told }
}

describe('a refusal says what, why, and what to do instead', () => {
  test('out of scope, with who can help', () => {
    const facts = { channel: 'phone', kind: 'home', line_number: 'VI-1042' }
    expect(say(valley, facts, '2026-10-06T09:30')).toMatchObject({
      headline: 'Notre support ne couvre pas cette demande (art. 2).',
      because: 'Nous n’intervenons pas sur les appareils des abonnés.',
      instead: 'Qui peut vous aider : l’atelier informatique de la médiathèque.',
    })
    expect(say(valley, facts, '2026-10-06T09:30', 'en')).toMatchObject({
      headline: 'Our support does not cover this request (art. 2).',
      instead: 'Who can help: the computer workshop of the library.',
    })
  })

  test('not signed in', () => {
    expect(say(payroll, { channel: 'portal', kind: 'software', trust: 'T1' }, '2026-03-30T10:00')).toMatchObject({
      headline: 'Depuis votre espace, nous ne pouvons pas traiter cette demande sans savoir avec certitude qui la fait (art. A1).',
      because: 'Les bulletins de paie demandent une connexion.',
    })
  })

  test('a channel closed by the policy names the way it came by', () => {
    const closed = sample('payroll', (text) => text.replace('answer: redirect', 'answer: closed'))
    expect(say(closed, { channel: 'mail', kind: 'law' }, '2026-03-30T10:00')).toMatchObject({
      headline: 'Par courriel, nous ne pouvons pas prendre cette demande (art. A1).',
      because: 'Un courriel ne protège pas les données de paie.',
      instead: 'Passez plutôt par : Espace client (espace.ficheclaire.example).',
      href: 'https://espace.ficheclaire.example',
    })
  })

  test('an old version, with the language that is not answered told apart', () => {
    const facts = { channel: 'portal', kind: 'software', trust: 'T2', product_version: '12.3.0', seen: '2026-03-27 09:15' }
    expect(say(payroll, facts, '2026-03-30T10:00').headline).toBe('Cette version n’est plus prise en charge (art. A2).')
    expect(say(payroll, { channel: 'portal', kind: 'invoice', trust: 'T2', language: 'de' }, '2026-03-30T10:00').headline).toBe('Nous ne répondons pas dans cette langue (art. A1).')
  })
})

test('a redirection names the way, a hold says until when', () => {
  expect(say(payroll, { channel: 'mail', kind: 'software' }, '2026-03-30T10:00').headline).toBe('Pour cette demande, passez par : Espace client (art. A1).')
  expect(say(valley, { channel: 'mail', kind: 'slow', line_number: 'VI-1042' }, '2026-10-04T20:00').headline)
    .toBe('Votre demande est acceptée : nous nous en occupons à partir de demain à 9 h 00 (art. 4).')
  expect(say(valley, { channel: 'mail', kind: 'slow', line_number: 'VI-1042' }, '2026-10-03T20:00').headline)
    .toBe('Votre demande est acceptée : nous nous en occupons à partir du lundi 5 octobre à 9 h 00 (art. 4).')
})

describe('promises', () => {
  const promises = (policy: typeof valley, facts: Facts, when: string, lang: Lang = 'fr') => say(policy, facts, when, lang).told.promises.map(({ text, kind }) => [readable(text), kind])
  const facts = { channel: 'portal', kind: 'invoice', trust: 'T2' }
  test('an average is told as usual, never as a guarantee (TERM-02)', () => {
    expect(promises(payroll, facts, '2026-03-30T16:00')).toEqual([['Réponse habituelle vers demain 14 h 00, en moyenne 6 heures ouvrées (Assistance).', 'usual']])
    expect(promises(payroll, facts, '2026-03-30T16:00', 'en')).toEqual([['Usual reply around tomorrow at 14:00, on average 6 business hours (Help desk).', 'usual']])
  })
  test('a guarantee names its deadline, with the day when it is not today', () => {
    const serenity = { ...facts, tier: 'serenity', 'contract.reply': 7200 }
    expect(promises(payroll, serenity, '2026-03-30T16:00')).toEqual([['Réponse garantie avant 18 h 00.', 'guarantee']])
    expect(promises(payroll, serenity, '2026-04-03T19:30')).toEqual([['Réponse garantie avant lundi 19 h 30.', 'guarantee']])
    expect(promises(payroll, { ...serenity, 'contract.reply': 5 * 36_000 }, '2026-03-30T16:00', 'en')[0]?.[0]).toBe('Reply guaranteed before Tuesday 7 April at 14:00.')
  })
  test('an objective says that it is one, a share says how often', () => {
    expect(promises(valley, { channel: 'mail', kind: 'outage', line_number: 'VI-1042' }, '2026-10-06T09:30'))
      .toEqual([['Rétablissement visé avant demain 8 h 30 dans 90 % des cas : c’est un objectif, pas une garantie.', 'objective']])
  })
  test('nothing promised is said, and no number is invented', () => {
    const told = say(valley, { channel: 'mail', kind: 'slow', line_number: 'VI-1042' }, '2026-10-06T09:30').told
    expect([told.promises, told.nothingPromised]).toEqual([[], 'Aucun délai n’est promis pour cette demande.'])
  })
  test('a reader in another time is told the zone', () => {
    const decision = decide(payroll, { ...facts, tier: 'serenity', 'contract.reply': 7200 }, at('2026-03-30T16:00'))
    expect(readable(sayDecision(payroll, decision, 'fr', { now: decision.at, readerZone: 'America/Martinique' }).promises[0]?.text ?? ''))
      .toBe('Réponse garantie avant aujourd’hui à 18 h 00 (heure de Paris, UTC+2).')
  })
})

test('what is asked carries its example and what is wrong with what was written', () => {
  const asks = (line: string) => say(valley, { channel: 'mail', kind: 'slow', ...(line === '' ? {} : { line_number: line }) }, '2026-10-06T09:30').told.asks.map(({ text, why, needed }) => [readable(text), readable(why), needed])
  const why = 'C’est ainsi que nous trouvons votre ligne.'
  expect(asks('')).toEqual([['Numéro de ligne, par exemple « VI-1042 ».', why, true]])
  expect(asks('1042')).toEqual([['Numéro de ligne : ce qui est écrit n’a pas la forme attendue, par exemple « VI-1042 ».', why, true]])
  const seen = (text: string) => readable(say(payroll, { channel: 'portal', kind: 'software', trust: 'T2', product_version: '12.4.1', seen: text }, '2026-10-26T10:00').told.asks[0]?.text ?? '')
  expect(seen('2026-10-25 02:30')).toBe('Depuis quand : ce jour-là, cette heure arrive deux fois : ajoutez le fuseau ou le décalage, comme « +02:00 ».')
  expect(seen('2026-03-29 02:30')).toBe('Depuis quand : ce jour-là, cette heure n’existe pas (passage à l’heure d’été).')
})

test('remarks are filled and cite their clause', () => {
  const { told } = say(payroll, { channel: 'portal', kind: 'software', trust: 'T2', product_version: '12.4.0', seen: '2026-03-27 09:15' }, '2026-03-30T10:00')
  expect(told.remarks).toEqual([{ text: 'Une correction plus récente existe\u202f: 12.4.1.', clauses: ['A2'] }])
})
