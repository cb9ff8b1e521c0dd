import { describe, expect, test } from 'vitest'
import { feeFigures, feeState } from '../../src/fees/ruling.ts'
import { proposeFees, type FeeAsked } from '../../src/fees/propose.ts'
import { endOfStretch } from '../../src/calendar/stretch.ts'
import { compile } from '../../src/compile.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const facts = `outage: { type: flag, from: history }
gti_exceeded: { type: flag, from: history }
no_access: { type: flag, from: history }
call_length: { type: duration, from: channel }
statement: { type: text, from: staff }`
const shared = 'nature: price, per: call, decided_by: { fr: "le responsable du support", en: "the head of support" }, evidence: [call_length, statement], unless: [ { outage: yes }, { gti_exceeded: yes }, { no_access: yes } ], never_for: { consumer: yes }'
const means = (combine = 'combine: add, ', terms = shared, more = '') => `taxes: [ { name: vat, rates: { 2000-04-01: "19.6", 2014-01-01: "20" } } ]
fees: { ${combine}${terms}, rules: [ { name: duty, when: { channel: phone }, amount: "350.00" }, { name: managers, when: { channel: mail }, amount: "450.00", contest: 1 month }${more} ] }`
const phone = '- { id: "phone", says: { fr: "Le téléphone.", en: "The telephone." }, means: { channels: { phone: { medium: phone } } } }'
const text = (meant: string, more = '') => policyText({ facts, means: meant, more: `${phone}\n${more}` })
const policy = policyOf(text(means()))
const given = { channel: 'phone', outage: false, gti_exceeded: false, no_access: false, consumer: false, genuine: false, call_length: 240, statement: 'Aucun ticket.' }
const at = paris('2026-05-12 20:00')
const propose = (more: FeeAsked = {}, changed = {}, of = policy) => proposeFees(of, { announced: true, ...more }, { ...given, ...changed }, at)

describe('a fee', () => {
  test('BILL-30: is a proposal, for a named person to rule on, that the customer may contest for fifteen days', () => {
    const reading = propose()
    expect(reading).toMatchObject({ outcome: 'proposed', net: 35_000 })
    expect(reading.proposals[0]).toMatchObject({ name: 'duty', decidedBy: { en: 'the head of support' }, contestUntil: paris('2026-05-28 00:00') })
    expect(propose({ notified: paris('2026-06-01 09:00') }).proposals[0]!.contestUntil).toBe(paris('2026-06-17 00:00'))
    expect(propose({}, { channel: 'mail' }).proposals[0]!.contestUntil).toBe(paris('2026-06-13 00:00'))
  })

  test('BILL-30: may be exported once a person has ruled with a reason, the customer was told, and nobody contested in time', () => {
    const contest = { months: 0, days: 15 }
    const ruled = { decision: 'charge', by: 'Maëlle Kerjean', reason: 'Aucun ticket.' } as const
    const notified = paris('2026-05-13 09:00')
    const until = paris('2026-05-29 00:00')
    const state = (ruling: Parameters<typeof feeState>[1], now: number) => feeState({ contest }, ruling, 'Europe/Paris', now).state
    expect(state({}, at)).toBe('proposed')
    expect(feeState({ contest }, { ...ruled, reason: ' ' }, 'Europe/Paris', at)).toMatchObject({ state: 'proposed', missing: ['reason'] })
    expect(state({ ...ruled, decision: 'waive' }, at)).toBe('waived')
    expect(state(ruled, at)).toBe('to_notify')
    expect(state({ ...ruled, notified }, until - 1)).toBe('open')
    expect(state({ ...ruled, notified }, until)).toBe('due')
    expect(state({ ...ruled, notified, contested: until - 1 }, until + 1)).toBe('contested')
    expect(state({ ...ruled, notified, contested: until }, until + 1)).toBe('due')
  })

  test('BILL-31: bears the facts and the version that it rests on, and waits until they are known', () => {
    const reading = propose()
    expect(reading).toMatchObject({ policy: 'acme-support', version: '1', at })
    expect(reading.proposals[0]!.facts).toMatchObject({ channel: 'phone', call_length: 240, statement: 'Aucun ticket.', outage: false, gti_exceeded: false, genuine: false })
    expect(propose({}, { statement: undefined })).toMatchObject({ outcome: 'evidence_missing', missing: ['statement'], net: 0, gross: 0 })
    expect(propose({ evidence: ['statement'] }, { statement: undefined }).outcome).toBe('proposed')
    expect(JSON.parse(JSON.stringify(reading))).toEqual(reading)
  })

  test('BILL-32: is not even proposed when its price was not announced before the call', () => {
    expect(propose({ announced: false })).toMatchObject({ outcome: 'not_announced', net: 0 })
    expect(proposeFees(policy, {}, given, at).outcome).toBe('not_announced')
    const silent = policyOf(text(means('combine: add, announced: no, ')))
    expect(proposeFees(silent, {}, given, at).outcome).toBe('proposed')
  })

  test.each(['outage', 'gti_exceeded', 'no_access'])('BILL-33: is cancelled by a cause on the side of the company (%s), and waits while that is not known', (cause) => {
    expect(propose({}, { [cause]: true })).toMatchObject({ outcome: 'cancelled', net: 0, gross: 0 })
    expect(propose({}, { [cause]: undefined })).toMatchObject({ outcome: 'evidence_missing', missing: [cause] })
  })

  test('BILL-34: is told without and with the tax of its day', () => {
    expect(propose()).toMatchObject({ net: 35_000, tax: 7_000, gross: 42_000, taxes: [{ rate: '20', base: 35_000, amount: 7_000 }] })
    expect(propose({}, { channel: 'mail' })).toMatchObject({ net: 45_000, gross: 54_000 })
    expect(propose({ taxDate: '2013-12-31' })).toMatchObject({ net: 35_000, tax: 6_860, gross: 41_860 })
    expect(propose({ taxDate: '1999-01-01' })).toMatchObject({ net: 35_000, tax: null, gross: null })
  })

  test('a compensation for what was lost bears no tax, looks at no incident and may concern a consumer', () => {
    const lost = policyOf(text(means(undefined, shared.replace('nature: price', 'nature: compensation').replace(', never_for: { consumer: yes }', ''))))
    for (const changed of [{ genuine: true }, { genuine: undefined }, { consumer: true }]) expect(propose({}, changed, lost)).toMatchObject({ outcome: 'proposed', net: 35_000, tax: 0, gross: 35_000 })
    expect(propose({}, {}, lost).proposals[0]!.facts).not.toHaveProperty('genuine')
    expect(propose({}, { outage: true }, lost)).toMatchObject({ outcome: 'cancelled' })
  })
  test('BILL-34: bears no tax when it is a penalty', () => {
    const penalty = policyOf(text(means(undefined, shared.replace('nature: price', 'nature: penalty'))))
    expect(propose({}, {}, penalty)).toMatchObject({ net: 35_000, tax: 0, gross: 35_000 })
  })

  test('BILL-34: is never for a consumer, nor proposed before it is known that the customer is none', () => {
    expect(propose({}, { consumer: true })).toMatchObject({ outcome: 'none', net: 0, proposals: [{ outcome: 'never' }] })
    expect(propose({}, { consumer: undefined })).toMatchObject({ outcome: 'evidence_missing', missing: ['consumer'] })
  })

  test('BILL-35: is never for a genuine incident, whatever else holds; what was waived is counted', () => {
    expect(propose({}, { genuine: true })).toMatchObject({ outcome: 'cancelled', net: 0 })
    expect(propose({}, { genuine: undefined })).toMatchObject({ outcome: 'evidence_missing', missing: ['genuine'] })
    const ruled = (['waived', 'due', 'open', 'proposed'] as const).map((state) => ({ fee: 'duty', state }))
    expect(feeFigures([...ruled, { fee: 'managers', state: 'proposed' }])).toEqual([{ fee: 'duty', ruled: 3, waived: 1, waivedShare: '33.3' }, { fee: 'managers', ruled: 0, waived: 0, waivedShare: null }])
    expect(feeFigures([...ruled.slice(0, 2), { fee: 'duty', state: 'waived' }])[0]!.waivedShare).toBe('66.7')
  })
})

describe('several fees', () => {
  const calls = [{ channel: 'phone', announced: true }, { channel: 'phone', announced: true }, { channel: 'mail', announced: true }]
  test('of one incident add up, call by call', () => {
    expect(propose({ calls })).toMatchObject({ net: 115_000, gross: 138_000 })
    expect(propose({ calls: [calls[0]!, calls[2]!] })).toMatchObject({ net: 80_000, gross: 96_000 })
  })
  test('count once for the incident, if so said', () => {
    const once = policyOf(text(means('combine: add, ', shared.replace('per: call', 'per: incident'))))
    expect(propose({ calls }, {}, once)).toMatchObject({ net: 80_000, proposals: [{ name: 'duty', call: 0 }, { name: 'managers', call: 2 }] })
    expect(propose({ calls: [{ channel: 'phone', announced: false }, calls[1]!] }, {}, once)).toMatchObject({ outcome: 'proposed', net: 35_000, proposals: [{ call: 1 }] })
  })
  test('leave the highest alone, if so said', () => {
    const highest = policyOf(text(means('combine: highest, ')))
    expect(propose({ calls }, {}, highest)).toMatchObject({ net: 45_000, gross: 54_000 })
    expect(propose({ calls }, {}, highest).proposals.map(({ outcome }) => outcome)).toEqual(['outdone', 'outdone', 'proposed'])
  })
  test('what holds of all of them is said once, in any clause, and cited', () => {
    const said = text(means('', `${shared}, when: { gti_exceeded: no }`).replace('rules:', 'contest: 20d, rules:'), '- { id: "D9", says: { fr: "Ils s’ajoutent.", en: "They add up." }, means: { fees: { combine: add } } }')
    const split = policyOf(said)
    expect(propose({ calls }, {}, split)).toMatchObject({ net: 115_000, clauses: ['1', 'D9'] })
    expect(propose({}, {}, split).proposals[0]!.contestUntil).toBe(endOfStretch(at, { months: 0, days: 20 }, 'Europe/Paris'))
    expect(propose({}, { gti_exceeded: undefined }, split)).toMatchObject({ outcome: 'none', proposals: [] })
  })
  test('S3-16: none is, when the policy says so', () => {
    const none = policyOf(policyText({ means: 'fees: none' }))
    expect(proposeFees(none, {}, { channel: 'portal' }, at)).toMatchObject({ outcome: 'none', net: 0, gross: 0, clauses: ['1'] })
  })
})

test('an amount that depends on the contract waits until the contract tells it', () => {
  const said = policyText({ facts: `${facts}\ncontract.monthly_fee: { type: money }`, more: phone, means: means('combine: add, ', shared, ', { name: share, when: { channel: portal, contract.monthly_fee: known }, amount: { min: [ { percent: "10", of: contract.monthly_fee }, "500.00" ] } }') })
  expect(propose({}, { channel: 'portal', 'contract.monthly_fee': 123_455 }, policyOf(said))).toMatchObject({ net: 12_346, gross: 14_815 })
  const unguarded = compile([{ file: 'p', text: said.replace(', contract.monthly_fee: known', '') }])
  expect(unguarded.findings.map(({ code }) => code)).toEqual(['guard-on-absent'])
})

test('amounts that hold the tax are told without it', () => {
  const gross = policyOf(text(means().replace('amount: "350.00"', 'tax: included, amount: "420.00"')))
  expect(propose({}, {}, gross)).toMatchObject({ net: 35_000, gross: 42_000 })
})

test('how long one may contest stands once, in a figure that the text cites too', () => {
  const cited = (figure: string) => text(`${means('contest: figure.delay, combine: add, ')}\nfigures: { delay: { ${figure} } }`)
  expect(propose({}, {}, policyOf(cited('duration: 20d'))).proposals[0]!.contestUntil).toBe(paris('2026-06-02 00:00'))
  const codes = (said: string) => compile([{ file: 'p', text: said }]).findings.map(({ code }) => code)
  expect(codes(cited('duration: 36h'))).toContain('wrong-type')
  expect(codes(cited('duration: 20d').replace('figure.delay', 'figure.delays'))).toContain('unknown-figure')
})
