import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { operatorNames, operatorOf, queryLimits, readQuery } from '#desk/query/query.ts'
import { spanOf } from '#desk/query/moments.ts'
import type { KnownValues, Term } from '#desk/query/query.ts'

/** What is typed into the one field, read: terms, and everything that is wrong with it. */
const known: KnownValues = {
  tier: [{ name: 'T1', fr: ['Niveau 1'], en: ['T1', 'Tier 1'] }, { name: 'T2', fr: ['Niveau 2'], en: ['T2', 'Tier 2'] }], clause: [{ name: 'S1-1', fr: [], en: ['S1-1'] }],
}
const read = (text: string) => readQuery(text, known)
const bare = (terms: readonly Term[]) => terms.map(({ from: _from, to: _to, ...term }) => (term.not ? term : (({ not: _not, ...rest }) => rest)(term)))
const only = (text: string) => { const { terms, problems } = read(text); expect(problems).toEqual([]); return bare(terms) }

describe('words', () => {
  test.each([
    ['words', 'panne serveur', [{ is: 'word', text: 'panne' }, { is: 'word', text: 'serveur' }]],
    ['what is left out', 'panne -mail', [{ is: 'word', text: 'panne' }, { is: 'word', text: 'mail', not: true }]],
    ['phrases, in quotes of both languages', '"disque plein" « carte mère » “dead disk”', [{ is: 'phrase', text: 'disque plein' }, { is: 'phrase', text: 'carte mère' }, { is: 'phrase', text: 'dead disk' }]],
    ['a phrase left out', '-"disque plein"', [{ is: 'phrase', text: 'disque plein', not: true }]],
    ['a quote that never closes', 'panne "disque pl', [{ is: 'word', text: 'panne' }, { is: 'phrase', text: 'disque pl' }]],
    ['hyphens within words', 'srv-port-1', [{ is: 'word', text: 'srv-port-1' }]],
    ['an address', 'https://example.net/a?b', [{ is: 'word', text: 'https://example.net/a?b' }]],
    ['the subject of a mail', 'Re: Panne', [{ is: 'word', text: 'Re' }, { is: 'word', text: 'Panne' }]],
    ['an address of six groups', '2001:db8::1', [{ is: 'word', text: '2001:db8::1' }]],
    ['a number', '1042', [{ is: 'number', number: 1042, only: false, text: '1042' }]],
    ['the number of a ticket', '#1042 n°1043 n° 1044 Nº\u202f1045', [1042, 1043, 1044, 1045].map((number) => ({ is: 'number', number, only: true, text: String(number) }))],
    ['signs alone', '- -- "" « » & | ! ( )', []],
    ['control characters', 'pan\u0000ne\u0007 \u202edisque', [{ is: 'word', text: 'pan' }, { is: 'word', text: 'ne' }, { is: 'word', text: 'disque' }]],
  ])('%s', (_what, text, terms) => {
    expect(only(text)).toEqual(terms)
  })
})

describe('operators', () => {
  test.each([
    ['state:open,new', 'state', ['open', 'new']], ['état:ouvert', 'state', ['open']], ['Etat:OUVERTE', 'state', ['open']], ['statut:attend-client', 'state', ['waiting_customer']],
    ['state:waiting_customer', 'state', ['waiting_customer']], ['place:"à faire"', 'place', ['todo']], ['tier:T2', 'tier', ['T2']], ['niveau:"Niveau 2"', 'tier', ['T2']],
    ['clause:s1-1', 'clause', ['S1-1']], ['article:S1-1', 'clause', ['S1-1']], ['confiance:"T0,5"', 'trust', ['T0.5']], ['confiance:T0.5', 'trust', ['T0.5']], ['langue:français', 'language', ['fr']],
  ])('%s', (text, operator, names) => {
    const { terms } = read(text)
    expect(bare(terms)).toEqual([{ is: 'filter', operator, values: names.map((name) => ({ is: 'name', name })) }])
  })

  test('values in quotes, several of them, me and none', () => {
    expect(only('client:"Boulangerie Martin",10002')).toEqual([{ is: 'filter', operator: 'customer', values: [{ is: 'text', text: 'Boulangerie Martin' }, { is: 'text', text: '10002' }] }])
    expect(only('agent:moi,none -équipe:aucune')).toEqual([
      { is: 'filter', operator: 'assignee', values: [{ is: 'me' }, { is: 'none' }] }, { is: 'filter', operator: 'team', values: [{ is: 'none' }], not: true },
    ])
    // Somebody may be called "Me": only of agents does it mean oneself.
    expect(only('customer:me')).toEqual([{ is: 'filter', operator: 'customer', values: [{ is: 'text', text: 'me' }] }])
    expect(only('snoozed:oui held:no')).toEqual([{ is: 'filter', operator: 'snoozed', values: [{ is: 'any' }] }, { is: 'filter', operator: 'held', values: [{ is: 'none' }] }])
  })

  test('every operator answers to its names in both languages', () => {
    for (const name of operatorNames) for (const alias of [name, ...operatorOf(name).en]) expect([alias, read(`${alias}:`).problems[0]?.code]).toEqual([alias, 'value-missing'])
    for (const name of operatorNames) expect([name, operatorOf(name).fr.some((alias) => read(`${alias}:`).problems[0]?.code === 'value-missing')]).toEqual([name, true])
  })

  test.each([
    ['colour:red', 'unknown-operator', /(customer|client), contact, service/], ['state:broken', 'unknown-value', /new, open, waiting-customer/], ['tier:platine', 'unknown-value', /T1, T2/],
    ['clause:S99-1', 'unknown-value', /S1-1/], ['state:', 'value-missing', /new, open/], ['state:<open', 'not-comparable', /new, open/], ['due:soon', 'unknown-value', /<1h, today/],
    ['opened:late', 'unknown-value', /today/], ['opened:2026-02-30', 'unknown-value', /today/], ['opened:>99999w', 'unknown-value', /today/], ['état:', 'value-missing', /new/],
    [`state:${Array.from({ length: 30 }, () => 'open').join(',')}`, 'too-many-values', /20/],
  ])('%s is said to be wrong, with what exists, in both languages', (text, code, says) => {
    const { problems, terms } = read(text)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ code, from: 0, to: text.length })
    expect(problems[0]!.en).toMatch(says)
    expect(problems[0]!.fr).toMatch(says)
    expect(problems[0]!.fr).not.toBe(problems[0]!.en)
    expect(terms).toEqual([])
  })

  test('what exists is named as the reader would write it', () => {
    const [told] = read('couleur:rouge').problems
    expect(told!.fr).toContain('client, contact, service, commande, état')
    expect(told!.en).toContain('customer, contact, service, order, state')
  })

  test('what is right beside what is wrong is kept', () => {
    const { terms, problems } = read('panne colour:red state:open')
    expect(bare(terms)).toEqual([{ is: 'word', text: 'panne' }, { is: 'filter', operator: 'state', values: [{ is: 'name', name: 'open' }] }])
    expect(problems.map(({ from, to }) => [from, to])).toEqual([[6, 16]])
  })
})

