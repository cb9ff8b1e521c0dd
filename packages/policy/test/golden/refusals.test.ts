import { describe, test } from 'vitest'
import { answerLine } from '../../src/ask/ask.ts'
import { explainInText } from '../../src/ask/explain.ts'
import { parseExamples } from '../../src/examples/parse.ts'
import { differenceInLines, differenceInWords } from '../../src/examples/result.ts'
import { runExamples } from '../../src/examples/run.ts'
import { wholePolicy } from '../publish/whole.ts'
import { sample, sampleText } from '../sample.ts'
import { expectText } from './golden.ts'

const valley = sample('village-internet')
const noon = '2026-10-06T12:00:00+02:00'
const commitment = { value: 3600, counted: { by: 'calendar', calendar: 'field' } }
const byDay = { by: 'business_days', calendar: 'field', dayRule: 'end_of_day' }

/** Asked of the village's provider: what cannot be answered, and what is at the edge of it. */
const lines: Record<string, unknown>[] = [
  { at: noon, facts: { channel: 'mail', kind: 'outage', line_number: 'VI-1042', lights: 'rouge', role: 'town' } }, { at: noon, facts: { channel: 'phone', kind: 'home' } }, { at: '2026-10-06T20:00:00+02:00', facts: { channel: 'phone', kind: 'slow', line_number: 'VI-1042', elderly: true } },
  {}, { at: noon }, { at: 'noon', facts: {} }, { at: true, facts: {} }, { at: '1850-01-01T00:00Z', facts: {} }, { at: '2026-10-06', facts: {} }, { at: '2026-10-06 12:00', facts: [] }, { at: noon, facts: {}, wen: 1 },
  { at: noon, facts: { chanel: 'mail' } }, { at: noon, facts: { kind: 'flood', elderly: 'perhaps', line_number: '1042', zzz: 1 } }, { at: noon, facts: { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 } }, { at: noon, facts: { kind: { x: 1 } } },
  { due: 3 }, { due: {}, at: noon }, { due: {} }, { due: { when: 1 } }, { due: { duration: 'long', start: noon } }, { due: { duration: '1h' } }, { due: { duration: '1h', start: 'noon' } }, { due: { duration: -1, start: noon } },
  { due: { duration: '1h', start: noon } }, { due: { duration: 1.5, start: noon } }, { due: { duration: '1h', calendar: 'desk', start: noon } }, { due: { duration: '1h', calendar: 'dusk', start: noon } }, { due: { duration: '1h', calendar: 3, start: noon } },
  { due: { duration: '2 business days', calendar: 'field', start: noon } }, { due: { duration: '2 business days', start: noon } }, { due: { duration: '999999h', calendar: 'desk', start: noon } }, { due: { duration: 110 * 366 * 86_400 + 1, start: noon } },
  { due: { target: 'callback', start: noon } }, { due: { target: 'calback', start: noon } }, { due: { target: 3, start: noon } }, { due: { target: 'callback', facts: 1, start: noon } }, { due: { target: 'repair', facts: { kind: 'outage' }, start: noon } },
  { due: { commitment: 1, start: noon } }, { due: { commitment: { value: 1 }, start: noon } }, { due: { commitment, start: noon } }, { due: { commitment: { ...commitment, startsAt: noon } } }, { due: { commitment: { ...commitment, startsAt: 'x' } } },
  { due: { commitment: { value: 2, counted: byDay }, start: noon } }, { due: { commitment: { value: 2, counted: { ...byDay, dayRule: 'same_time', cutoff: 600 } }, start: noon } }, { due: { commitment: { value: 2, counted: { ...byDay, cutoff: 1441 } }, start: noon } },
  { due: { commitment: { value: 2.5, counted: byDay }, start: noon } }, { due: { commitment: { value: 2, counted: { ...byDay, dayRule: 'never' } }, start: noon } }, { due: { commitment: { value: 2, counted: { by: 'moon', calendar: 'field' } }, start: noon } },
  { due: { duration: '4h', calendar: 'field', start: noon, pauses: [{ from: '2026-10-06T13:00:00+02:00', to: '2026-10-06T14:00:00+02:00' }] } }, { due: { duration: '4h', calendar: 'field', start: noon, pauses: [{ from: '2026-10-06T13:00:00+02:00' }] } },
  { due: { duration: '4h', calendar: 'field', start: noon, now: '2026-10-06T14:00:00+02:00' } }, { due: { duration: '4h', calendar: 'field', start: noon, now: 'x' } }, { due: { duration: '4h', calendar: 'field', start: noon, now: '2026-10-08T14:00:00+02:00' } },
  { due: { duration: '4h', start: noon, pauses: 3 } }, { due: { duration: '4h', start: noon, pauses: [3] } }, { due: { duration: '4h', start: noon, pauses: [{ from: 'x', to: noon }] } }, { due: { duration: '4h', start: noon, pauses: [{ from: noon, to: '2026-10-05T12:00Z' }] } }, { due: { duration: '4h', start: noon, pauses: [{ from: noon, too: 1 }] } },
  { price: 3 }, { price: { spent: 'x' } }, { price: { spentt: '1h' } }, { price: {}, zzz: 1 }, { price: {}, facts: 1 }, { price: {}, at: 'x' }, { quote: {} }, { quote: { do: 'eat' } }, { move: { from: 'new' } }, { move: { from: 'open', to: 'solved', by: 'agent' } }, { follow: { viewer: 'x' } }, { follow: {} },
  { term: {} }, { term: { text: 'GTR' } }, { term: { text: ['GTR'] } }, { timers: { state: 'solved', since: 'x' } }, { timers: { state: 'solved', since: noon } }, { follow: { viewer: 'requester', changes: 3 } }, { follow: { viewer: 'requester', changes: [{ at: noon, to: 'x' }] } },
  { procedure: { name: 'x' } }, { roster: { name: 'x', from: noon, to: noon } }, { credit: { late: '1h' } }, { contact: { count: 'many' } }, { quota: {} }, { notification: {} }, { clock: {} }, { fee: {} }, { remote: {} }, { secrets: {} }, { callback: {} },
]

