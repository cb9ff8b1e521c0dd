import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseExamples } from '../../src/examples/parse.ts'
import { differenceInLines, differenceInWords } from '../../src/examples/result.ts'
import { runExamples } from '../../src/examples/run.ts'
import { readable, sample, samples, sampleText } from '../sample.ts'

const valley = sample('village-internet')
const run = (examples: string, name = 'village-internet', policy = valley) => {
  const parsed = parseExamples('examples.yaml', examples)
  expect(parsed.findings).toEqual([])
  return runExamples(policy, parsed.examples, { file: 'policy.yaml', text: sampleText(name) })
}
const differences = (example: string) => run(`examples:\n  - ${example.trim().replaceAll('\n', '\n    ')}`).flatMap((result) => result.differences.map((one) => readable(differenceInWords(one, 'en'))))

describe.each(['village-internet', 'payroll'])('sample %s', (name) => {
  const policy = sample(name)
  const parsed = parseExamples('examples.yaml', readFileSync(join(samples, name, 'examples.yaml'), 'utf8'))
  test('has readable examples', () => expect(parsed.findings).toEqual([]))
  test.each(runExamples(policy, parsed.examples, { file: 'policy.yaml', text: sampleText(name) }).map((result) => [`${result.id}${result.row ? ` row ${result.row}` : ''}`, result] as const))('%s', (_, result) => {
    expect(result.differences).toEqual([])
  })
})

