import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile.ts'
import { cite, fill, say } from '../../src/words/fill.ts'
import { readable, sample } from '../sample.ts'
import { policyOf, policyText, problemsOf } from '../support/policy.ts'

const valley = sample('village-internet')
const payroll = sample('payroll')

describe('placeholders', () => {
  test.each([
    ['{calendar.field}', 'du lundi au vendredi de 8 h 00 à 17 h 00, hors jours fériés', 'Monday to Friday from 8:00 to 17:00, public holidays excepted'],
    ['{calendar.field.days}', 'du lundi au vendredi', 'Monday to Friday'],
    ['{target.move}', '5 jours ouvrés', '5 business days'],
    ['{target.repair}', '8 heures ouvrées (Techniciens)', '8 business hours (Technicians)'],
    ['{address.phone}', '+33 4 75 00 00 00', '+33 4 75 00 00 00'],
    ['{address.form}', 'vallee.example/aide', 'vallee.example/aide'],
    ['{channel.mail}', 'Courriel', 'E-mail'],
    ['{figure.share}', '90 %', '90%'],
    ['{fact.kind.outage}', 'Plus de connexion', 'No connection'],
    ['{fact.kind}', 'Votre demande', 'Your request'],
    ['{clause.5}', 'art. 5', 'art. 5'],
  ])('%s', (text, fr, en) => {
    expect(readable(say(text, valley, 'fr'))).toBe(fr)
    expect(readable(say(text, valley, 'en'))).toBe(en)
  })

  test.each([
    ['{contract.reply}', 'selon votre contrat'], ['{product.claire}', 'Fiche Claire'], ['{product.claire.latest}', '12.4.1'], ['{term.reply}', 'première réponse'],
    ['{target.reply-serenity}', 'selon votre contrat'], ['{target.fix}', 'pas d’engagement de délai'],
    ['{calendar.served}', 'du lundi au vendredi de 9 h 00 à 12 h 30 et de 13 h 30 à 18 h 00, hors jours fériés et du lundi au vendredi de 18 h 00 à 20 h 00'],
  ])('%s', (text, fr) => expect(readable(say(text, payroll, 'fr'))).toBe(fr))

  test('a value knows its path, its clause and where it leads; one that names nothing stays as typed', () => {
    expect(fill({ fr: 'Écrivez à {address.mail} ou {nobody.here}.' }, valley, 'fr')).toEqual([
      'Écrivez à ', { path: 'address.mail', text: 'aide@vallee.example', clause: '1', href: 'mailto:aide@vallee.example' }, ' ou {nobody.here}.',
    ])
  })

  test('an amount also tells its rate and itself with tax, where it declares them', () => {
    const policy = sample('village-internet', (text) => text.replace('{ share: { percent: "90" } }', '{ share: { percent: "90" }, hour: { money: "60.00", tax: excluded, vat: "19.6", gross: "71.76" }, fee: { money: "5.00" } }'))
    expect(readable(say('{figure.hour}, {figure.hour.gross}, {figure.hour.vat}', policy, 'fr'))).toBe('60,00 € HT, 71,76 € TTC, 19,6 %')
    expect(readable(say('{figure.hour}, {figure.hour.gross}, {figure.hour.vat}', policy, 'en'))).toBe('€60.00 excl. tax, €71.76 incl. tax, 19.6%')
    expect(say('{figure.fee.gross} {figure.share.vat} {figure.hour.net}', policy, 'en')).toBe('{figure.fee.gross} {figure.share.vat} {figure.hour.net}')
  })

  test('a statement is referred to as it is cited', () => {
    expect(readable(say('voir {clause.P1} et {clause.A4}', payroll, 'fr'))).toBe('voir précision P1 et art. A4')
    expect(readable(say('see {clause.P1}', payroll, 'en'))).toBe('see statement P1')
    expect(fill('{clause.P1}', payroll, 'en')).toMatchObject([{ clause: 'P1', href: '#art-P1' }])
  })

  test.each([
    ['usual: 15min, at_most: 30min', '15 à 30 minutes', '15 to 30 minutes'], ['usual: 1min, at_most: 5min', '1 à 5 minutes', '1 to 5 minutes'], ['usual: 1h, at_most: 2h', '1 à 2 h', '1 to 2 h'],
    ['usual: 30min, at_most: 2h', '30 minutes à 2 h', '30 minutes to 2 h'], ['usual: 1h30min, at_most: 2h', '1 h 30 à 2 h', '1 h 30 to 2 h'],
  ])('a range of one unit says it once: %s', (range, fr, en) => {
    const policy = policyOf(policyText({ means: `targets: [ { name: reply, metric: first_reply, within: { ${range} }, counted: elapsed, statistic: each, bond: none } ]` }))
    expect(readable(say('{target.reply}', policy, 'fr'))).toBe(fr)
    expect(readable(say('{target.reply}', policy, 'en'))).toBe(en)
  })

  test('the days on which a calendar is closed by exception', () => {
    const shop = (closures: string) => policyText({ more: `
- id: closed
  says: { fr: "Fermé {calendar.shop.closures}.", en: "Closed {calendar.shop.closures}." }
  means: { calendars: { shop: { days: weekdays, hours: ["09:00-18:00"], holidays: none${closures} } } }` })
    const told = (closures: string, lang: 'fr' | 'en') => readable(say('{calendar.shop.closures}', policyOf(shop(`, closures: [ ${closures} ]`)), lang))
    const some = '{ from: 2027-08-09, until: 2027-08-22 }, { from: 2027-12-31, until: 2028-01-01 }, { on: 2027-12-24, hours: ["09:00-12:00"] }, { on: 2027-05-07 }'
    expect(told(some, 'fr')).toBe('du 9 au 22 août 2027, du 31 décembre 2027 au 1er janvier 2028 et le 7 mai 2027')
    expect(told(some, 'en')).toBe('from 9 to 22 August 2027, from 31 December 2027 to 1 January 2028 and on 7 May 2027')
    expect(told('{ from: 2027-07-26, until: 2027-08-08 }', 'fr')).toBe('du 26 juillet au 8 août 2027')
    expect(problemsOf(shop(''))).toEqual(['unknown-placeholder'])
    expect(problemsOf(shop(', closures: [ { on: 2027-12-24, hours: ["09:00-12:00"] } ]'))).toEqual(['unknown-placeholder'])
  })

  test('working hours too', () => {
    const policy = policyOf(policyText({ means: 'targets: [ { name: reply, metric: first_reply, within: { usual: 1h, at_most: 4h }, counted: office, statistic: each, bond: none, late_when: counted_over_target } ]' }))
    expect([readable(say('{target.reply}', policy, 'fr')), readable(say('{target.reply}', policy, 'en'))]).toEqual(['1 à 4 heures ouvrées (office)', '1 to 4 business hours (office)'])
  })

  test('an availability is told with the interruption that it allows', () => {
    const policy = sample('village-internet', (text) => text.replace('{ share: { percent: "90" } }', '{ share: { percent: "90" }, up: { percent: "99.95", per: month }, year: { percent: "99.999", per: year, downtime: 5min15s } }'))
    expect(readable(say('{figure.up}, {figure.up.downtime}, {figure.year.downtime}', policy, 'fr'))).toBe('99,95 %, 21 min 36 s, 5 min 15 s')
    expect(readable(say('{figure.up}, {figure.up.downtime}', policy, 'en'))).toBe('99.95%, 21 min 36 s')
  })

  test('every form of figure is told in both languages', () => {
    const figures = `{ a: {money: "350.00", tax: excluded}, b: {count: 5}, c: {percent: "19.6"}, d: {duration: 30min}, k: {duration: 12 months}, e: {text: "7.6"}, f: {date: 2006-08-22}, g: {time: "14:30"}, h: {phone: "0493918009"}, i: {url: "https://vallee.example/x"}, j: {mail: a@vallee.example} }`
    const policy = sample('village-internet', (text) => text.replace('{ share: { percent: "90" } }', figures.replace('{ a:', '{ share: { percent: "90" }, a:')))
    const all = (lang: 'fr' | 'en') => readable(say('abcdkefghij'.split('').map((name) => `{figure.${name}}`).join(' | '), policy, lang))
    expect(all('fr')).toBe('350,00 € HT | 5 | 19,6 % | 30 minutes | 12 mois | 7.6 | 22 août 2006 | 14 h 30 | 0493918009 | vallee.example/x | a@vallee.example')
    expect(all('en')).toBe('€350.00 excl. tax | 5 | 19.6% | 30 minutes | 12 months | 7.6 | 22 August 2006 | 14:30 | 0493918009 | vallee.example/x | a@vallee.example')
  })

  test('every placeholder that the compiler accepts can be filled', () => {
    const { policy } = compile([{ file: 'p', text: `guichet: 1
policy: p
provider: { id: p, name: P }
title: T
version: "1"
effective: 2026-01-01
zone: Europe/Paris
languages: { authoritative: fr, published: [fr] }
clauses:
  - id: "1"
    says: "{calendar.c} {calendar.c.days} {address.a} {channel.ch} {term.t} {product.p} {fact.kind} {clause.1} {fact.contract.x} {contract.x}"
    means:
      facts: { kind: { values: { k: K } }, contract.x: { type: flag } }
      calendars: { c: { days: every, hours: ["08:00-19:00"], holidays: none } }
      addresses: { a: "https://p.example" }
      hosts: [p.example]
      channels: { ch: { medium: portal, address: a } }
      access: [ { answer: open } ]
      terms: { t: { means: M } }
      products: { p: {} }
      policy_changes: { applies_to_open_tickets: keep, on_tier_change: new_only }
` }])
    expect(policy).not.toBeNull()
    expect(say(policy!.clauses[0]!.says, policy!, 'fr')).not.toMatch(/[{}]/)
  })
})

test('clauses are cited by number, statements by name', () => {
  expect(readable(cite(['A1', 'A2', 'P1'], payroll, 'fr'))).toBe('art. A1 et A2 ; précision P1')
  expect(readable(cite(['P1'], payroll, 'en'))).toBe('statement P1')
  expect(cite([], payroll, 'fr')).toBe('')
})