/** Asked of a policy that has prices, fees, credits and quotas. */
const priced: Record<string, unknown>[] = [
  { price: { work: 'repair', spent: '47min', quote: 'accepted', estimate: '1h' } }, { price: { work: 'repair', spent: '47min' } }, { price: { work: 'repair', spent: '3h', quote: 'accepted', estimate: '1h' }, facts: { tier: 'pro' } }, { price: { work: 'advice' } }, { price: { work: 'signup' } }, { price: { work: 'install' }, facts: { tier: 'pro' } }, { price: { work: 'gardening' } },
  { price: { work: 'repair', quote: 'accepted', estimate: '2h', entries: [{ from: '2026-05-12 21:00', to: '2026-05-12 23:00' }] }, at: '2026-05-12 23:00' }, { price: { work: 'repair', spent: '1h', quote: 'accepted', estimate: '1h', tax_point: '2013-12-31' } }, { price: {} }, { price: { work: 'install', quote: 'refused' } },
  { quote: { do: 'send', work: 'repair', estimate: '1h', rate: '60.00' } }, { quote: { do: 'send', work: 'repair', estimate: '1h', rate: '61.00', cost: '45.00' } }, { quote: { do: 'start', work: 'repair' } }, { quote: { do: 'accept', work: 'repair', state: 'sent', by: 'mail' } }, { quote: { do: 'refuse', state: 'none' } }, { quote: { do: 'bill_preparation' } },
  { credit: { target: 'restored', late: '3h' }, facts: { 'contract.monthly_fee': '80.00' } }, { credit: { target: 'restored', late: '30h' }, facts: { 'contract.monthly_fee': '80.00' } }, { credit: { name: 'uptime', measured: '98.5', during: '2026-04-01' }, facts: { 'contract.monthly_fee': '80.00' } }, { credit: { name: 'uptime', measured: '99.95' } }, { credit: {} },
  { fee: { name: 'misuse' }, facts: { channel: 'mail' } }, { fee: { name: 'misuse' } }, { fee: {}, facts: { channel: 'mail', call_length: '1h' } }, { fee: { name: 'x' } },
  { quota: { name: 'pack', since: '2026-01-05', grants: [{ at: '2026-01-05', holds: '10h' }], uses: [{ at: '2026-02-01', took: '7min' }, { at: '2026-02-02', took: '1h3min' }] }, at: '2026-03-01' }, { quota: { name: 'pack', since: '2026-01-05', asked: '12h' }, at: '2026-03-01' }, { quota: { name: 'included', since: '2026-01-05' }, facts: { tier: 'free' }, at: '2026-03-01' }, { quota: { of: 'requests' } },
]