describe('every kind of example can fail, and says what differs', () => {
  const request = 'given: { channel: mail, kind: outage, line_number: VI-1042, lights: rouge }\nat: "2026-10-06 09:30"'
  test.each([
    ['outcome: refused', 'outcome: expected refused, got accepted'],
    ['priority: normal', 'priority: expected normal, got outage (art. 4)'],
    ['rank: 0', 'rank: expected 0, got 1 (art. 4)'],
    ['on_call: yes', 'on_call: expected yes, got no (art. 4)'],
    ['handled_by: nobody', 'handled_by: expected nobody, got desk (art. 4)'],
    ['clauses: ["6"]', 'clauses: expected 6, got 1, 2, 4, 3, 5'],
    ['not_cited: ["1"]', 'not_cited: expected nothing, got 1'],
    ['asks: [lights]', 'asks: expected lights, got nothing (art. 3)'],
    ['remarks: 1', 'remarks: expected 1, got 0'],
    ['reason: devices', 'reason: expected « devices », got nothing'],
    ['held_until: "2026-10-07 09:00"', 'held_until: expected 2026-10-07 09:00:00 +02:00, got nothing (art. 4)'],
    ['due.restoration: "2026-10-06 12:00"', 'due.restoration: expected 2026-10-06 12:00:00 +02:00, got 2026-10-07 08:30:00 +02:00 (art. 5)'],
    ['promise: { restoration: 4h }', 'promise.restoration: expected 4h, got 8 h (art. 5)'],
    ['bond: { restoration: guaranteed }', 'bond.restoration: expected guaranteed, got objective (art. 5)'],
    ['next: { channel: phone }', 'next.channel: expected phone, got nothing'],
    ['tags: [urgent]', 'tags: expected urgent, got nothing'],
    ['scope: limited', 'scope: expected limited, got covered (art. 2)'],
    ['entitlement: closed', 'entitlement: expected closed, got open'],
  ])('then %s', (then, difference) => expect(differences(`id: x\n${request}\nthen: { ${then} }`)).toEqual([difference]))

  test.each([
    ['id: x\ngiven: { chanel: mail }\nthen: { outcome: accepted }', 'given.chanel: expected fact (channel?), got unknown'],
    ['id: x\ngiven: { kind: flood }\nthen: { outcome: accepted }', 'given.kind: expected one_of: outage, slow, move, home, got flood'],
    ['id: x\ngiven: { elderly: perhaps }\nthen: { outcome: accepted }', 'given.elderly: expected flag, got perhaps'],
    ['id: x\ngiven: {}\nat: noon\nthen: { outcome: accepted }', 'at: expected 2026-05-12 22:00, got noon'],
    ['id: x\ngiven: {}\nat: "1850-01-01 10:00"\nthen: { outcome: accepted }', 'at: expected 2026-05-12 22:00, got 1850-01-01 10:00'],
    ['id: x\ndue: { duration: 999999h, calendar: desk, start: "2026-10-05 11:00", is: "2026-10-05 12:00" }', 'due: expected 2026-10-05 12:00:00 +02:00, got nothing (art. 1)'],
    ['id: x\ncalendar: desk\nopen: { "2026-10-06 12:00": yes }', 'open 2026-10-06 12:00: expected yes, got no (art. 1)'],
    ['id: x\ncalendar: dusk\nopen: { "2026-10-06 12:00": yes }', 'calendar: expected dusk, got desk, field, desk_closed'],
    ['id: x\ncalendar: desk\nlasts: { from: "2026-10-06 00:00", to: "2026-10-07 00:00", is: 8h }', 'lasts: expected 8h, got 7 h (art. 1)'],
    ['id: x\ndue: { target: callback, start: "2026-10-05 11:00", is: "2026-10-05 16:00" }', 'due: expected 2026-10-05 16:00:00 +02:00, got 2026-10-05 17:00:00 +02:00 (art. 5)'],
    ['id: x\ndue: { target: nothing, start: "2026-10-05 11:00", is: "2026-10-05 16:00" }', 'target: expected nothing, got callback, move, repair, repair-town'],
    ['id: x\ndue: { duration: 1h, calendar: desk, start: "2026-10-05 11:00", pauses: [ { from: "2026-10-05 11:10", to: "2026-10-05 11:20" } ], is: "2026-10-05 12:00" }', 'due: expected 2026-10-05 12:00:00 +02:00, got 2026-10-05 14:10:00 +02:00 (art. 1)'],
    ['id: x\ndue: { duration: 1h, calendar: desk, start: "2026-10-05 11:00", is: "2026-10-05 12:00", segments: [ { from: "2026-10-05 11:00", to: "2026-10-05 11:30", counted: 30min } ] }',
      'segments: expected 2026-10-05 11:00:00 +02:00 → 2026-10-05 11:30:00 +02:00 1800, got 2026-10-05 11:00:00 +02:00 → 2026-10-05 12:00:00 +02:00 3600 (art. 1)'],
    ['id: x\nstatistic: { target: repair, counted: [1h, 9h], met: yes }', 'met: expected yes, got no (art. 5)'],
    ['id: x\nqueue: { requests: [ { name: a, at: "2026-10-06 09:00", given: { channel: mail, kind: slow } }, { name: b, at: "2026-10-06 09:01", given: { channel: mail, kind: outage } } ], order: [a, b] }', 'order: expected a, b, got b, a'],
    ['id: x\nreads: { fact: line_number, "1042": ok }', 'reads « 1042 »: expected ok, got invalid'],
    ['id: x\nversion_at: { "2026-08-31": yes }', 'version_at 2026-08-31: expected yes, got 2026-09-01 00:00:00 +02:00'],
    ['id: x\nfinding: rule-tie', 'finding: expected rule-tie, got nothing'],
    ['id: x\nfinding: none\nchange: [ { set: 1/means/calendars/desk/zone, to: PST } ]', 'finding: expected none, got zone-abbreviation'],
    ['id: x\nfinding: rule-tie\nchange: [ { remove: 9/means } ]', 'change: expected 9/means, got nothing'],
  ])('%s', (example, difference) => expect(differences(example)).toEqual([difference]))
})

