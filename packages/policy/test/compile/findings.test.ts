import { describe, expect, it } from 'vitest'
import { findingCodes, type FindingCode } from '../../src/findings/catalogue.ts'
import { compile } from '../../src/compile.ts'
import { blocksText } from '../golden/blocks.ts'
import { editedInTurn } from '../golden/edits.ts'
import { expectText } from '../golden/golden.ts'
import { toldOf } from '../golden/told.ts'
import { findingsOf, policyText, problemsOf } from '../support/policy.ts'
import { lifeCases } from './findings/life.ts'
import { feeCases } from './findings/fees.ts'
import { orderCases } from './findings/order.ts'
import { procedureCases } from './findings/procedures.ts'
import { moneyCases } from './findings/money.ts'
import { noticeCases } from './findings/notices.ts'
import { promiseCases } from './findings/promises.ts'

const clause = (means: string, says = '{ fr: "Un texte.", en: "A text." }'): string => `- id: "2"\n  says: ${says}\n  means:\n${means.trim().split('\n').map((line) => `    ${line}`).join('\n')}`
const withMeans = (means: string, facts = ''): string => policyText({ facts, more: clause(means) })
const saying = (says: string, means = 'figures: { n: { count: 3 } }'): string => policyText({ more: clause(means, says) })
const target = (more: string): string => `targets: [ { name: reply, metric: first_reply, ${more} } ]`
const whole = 'within: 2h, counted: office, statistic: each, bond: guaranteed, late_when: counted_over_target'
const without = (text: string, part: string): string => {
  expect(text).toContain(part)
  return text.replace(part, '')
}