/** Examples of the village's provider that do not hold, of each kind. */
const failing = [
  'given: { chanel: mail }\nthen: { outcome: accepted }', 'given: { kind: flood, elderly: perhaps }\nthen: { outcome: accepted }', 'given: {}\nat: noon\nthen: { outcome: accepted }',
  'given: { channel: mail, kind: outage, line_number: VI-1042, lights: rouge }\nat: "2026-10-06 09:30"\nthen: { outcome: refused, priority: normal, rank: 0, on_call: yes, handled_by: x, clauses: ["6"], not_cited: ["1"], asks: [lights], remarks: 1, reason: devices, held_until: "2026-10-07 09:00", due: { restoration: "2026-10-06 12:00", first_reply: none }, promise: { restoration: 4h }, bond: { restoration: guaranteed }, next: { channel: phone, address: x, referral: y, quote: yes }, tags: [urgent], scope: limited, entitlement: closed, tier: x, kind: slow, department: d, answer_in: en, to: x, decisive: ["2"], asks_none: yes }',
  'calendar: desk\nopen: { "2026-10-06 12:00": yes, noon: yes }', 'calendar: dusk\nopen: { "2026-10-06 12:00": yes }', 'calendar: desk\nlasts: [ { from: "2026-10-06 00:00", to: "2026-10-07 00:00", is: 8h }, { from: "2026-10-07 00:00", to: "2026-10-06 00:00", is: 8h }, { from: x, to: y, is: z } ]',
  'due: { target: callback, start: "2026-10-05 11:00", is: "2026-10-05 16:00" }', 'due: { target: x, start: "2026-10-05 11:00", is: "2026-10-05 16:00" }', 'due: { duration: x, calendar: desk, start: y, is: z }', 'due: { duration: 1h, calendar: desk, start: "2026-10-05 11:00", is: "2026-10-05 12:00", segments: [ { from: "2026-10-05 11:00", to: "2026-10-05 11:30", counted: 30min } ] }',
  'statistic: { target: repair, counted: [1h, 9h], met: yes, mean: 2h, over_target: 0, share: "90" }', 'statistic: { target: x, counted: [1h] }', 'queue: { requests: [ { name: a, at: "2026-10-06 09:00", given: { channel: mail, kind: slow } }, { name: b, at: "2026-10-06 09:01", given: { channel: mail, kind: outage } } ], order: [a, b] }',
  'reads: { fact: line_number, "1042": ok, VI-1042: invalid }', 'reads: { fact: x, "1042": ok }', 'version_at: { "2026-08-31": yes, "2026-09-01": no }', 'finding: rule-tie', 'finding: { code: rule-tie, clause: "2" }', 'change: [ { set: zone, to: PST }, { remove: version }, { set: 2/means/scope, to: [] } ]\ngiven: {}\nthen: { outcome: accepted }', 'finding: { code: none, change: { set: zone, to: PST } }', 'change: [ { remove: 9/means } ]\nfinding: none',
  'move: { from: open, to: closed, by: agent }\nthen: { outcome: x, because: y, colour: z }', 'move: { from: x }\nthen: { outcome: x }', 'term: { text: GTR }\nthen: { outcome: x, term: y }', 'table: { given: { channel: mail }, columns: [kind, outcome], rows: [ [outage, refused], [slow, ~] ] }',
]