describe('an example may be about the policy changed', () => {
  const zone = 'change: [ { set: zone, to: Etc/GMT+8 } ]'
  const hours = 'change: { set: 1/means/calendars/desk/week, to: { tue: ["09:00-10:00"] } }'
  const outage = 'given: { channel: mail, kind: outage, line_number: VI-1042, lights: rouge }'
  test.each([
    ['then', `${hours}\n${outage}\nat: "2026-10-06 11:00"\nthen: { outcome: held, held_until: "2026-10-13 09:00" }`],
    ['table', `${zone}\ntable: { given: { channel: mail, kind: slow, line_number: VI-1042 }, columns: [at, held_until], rows: [ ["2026-10-06 20:00", "2026-10-07 09:00 UTC-08:00"], ["2026-10-07 06:00 +02:00", "2026-10-07 09:00 UTC-08:00"] ] }`],
    ['due', `${zone}\ndue: { target: callback, start: "2026-10-05T19:00Z", is: "2026-10-06T01:00Z" }`],
    ['statistic', 'change: { set: 5/means/targets/repair/within, to: 9h }\nstatistic: { target: repair, counted: [1h, 9h], met: yes }'],
    ['calendar', `${hours}\ncalendar: desk\nopen: { "2026-10-06 09:59": yes, "2026-10-06 10:00": no }`],
    ['lasts', `${hours}\ncalendar: desk\nlasts: { from: "2026-10-06 00:00", to: "2026-10-07 00:00", is: 1h }`],
    ['queue', 'change: { remove: 4/means/queue/order/outage }\nqueue: { requests: [ { name: a, at: "2026-10-06 09:00", given: { channel: mail, kind: slow } }, { name: b, at: "2026-10-06 09:01", given: { channel: mail, kind: outage } } ], order: [a, b] }'],
    ['version_at', 'change: { set: effective, to: 2026-08-01 }\nversion_at: { "2026-08-01": yes, "2026-07-31": no }'],
    ['reads', 'change: { set: facts/line_number/pattern, to: "[0-9]{4}" }\nreads: { fact: line_number, "1042": ok, VI-1042: invalid }'],
  ])('%s', (_, example) => expect(differences(`id: x\n${example}`)).toEqual([]))

  test('a change that leads nowhere, or to a wrong policy, is a difference', () => {
    expect(differences(`id: x\nchange: [ { remove: 9/means } ]\ngiven: {}\nthen: { outcome: accepted }`)).toEqual(['change: expected 9/means, got nothing'])
    expect(differences(`id: x\nchange: [ { set: zone, to: PST } ]\ngiven: {}\nthen: { outcome: accepted }`)).toEqual(['change: expected nothing, got zone-abbreviation'])
  })

  test('other names of a value are read to it', () => {
    const alias = 'change: { set: facts/kind/values/outage, to: { label: { fr: Panne, en: Outage }, aliases: [Coupure, DOWN] } }'
    expect(differences(`id: x\n${alias}\nreads: { fact: kind, coupure: outage, down: outage, " Down ": outage, outage: ok, Outage: invalid, slow: ok, up: invalid }`)).toEqual([])
    expect(differences(`id: x\n${alias}\ngiven: { channel: mail, kind: down, line_number: VI-1042 }\nthen: { kind: outage, priority: outage }`)).toEqual([])
    expect(differences('id: x\nreads: { fact: elderly, "yes": ok, oui: invalid }')).toEqual([])
  })

  test('a result has the name of its example, when it has one', () => {
    const named = (name: string) => run(`examples:\n  - { id: x, ${name}given: { channel: mail }, then: { outcome: accepted } }`).map((result) => ('name' in result ? result.name : 'no name'))
    expect([named('name: { fr: Une panne, en: An outage }, '), named('name: An outage, '), named('')]).toEqual([['Une panne'], ['An outage'], ['no name']])
  })

  test('rows of a table share one reading of the policy, and each is told', () => {
    expect(differences(`id: x\n${zone}\ntable: { given: { channel: mail }, columns: [outcome], rows: [ [refused], [redirected] ] }`)).toHaveLength(2)
  })
})