/** For each code: a text that has it, and one as near as can be that has not. */
const cases: Record<Exclude<FindingCode, 'limit' | 'not-checked'>, [present: string, absent: string][]> = {
  ...lifeCases,
  ...noticeCases,
  ...moneyCases,
  ...orderCases,
  ...procedureCases,
  'yaml-syntax': [['a: [', policyText()], ['', policyText()]],
  'yaml-alias': [[withMeans('terms: { a: { means: &x { fr: Un, en: One } }, b: { means: *x } }'), withMeans('terms: { a: { means: { fr: Un, en: One } } }')]],
  'unknown-key': [[withMeans('acces: [ { answer: open } ]'), policyText()], [withMeans('scope: [ { anwser: covered, answer: covered } ]'), withMeans('scope: [ { answer: covered } ]')]],
  'missing-key': [[withMeans('calendars: { a: { days: every, hours: ["08:00-19:00"], holidays: none, seasons: [ { from: 07-01, days: every, hours: ["09:00-12:00"] } ] } }'), withMeans('calendars: { a: { days: every, hours: ["08:00-19:00"], holidays: none, seasons: [ { from: 07-01, until: 08-31, days: every, hours: ["09:00-12:00"] } ] } }')], [withMeans('life_cycle: { timers: [ { name: a, in: solved, after: 1d, counted: elapsed, do: remind } ] }'), withMeans('life_cycle: { timers: [ { name: a, in: solved, after: 1d, counted: elapsed, do: remind, words: Alors } ] }')], [without(policyText(), 'version: "1"\n'), policyText()], [withMeans('scope: [ { when: { kind: billing } } ]'), withMeans('scope: [ { answer: covered } ]')]],
  'wrong-type': [[policyText().replace('guichet: 1', 'guichet: 2'), policyText()], [withMeans('calendars: { a: { days: every, hours: ["8h-19h"], holidays: none } }'), withMeans('calendars: { a: { days: every, hours: ["08:00-19:00"], holidays: none } }')]],
  'duplicate-id': [[withMeans('terms: { a: { term: GTI, means: Un }, b: { term: GTR, means: Deux, aliases: [gti] } }'), withMeans('terms: { a: { term: GTI, means: Un, aliases: [garantie] }, b: { term: GTR, means: Deux, aliases: [rétablissement] } }')], [policyText({ more: '- { id: "1", says: Un, means: prose, why: titre }' }), policyText({ more: '- { id: "1.1", says: Un, means: prose, why: titre }' })]],
  'effective-missing': [[without(policyText(), 'effective: 2026-01-01\n'), policyText()]],
  'policy-changes-missing': [[policyText().slice(0, policyText().indexOf('  - id: "changes"')), policyText()]],
  'zone-abbreviation': [[policyText().replace('zone: Europe/Paris', 'zone: CET'), policyText()], [withMeans('calendars: { a: { zone: PST, days: every, hours: ["08:00-17:00"], holidays: none } }'), withMeans('calendars: { a: { zone: America/Los_Angeles, days: every, hours: ["08:00-17:00"], holidays: none } }')]],
  'zone-unknown': [[policyText().replace('zone: Europe/Paris', 'zone: Europe/Pariss'), policyText()]],
  'calendar-without-holidays': [[withMeans('calendars: { a: { days: every, hours: ["08:00-17:00"] } }'), withMeans('calendars: { a: { days: every, hours: ["08:00-17:00"], holidays: [fr-metropole] } }')]],
  'holiday-unknown': [[withMeans('calendars: { a: { days: every, hours: ["08:00-17:00"], holidays: [fr-metropol] } }'), withMeans('calendars: { a: { days: every, hours: ["08:00-17:00"], holidays: [fr-metropole] } }')]],
  'calendar-circle': [[withMeans('calendars: { a: { complement: b }, b: { complement: a } }'), withMeans('calendars: { a: { complement: b }, b: { complement: office } }')]],
  'unknown-calendar': [[withMeans('handling: [ { by: team, during: offic } ]'), withMeans('handling: [ { by: team, during: office, acknowledged: Oui } ]')], [saying('{ fr: "{calendar.offic}", en: "{calendar.offic}" }'), saying('{ fr: "{calendar.office}", en: "{calendar.office}" }')]],
  'unknown-channel': [[withMeans('routes: { order: first_match, rules: [ { to: portals } ] }'), withMeans('routes: { order: first_match, rules: [ { to: portal } ] }')]],
  'unknown-address': [[withMeans('scope: [ { answer: excluded, instead: { address: site } } ]'), withMeans('addresses: { site: "https://acme.fr" }\nhosts: [acme.fr]\nscope: [ { answer: excluded, instead: { address: site } } ]')]],
  'unknown-term': [[saying('{ fr: "{term.gti}", en: "{term.gti}" }'), saying('{ fr: "{term.gti}", en: "{term.gti}" }', 'terms: { gti: { means: Délai } }')]],
  'unknown-fact': [[withMeans('scope: [ { when: { kindd: billing }, answer: covered }, { answer: covered } ]'), withMeans('scope: [ { when: { kind: billing }, answer: covered }, { answer: limited } ]')]],
  'unknown-value': [[withMeans('scope: [ { when: { kind: biling }, answer: limited }, { answer: covered } ]'), withMeans('scope: [ { when: { kind: billing }, answer: limited }, { answer: covered } ]')]],
  'unknown-target': [[saying('{ fr: "{target.replies}", en: "{target.replies}" }', target(whole)), saying('{ fr: "{target.reply}", en: "{target.reply}" }', target(whole))]],
  'unknown-clause': [[withMeans('scope: [ { answer: covered, cites: ["9"] } ]'), withMeans('scope: [ { answer: covered, cites: ["1"] } ]')], [saying('{ fr: "{clause.9}", en: "{clause.9}" }'), saying('{ fr: "{clause.1}", en: "{clause.1}" }')]],
  'unknown-figure': [[withMeans('scope: [ { when: { age: { at_most: figure.trail } }, answer: limited }, { answer: covered } ]\nfigures: { trial: { duration: 30d } }', 'age: { type: duration }'), withMeans('scope: [ { when: { age: { at_most: figure.trial } }, answer: limited }, { answer: covered } ]\nfigures: { trial: { duration: 30d } }', 'age: { type: duration }')], [saying('{ fr: "{figure.m}", en: "{figure.m}" }'), saying('{ fr: "{figure.n}", en: "{figure.n}" }')], [withMeans('figures: { share: { percent: "90" } }\nprices: [ { is: hourly, rate: "60.00" } ]\nfactors: [ { percent: figure.shar } ]\ntaxes: [ { percent: "20" } ]'), withMeans('figures: { share: { percent: "90" } }\nprices: [ { is: hourly, rate: "60.00" } ]\nfactors: [ { percent: figure.share } ]\ntaxes: [ { percent: "20" } ]')]],
  'unknown-team': [[withMeans('teams: { desk: { fr: le guichet, en: the desk } }\nhandling: [ { by: dsk, during: always } ]'), withMeans('teams: { desk: { fr: le guichet, en: the desk } }\nhandling: [ { by: desk, during: always } ]')], [withMeans('teams: { desk: Le guichet }\nrosters: { duty: { during: office, by: dsk } }'), withMeans('rosters: { duty: { during: office, by: dsk } }')]],
  'unknown-product': [[saying('{ fr: "{product.ru}", en: "{product.ru}" }'), saying('{ fr: "{product.ru}", en: "{product.ru}" }', 'products: { ru: { label: RU } }')]],
  'unknown-placeholder': [[saying('{ fr: "{figure.fee.gross}", en: "{figure.fee.gross}" }', 'figures: { fee: { money: "60.00", tax: excluded } }'), saying('{ fr: "{figure.fee.gross}", en: "{figure.fee.gross}" }', 'figures: { fee: { money: "60.00", tax: excluded, vat: "20", gross: "72.00" } }')], [saying('{ fr: "{hours}", en: "{hours}" }'), saying('{ fr: "{fact.kind.billing}", en: "{fact.kind.billing}" }')]],
  'bare-figure': [[saying('{ fr: "Sous 3 heures.", en: "Within three hours." }'), saying('{ fr: "Sous {figure.n} heures.", en: "Within {figure.n} hours." }')], [saying('{ fr: "Ouvert 24/7.", en: "Always open." }'), saying('{ fr: "1. Un\\n2. Deux", en: "1. One\\n2. Two" }')]],
  'html-in-says': [[saying('{ fr: "Un <b>mot</b>.", en: "A word." }'), saying('{ fr: "Un **mot** < autre.", en: "A word." }')]],
  'placeholders-differ': [[saying('{ fr: "{figure.n} jours", en: "days" }'), saying('{ fr: "{figure.n} jours", en: "days: {figure.n}" }')]],
  'missing-translation': [[saying('{ fr: "Un texte." }'), saying('{ fr: "Un texte.", en: "A text." }')], [saying('{ fr: "Un texte.", en: " " }'), saying('{ fr: "Un texte.", en: "A text." }')]],
  'rule-tie': [
    [withMeans('scope: [ { when: { kind: billing }, answer: limited }, { when: { tier: free }, answer: excluded }, { answer: covered } ]'), withMeans('scope: [ { when: { kind: billing }, answer: limited }, { when: { tier: free }, answer: excluded }, { when: { kind: billing, tier: free }, answer: covered }, { answer: covered } ]')],
    [withMeans('scope: [ { when: { kind: billing }, answer: limited }, { when: { kind: billing }, answer: covered }, { answer: covered } ]'), withMeans('scope: [ { when: { kind: billing }, answer: limited }, { when: { kind: billing }, answer: limited }, { answer: covered } ]')],
  ],
  'rule-gap': [
    [withMeans('scope: [ { when: { kind: [technical, billing] }, answer: covered } ]'), withMeans('scope: [ { when: { kind: [technical, billing, urgent] }, answer: covered } ]')],
    [withMeans('handling: [ { when: { open: office }, by: team, during: office } ]'), withMeans('handling: [ { when: { open: office }, by: team, during: always }, { when: { open: night }, by: on-call, during: always } ]')],
    [policyText().replace('access: [ { answer: open } ]', 'access: [ { when: { channel: portal }, answer: open } ]'), policyText()],
    [policyText().replace('access: [ { answer: open } ]', 'hosts: []'), policyText()],
  ],
  'rule-unreachable': [
    [withMeans('queue: { order: [ { }, { when: { kind: urgent } } ] }'), withMeans('queue: { order: [ { when: { kind: urgent } }, { } ] }')],
    [withMeans('scope: [ { when: { kind: billing }, answer: limited }, { when: { kind: [technical, urgent] }, answer: limited }, { when: { kind: known }, answer: covered }, { answer: covered } ]'), withMeans('scope: [ { when: { kind: billing }, answer: limited }, { when: { kind: known }, answer: covered }, { answer: covered } ]')],
  ],
  'target-not-counted': [[withMeans(target(without(whole, 'counted: office, '))), withMeans(target(whole))], [withMeans(target(without(whole, 'counted: office, '))), withMeans(target('within: unquantified, bond: objective'))]],
  'target-without-bond': [[withMeans(target(without(whole, 'bond: guaranteed, '))), withMeans(target(whole))]],
  'target-without-statistic': [[withMeans(target(without(whole, 'statistic: each, '))), withMeans(target(whole))]],
  'target-without-late-rule': [[withMeans(target(without(whole, ', late_when: counted_over_target'))), withMeans(target('within: 2h, counted: elapsed, statistic: each, bond: guaranteed'))]],
  'average-as-guarantee': [[withMeans(target('within: 2h, counted: office, statistic: mean per month, bond: guaranteed')), withMeans(target('within: 2h, counted: office, statistic: mean per month, bond: objective'))]],
  'stop-not-human': [[withMeans(target(`${whole}, stops: [any_reply]`)), withMeans(target(`${whole}, stops: [human_reply]`))]],
  'guard-on-absent': [
    [withMeans(target(without(whole, 'within: 2h, ').concat(', within: contract.gti')), 'contract.gti: { type: duration }'), withMeans(target(without(whole, 'within: 2h, ').concat(', within: contract.gti, when: { contract.gti: known }')), 'contract.gti: { type: duration }')],
    [withMeans(target(without(whole, 'within: 2h, ').concat(', within: contract.gti, when: [ { contract.gti: known }, { tier: pro } ]')), 'contract.gti: { type: duration }'), withMeans(target(without(whole, 'within: 2h, ').concat(', within: contract.gti, when: [ { contract.gti: known, tier: free }, { contract.gti: { under: 4h } } ]')), 'contract.gti: { type: duration }')],
    [withMeans('scope: [ { when: { contract.ha: yes }, answer: limited }, { answer: covered } ]', 'contract.ha: { type: flag }'), withMeans('scope: [ { when: { contract.ha: yes }, answer: limited }, { answer: covered } ]', 'contract.ha: { type: flag, default: no }')],
  ],
  'host-unknown': [[withMeans('addresses: { site: "https://www.lassar.net" }\nhosts: [elassar.net]'), withMeans('addresses: { site: "https://www.elassar.net" }\nhosts: [elassar.net]')]],
  'queue-constraint-broken': [
    [withMeans('queue: { order: [ { when: { tier: free } }, { } ], must: [ { first: { tier: pro }, before: { tier: free } } ] }'), withMeans('queue: { order: [ { when: { tier: pro } }, { } ], must: [ { first: { tier: pro }, before: { tier: free } } ] }')],
    [withMeans('queue: { order: [ { when: { tier: free, kind: urgent } }, { when: { tier: pro } }, { } ], must: [ { first: { tier: pro }, before: { tier: free } } ] }'), withMeans('queue: { order: [ { when: { kind: urgent, tier: pro } }, { when: { kind: urgent } }, { when: { tier: pro } }, { } ], must: [ { first: { tier: pro }, before: { tier: free } } ] }')],
  ],
  'hole-in-week': [
    [withMeans('channels: { tel: { medium: phone, calendar: office } }'), withMeans('channels: { tel: { medium: phone, calendar: office }, tel2: { medium: phone, calendar: night } }')],
    [withMeans('channels: { tel: { medium: phone, calendar: office } }'), withMeans('channels: { tel: { medium: phone, calendar: office, acknowledged: Le portail suffit } }')],
    [withMeans('handling: [ { by: team, during: office }, { when: { closed: office }, by: watch, during: always, on_call: yes } ]\nrosters: { watch: { during: evening, by: watch } }\ncalendars: { evening: { days: every, hours: ["18:00-23:00"], holidays: none } }'), withMeans('handling: [ { by: team, during: office }, { when: { closed: office }, by: watch, during: always, on_call: yes } ]\nrosters: { watch: { during: night, by: watch } }')],
    [withMeans('channels: { talk: { medium: chat, calendar: office } }'), withMeans('channels: { talk: { medium: chat, calendar: office, voicemail: night } }')],
    [withMeans('channels: { letters: { medium: person, calendar: office } }'), withMeans('channels: { letters: { medium: post, calendar: office } }')],
    // A telephone that rings at night, when nobody acts on what comes by telephone.
    [withMeans('channels: { tel: { medium: phone } }\nhandling: [ { by: team, during: office, acknowledged: Oui }, { when: { channel: mail }, by: watch, during: always } ]'), withMeans('channels: { tel: { medium: phone } }\nhandling: [ { by: team, during: office, acknowledged: Oui }, { when: { channel: tel }, by: watch, during: always } ]')],
    [withMeans('channels: { tel: { medium: phone } }\nhandling: [ { by: team, during: office, acknowledged: Oui } ]'), withMeans('channels: { tel: { medium: phone, acknowledged: Le répondeur } }\nhandling: [ { by: team, during: office, acknowledged: Oui } ]')],
    [withMeans('handling: [ { by: team, during: office } ]'), withMeans('handling: [ { by: team, during: office, acknowledged: { fr: "La nuit attend.", en: "The night waits." } } ]')],
  ],
  'figures-disagree': [[withMeans('figures: { rate: { money: "60.00", tax: excluded, vat: "19.6", gross: "72.00" } }'), withMeans('figures: { rate: { money: "60.00", tax: excluded, vat: "19.6", gross: "71.76" } }')], [withMeans('figures: { rate: { money: "60.00", tax: excluded, vat: "19.6", gross: "71.761" } }'), withMeans('figures: { rate: { money: "60.00", tax: excluded, vat: "19.6", gross: "71.760" } }')], [withMeans('figures: { a: { percent: "99.9", per: month, downtime: 43min } }'), withMeans('figures: { a: { percent: "99.9", per: month, downtime: 43min12s } }')], [withMeans('figures: { a: { percent: "99.9", per: month, downtime: 8h45min36s } }'), withMeans('figures: { a: { percent: "99.9", per: year, downtime: 8h45min36s } }')]],
  'prose-without-reason': [[policyText({ more: '- { id: "2", says: Bonjour, means: prose }' }), policyText({ more: '- { id: "2", says: Bonjour, means: prose, why: courtoisie }' })]],
  'later-without-words': [[withMeans('later: ""'), withMeans('later: "La vie du ticket."')]],
  'means-missing': [[policyText({ more: '- { id: "2", says: Bonjour }' }), policyText({ more: '- { id: "2", says: Bonjour, means: prose, why: courtoisie }' })]],
  'later-count': [[withMeans('later: "La vie du ticket."'), policyText()]],
  'prose-count': [[policyText({ more: '- { id: "2", says: Bonjour, means: prose, why: courtoisie }' }), policyText()]],
  'pattern-invalid': [[withMeans('customer_number: { pattern: "(?=a)b" }'), withMeans('customer_number: { pattern: "[0-9]{5}" }')]],
  'redirect-nowhere': [[policyText().replace('{ answer: open }', '{ answer: redirect }'), policyText().replace('{ answer: open }', '{ answer: open }, { when: { channel: mail }, answer: redirect, instead: { channel: portal } }')]],
  ...feeCases,
  ...promiseCases,
}