describe('times', () => {
  const zone = 'Europe/Paris'
  const now = Date.parse('2026-11-23T09:00:00Z')
  const hour = 3_600_000
  const iso = (text: string, ahead = false) => {
    const [term] = read(text).terms
    const value = term?.is === 'filter' ? term.values[0] : undefined
    if (value?.is !== 'time') throw new Error(text)
    const { from, to } = spanOf(value, { now, zone, ahead })
    return [from, to].map((at) => (at === undefined ? null : new Date(at).toISOString().slice(0, 16)))
  }
  test.each([
    ['opened:2026-11-01', ['2026-10-31T23:00', '2026-11-01T23:00']], ['opened:01/11/2026', ['2026-10-31T23:00', '2026-11-01T23:00']], ['opened:>2026-11-01', ['2026-11-01T23:00', null]],
    ['opened:>=2026-11-01', ['2026-10-31T23:00', null]], ['opened:<2026-11-01', [null, '2026-10-31T23:00']], ['opened:<=2026-11-01', [null, '2026-11-01T23:00']],
    ['opened:2026-11-01..2026-11-03', ['2026-10-31T23:00', '2026-11-03T23:00']], ['changed:today', ['2026-11-22T23:00', '2026-11-23T23:00']], ['changed:hier', ['2026-11-21T23:00', '2026-11-22T23:00']],
    ['modifiée:semaine', ['2026-11-22T23:00', '2026-11-29T23:00']], ['opened:month', ['2026-10-31T23:00', '2026-11-30T23:00']],
    ['opened:<2h', ['2026-11-23T07:00', null]], ['opened:>2j', [null, '2026-11-21T09:00']],
    // The clocks go back: that day has 25 hours.
    ['opened:2026-10-25', ['2026-10-24T22:00', '2026-10-25T23:00']],
  ])('%s', (text, span) => expect(iso(text)).toEqual(span))
  test.each([['due:<1h', [null, '2026-11-23T10:00']], ['échéance:1h', [null, '2026-11-23T10:00']], ['due:>3d', ['2026-11-26T09:00', null]], ['due:demain', ['2026-11-23T23:00', '2026-11-24T23:00']]])(
    '%s, ahead', (text, span) => expect(iso(text, true)).toEqual(span))
  test('a length is the same at every hour', () => {
    expect(spanOf({ compare: 'before', moment: { is: 'length', seconds: 3_600 } }, { now, zone, ahead: true })).toEqual({ to: now + hour })
  })
})

describe('any text', () => {
  const typed = fc.oneof(fc.string({ maxLength: 80 }), fc.string({ unit: 'binary', maxLength: 80 }), fc.array(fc.constantFrom('state', ':', 'open', ',', '"', '«', '»', '-', '<', '>=', ' ', '#', '12', 'é', '\u0000', '%', "'", '\\', 'due', '1h', '..'), { maxLength: 40 }).map((parts) => parts.join('')))

  test('is read, wholly, in its bounds; what stands where stands there', () => {
    fc.assert(fc.property(typed, (text) => {
      const { terms, problems } = read(text)
      expect(terms.length).toBeLessThanOrEqual(queryLimits.terms)
      for (const { from, to } of [...terms, ...problems]) {
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeGreaterThan(from)
        expect(to).toBeLessThanOrEqual(text.length)
      }
      for (let at = 1; at < terms.length; at += 1) expect(terms[at]!.from).toBeGreaterThanOrEqual(terms[at - 1]!.to)
      for (const one of problems) expect(one.fr.length * one.en.length).toBeGreaterThan(0)
    }), { numRuns: 500 })
  })

  test('means the same again, cut out of it term by term', () => {
    fc.assert(fc.property(typed, (text) => {
      const { terms } = read(text)
      const again = read(terms.map(({ from, to }) => text.slice(from, to)).join('  '))
      // A phrase that never closed would swallow what follows it; it is the last.
      expect(bare(again.terms)).toEqual(bare(terms))
    }), { numRuns: 500 })
  })

  test('too long or too much of it is cut, and said', () => {
    const long = read('mot '.repeat(1_000))
    expect(long.terms).toHaveLength(queryLimits.terms)
    expect(long.problems.map(({ code }) => code)).toEqual(['too-long', 'too-many-terms'])
    // What is beyond the limit is not even looked at.
    expect(read('"'.repeat(100_000) + ':'.repeat(100_000)).problems.map(({ code }) => code)).toContain('too-long')
  })
})