describe('a file of examples that cannot be read says where', () => {
  const problems = (text: string) => parseExamples('examples.yaml', text).findings.map(({ line, code, message }) => `${line} ${code} ${message.en}`)
  test.each([
    ['examples:\n  - id: x\n    then: { outcom: accepted }', '3 example-unknown-key There is no key “outcom” in then.'],
    ['examples:\n  - id: x\n    given: {}\n    when: now\n    then: {}', '4 example-unknown-key There is no key “when” in x.'],
    ['examples:\n  - id: x', '2 example-kind What this example checks cannot be told.'],
    ['examples:\n  - id: x\n    tabel: {}', '2 example-unknown-key There is no key “tabel” in x.'],
    ['examples:\n  - then: {}', '2 example-missing-key “id” is missing in examples.'],
    ['examples:\n  - id: x\n    table: { columns: [at, outcome], rows: [ ["2026-01-01"] ] }', '3 example-wrong-type “rows”: a list of 2 values per row is needed.'],
    ['examples:\n  - id: x\n    table: { columns: [then.colour], rows: [] }', '3 example-unknown-key There is no key “colour” in then.'],
    ['examples:\n  - id: x\n    due: { target: a, start: "2026-01-01" }', '2 example-missing-key “is” is missing in due.'],
    ['examples: 3', '1 example-missing-key “examples” is missing in examples.yaml.'],
    ['exampels: []', '1 example-unknown-key There is no key “exampels” in examples.yaml.'],
    ['examples: [', '1 yaml-syntax'],
  ])('%j', (text, problem) => expect(problems(text).some((one) => one.startsWith(problem)), problems(text).join('\n')).toBe(true))
})

describe('a failure is read at a glance', () => {
  const shown = (example: string, lang: 'fr' | 'en' = 'en') => {
    const text = `examples:\n  - ${example.trim().replaceAll('\n', '\n    ')}`
    return run(text).flatMap(({ differences: found }) => found.flatMap((one) => differenceInLines(one, lang, text.split('\n')))).map(readable)
  }
  const request = 'id: x\ngiven: { channel: mail, kind: outage, line_number: VI-1042, lights: rouge }\nat: "2026-10-06 09:30"\nthen:'

  test('with the line that expects, both sides under each other, and the clauses', () => {
    expect(shown(`${request}\n  outcome: accepted\n  due.restoration: "2026-10-06 12:00"`)).toEqual([
      'due.restoration (art. 5)', '  7 │ due.restoration: "2026-10-06 12:00"', '  expected  2026-10-06 12:00:00 +02:00', '  got       2026-10-07 08:30:00 +02:00',
    ])
    expect(shown(`${request}\n  on_call: yes`, 'fr')).toEqual(['on_call (art. 4)', '  6 │ on_call: yes', '  attendu  yes', '  obtenu   no'])
    expect(shown(`${request}\n  asks: [lights]`, 'fr').at(-1)).toBe('  obtenu   (rien)')
  })

  test('of a long list, what is missing', () => {
    expect(shown(`${request}\n  clauses: ["1", "6"]`)).toEqual(['clauses', '  6 │ clauses: ["1", "6"]', '  expected  1, 6', '  got       1, 2, 4, 3, 5', '  missing   6'])
  })

  test('of what cannot be answered, what must be known', () => {
    const priced = sample('village-internet', (text) => text.replace('facts:\n', 'facts:\n  length: { type: number }\n').replace('clauses:\n', 'clauses:\n  - { id: money, says: Prix, means: { prices: [ { is: flat, amount: { times: length, of: "5.00" } } ], taxes: [ { percent: "20" } ] } }\n'))
    expect(run('examples:\n  - { id: x, price: ~, then: { outcome: due } }', 'village-internet', priced)[0]!.differences[0]!.actual).toBe('undecided (missing: length)')
  })

  test('in a table, a calendar and a question, of their own line', () => {
    expect(shown('id: x\ntable:\n  given: { channel: mail, kind: slow, line_number: VI-1042 }\n  at: "2026-10-06 09:30"\n  columns: [outcome]\n  rows:\n    - [accepted]\n    - [refused]')[1]).toBe('  9 │ - [refused]')
    expect(shown('id: x\ncalendar: desk\nopen:\n  "2026-10-06 12:00": yes')[1]).toBe('  5 │ "2026-10-06 12:00": yes')
    expect(shown('id: x\nremote: ~\nthen:\n  outcome: offered')[1]).toBe('  5 │ outcome: offered')
    expect(shown('id: x\nremote:\n  tol: x\nthen: { outcome: offered }')).toEqual(['remote.tol', '  4 │ tol: x', '  expected  tool', '  got       tol'])
    expect(shown('id: x\nremote:\n  zzzzzz: x\nthen: { outcome: offered }')[2]).toBe('  expected  tool | reason | tried')
  })
})