/** Files of examples that cannot be read. */
const unreadable = [
  'examples: 3', 'exampels: []', 'examples: [', '', 'examples: [3]', 'examples:\n  - id: x', 'examples:\n  - id: x\n    tabel: {}', 'examples:\n  - then: {}', 'policy: a\nexamples:\n  - { id: x, then: { outcom: accepted }, given: 3, when: now }', 'examples: [ { id: x, then: 3 } ]', 'examples: [ { id: x, then: { due: { speed: 1 }, next: { chanel: 1 } } } ]',
  'examples: [ { id: x, table: { columns: [at, outcome], rows: [ ["2026-01-01"], 3 ] } } ]', 'examples: [ { id: x, table: { columns: [then.colour], rows: [], zzz: 1 } } ]', 'examples: [ { id: x, table: { rows: [] } } ]', 'examples: [ { id: x, table: 3 } ]', 'examples: [ { id: x, due: { start: "2026-01-01" } } ]', 'examples: [ { id: x, due: { is: x, zzz: 1 } } ]', 'examples: [ { id: x, due: { start: a, is: b, pauses: [ { form: a } ], segments: 3 } } ]',
  'examples: [ { id: x, calendar: desk } ]', 'examples: [ { id: x, calendar: desk, lasts: [ { to: a }, { from: a }, { from: a, to: b }, 3 ] } ]', 'examples: [ { id: x, statistic: { target: a } }, { id: y, statistic: { counted: [1h], zzz: 1 } } ]', 'examples: [ { id: x, queue: { requests: [ { name: a }, 3 ], order: a, zzz: 1 } } ]', 'examples: [ { id: x, reads: { a: ok } }, { id: y, reads: 3 } ]',
  'examples: [ { id: x, version_at: {}, zzz: 1 } ]', 'examples: [ { id: x, finding: { clause: "1" } }, { id: y, finding: { code: a, zzz: 1 } } ]', 'examples: [ { id: x, change: [ { set: a }, { to: b }, 3, { remove: a, zzz: 1 } ], finding: none } ]', 'examples: [ { id: x, move: { form: open }, then: { outcome: y }, zzz: 1 } ]', 'examples: [ { id: x, move: 3 } ]',
]

describe('what cannot be answered', () => {
  test.each(['fr', 'en'] as const)('is refused in the words it was (%s)', (lang) => {
    const told = (policy: typeof valley) => (line: Record<string, unknown>): string => {
      const answered = answerLine(policy, line, lang, true)
      const explained = explainInText(policy, line, lang)
      return [`# ${JSON.stringify(line)}`, answered.error ? `${answered.error.code} ${answered.error.fact ?? ''} ${answered.error.near ?? ''}: ${answered.error.message[lang]}` : lang === 'fr' ? JSON.stringify(answered.answer) : '', ...(Array.isArray(explained) ? explained : [])].join('\n')
    }
    expectText(`refusals.${lang}`, [...lines.map(told(valley)), ...priced.map(told(wholePolicy()))].join('\n'))
  })
})

describe('examples', () => {
  test.each(['fr', 'en'] as const)('that do not hold say what differs (%s)', (lang) => {
    const told = failing.map((example, index) => {
      const text = `examples:\n  - id: x${index}\n    ${example.replaceAll('\n', '\n    ')}`
      const { examples, findings } = parseExamples('examples.yaml', text)
      const results = runExamples(valley, examples, { file: 'policy.yaml', text: sampleText('village-internet') })
      const differences = results.flatMap((result) => result.differences.flatMap((one) => [`- ${result.id} ${result.row ?? ''} line ${result.line}: ${differenceInWords(one, lang)}`, ...differenceInLines(one, lang, text.split('\n'))]))
      return [`# ${example}`, ...findings.map(({ line, code }) => `${line} ${code}`), ...differences].join('\n')
    })
    expectText(`differences.${lang}`, told.join('\n'))
  })

  test('that cannot be read say where', () => {
    const told = unreadable.map((text) => [`# ${JSON.stringify(text)}`, ...parseExamples('examples.yaml', text).findings.map(({ line, column, code, message, wayOut }) => `${line}:${column} ${code}\n  ${message.fr} → ${wayOut.fr}\n  ${message.en} → ${wayOut.en}`)].join('\n'))
    expectText('examples', told.join('\n'))
  })
})