const kinds = ['text', 'flag', 'number', 'duration', 'money', 'date', 'instant', 'version', 'ip', 'url', 'email']
/** Sound policies with words that no case above has. */
const plainTexts = [
  policyText({ facts: kinds.map((type) => `one_${type}: { type: ${type} }`).join('\n') }),
  withMeans('contacts: { roles: { all: { label: Tous, rights: [ask, follow, accept_quotes, order, declare_contacts, see_invoices] } } }'),
  ...['on_execution', 'on_acceptance', 'at_once'].map((due) => withMeans(`prices: [ { name: a, is: hourly, rate: "60.00", unit: 30min, round: up, cap: estimate, order: [round, cap], quote: required, due: ${due} } ]\ntaxes: [ { percent: "20" } ]`)),
  withMeans(target('within: { min: [4h, contract.gti] }, counted: elapsed, statistic: each, bond: guaranteed'), 'contract.gti: { type: duration, required: yes }'),
]

describe('findings', () => {
  for (const [code, texts] of Object.entries(cases)) {
    it(`${code} is told where it is, and only there`, () => {
      for (const [present, absent] of texts) {
        const found = findingsOf(present).find((finding) => finding.code === code)
        expect(found, present).toBeDefined()
        expect(found!.line).toBeGreaterThan(0)
        for (const words of [found!.message, found!.wayOut]) for (const said of [words.fr, words.en]) expect(said.length).toBeGreaterThan(10)
        expect(findingsOf(absent).map((finding) => finding.code)).not.toContain(code)
      }
    })
  }

  it('say what they said, in both languages, and the way out', () => {
    const told = Object.entries(cases).flatMap(([code, texts]) => texts.flatMap(([present], index) => [`# ${code} ${index + 1}`, ...findingsOf(present).map(({ severity, line, column, clause, code: found, message, wayOut }) => `${severity} ${line}:${column} art. ${clause ?? ''} ${found}\n  ${message.fr} → ${wayOut.fr}\n  ${message.en} → ${wayOut.en}`)]))
    expectText('findings', told.join('\n'))
  })

  it('say what is wrong where a key is taken away, or holds something else', () => {
    expectText('edits', editedInTurn([...Object.values(cases).flatMap((texts) => texts.map(([, absent]) => absent)), blocksText]))
  })

  it('are no errors of policies that bring more words', () => {
    for (const text of [...plainTexts, blocksText]) expect(findingsOf(text).filter(({ severity }) => severity === 'error').map(({ message }) => message.en)).toEqual([])
  })

  it('are none of policies whose pages and differences read as they did', () => {
    expectText('small-policies', toldOf([...Object.values(cases).flatMap((texts) => texts.map(([, absent]) => absent)), ...plainTexts, blocksText]))
  })

  it('are all shown here or with the limits', () => {
    expect([...Object.keys(cases), 'limit', 'not-checked'].sort()).toEqual([...findingCodes].sort())
  })

  it('tell someone who forgot the quotation marks around a text with a comma', () => {
    const first = findingsOf(policyText({ more: '- { id: "2", says: { fr: Un, deux, en: One }, means: prose, why: x }' })).find(({ code }) => code === 'unknown-key')
    expect(first).toMatchObject({ code: 'unknown-key', message: { en: 'There is no key “deux” in says.' } })
    expect(first!.wayOut.en).toContain('quotation marks')
    expect(first!.wayOut.fr).toContain('guillemets')
  })

  it('are none for a sound policy', () => {
    expect(findingsOf(policyText())).toEqual([])
  })

  it('come all at once, in the order of the file, with line, column and clause', () => {
    const text = withMeans('scope: [ { when: { kindd: billing }, answer: coverd } ]\nhandling: [ { by: team, during: offic } ]')
    const found = findingsOf(text)
    expect(found.map(({ code, clause }) => [code, clause])).toEqual([['unknown-fact', '2'], ['wrong-type', '2'], ['unknown-calendar', '2']])
    const line = text.split('\n').findIndex((one) => one.includes('kindd')) + 1
    expect(found[0]).toMatchObject({ file: 'policy.yaml', line, column: text.split('\n')[line - 1]!.indexOf('kindd') + 1 })
    expect(found[2]!.line).toBe(line + 1)
  })

  it('offer the nearest name', () => {
    expect(findingsOf(withMeans('scope: [ { when: { kind: biling }, answer: covered }, { answer: covered } ]'))[0]!.message.en).toContain('“billing”')
    expect(findingsOf(policyText().replace('zone: Europe/Paris', 'zone: PST'))[0]!.wayOut.en).toContain('America/Los_Angeles, Etc/GMT+8')
  })

  it('use French typography', () => {
    const [finding] = findingsOf(withMeans('acces: []'))
    expect(finding!.message.fr).toBe('La clé «\u00a0acces\u00a0» n’existe pas dans means. Vouliez-vous dire «\u00a0access\u00a0»\u202f?')
  })

  it('give no policy when one of them is an error, and one when none is', () => {
    expect(compile([{ file: 'a', text: withMeans('scope: []\nzzz: 1') }]).policy).toBeNull()
    expect(compile([{ file: 'a', text: withMeans('channels: { tel: { medium: phone, calendar: office } }') }]).policy).not.toBeNull()
  })

  it('name the combination that no rule answers', () => {
    const text = policyText().replace('access: [ { answer: open } ]', 'access: [ { when: { channel: portal }, answer: open }, { when: { channel: mail, tier: [pro, plus] }, answer: open } ]')
    expect(findingsOf(text).map((finding) => finding.message.en)).toEqual(['Nothing says whether this channel is open (channel: mail, tier: free): not knowing is not refusing.'])
  })

  it('ask for an answer where a contract says nothing', () => {
    const rules = (more: string): string => withMeans(`scope: [ { when: { contract.ha: yes }, answer: limited }, { when: { contract.ha: no }, answer: covered } ${more} ]`, 'contract.ha: { type: flag }')
    expect(problemsOf(rules(''))).toContain('rule-gap')
    expect(problemsOf(rules(', { when: { contract.ha: missing }, answer: excluded }'))).toEqual([])
  })

  it('see that two calendars are never open together', () => {
    const rules = 'scope: [ { when: { open: office }, answer: limited }, { when: { open: night }, answer: covered } ]'
    expect(problemsOf(withMeans(rules))).toEqual([])
  })

  it('compare numbers, durations and versions as intervals', () => {
    const rules = (first: string, second: string): string => withMeans(`scope: [ { when: { size: ${first} }, answer: limited }, { when: { size: ${second} }, answer: covered } ]`, 'size: { type: number }')
    expect(problemsOf(rules('{ under: 10 }', '{ at_least: 10 }'))).toEqual([])
    expect(problemsOf(rules('{ under: 10 }', '{ over: 10 }'))).toEqual(['rule-gap'])
    expect(problemsOf(rules('{ at_most: 10 }', '{ at_least: 10 }'))).toEqual(['rule-tie'])
  })

  it('take a figure of the policy as a bound, when it is of the same kind', () => {
    const rules = (type: string, figure: string): string => withMeans(`figures: { limit: { ${figure} } }\nscope: [ { when: { size: { at_most: figure.limit } }, answer: limited }, { when: { size: { over: figure.limit } }, answer: covered } ]`, `size: { type: ${type} }`)
    for (const [type, figure] of [['duration', 'duration: 30d'], ['number', 'count: 10'], ['number', 'percent: "99.9"'], ['number', 'money: "350.00"'], ['version', 'text: "7.6.2"']] as const) {
      expect(problemsOf(rules(type, figure)), `${type} ${figure}`).toEqual([])
    }
    for (const [type, figure] of [['duration', 'count: 30'], ['number', 'duration: 30d'], ['version', 'text: seven'], ['text', 'count: 1']] as const) {
      expect(problemsOf(rules(type, figure)), `${type} ${figure}`).toContain('wrong-type')
    }
  })

  it('want the rate of an amount that is also given with tax', () => {
    expect(problemsOf(withMeans('figures: { fee: { money: "60.00", tax: excluded, gross: "72.00" } }'))).toEqual(['missing-key'])
    expect(problemsOf(withMeans('figures: { fee: { money: "72.00", tax: included, vat: "20", gross: "72.00" } }'))).toEqual(['wrong-type'])
  })

  it('see that a date has passed, or has not, or is not known, and nothing else', () => {
    const rules = (...conditions: string[]): string => withMeans(`scope: [ ${conditions.map((when, index) => `{ when: { contract.until: ${when} }, answer: ${['limited', 'covered', 'excluded'][index]!} }`).join(', ')} ]`, 'contract.until: { type: date }')
    expect(problemsOf(rules('{ passed: yes }', '{ passed: no }', 'missing'))).toEqual([])
    expect(problemsOf(rules('{ passed: yes }', '{ passed: no }'))).toEqual(['rule-gap', 'guard-on-absent', 'guard-on-absent'])
    expect(problemsOf(rules('known', '{ passed: no }', 'missing'))).toEqual([])
    expect(problemsOf(rules('{ passed: yes, known: yes }', '{ passed: no }', '{ known: no }'))).toEqual([])
    for (const wrongly of ['2026-08-31', '[2026-08-31]', '{ passed: maybe }']) expect(problemsOf(rules(wrongly)), wrongly).toContain('wrong-type')
    expect(problemsOf(rules('{ at_least: 2026-08-31 }'))).toContain('unknown-key')
    expect(problemsOf(withMeans('scope: [ { when: { kind: { passed: yes } }, answer: limited }, { answer: covered } ]'))).toContain('unknown-key')
    expect(problemsOf(policyText({ facts: 'until: { type: date, default: 2026-02-30 }' }))).toEqual(['wrong-type'])
  })

  it('refuse a second name that another value has', () => {
    const values = (aliases: string): string => policyText({ facts: `theme: { values: { mail: { label: Courrier, aliases: ${aliases} }, web: { label: Web, aliases: [HTTP] } } }` })
    expect(problemsOf(values('[IMAP, SMTP]'))).toEqual([])
    for (const taken of ['[Web]', '[http]', '[IMAP, imap]']) expect(problemsOf(values(taken)), taken).toEqual(['duplicate-id'])
  })

  it('reads a policy in several files', () => {
    const second = 'clauses:\n  - { id: "9", says: Bonjour, means: prose, why: courtoisie }\n'
    const { policy } = compile([{ file: 'a', text: policyText() }, { file: 'b', text: second }])
    expect(policy!.place('9')).toEqual({ file: 'b', line: 2 })
    expect(policy!.counts).toEqual({ run: 3, prose: 1, later: 0 })
  })
})
